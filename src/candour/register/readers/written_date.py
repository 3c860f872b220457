"""A date as far as it was written, and where it stands."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """`inferred` where its year was taken from elsewhere; `worked_out` where the day was, from the page's own date.

    `begins` is the first day of a range of days.
    """

    value: str
    start: int
    end: int
    inferred: bool = False
    begins: str = ""
    worked_out: bool = False

    @property
    def width(self) -> int:
        return self.value.count("-") + 1

    def on(self, day: str) -> "WrittenDate":
        """The same words, for another day."""
        return replace(self, value=day, begins="")
