"""A first guess at a mapping, for a person to look over: where the headings stand and what each column may be."""

import re
from collections import Counter
from collections.abc import Mapping as Readable
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from candour.register.replies.adding_up import is_total
from candour.register.replies.figures import State, normalised, read_figure
from candour.register.replies.mapping import Column, Count, Layout, Mapping, Use, headings_of
from candour.register.replies.periods import Period, YearBasis, read_period
from candour.register.replies.stacked import filled, table_below
from candour.register.replies.tables import Held, Table, as_written

LOOKED_AT = 30
MOST_ROWS_NAMED = 60
YEARS = range(1990, 2101)
ROWS_TRIED = 200
PERIOD_HEADING = re.compile(
    r"\b(?:year|period|month|financial year|calendar year|fy|date (?:recorded|received))\b"
)
NAMES_A_ROW = re.compile(
    r"\b(?:ref|refs|reference|references|id|urn|uid|case (?:no|number)|(?:no|number)\.? of (?:the )?case|serial|row)\b|^(?:no|number|#)\.?$"
)
WORD = re.compile(r"[a-z]{4,}")


def suggest_mapping(table: Table, questions: Readable[str, str], *, heading_row: int = 0) -> Mapping:
    """`questions`: the words of each question by its key. Nothing of it counts before a person has settled it."""
    heading_row = heading_row or likely_heading_row(table)
    headings = headings_of(table, heading_row)
    nearest = _Nearest(headings, questions)
    columns = [
        _column(table, heading_row, at, heading, nearest) for at, heading in enumerate(headings, start=1)
    ]
    columns = _one_period(columns)
    first = next(iter(questions), "")
    name, last = table.sheet.name, _last_row(table, heading_row)
    if any(one.use is Use.FIGURE for one in columns):
        zeros = _zeros(table, columns)
        rows = _rows_by_question(table, heading_row, columns, nearest)
        if rows:
            columns = [replace(one, question="") if one.use is Use.FIGURE else one for one in columns]
        return Mapping(
            name, Layout.FIGURES, heading_row, tuple(columns), rows, last_row=last, zeros_shown=zeros
        )
    counts = (Count(first),) if first else ()
    return Mapping(name, Layout.RECORDS, heading_row, tuple(columns), counts, last_row=last)


def likely_heading_row(table: Table) -> int:
    """The first row with words or years in most of its cells, as wide as the table nearly is."""
    widths = [len(filled(row)) for row in table.rows[:LOOKED_AT]]
    widest = max(widths, default=0)
    for number, (row, width) in enumerate(zip(table.rows, widths, strict=False), start=1):
        if (
            width >= max(2, widest * 0.6)
            and sum(isinstance(one, str) or _is_year(one) for one in row if one != "") * 2 > width
        ):
            return number
    return next((number for number, width in enumerate(widths, start=1) if width == widest), 1)


def _is_year(held: Held) -> bool:
    return isinstance(held, int | float) and not isinstance(held, bool) and held in YEARS


def _rows_by_question(
    table: Table, heading_row: int, columns: Sequence[Column], nearest: "_Nearest"
) -> tuple[Count, ...]:
    """Years across and questions down: which words of the first column stand for which question."""
    across = [one for one in columns if one.use is Use.FIGURE]
    label = next((one.number for one in columns if one.use is Use.LABEL), 0)
    if not label or not all(one.period or is_total(one.heading) for one in across):
        return ()
    words = (as_written(table.at(row, label)) for row in range(heading_row + 1, len(table.rows) + 1))
    said: dict[str, list[str]] = {}
    for one in islice((one for one in words if one), MOST_ROWS_NAMED):
        if nearest.names(one) and not is_total(one):
            said.setdefault(nearest.question(one), []).append(normalised(one))
    return tuple(Count(key, label, tuple(some)) for key, some in said.items()) if len(said) > 1 else ()


