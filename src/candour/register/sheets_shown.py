"""The sheets of a source as tables to look at, with the cells lit that statements rest on; long ones in part."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from candour.register.cells import Cells
from candour.register.statements import Cell

MOST_ROWS = 300
MOST_COLUMNS = 40
AROUND = 3
Place = tuple[str, int]


@dataclass(frozen=True)
class CellShown:
    words: str
    lit: bool
    chosen: bool


@dataclass(frozen=True)
class RowShown:
    number: int
    cells: tuple[CellShown, ...]


@dataclass(frozen=True)
class SheetShown:
    """`rows_left` and `columns_left` count what holds something and is not shown."""

    name: str
    letters: tuple[str, ...]
    rows: tuple[RowShown, ...]
    rows_left: int
    columns_left: int


def sheets_shown(cells: Cells, lit: Iterable[Cell], chosen: Cell | None) -> list[SheetShown]:
    """The rows around the chosen cell, then those with a statement, then from the top, as many as a page can bear."""
    marked = set(lit)
    first = [*_near(cells, chosen), *((one.sheet, one.row) for one in sorted(marked, key=_order))]
    every = ((name, row) for name, rows in cells.sheets.items() for row in rows)
    shown = set(islice(dict.fromkeys([*first, *every]), MOST_ROWS))
    return [_sheet(cells, name, shown, marked, chosen) for name in cells.sheets]


def rows_near(cells: Cells, chosen: Cell) -> list[SheetShown]:
    """Only the rows around one cell, with the first of its sheet, which may say what the columns are."""
    head = next(iter(cells.sheets.get(chosen.sheet, {})), chosen.row)
    shown = {(chosen.sheet, head), *_near(cells, chosen)}
    return [_sheet(cells, chosen.sheet, shown, set(), chosen)] if chosen.sheet in cells.sheets else []


def _near(cells: Cells, chosen: Cell | None) -> Iterator[Place]:
    if chosen is not None:
        yield from (
            (chosen.sheet, row)
            for row in cells.sheets.get(chosen.sheet, {})
            if abs(row - chosen.row) <= AROUND
        )


def _sheet(cells: Cells, name: str, shown: set[Place], marked: set[Cell], chosen: Cell | None) -> SheetShown:
    rows = cells.sheets[name]
    held = set().union(*rows.values())
    columns = [one for one in range(1, max(held, default=0) + 1) if one <= MOST_COLUMNS]
    if chosen and chosen.sheet == name and chosen.column not in columns:
        columns.append(chosen.column)
    numbers = [number for number in rows if (name, number) in shown]
    return SheetShown(
        name=name,
        letters=tuple(Cell(name, 0, column).name[:-1] for column in columns),
        rows=tuple(_row(cells, Cell(name, number, 0), columns, marked, chosen) for number in numbers),
        rows_left=len(rows) - len(numbers),
        columns_left=len(held - set(columns)),
    )


def _row(
    cells: Cells, first: Cell, columns: Sequence[int], marked: set[Cell], chosen: Cell | None
) -> RowShown:
    places = [Cell(first.sheet, first.row, column) for column in columns]
    return RowShown(
        first.row,
        tuple(CellShown(cells.words(one), one in marked or one == chosen, one == chosen) for one in places),
    )


def _order(cell: Cell) -> tuple[str, int, int]:
    return cell.sheet, cell.row, cell.column
