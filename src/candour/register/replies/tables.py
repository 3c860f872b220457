"""The cells of a reply that was looked through before: values as the spreadsheet holds them, row by row from A1."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from candour.register.readers.encodings import decode
from candour.register.replies.hiding import RefusedReply, Scan, Sheet
from candour.register.replies.pdf.pages import SheetSeen, read_pages, sheets_of
from candour.register.replies.quarantine import CSV_SHEET, TABLES, delimiter_of, rows_of

Held: TypeAlias = str | int | float | bool | date | time | timedelta | None


@dataclass(frozen=True)
class Table:
    """One sheet, or one table of a PDF. `rows[0]` is row 1; a cell beyond a row's end is empty.

    `untold`: a sentence for each place of the PDF with a table whose columns cannot be told apart.
    """

    sheet: Sheet
    rows: Sequence[Sequence[Held]]
    untold: tuple[str, ...] = ()

    def at(self, row: int, column: int) -> Held:
        """Both count from 1."""
        cells = self.rows[row - 1] if row <= len(self.rows) else ()
        held = cells[column - 1] if column <= len(cells) else None
        return None if held == "" else held

    def over(self, row: int, column: int) -> Held:
        """A cell merged downwards says the same for every row that it covers."""
        held = self.at(row, column)
        if held is not None:
            return held
        for top, left, bottom, right in self.sheet.merged:
            if top <= row <= bottom and left <= column <= right:
                return self.at(top, left)
        return None

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)


def read_tables(content: bytes, scan: Scan) -> list[Table]:
    """Every sheet, hidden ones too: whoever maps them is told which they are."""
    if scan.form not in TABLES:
        raise RefusedReply("a letter has no cells; enter what it says")
    if scan.form == "pdf":
        return _tables_of_pdf(content)
    if scan.form == "csv":
        return [Table(Sheet(CSV_SHEET), _rows_of_csv(content))]
    try:
        workbook = load_workbook(io.BytesIO(content))
        return [Table(sheet, _rows(workbook, sheet.name)) for sheet in scan.sheets]
    except (CalamineError, ValueError, OSError) as broken:
        raise RefusedReply("the workbook is damaged; save it again and add the new copy") from broken


def _tables_of_pdf(content: bytes) -> list[Table]:
    """A cell that reaches over several columns counts as merged."""
    pages = read_pages(content)
    sheets = sheets_of(pages)
    untold = [sentence for page in pages for sentence in page.unclear]
    if not sheets:
        raise RefusedReply(
            untold[0] if untold else "no table stands on its pages; enter what it says by hand"
        )
    return [
        Table(
            Sheet(sheet.name, merged=tuple(_merged(sheet))),
            [sheet.cells(row) for row in sheet.rows],
            tuple(untold),
        )
        for sheet in sheets
    ]


def _merged(sheet: SheetSeen) -> Iterator[tuple[int, int, int, int]]:
    for number, row in enumerate(sheet.rows, start=1):
        yield from ((number, first + 1, number, last + 1) for first, last in row.over.items())


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[Held]]:
    """A sheet of charts has no rows."""
    if name not in workbook.sheet_names:
        return []
    rows: list[list[Held]] = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)  # type: ignore[assignment]
    return rows


def _rows_of_csv(content: bytes) -> list[list[str]]:
    text = decode(content).text
    return list(rows_of(text, delimiter_of(text)))


def as_written(held: Held) -> str:
    """What a reader of the sheet would see, as far as the file says: whole numbers without a point."""
    match held:
        case None:
            return ""
        case float() if held.is_integer():
            return str(int(held))
        case date() | time():
            return held.isoformat()
        case _:
            return str(held)