def fits(kept: Mapping, table: Table) -> Mapping:
    """A mapping kept from another reply of this shape, moved to this sheet's name."""
    return replace(kept, sheet=table.sheet.name, last_row=_last_row(table, kept.heading_row))


def _last_row(table: Table, heading_row: int) -> int:
    """0, to the end, unless another table stands below."""
    below = table_below(table, heading_row)
    return below.last_row if below else 0


def _column(table: Table, heading_row: int, at: int, heading: str, nearest: "_Nearest") -> Column:
    below = [table.at(row, at) for row in range(heading_row + 1, heading_row + 1 + ROWS_TRIED)]
    held = [one for one in below if one is not None]
    if not heading and not held:
        return Column(at, heading, Use.IGNORE)
    if _names_a_period(heading) and _numeric(held):
        return Column(at, heading, Use.FIGURE, nearest.first, period=heading)
    if PERIOD_HEADING.search(normalised(heading)) or (held and all(_is_period(one) for one in held)):
        return Column(at, heading, Use.PERIOD)
    if _numeric(held, named=nearest.names(heading)) and not (
        _numbers_rows(held) or NAMES_A_ROW.search(normalised(heading))
    ):
        return Column(at, heading, Use.FIGURE, nearest.question(heading))
    return Column(at, heading, Use.LABEL)


def _one_period(columns: list[Column]) -> list[Column]:
    """The first stays; another column of dates is a label."""
    seen, settled = False, []
    for one in columns:
        again = one.use is Use.PERIOD and seen
        settled.append(replace(one, use=Use.LABEL) if again else one)
        seen = seen or one.use is Use.PERIOD
    return settled


def _numeric(held: Sequence[Held], *, named: bool = False) -> bool:
    """Most cells are numbers, and none of the others says something that is no way of giving one.

    Under a heading that names a question some may: each is told of when the column is read.
    """
    read = [read_figure(one) for one in held]
    exact = sum(one.state in {State.EXACT, State.RANGE} for one in read)
    unread = any(one.state is State.UNREADABLE for one in read)
    return exact > 0 and exact * 2 >= len(read) and (named or not unread)


def _numbers_rows(held: Sequence[Held]) -> bool:
    """1, 2, 3, … down the sheet are the numbers of its rows."""
    return len(held) > 2 and list(held) == list(range(1, len(held) + 1))


def _names_a_period(heading: str) -> bool:
    return isinstance(read_period(heading, YearBasis.CALENDAR), Period) or isinstance(
        read_period(heading, YearBasis.FROM_APRIL), Period
    )


def _is_period(held: Held) -> bool:
    number_of_a_year = isinstance(held, int | float) and not 1990 <= held <= 2100
    return not number_of_a_year and _names_a_period(str(int(held)) if isinstance(held, float) else str(held))


class _Nearest:
    """Which question a heading is of. A word that many headings or questions have tells little."""

    def __init__(self, headings: Sequence[str], questions: Readable[str, str]) -> None:
        self.words = {key: _words(f"{key} {said}") for key, said in questions.items()}
        self.common = Counter(
            word for some in (*map(_words, headings), *self.words.values()) for word in some
        )

    @property
    def first(self) -> str:
        return next(iter(self.words), "")

    def question(self, heading: str) -> str:
        """The one that shares most of the heading's words; the first where none does."""
        words = _words(heading)
        return max(self.words, key=lambda key: self._shared(words & self.words[key]), default="")

    def names(self, heading: str) -> bool:
        return any(_words(heading) & some for some in self.words.values())

    def _shared(self, words: set[str]) -> float:
        return sum(1 / self.common[word] for word in words)


def _words(written: str) -> set[str]:
    return set(WORD.findall(normalised(written)))


def _zeros(table: Table, columns: list[Column]) -> bool:
    """The table writes a zero somewhere, so that a small number held back is not one."""
    figures = [one.number for one in columns if one.use is Use.FIGURE]
    rows = range(1, min(len(table.rows), ROWS_TRIED) + 1)
    return any(read_figure(table.at(row, at)).high == 0 for row in rows for at in figures)
