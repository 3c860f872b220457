"""The timeline of a group: a bar for each stay of each member, how busy it was above, and a line for each item of concern."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from candour.evidence.exposure.bearing import Bearing, cites_of_stays
from candour.evidence.exposure.drawing.axis import Axis
from candour.evidence.exposure.drawing.markup import Figure, Table, drawing, element, line, shortened, text
from candour.evidence.exposure.drawing.matrix import IN_WORDS
from candour.evidence.exposure.drawing.strengths import GREY, INK, PAPER, box, key
from candour.evidence.exposure.items import Item
from candour.evidence.exposure.membership import Stay
from candour.evidence.exposure.said import Translate, english
from candour.evidence.exposure.said import gettext_noop as _
from candour.evidence.exposure.showing import clock_of
from candour.evidence.exposure.terms import Known, Strength
from candour.evidence.exposure.timeline import Timeline
from candour.evidence.exposure.words import moment_in_words, stay_in_words

NAMES, WIDTH, ROW, BUSY, HEAD, FOOT = 210, 950, 24, 40, 30, 66
_LETTERS_OF_A_NAME = 26
_COLUMNS = 110
_GAP, _HALF_A_LETTER = 4, 3.5  # of the numbers above the lines
Numbered: TypeAlias = tuple[int, Item]
_BARS = (Strength.PROVED, Strength.INFERRED, Strength.UNKNOWN)


def timeline_figure(
    timeline: Timeline,
    stays: Mapping[str, Sequence[Stay]],
    *,
    items: Sequence[Item] = (),
    first: int = 1,
    people: Sequence[str] | None = None,
    title: str = _("Who was a member when"),
    say: Translate = english,
    marks: Mapping[str, str] | None = None,
) -> Figure:
    """`stays` as `memberships` gives them; `items` as a reckoner holds them, numbered from `first` on; `people` are rows, everybody unless given;
    `marks` are the exhibits by their source, where there are several; `say` gives another language's words."""
    rows = list(people) if people is not None else _by_coming(stays)
    axis = Axis(timeline, NAMES, WIDTH - 10)
    told = [DESCRIPTION, *([NUMBERED] if items else [])]
    counts = {"people": len(rows), "items": len(items)}
    title, description = say(title), " ".join(say(one) % counts for one in told)
    bearing, clock = Bearing(timeline, marks, cites_of_stays(stays)), clock_of(timeline, say)
    numbered = list(enumerate(items, start=first))
    body = [[who, _stays(stays.get(who, ()), who, clock, say, bearing)] for who in rows]
    return Figure(
        title,
        description,
        _drawn(title, description, axis, rows, stays, numbered, say),
        _table(title, body, numbered, clock, say),
    )


DESCRIPTION = _(
    "People: %(people)s. A filled bar: both ends are recorded. A dashed one: an end is inferred. "
    "Dotted: they may have been a member, which the record does not settle."
)
NUMBERED = _("Numbered lines are the items of concern: %(items)s.")


def _by_coming(stays: Mapping[str, Sequence[Stay]]) -> list[str]:
    """Whoever is known to have come first stands first; whoever may have been there all along before them."""
    first = {who: run[0].start.latest for who, run in stays.items() if run}
    return sorted(first, key=lambda who: (at.place if (at := first[who]) else -1, who))


def _drawn(
    title: str,
    description: str,
    axis: Axis,
    rows: Sequence[str],
    stays: Mapping[str, Sequence[Stay]],
    items: Sequence[Numbered],
    say: Translate,
) -> str:
    top = HEAD + BUSY
    foot = top + ROW * len(rows)
    parts = [*_busy(axis, say), *_dates(axis, foot, say)]
    for down, who in enumerate(rows):
        y = top + ROW * down
        parts.append(text(0, y + 17, shortened(who, _LETTERS_OF_A_NAME)))
        parts += [bar for stay in stays.get(who, ()) for bar in _bars(axis, stay, y)]
    parts += _items(axis, items, foot)
    return drawing(title, description, WIDTH, foot + FOOT, [*parts, key(foot + FOOT - 24, _BARS, say)])


