"""The rows of the schedules: each item with its words, context, source, coding and exposure, less what is left out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.actions.scheduling import spans_of
from candour.evidence.chats.lines import Line
from candour.evidence.codes import Schedule
from candour.evidence.exposure.bearing import Bearing
from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.matrix import MEANINGS, code, gravest, meaning
from candour.evidence.models import Exhibit, Item, Joining, Placing
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
    rests: str = ""


@dataclass(frozen=True)
class Rest:
    """An exhibit that bears something out, by itself or as one conversation with others."""

    exhibit: Exhibit
    joining: Joining | None = None


@dataclass(frozen=True)
class Withheld:
    """What is left out of a message wherever it, or a copy of it, is shown: some passages, or all of it where they are None."""

    passages: tuple[str, ...] | None


@dataclass
class Schedules:
    """`rests` are what the rows that are relied on rest on. `unplaced` are marks of items on no schedule; `outside` is how many lie outside the reader's scope, `closed` how many
    belong to an exhibit that nobody opens because it is unlawful to hold. `contradicted` are marks of items that are relied on, each
    with that of the copy of it on another phone that is kept back."""

    used: list[Row] = field(default_factory=list)
    unused: list[Row] = field(default_factory=list)
    sensitive: list[Row] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)
    contradicted: list[tuple[str, str]] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    outside: int = 0
    closed: int = 0

    def of(self, schedule: str) -> list[Row]:
        rows: list[Row] = getattr(self, Schedule(schedule).value)
        return rows

    def rest_on(self, rests: Iterable[Rest]) -> None:
        self.rests += [one for one in rests if one not in self.rests]


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


def withheld_of(item: Item, line: Line | None) -> Withheld | None:
    placing = placing_of(item)
    if placing is None or line is None:
        return None
    if placing.schedule == Schedule.SENSITIVE:
        return Withheld(None)
    words = words_of(line)
    return Withheld(tuple(words[start:end] for start, end in placing.left_out)) if placing.left_out else None


def less(words: str, withheld: Withheld | None) -> str:
    """A copy in which a passage does not stand word for word, such as one before an edit, is left out whole."""
    if withheld is None:
        return words
    try:
        spans = spans_of(words, list(withheld.passages)) if withheld.passages else ((0, len(words)),)
    except EvidenceRefused:
        spans = ((0, len(words)),)
    return redacted(words, spans)


def row_of(
    item: Item,
    line: Line,
    *,
    chat: str,
    called: Callable[[str | None], str],
    coding: str,
    context: Iterable[Around] = (),
    exposure: Iterable[tuple[str, str]] = (),
    rests: str = "",
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
        rests=rests if used else "",
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


def grouped(cells: Iterable[Cell], bearing: Bearing) -> list[tuple[str, str]]:
    """What may be said, and of whom, the gravest first as the legend has it; people stand with the exhibits that bear it out."""
    people: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for cell in cells:
        exhibits = ", ".join(bearing.of_findings(gravest(cell.findings)[0]))
        people[code(cell.findings)][exhibits].append(cell.person)
    order = list(MEANINGS)
    return [
        (meaning(letters, _), _with_exhibits(people[letters]))
        for letters in sorted(people, key=lambda one: (order.index(one[0]), one))
    ]


def _with_exhibits(people: Mapping[str, Sequence[str]]) -> str:
    """Those that most exhibits bear out first."""
    told = [
        f"{', '.join(sorted(names))} ({exhibits})" if exhibits else ", ".join(sorted(names))
        for exhibits, names in sorted(people.items(), key=lambda one: (-len(one[0]), one[0]))
    ]
    return "; ".join(told)
