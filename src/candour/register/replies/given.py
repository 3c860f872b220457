"""What a mapping gives: a figure with its cell and period, and what does not fit, by cell."""

from dataclasses import dataclass
from enum import StrEnum

from candour.register.replies.figures import Figure
from candour.register.replies.periods import Period
from candour.register.statements import Cell


class Trouble(StrEnum):
    UNREADABLE = "unreadable"
    PERIOD_UNSETTLED = "period-unsettled"
    ANOTHER_PERIOD = "another-period"
    TOTAL_DIFFERS = "total-differs"
    MERGED = "merged-cells"
    HIDDEN = "hidden-not-read"
    DECODED_WRONGLY = "decoded-wrongly"
    ANOTHER_FORCE = "another-force"
    NOTE = "note"
    NO_QUESTION = "no-question"
    NOTHING_BELOW = "nothing-below"
    NO_SUCH_SHEET = "no-such-sheet"


@dataclass(frozen=True, slots=True)
class Problem:
    """`sentence` gives numbers and places, never the words of the cell. `more`: further cells of the same kind."""

    trouble: Trouble
    cell: Cell
    sentence: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """A figure of the reply. `total`: the reply calls it a total. `outside`: not of the time that was asked about, or of another force.

    `rows`: how many rows of the sheet it was counted from; 1 where the force counted.
    """

    question: str
    figure: Figure
    cell: Cell
    written: str = ""
    label: str = ""
    period: Period | None = None
    period_written: str = ""
    total: bool = False
    outside: bool = False
    rows: int = 1

    @property
    def counts(self) -> bool:
        return self.figure.counts and not self.total and not self.outside


@dataclass(frozen=True)
class Mapped:
    given: tuple[Given, ...]
    problems: tuple[Problem, ...]
