"""The card of one message: how many people stand how to it, drawn; and what may be said of each, in words with its records."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.drawing.markup import Figure, Table, anchor_of, drawing, text
from candour.evidence.exposure.drawing.strengths import box, key, key_width
from candour.evidence.exposure.findings import Cell, Finding
from candour.evidence.exposure.items import Item
from candour.evidence.exposure.matrix import LEGEND, LETTERS, code, gravest
from candour.evidence.exposure.showing import clock_of, short
from candour.evidence.exposure.terms import Strength
from candour.evidence.exposure.timeline import Timeline
from candour.evidence.exposure.words import STRENGTHS, moment_in_words, sentence

NAMES, WIDTH, ROW, HEAD, KEY = 300, 950, 26, 10, 40
_UNKNOWN = "nothing is known"
_STRENGTHS = (Strength.PROVED, Strength.STATED, Strength.INFERRED, Strength.UNKNOWN)


def card_figure(
    timeline: Timeline,
    reckoner: Reckoner,
    item: Item | None = None,
    *,
    people: Sequence[str] | None = None,
    shown: str | None = None,
    anchored: bool = False,
    title: str = "One message and everybody's part in it",
) -> Figure:
    """`item` is one of the reckoner's, the first unless given; `shown` is how the message is called, or what it says.

    `anchored`: an address finds each person's row, as the matrix links to it.
    """
    chosen = item or reckoner.items[0]
    rows = list(people) if people is not None else reckoner.people()
    cells = [reckoner.cell(chosen, who) for who in rows]
    description = _description(timeline, chosen, len(rows), shown)
    words = _table(title, timeline, chosen, cells)
    if anchored:
        words = replace(words, anchors=[anchor_of(cell.person) for cell in cells])
    return Figure(title, description, _drawn(title, description, cells), words)


def _description(timeline: Timeline, item: Item, people: int, shown: str | None) -> str:
    called = f"“{shown}”, s" if shown else "S"
    sent = f"{called}ent by {item.who or 'nobody named'}, {moment_in_words(item.at, clock_of(timeline))}."
    copies = len(item.cites)
    held = f" {copies} records of it, on {len(set(item.sources))} phones." if copies > 1 else ""
    return f"{sent}{held} {people} people: for each the gravest thing known, and how strongly."


def _drawn(title: str, description: str, cells: Sequence[Cell]) -> str:
    """A row for each way of standing to the message, with a bar parted by strength."""
    counts = Counter(_standing(cell) for cell in cells)
    order = [*dict.fromkeys(LEGEND[letter] for _, letter in LETTERS), _UNKNOWN]
    rows = [words for words in order if any((words, strength) in counts for strength in _STRENGTHS)]
    most = max((sum(counts[words, strength] for strength in _STRENGTHS) for words in rows), default=1)
    parts = [part for down, words in enumerate(rows) for part in _row(words, counts, HEAD + ROW * down, most)]
    height = HEAD + ROW * len(rows) + KEY
    return drawing(title, description, max(WIDTH, key_width(4)), height, [*parts, key(height - 24)])


def _standing(cell: Cell) -> tuple[str, Strength]:
    found, strength = gravest(cell.findings)
    return (LEGEND[code(found)[0]] if found else _UNKNOWN), strength


def _row(words: str, counts: Counter[tuple[str, Strength]], y: int, most: int) -> list[str]:
    parts = [text(0, y + 18, words.split(" (")[0])]
    x, unit = float(NAMES), (WIDTH - NAMES - 60) / most
    for strength in _STRENGTHS:
        count = counts[words, strength]
        if count:
            parts.append(box(round(x, 1), y + 4, round(count * unit - 2, 1), ROW - 8, strength))
            x += count * unit
    total = sum(counts[words, strength] for strength in _STRENGTHS)
    return [*parts, text(round(x + 6, 1), y + 18, str(total), font_weight="bold")]


def _table(title: str, timeline: Timeline, item: Item, cells: Sequence[Cell]) -> Table:
    clock = clock_of(timeline)
    columns = ["Person", "What may be said, how strongly, and the records"]
    rows = [
        [
            f"{cell.person} ({code(cell.findings)})",
            "\n".join(_said(one, cell.person, clock) for one in cell.findings),
        ]
        for cell in cells
    ]
    sources = dict.fromkeys(
        cite.partition(":")[0] for cell in cells for one in cell.findings for cite in one.cites
    )
    whole = [f"{one[:8]} is the source {one}" for one in sources if len(one) == 64]
    notes = [f"The message: record {', '.join(item.cites)}", *whole]
    return Table(f"{title}: in words", columns, rows, notes)


def _said(one: Finding, who: str, clock: str) -> str:
    cites = f"; {', '.join(short(cite) for cite in one.cites)}" if one.cites else ""
    return f"{sentence(one, who, clock)} ({STRENGTHS[one.strength]}{cites})"
