"""The card of one message: how many people stand how to it, drawn; and what may be said of each, in words with its records."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from candour.evidence.exposure.bearing import Bearing, cites_of_cells
from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.drawing.markup import Figure, Table, anchor_of, drawing, text
from candour.evidence.exposure.drawing.matrix import IN_WORDS
from candour.evidence.exposure.drawing.strengths import box, key, key_width
from candour.evidence.exposure.findings import Cell, Finding
from candour.evidence.exposure.items import Item
from candour.evidence.exposure.matrix import MEANINGS, code, gravest, meaning
from candour.evidence.exposure.said import Translate, english
from candour.evidence.exposure.said import gettext_noop as _
from candour.evidence.exposure.showing import clock_of, short
from candour.evidence.exposure.terms import Strength
from candour.evidence.exposure.timeline import Timeline
from candour.evidence.exposure.words import STRENGTHS, moment_in_words, sentence

NAMES, WIDTH, ROW, HEAD, KEY = 300, 950, 26, 10, 40
_STRENGTHS = (Strength.PROVED, Strength.STATED, Strength.INFERRED, Strength.UNKNOWN)


def card_figure(
    timeline: Timeline,
    reckoner: Reckoner,
    item: Item | None = None,
    *,
    people: Sequence[str] | None = None,
    shown: str | None = None,
    anchored: bool = False,
    title: str = _("One message and everybody's part in it"),
    say: Translate = english,
    marks: Mapping[str, str] | None = None,
    records: Mapping[str, str] | None = None,
) -> Figure:
    """`item` is one of the reckoner's, the first unless given; `shown` is how the message is called, or what it says.

    `anchored`: an address finds each person's row, as the matrix links to it. `marks` are the exhibits by their source, where
    there are several: each sentence names those that bear it out. `records`: by identity, the address of a record behind it.
    `say` gives another language's words.
    """
    chosen = item or reckoner.items[0]
    rows = list(people) if people is not None else reckoner.people()
    cells = sorted((reckoner.cell(chosen, who) for who in rows), key=_by_gravity)
    bearing = Bearing(timeline, marks, cites_of_cells(cells))
    title, description = say(title), _description(timeline, chosen, len(rows), shown, say)
    words = _table(title, clock_of(timeline, say), chosen, cells, say, bearing)
    words = replace(words, records={short(cite): address for cite, address in (records or {}).items()})
    if anchored:
        words = replace(words, anchors=[anchor_of(cell.person) for cell in cells])
    return Figure(title, description, _drawn(title, description, cells, say), words)


def _by_gravity(cell: Cell) -> int:
    """Whoever sent or answered it first, whoever was no more than there after them; else as people came."""
    return list(MEANINGS).index(code(cell.findings)[0])


def summary(cells: Iterable[Cell], say: Translate = english) -> list[tuple[str, list[tuple[str, str]]]]:
    """What may be said, the gravest first, with the people and the names of their rows."""
    by_code: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for cell in sorted(cells, key=_by_gravity):
        by_code[code(cell.findings)].append((cell.person, anchor_of(cell.person)))
    return [(meaning(letters, say), people) for letters, people in by_code.items()]


def _description(timeline: Timeline, item: Item, people: int, shown: str | None, say: Translate) -> str:
    when = moment_in_words(item.at, clock_of(timeline, say), say)
    told = {"shown": shown, "who": item.who or say(_("nobody named")), "when": when}
    sent = say(SHOWN_SENT if shown else SENT) % told
    counts = {"records": len(item.cites), "phones": len(set(item.sources)), "people": people}
    held = [say(COPIES) % counts] if len(item.cites) > 1 else []
    return " ".join([sent, *held, say(PEOPLE) % counts])


SENT = _("Sent by %(who)s, %(when)s.")
SHOWN_SENT = _("“%(shown)s”, sent by %(who)s, %(when)s.")
COPIES = _("Records of it: %(records)s; phones: %(phones)s.")
PEOPLE = _("People: %(people)s; for each the gravest thing known, and how strongly.")


def _drawn(title: str, description: str, cells: Sequence[Cell], say: Translate) -> str:
    """A row for each way of standing to the message, with a bar parted by strength."""
    counts = Counter(_standing(cell) for cell in cells)
    rows = [one for one in MEANINGS if any((one, strength) in counts for strength in _STRENGTHS)]
    most = max((sum(counts[one, strength] for strength in _STRENGTHS) for one in rows), default=1)
    parts = [
        part for down, one in enumerate(rows) for part in _row(one, counts, HEAD + ROW * down, most, say)
    ]
    height = HEAD + ROW * len(rows) + KEY
    return drawing(title, description, max(WIDTH, key_width(4)), height, [*parts, key(height - 24, say=say)])


def _standing(cell: Cell) -> tuple[str, Strength]:
    found, strength = gravest(cell.findings)
    return code(found)[0], strength


def _row(letter: str, counts: Counter[tuple[str, Strength]], y: int, most: int, say: Translate) -> list[str]:
    parts = [text(0, y + 18, say(MEANINGS[letter]))]
    x, unit = float(NAMES), (WIDTH - NAMES - 60) / most
    for strength in _STRENGTHS:
        count = counts[letter, strength]
        if count:
            parts.append(box(round(x, 1), y + 4, round(count * unit - 2, 1), ROW - 8, strength))
            x += count * unit
    total = sum(counts[letter, strength] for strength in _STRENGTHS)
    return [*parts, text(round(x + 6, 1), y + 18, str(total), font_weight="bold")]


def _table(
    title: str, clock: str, item: Item, cells: Sequence[Cell], say: Translate, bearing: Bearing
) -> Table:
    columns = [say(_("Person")), say(_("What may be said, how strongly, and the records"))]
    rows = [
        [
            f"{cell.person} ({code(cell.findings)})",
            "\n".join(_said(one, cell.person, clock, say, bearing) for one in cell.findings),
        ]
        for cell in cells
    ]
    sources = dict.fromkeys(
        cite.partition(":")[0] for cell in cells for one in cell.findings for cite in one.cites
    )
    whole = [_source(one, say, bearing.marks) for one in sources if len(one) == 64]
    notes = [say(_("The message: record %(records)s")) % {"records": ", ".join(item.cites)}, *whole]
    return Table(say(IN_WORDS) % {"title": title}, columns, rows, notes)


def _source(source: str, say: Translate, marks: Mapping[str, str]) -> str:
    told = {"short": source[:8], "source": source, "mark": marks.get(source)}
    return say(OF_EXHIBIT if source in marks else OF_SOURCE) % told


OF_SOURCE = _("%(short)s is the source %(source)s")
OF_EXHIBIT = _("%(short)s is exhibit %(mark)s, the source %(source)s")


def _said(one: Finding, who: str, clock: str, say: Translate, bearing: Bearing) -> str:
    exhibits, cites = ", ".join(bearing.of_findings([one])), ", ".join(short(cite) for cite in one.cites)
    behind = "; ".join(filter(None, [say(STRENGTHS[one.strength]), exhibits, cites]))
    return f"{sentence(one, who, clock, say)} ({behind})"
