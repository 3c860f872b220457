"""A PDF as a document: its text layer page by page, with a tab between the cells of its tables and the place of each."""

import hashlib

from candour.register.readers.document import CellText, Document, Line, Problem, split_lines
from candour.register.readers.furniture import set_furniture_aside
from candour.register.replies.hiding import RefusedReply
from candour.register.replies.pdf.lines import LineSeen
from candour.register.replies.pdf.pages import PageSeen, SheetSeen, read_pages, sheets_of, written_pages
from candour.register.replies.pdf.rows import RowSeen
from candour.register.replies.pdf.tables import TableSeen, UnclearSeen
from candour.register.statements import Cell

Places = dict[int, tuple[SheetSeen, int]]


def open_pages(content: bytes, name: str, address: str) -> Document:
    """Raises RefusedReply. A page without a table is given as its own order of words has it."""
    pages = read_pages(content)
    written = written_pages(content)
    if not any(page.strip() for page in written):
        raise RefusedReply("the PDF has no text layer: its pages are pictures")
    sheets = sheets_of(pages)
    places: Places = {id(row): (one, at) for one in sheets for at, row in enumerate(one.rows, start=1)}
    texts: list[str] = []
    starts: list[int] = []
    cells: list[CellText] = []
    rows: dict[int, Line] = {}
    for page, plain in zip(pages, written, strict=True):
        starts.append(sum(len(text) + 1 for text in texts))
        with_tables = any(isinstance(one, TableSeen) for one in page.blocks)
        texts.append(_page(page, starts[-1], places, cells, rows) if with_tables else plain)
    text = "\n".join(texts)
    return Document(
        name=name,
        digest=hashlib.sha256(content).hexdigest(),
        form="pdf",
        text=text,
        lines=set_furniture_aside(text, [rows.get(one.start, one) for one in split_lines(text)]),
        address=address,
        page_starts=tuple(starts),
        problems=tuple(Problem("table-unclear", sentence) for page in pages for sentence in page.unclear),
        page_cells=tuple(cells),
    )


def _page(page: PageSeen, start: int, places: Places, cells: list[CellText], rows: dict[int, Line]) -> str:
    """From the top to the foot; the cells of its tables are added to `cells`.

    `rows`: whole lines by their first letter. They keep the tabs at their ends, for these are empty cells.
    """
    lines: list[str] = []
    for block in page.blocks:
        match block:
            case TableSeen():
                for row in block.rows:
                    at = start + sum(len(line) + 1 for line in lines)
                    lines.append(_row(row, len(block.begins), at, places, cells))
                    empty = len(lines[-1]) - len(lines[-1].lstrip())
                    rows[at + empty] = Line(at, at + len(lines[-1]))
            case UnclearSeen():
                lines += [one.text for one in block.lines]
            case LineSeen():
                lines.append(block.text)
    return "\n".join(lines)


def _row(row: RowSeen, width: int, start: int, places: Places, cells: list[CellText]) -> str:
    """Headings that are repeated on a further page have no place of their own in the sheet."""
    written = [row.cells.get(at, "") for at in range(width)]
    sheet, number = places.get(id(row), (None, 0))
    for column, text in enumerate(written, start=1):
        if text and sheet is not None:
            cells.append(CellText(start, start + len(text), Cell(sheet.name, number, column)))
        start += len(text) + 1
    return "\t".join(written)
