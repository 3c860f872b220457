"""The matrix: people down the side, items of concern along the top, a letter in each field for the gravest thing known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from candour.evidence.exposure.bearing import Bearing, cites_of_cells
from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.drawing.markup import Figure, Table, anchor_of, drawing, line, shortened, text
from candour.evidence.exposure.drawing.strengths import GREY, NAMED, box, ink_on, key, key_width
from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.items import Item
from candour.evidence.exposure.matrix import MEANINGS, code, gravest, legend
from candour.evidence.exposure.said import Translate, english
from candour.evidence.exposure.said import gettext_noop as _
from candour.evidence.exposure.showing import clock_of
from candour.evidence.exposure.terms import Strength
from candour.evidence.exposure.timeline import Timeline
from candour.evidence.exposure.words import moment_in_words

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
    title: str = _("Who was there, who saw, who answered"),
    say: Translate = english,
    marks: Mapping[str, str] | None = None,
) -> Figure:
    """`people` are rows, those of the conversation unless given; `titles` gives an item of concern its short name.
    Columns are numbered from `first` on, where there are more items than a page holds. `cards` are the addresses of the
    items' cards: a cell of the table leads to its person's row there. `marks` are the exhibits by their source, where there
    are several: each cell of the table names those that bear it out. `say` gives another language's words.

    Give as many items and people as a page holds: what is drawn is what the reckoner was made with.
    """
    rows = list(people) if people is not None else reckoner.people()
    cells = {(cell.item, cell.person): cell for cell in reckoner.cells(rows)}
    counts = {"people": len(rows), "items": len(reckoner.items)}
    title, description = say(title), say(DESCRIPTION) % counts
    svg = _drawn(title, description, rows, reckoner.items, cells, first, say)
    bearing = Bearing(timeline, marks, cites_of_cells(cells.values()))
    told = [[in_words(cells[item.identity, who], say, bearing) for item in reckoner.items] for who in rows]
    listed = _listed(timeline, reckoner.items, titles or {}, first, say)
    words = _table(title, rows, told, listed, first, say)
    if cards:
        links = [[f"{cards[item.identity]}#{anchor_of(who)}" for item in reckoner.items] for who in rows]
        words = replace(words, links=links)
    return Figure(title, description, svg, words, _legend(told, say))


def _drawn(
    title: str,
    description: str,
    rows: Sequence[str],
    items: Sequence[Item],
    cells: Mapping[tuple[str, str], Cell],
    first: int,
    say: Translate,
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
    return drawing(title, description, width, height, [*parts, key(height - 24, say=say)])


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
    rows: Sequence[str],
    told: Sequence[Sequence[str]],
    listed: list[str],
    first: int,
    say: Translate,
) -> Table:
    """Each cell begins with its letters."""
    numbers = range(first, first + len(listed))
    columns = [say(_("Person")), *(say(_("Item %(number)s")) % {"number": at} for at in numbers)]
    body = [[who, *cells] for who, cells in zip(rows, told, strict=True)]
    return Table(say(IN_WORDS) % {"title": title}, columns, body, listed, coded=True)


def _legend(told: Sequence[Sequence[str]], say: Translate) -> list[str]:
    """What the letters and signs mean that stand in it: read before the letters are."""
    return legend({letter for cells in told for words in cells for letter in words.split(" ", 1)[0]}, say)


def _listed(
    timeline: Timeline, items: Sequence[Item], titles: Mapping[str, str], first: int, say: Translate
) -> list[str]:
    clock = clock_of(timeline, say)
    return [
        say(ONE_ITEM)
        % {
            "number": at,
            "title": titles.get(item.identity, say(_("message"))),
            "who": item.who or say(_("nobody named")),
            "when": moment_in_words(item.at, clock, say),
            "record": item.identity,
        }
        for at, item in enumerate(items, start=first)
    ]


ONE_ITEM = _("Item %(number)s: %(title)s, sent by %(who)s, %(when)s; record %(record)s")
IN_WORDS = _("%(title)s: in words")
DESCRIPTION = _(
    "People: %(people)s; items of concern: %(items)s. A letter says the gravest thing known; "
    "how its field is drawn says how strongly."
)


def in_words(cell: Cell, say: Translate, bearing: Bearing) -> str:
    """The letters, what they mean, how strongly it is known, and which exhibits bear it out."""
    letters = code(cell.findings)
    found, strength = gravest(cell.findings)
    if strength is Strength.UNKNOWN:
        return f"{letters} {say(MEANINGS['?'])}"
    exhibits = ", ".join(bearing.of_findings(found))
    known = "; ".join(filter(None, [say(NAMED[strength]), exhibits]))
    return f"{letters} {say(MEANINGS[letters[0]])} ({known})"
