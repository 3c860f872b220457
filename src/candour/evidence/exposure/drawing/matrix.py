"""The matrix: people down the side, items of concern along the top, a letter in each field for the gravest thing known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.drawing.markup import Figure, Table, anchor_of, drawing, line, shortened, text
from candour.evidence.exposure.drawing.strengths import GREY, box, ink_on, key, key_width
from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.items import Item
from candour.evidence.exposure.matrix import LEGEND, code, gravest
from candour.evidence.exposure.showing import clock_of
from candour.evidence.exposure.terms import Strength
from candour.evidence.exposure.timeline import Timeline
from candour.evidence.exposure.words import STRENGTHS, moment_in_words

NAMES, FIELD, ROW, HEAD, KEY = 210, 34, 26, 40, 34
_LETTERS_OF_A_NAME = 26


def matrix_figure(
    timeline: Timeline,
    reckoner: Reckoner,
    *,
    people: Sequence[str] | None = None,
    titles: Mapping[str, str] | None = None,
    first: int = 1,
    cards: Mapping[str, str] | None = None,
    title: str = "Who was there, who saw, who answered",
) -> Figure:
    """`people` are rows, those of the conversation unless given; `titles` gives an item of concern its short name.
    Columns are numbered from `first` on, where there are more items than a page holds. `cards` are the addresses of the
    items' cards: a cell of the table leads to its person's row there.

    Give as many items and people as a page holds: what is drawn is what the reckoner was made with.
    """
    rows = list(people) if people is not None else reckoner.people()
    cells = {(cell.item, cell.person): cell for cell in reckoner.cells(rows)}
    description = (
        f"{len(rows)} people and {len(reckoner.items)} items of concern. A letter says the gravest thing known; "
        "how its field is drawn says how strongly."
    )
    svg = _drawn(title, description, rows, reckoner.items, cells, first)
    words = _table(title, timeline, rows, reckoner.items, cells, titles or {}, first)
    if cards:
        links = [[f"{cards[item.identity]}#{anchor_of(who)}" for item in reckoner.items] for who in rows]
        words = replace(words, links=links)
    return Figure(title, description, svg, words)


def _drawn(
    title: str,
    description: str,
    rows: Sequence[str],
    items: Sequence[Item],
    cells: Mapping[tuple[str, str], Cell],
    first: int,
) -> str:
    width = max(NAMES + FIELD * len(items) + 8, key_width(4))
    height = HEAD + ROW * len(rows) + KEY
    parts = [
        text(
            NAMES + FIELD * at + FIELD / 2,
            HEAD - 12,
            str(first + at),
            text_anchor="middle",
            font_weight="bold",
        )
        for at in range(len(items))
    ]
    for down, who in enumerate(rows):
        y = HEAD + ROW * down
        parts.append(line(0, y, NAMES + FIELD * len(items), y, stroke=GREY, stroke_width=0.5))
        parts.append(text(0, y + 18, shortened(who, _LETTERS_OF_A_NAME)))
        parts += [_field(cells[item.identity, who], at, y) for at, item in enumerate(items)]
    return drawing(title, description, width, height, [*parts, key(height - 24)])


def _field(cell: Cell, at: int, y: int) -> str:
    strength = gravest(cell.findings)[1]
    x = NAMES + FIELD * at
    letters = code(cell.findings).rstrip("~*")
    middle = x + FIELD / 2
    return box(x + 3, y + 3, FIELD - 6, ROW - 6, strength) + text(
        middle, y + 18, letters, text_anchor="middle", fill=ink_on(strength), font_weight="bold"
    )


def _table(
    title: str,
    timeline: Timeline,
    rows: Sequence[str],
    items: Sequence[Item],
    cells: Mapping[tuple[str, str], Cell],
    titles: Mapping[str, str],
    first: int,
) -> Table:
    columns = ["Person", *(f"Item {at}" for at in range(first, first + len(items)))]
    body = [[who, *(in_words(cells[item.identity, who]) for item in items)] for who in rows]
    clock = clock_of(timeline)
    listed = [
        f"Item {at}: {titles.get(item.identity, 'message')}, sent by {item.who or 'nobody named'}, "
        f"{moment_in_words(item.at, clock)}; record {item.identity}"
        for at, item in enumerate(items, start=first)
    ]
    used = {letter for row in body for words in row[1:] for letter in words.split(" ", 1)[0]}
    legend = [f"{letter}: {meaning}" for letter, meaning in LEGEND.items() if letter in used]
    return Table(f"{title}: in words", columns, body, [*listed, *legend], coded=True)


def in_words(cell: Cell) -> str:
    """The letters, what they mean, and how strongly it is known."""
    letters = code(cell.findings)
    strength = gravest(cell.findings)[1]
    if strength is Strength.UNKNOWN:
        return f"{letters} {LEGEND['?']}"
    meaning = LEGEND[letters[0]].split(" (")[0]
    return f"{letters} {meaning} ({STRENGTHS[strength].split(',')[0]})"
