"""A workbook or CSV file as a document: a line for each row, a tab between cells, and the cell of every character.

What the workbook hides (sheets, rows, columns) is told of and not read: it may hold what nobody meant to publish.
"""

import hashlib

from candour.register.readers.document import CellText, Document, Line, Problem
from candour.register.replies.hiding import Hiding, RefusedReply, Scan
from candour.register.replies.quarantine import TABLES, scan_reply
from candour.register.replies.tables import Table, as_written, read_tables
from candour.register.statements import Cell

TABLE_NAMES = (".csv", ".tsv")
PACKAGE = b"PK\x03\x04"
NOT_READ = {Hiding.HIDDEN_SHEET, Hiding.HIDDEN_ROWS, Hiding.HIDDEN_COLUMNS}


def is_table(content: bytes, name: str) -> bool:
    """Workbooks are told by their bytes; running text with commas is a table only by its name."""
    return content.startswith(PACKAGE) or name.lower().endswith(TABLE_NAMES)


def open_table(content: bytes, name: str, address: str) -> Document:
    """Raises RefusedReply, with a sentence, for what must not be opened: a bomb, a locked or damaged file."""
    scan = scan_reply(content)
    if scan.form not in TABLES:
        raise RefusedReply("the file has the name of a table, and its rows have no cells")
    lines: list[str] = []
    cells: list[CellText] = []
    start = 0
    for table in (one for one in read_tables(content, scan) if not one.sheet.hidden):
        for written, row in _rows(table):
            cells += _cells(row, start)
            lines.append(written)
            start += len(written) + 1
    text = "\n".join(lines)
    return Document(
        name=name,
        digest=hashlib.sha256(content).hexdigest(),
        form=scan.form,
        text=text,
        lines=tuple(_lines(lines)),
        address=address,
        problems=_hidden(scan),
        cells=tuple(cells),
    )


def _rows(table: Table) -> list[tuple[str, list[tuple[str, Cell]]]]:
    """Each row that shows anything: as one line, and cell by cell; a hidden column keeps its place and is empty."""
    found = []
    sheet = table.sheet
    for number, held in enumerate(table.rows, 1):
        if number in sheet.hidden_rows:
            continue
        row = [
            (
                "" if column in sheet.hidden_columns else _words(table, number, column),
                Cell(sheet.name, number, column),
            )
            for column in range(1, len(held) + 1)
        ]
        if any(written for written, _ in row):
            found.append(("\t".join(written for written, _ in row), row))
    return found


def _words(table: Table, row: int, column: int) -> str:
    return " ".join(as_written(table.at(row, column)).split())


def _cells(row: list[tuple[str, Cell]], start: int) -> list[CellText]:
    found = []
    for written, cell in row:
        found.append(CellText(start, start + len(written), cell))
        start += len(written) + 1
    return [one for one in found if one.end > one.start]


def _lines(written: list[str]) -> list[Line]:
    """Tabs at the ends are empty cells: they stay, so that columns keep their places."""
    found = []
    start = 0
    for line in written:
        found.append(Line(start, start + len(line)))
        start += len(line) + 1
    return found


def _hidden(scan: Scan) -> tuple[Problem, ...]:
    """What the workbook shows to nobody who only looks at its pages, by kind and number."""
    return tuple(
        Problem(
            one.hiding.value,
            f"the workbook holds {one.number} × {one.hiding.value.replace('-', ' ')}"
            + (", not read here" if one.hiding in NOT_READ else ""),
        )
        for one in scan.findings
        if one.grave
    )
