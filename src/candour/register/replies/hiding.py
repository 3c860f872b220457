"""Where a reply can hold more than it shows, and what was found there: places and counts, never the words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

PLACES_NAMED = 5


class Hiding(StrEnum):
    """Ways in which a file carries what a reader of its pages does not see."""

    HIDDEN_SHEET = "hidden-sheet"
    HIDDEN_ROWS = "hidden-rows"
    HIDDEN_COLUMNS = "hidden-columns"
    INVISIBLE_TEXT = "invisible-text"
    UNDER_MERGED = "under-merged-cells"
    LEFT_OVER_TEXT = "left-over-text"
    PIVOT_CACHE = "pivot-cache"
    COMMENTS = "comments"
    TRACKED_CHANGES = "tracked-changes"
    TEXT_BOXES = "text-boxes"
    HEADERS = "headers-and-footers"
    HIDDEN_NAMES = "hidden-names"
    EXTERNAL_LINKS = "external-links"
    CONNECTIONS = "connections"
    FORMULAS = "formulas"
    MACROS = "macros"
    PROPERTIES = "properties"
    EMBEDDED = "embedded-files"
    PICTURES = "pictures"
    SCRIPTS = "scripts"


GRAVE = frozenset(
    {
        Hiding.HIDDEN_SHEET,
        Hiding.HIDDEN_ROWS,
        Hiding.HIDDEN_COLUMNS,
        Hiding.INVISIBLE_TEXT,
        Hiding.UNDER_MERGED,
        Hiding.LEFT_OVER_TEXT,
        Hiding.PIVOT_CACHE,
        Hiding.COMMENTS,
        Hiding.TRACKED_CHANGES,
        Hiding.CONNECTIONS,
        Hiding.MACROS,
        Hiding.EMBEDDED,
        Hiding.SCRIPTS,
    }
)
"""What may hold people's details or act by itself; the rest is nearly always harmless, and listed all the same."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`places` names sheets, rows or parts of the file; at most a few of them, `number` counts all."""

    hiding: Hiding
    number: int
    places: tuple[str, ...] = ()

    @property
    def grave(self) -> bool:
        return self.hiding in GRAVE


@dataclass(frozen=True)
class Sheet:
    """One sheet as the file lays it out; `rows` and `columns` hidden in it count from 1."""

    name: str
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True)
class Scan:
    """What was found in one file, gravest first, and its sheets in order."""

    form: str
    findings: tuple[Finding, ...]
    sheets: tuple[Sheet, ...] = ()

    @property
    def grave(self) -> bool:
        return any(one.grave for one in self.findings)

    def sheet(self, name: str) -> Sheet | None:
        return next((one for one in self.sheets if one.name == name), None)


class RefusedReply(ValueError):
    """The file is not opened at all: a bomb, damaged, locked, or of a form that cannot be looked into."""


@dataclass
class Found:
    """Collects findings while a file is looked through."""

    _places: dict[Hiding, list[str]] = field(default_factory=dict)
    _numbers: dict[Hiding, int] = field(default_factory=dict)

    def add(self, hiding: Hiding, place: str = "", number: int = 1) -> None:
        if number <= 0:
            return
        self._numbers[hiding] = self._numbers.get(hiding, 0) + number
        places = self._places.setdefault(hiding, [])
        if place and len(places) < PLACES_NAMED:
            places.append(place)

    def add_all(self, hiding: Hiding, places: Iterable[str]) -> None:
        for place in places:
            self.add(hiding, place)

    def findings(self) -> tuple[Finding, ...]:
        """In the order of the list of hiding places, which begins with the gravest."""
        found = [one for one in Hiding if one in self._numbers]
        return tuple(Finding(one, self._numbers[one], tuple(self._places.get(one, ()))) for one in found)


def in_runs(numbers: Iterable[int]) -> str:
    """`3, 7 to 12`: rows or columns in words, the first few runs of them."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = [str(first) if first == last else f"{first} to {last}" for first, last in runs[:PLACES_NAMED]]
    return ", ".join(named) + (" and more" if len(runs) > PLACES_NAMED else "")
