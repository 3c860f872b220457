"""The columns of a table without its borders: where cells stand above one another, line after line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from candour.register.replies.pdf.lines import CellSeen, LineSeen, is_figure
from candour.register.replies.pdf.pieces import THIN, Piece, Rule

SLACK = 0.5
HALF_OF_IT = 0.5
MOST_COLUMNS = 100
A_YEAR = re.compile(r"(?:19|20)\d\d")


class ColumnsUnclear(Exception):
    """What stands on a line reaches over several columns, or two cells of it fall into one. `y` says on which line."""

    def __init__(self, y: float) -> None:
        super().__init__()
        self.y = y


@dataclass(slots=True)
class Column:
    """From `x0` to `x1`; `top` and `foot` are the levels of its first and last cell."""

    x0: float
    x1: float
    top: float
    foot: float

    def touches(self, x0: float, x1: float) -> bool:
        return min(self.x1, x1) - max(self.x0, x0) > SLACK

    def take(self, other: "Column") -> None:
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        self.top, self.foot = max(self.top, other.top), min(self.foot, other.foot)


@dataclass(frozen=True)
class Placed:
    """The cells of a line by the number of their column from 0. A cell over several: `over` gives its last one."""

    y: float
    size: float
    cells: dict[int, str]
    over: dict[int, int]


def columns_of(lines: Sequence[LineSeen], uprights: Sequence[Rule]) -> list[Column]:
    """Between upright rules where there are any. Else narrow cells first: what touches two of the columns found so far
    is a heading over them, and makes none."""
    between = _between(lines, uprights)
    if between:
        return between
    cells = [(one, line.y) for line in lines if len(line.cells) > 1 for one in line.cells]
    columns: list[Column] = []
    for cell, y in sorted(cells, key=lambda pair: pair[0].x1 - pair[0].x0):
        touched = [one for one in columns if one.touches(cell.x0, cell.x1)]
        if len(touched) == 1:
            touched[0].take(Column(cell.x0, cell.x1, y, y))
        elif not touched:
            columns.append(Column(cell.x0, cell.x1, y, y))
        if len(columns) > MOST_COLUMNS:
            return []
    return _under_their_headings(sorted(columns, key=lambda one: one.x0))


def placed(line: LineSeen, columns: Sequence[Column]) -> Placed:
    """Raises ColumnsUnclear rather than put a figure where it may not belong."""
    cells: dict[int, str] = {}
    over: dict[int, int] = {}
    for cell, first, last in _parts(line, columns):
        if any(number in cells or number in over.values() for number in range(first, last + 1)):
            raise ColumnsUnclear(line.y)
        if last > first and any(map(_is_number, cell.text.split()[1:])):
            raise ColumnsUnclear(line.y)
        cells[first] = cell.text
        if last > first:
            over[first] = last
    return Placed(line.y, line.size, cells, over)


def _parts(line: LineSeen, columns: Sequence[Column]) -> list[tuple[CellSeen, int, int]]:
    parts = []
    for cell in line.cells:
        first, last = _reach(cell, columns)
        split = _split(cell, columns) if last > first else None
        parts += split or [(cell, first, last)]
    return parts


def _reach(cell: CellSeen | Piece, columns: Sequence[Column]) -> tuple[int, int]:
    touched = [number for number, one in enumerate(columns) if one.touches(cell.x0, cell.x1)]
    nearest = min(range(len(columns)), key=lambda at: abs(columns[at].x0 - cell.x0))
    return (touched[0], touched[-1]) if touched else (nearest, nearest)


def _split(cell: CellSeen, columns: Sequence[Column]) -> list[tuple[CellSeen, int, int]] | None:
    """Words that were set one by one may each stand in a column of their own; None where one reaches over two."""
    groups: dict[int, list[Piece]] = {}
    for piece in cell.pieces:
        first, last = _reach(piece, columns)
        if first != last:
            return None
        groups.setdefault(first, []).append(piece)
    return [(CellSeen(tuple(some)), number, number) for number, some in sorted(groups.items())]


def _is_number(word: str) -> bool:
    """A year in a heading is none."""
    return is_figure(word) and not A_YEAR.fullmatch(word)


def _between(lines: Sequence[LineSeen], uprights: Sequence[Rule]) -> list[Column]:
    """Three rules along half of the lines or more part two columns; one drawn cell by cell is one rule."""
    top, foot = lines[0].y + lines[0].size / 2, lines[-1].y
    along: dict[float, float] = {}
    for one in sorted(uprights, key=lambda each: each.at):
        at = next((near for near in along if abs(near - one.at) <= THIN), one.at)
        along[at] = along.get(at, 0.0) + max(min(one.end, top) - max(one.start, foot), 0.0)
    places = [at for at, reach in along.items() if reach >= (top - foot) * HALF_OF_IT]
    if len(places) < 3 or any(
        cell.x0 < places[0] or cell.x0 > places[-1] for one in lines for cell in one.cells
    ):
        return []
    return [Column(x0, x1, top, foot) for x0, x1 in pairwise(places)]


def _under_their_headings(columns: list[Column]) -> list[Column]:
    """A heading and the figures of one column may not touch: then one of the two stands wholly above the other."""
    joined: list[Column] = []
    for number, one in enumerate(columns):
        before = joined[-1] if joined else None
        after = columns[number + 1] if number + 1 < len(columns) else None
        nearer = after is None or not _one_above(one, after) or _apart(before, one) <= _apart(one, after)
        if before and _one_above(before, one) and nearer:
            before.take(one)
        else:
            joined.append(one)
    return joined


def _one_above(first: Column, second: Column) -> bool:
    return first.foot > second.top or second.foot > first.top


def _apart(first: Column | None, second: Column) -> float:
    return second.x0 - first.x1 if first else 0.0