def _bars(axis: Axis, stay: Stay, y: int) -> list[str]:
    """What is known in the middle, what may be on both sides of it."""
    begun, ended = axis.of(stay.start.latest), axis.of(stay.end.earliest)
    first = axis.of(stay.start.earliest) if stay.start.earliest else axis.left
    last = axis.of(stay.end.latest) if stay.end.latest else axis.right
    if begun is None or ended is None or begun > ended:
        return _open(first, last, y)
    certain = stay.start.known is stay.end.known is Known.CERTAIN
    bars = [*_open(first, begun, y)] if stay.start.known is not Known.CERTAIN else []
    bars.append(_bar(begun, ended, y, Strength.PROVED if certain else Strength.INFERRED))
    return bars + ([*_open(ended, last, y)] if stay.end.known is not Known.CERTAIN else [])


def _open(first: float | None, last: float | None, y: int) -> list[str]:
    if first is None or last is None or last - first < 1:
        return []
    return [_bar(first, last, y, Strength.UNKNOWN)]


def _bar(first: float, last: float, y: int, strength: Strength) -> str:
    return box(first, y + 5, max(last - first, 2), ROW - 10, strength)


def _busy(axis: Axis, say: Translate) -> list[str]:
    """Small columns: how much was written, the busiest full height."""
    counts = axis.busy(_COLUMNS)
    most, width = max(counts, default=0) or 1, (axis.right - axis.left) / _COLUMNS
    columns = [
        element(
            "rect",
            x=round(axis.left + at * width, 1),
            y=round(HEAD + BUSY - 8 - count / most * (BUSY - 8), 1),
            width=round(width - 1, 1),
            height=round(count / most * (BUSY - 8), 1),
            fill=GREY,
        )
        for at, count in enumerate(counts)
        if count
    ]
    return [text(0, HEAD + BUSY - 10, say(_("Messages and events"))), *columns]


def _dates(axis: Axis, foot: int, say: Translate) -> list[str]:
    parts = [line(axis.left, foot + 4, axis.right, foot + 4, stroke=INK)]
    marks = axis.marks(say)
    for at, (x, words) in enumerate(marks):
        anchor = {0: "start", len(marks) - 1: "end"}.get(at, "middle")
        parts.append(line(x, foot + 4, x, foot + 9, stroke=INK))
        parts.append(text(x, foot + 23, words, text_anchor=anchor, font_size=12))
    return parts


def _items(axis: Axis, items: Sequence[Numbered], foot: int) -> list[str]:
    parts = []
    for _number, item in items:
        x = axis.of_place(item.place)
        parts.append(
            line(x, HEAD - 8, x, foot, stroke=PAPER, stroke_width=4)
        )  # so that it shows on a bar too
        parts.append(line(x, HEAD - 8, x, foot, stroke=INK, stroke_width=1))
    return parts + _numbers([(axis.of_place(item.place), number) for number, item in items])


def _numbers(found: Sequence[tuple[float, int]]) -> list[str]:
    """Items close to each other are named together: one number written over another cannot be read."""
    runs: list[tuple[float, list[int]]] = []
    for x, number in found:
        if runs and x - runs[-1][0] < _GAP + _HALF_A_LETTER * len(_run(runs[-1][1]) + str(number)):
            runs[-1][1].append(number)
        else:
            runs.append((x, [number]))
    bold: dict[str, object] = {"text_anchor": "middle", "font_size": 12, "font_weight": "bold"}
    return [text(x, HEAD - 13, _run(run), **bold) for x, run in runs]


def _run(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _table(title: str, body: list[list[str]], items: Sequence[Numbered], clock: str, say: Translate) -> Table:
    notes = [
        say(_("Item %(number)s: %(when)s; record %(record)s"))
        % {"number": number, "when": moment_in_words(item.at, clock, say), "record": item.identity}
        for number, item in items
    ]
    return Table(say(IN_WORDS) % {"title": title}, [say(_("Person")), say(_("Membership"))], body, notes)


def _stays(stays: Sequence[Stay], who: str, clock: str, say: Translate, bearing: Bearing) -> str:
    told = [_stay(one, who, clock, say, bearing) for one in stays]
    return "\n".join(told) or say(_("Nothing is recorded."))


def _stay(stay: Stay, who: str, clock: str, say: Translate, bearing: Bearing) -> str:
    exhibits = bearing.of_stay(stay)
    told = stay_in_words(stay, who, clock, say)
    return f"{told} ({', '.join(exhibits)})" if exhibits else told
