"""The rows of the schedules: each item with its words, context, source, coding and exposure, less what is left out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from candour.evidence.chats.lines import Line
from candour.evidence.codes import Schedule
from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.matrix import LEGEND, code
from candour.evidence.models import Item, Placing
from candour.look.dates import day_in_words

BAR = "█"
_LONGEST_BAR = 12


@dataclass(frozen=True)
class Around:
    """A line of the context."""

    at: str
    who: str
    words: str
    chosen: bool = False


@dataclass(frozen=True)
class Row:
    """`address` leads to it on this installation. `passages` and `letters` count what was left out of the words. `answers` are those of the exposure, by what they are."""

    mark: str
    address: str
    exhibit: str
    chat: str
    at: str
    who: str
    words: str
    passages: int
    letters: int
    reasons: str
    source: str
    place: str
    coding: str
    context: tuple[Around, ...] = ()
    exposure: tuple[tuple[str, str], ...] = ()


@dataclass
class Schedules:
    """`unplaced` are marks of items on no schedule; `outside` is how many lie outside the reader's scope, `closed` how many
    belong to an exhibit that nobody opens because it is unlawful to hold."""

    used: list[Row] = field(default_factory=list)
    unused: list[Row] = field(default_factory=list)
    sensitive: list[Row] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    outside: int = 0
    closed: int = 0

    def of(self, schedule: str) -> list[Row]:
        rows: list[Row] = getattr(self, Schedule(schedule).value)
        return rows


def placing_of(item: Item) -> Placing | None:
    """The last one counts."""
    found = sorted(item.placings.all(), key=lambda one: one.number)
    return found[-1] if found else None


def redacted(text: str, spans: Sequence[Sequence[int]]) -> str:
    """A bar where words are left out; its length says nothing of theirs."""
    shown, at = [], 0
    for start, end in spans:
        shown += [text[at:start], BAR * _LONGEST_BAR]
        at = end
    return "".join([*shown, text[at:]])


def row_of(
    item: Item,
    line: Line,
    *,
    chat: str,
    called: Callable[[str | None], str],
    coding: str,
    context: Iterable[Around] = (),
    exposure: Iterable[tuple[str, str]] = (),
) -> Row:
    """Words, context and exposure stand on the schedule of what is used; the others name the item and its place only."""
    placing = placing_of(item)
    used = placing is not None and placing.schedule == Schedule.USED
    spans = placing.left_out if placing else []
    return Row(
        mark=item.mark,
        address=item.get_absolute_url(),
        exhibit=item.exhibit.reference,
        chat=chat,
        at=moment(line),
        who=called(line.sender),
        words=redacted(words_of(line), spans) if used else "",
        passages=len(spans),
        letters=sum(end - start for start, end in spans),
        reasons=placing.reasons if placing else "",
        source=item.source,
        place=item.place,
        coding=coding,
        context=tuple(context) if used else (),
        exposure=tuple(exposure) if used else (),
    )


def words_of(line: Line) -> str:
    file = line.more.get("attachment") or line.media
    told = _("[File: %(file)s]") % {"file": file} if file else ""
    return "\n".join(filter(None, [told, line.text]))


def moment(line: Line) -> str:
    return (
        f"{day_in_words(line.at.date())}, {line.at:%H:%M:%S}"
        if line.at
        else str(line.more.get("written") or _("no time"))
    )


def grouped(cells: Iterable[Cell]) -> list[tuple[str, str]]:
    """What may be said, and of whom, the gravest first as the legend has it."""
    people: dict[str, list[str]] = defaultdict(list)
    for cell in cells:
        people[code(cell.findings)].append(cell.person)
    order = list(LEGEND)
    return [
        (in_words(letters), ", ".join(sorted(people[letters])))
        for letters in sorted(people, key=lambda one: (order.index(one[0]), one))
    ]


_SIGNS = {
    "+": "endorsed it",
    "!": "challenged it",
    "=": "neutral",
    "~": "inferred",
    "*": "from a statement or interview",
}


def in_words(letters: str) -> str:
    meaning = LEGEND[letters[0]].split(" (")[0]
    signs = [_SIGNS[one] for one in letters[1:] if one in _SIGNS]
    return f"{meaning} ({', '.join(signs)})" if signs else meaning
