"""The cells of a source that is a workbook, or a PDF with tables: what stands in each, and where in the text."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _

from candour.register.models import SourceStatement, SourceVersion
from candour.register.readers.document import Document
from candour.register.readers.opening import UnreadableSource, open_document
from candour.register.refusal import SourceRefused
from candour.register.replies.quarantine import TABLES
from candour.register.statements import Cell, Span
from candour.register.store import read_checked

CELL_NAME = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
WORKBOOKS = TABLES - {"pdf"}
Row = dict[int, Span]


@dataclass(frozen=True)
class Cells:
    """By sheet, row and column, the characters that each cell takes up. `whole`: nothing stands outside of cells."""

    text: str = ""
    whole: bool = False
    sheets: dict[str, dict[int, Row]] = field(default_factory=dict)

    def span(self, cell: Cell) -> Span | None:
        return self.sheets.get(cell.sheet, {}).get(cell.row, {}).get(cell.column)

    def words(self, cell: Cell) -> str:
        span = self.span(cell)
        return self.text[span.start : span.end] if span else ""

    @cached_property
    def in_order(self) -> list[tuple[int, int, Cell]]:
        """Start, end and place of each, as they follow one another in the text."""
        return sorted(
            (
                (span.start, span.end, Cell(sheet, number, column))
                for sheet, rows in self.sheets.items()
                for number, row in rows.items()
                for column, span in row.items()
            ),
            key=lambda one: one[0],
        )

    def at(self, place: int) -> Cell | None:
        """The cell that a character of the text stands in."""
        index = bisect_right(self.in_order, place, key=lambda one: one[0]) - 1
        return self.in_order[index][2] if index >= 0 and place < self.in_order[index][1] else None

    def longest(self, within: Span) -> Cell | None:
        """Of the cells that stand in a stretch of the text, the one that says most."""
        held = [
            (end - start, cell)
            for start, end, cell in self.in_order
            if within.start <= start and end <= within.end
        ]
        return max(held, key=lambda one: one[0])[1] if held else None

    @cached_property
    def rows_saying(self) -> dict[tuple[str, frozenset[tuple[int, str]]], list[int]]:
        """The rows of a sheet by all that stands in them."""
        found: dict[tuple[str, frozenset[tuple[int, str]]], list[int]] = {}
        for sheet, rows in self.sheets.items():
            for number in rows:
                found.setdefault((sheet, self.said_in(sheet, number)), []).append(number)
        return found

    def said_in(self, sheet: str, row: int) -> frozenset[tuple[int, str]]:
        columns = self.sheets.get(sheet, {}).get(row, {})
        return frozenset((column, self.words(Cell(sheet, row, column))) for column in columns)

    def label(self, sheet: str, row: int) -> str:
        """What the first cell of a row says."""
        columns = self.sheets.get(sheet, {}).get(row, {})
        return self.words(Cell(sheet, row, min(columns))) if columns else ""


@dataclass(frozen=True)
class TwoFiles:
    """The cells of a version and of the next one, of which rows may have moved."""

    earlier: Cells = field(default_factory=Cells)
    later: Cells = field(default_factory=Cells)

    def again(self, cell: Cell) -> Cell | None:
        """Where it is now: where it was, if it says the same in a row of the same name, or in the only row that says the
        very same. None where it is gone, or may be any of several."""
        if not self.earlier.sheets:
            return cell
        alike = self.later.rows_saying.get((cell.sheet, self.earlier.said_in(cell.sheet, cell.row)), [])
        if cell.row in alike or self._stands(cell):
            return cell
        return replace(cell, row=alike[0]) if len(alike) == 1 else None

    def _stands(self, cell: Cell) -> bool:
        words = self.earlier.words(cell)
        labels = [one.label(cell.sheet, cell.row) for one in (self.earlier, self.later)]
        return bool(words) and words == self.later.words(cell) and labels[0] == labels[1]


def cells_of(version: SourceVersion) -> Cells:
    """None of a page or a letter. Raises AlteredSource where the captured file is not what was captured."""
    if version.form not in TABLES:
        return Cells()
    try:
        return cells_in(open_document(read_checked(version.sha256), version.file_name))
    except UnreadableSource:
        return Cells()


def cells_in(document: Document) -> Cells:
    sheets: dict[str, dict[int, Row]] = {}
    for one in document.cells or document.page_cells:
        row = sheets.setdefault(one.cell.sheet, {}).setdefault(one.cell.row, {})
        row[one.cell.column] = Span(one.start, one.end)
    return Cells(document.text, bool(document.cells), sheets)


def cell_of(statement: SourceStatement) -> Cell | None:
    if statement.row is None or statement.column is None:
        return None
    return Cell(statement.sheet, statement.row, statement.column)


def chosen_cell(cells: Cells, sheet: str, written: str) -> Cell:
    """A cell as a person writes it: `B7`. One that is empty, or is not there, is refused."""
    named = CELL_NAME.fullmatch(written.strip())
    if named is None:
        raise SourceRefused(_("Give the cell by its letter and number, such as B7."), field="cell")
    if sheet not in cells.sheets:
        raise SourceRefused(_("Choose the sheet that the cell is on."), field="sheet")
    column = 0
    for letter in named[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    cell = Cell(sheet, int(named[2]), column)
    if cells.span(cell) is None:
        raise SourceRefused(_("Nothing stands in that cell. Give one that says it."), field="cell")
    return cell


def words_of(statement: SourceStatement, cells: Cells) -> str:
    """The words that a statement rests on, in a text or in a cell."""
    cell = cell_of(statement)
    return cells.words(cell) if cell else statement.quoted


def not_in_cells(
    places: Iterable[tuple[int, int]], cells: Cells, used: Iterable[Cell]
) -> list[tuple[int, int]]:
    """Of what was not used, what no cell with a statement is part of."""
    taken = [span for span in map(cells.span, used) if span]
    return [(start, end) for start, end in places if not any(one.touches(start, end) for one in taken)]
