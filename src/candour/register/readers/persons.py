"""One person of a text, or several treated alike, with what is told of them."""

from dataclasses import dataclass, field

from candour.register.readers.events import Event
from candour.register.statements import Span


@dataclass(slots=True)
class Tied:
    """An event tied to a person; `sure` where its own sentence names whom it is about, or nobody else can be meant."""

    event: Event
    sentence: Span
    sure: bool


@dataclass(eq=False, slots=True)
class Person:
    """One person, or several treated alike; `of` is the group that they were first spoken of in; `another` as the text says."""

    role: str
    n: int | None
    key: str = ""
    former: bool = False
    of: "Person | None" = None
    names: tuple[str, ...] = ()
    split: int = 0
    another: bool = False
    work: str = ""
    tied: list[Tied] = field(default_factory=list)

    @property
    def plural(self) -> bool:
        return self.n is None or self.n > 1

    def has(self, field: str) -> bool:
        return any(one.event.field == field for one in self.tied)

    @property
    def concerned(self) -> bool:
        """More is told of them than that their conduct was looked at."""
        return any(
            one.event.field in {"decision", "outcome", "proceeding"} or one.event.criminal
            for one in self.tied
        )

    @property
    def cleared(self) -> bool:
        """Nothing was found for them to answer, so what a panel did is told of somebody else."""
        return any(
            one.event.field == "decision" and one.event.value in {"no_case", "no_indication"}
            for one in self.tied
        )

    def decided(self, opening: str) -> bool:
        """A decision of a kind was told of them, or of the group that they are of: its value begins so."""
        own = any(one.event.field == "decision" and one.event.value.startswith(opening) for one in self.tied)
        return own or (self.of is not None and self.of.decided(opening))

    @property
    def dismissed(self) -> bool:
        return any(
            one.event.value in {"dismissed_without_notice", "would_have_been_dismissed"} for one in self.tied
        )

    @property
    def only_proven(self) -> bool:
        """A finding is told of them, and nothing that came of it."""
        outcomes = [one.event.value for one in self.tied if one.event.field == "outcome"]
        return bool(outcomes) and all(one.endswith("misconduct_proven") for one in outcomes)

    def left(self) -> int | None:
        """How many of a group are not spoken of on their own."""
        return None if self.n is None else self.n - self.split


@dataclass(frozen=True, slots=True)
class Route:
    """The events of one person, by field, in the order told."""

    person: Person
    tied: tuple[Tied, ...]

    def of(self, field: str) -> list[Tied]:
        return [one for one in self.tied if one.event.field == field]

    def values(self, field: str) -> list[str]:
        return [one.event.value for one in self.of(field)]
