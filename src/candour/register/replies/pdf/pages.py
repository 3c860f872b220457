"""A PDF page by page, and its tables as sheets: one that goes on over the next pages is one sheet."""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from candour.register.replies.hiding import RefusedReply
from candour.register.replies.pdf.pieces import laid_out
from candour.register.replies.pdf.rows import RowSeen
from candour.register.replies.pdf.tables import Block, TableSeen, UnclearSeen, blocks_of

# What it writes of a damaged file says nothing that our own sentences do not, and may quote the file.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

MOST_PAGES = 2_000
DAMAGED = "the PDF is damaged or locked"
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError)
SAME_PLACE = 4.0
RUNNING_LINES = 3
UNCLEAR = (
    "the columns of a table cannot be told apart there; enter its figures by hand with the page, "
    "or ask for the table as a spreadsheet"
)

UNREADABLE = (
    "where its words stand cannot be read; if it holds a table, enter the figures by hand with the page"
)


@dataclass(frozen=True)
class PageSeen:
    """`number` counts from 1."""

    number: int
    blocks: tuple[Block, ...]

    @property
    def unclear(self) -> list[str]:
        """A sentence for each place where no table could be made of what looks like one."""
        places = [one for one in self.blocks if isinstance(one, UnclearSeen)]
        return [
            f"page {self.number}, line {one.line}: {UNCLEAR}"
            if one.lines
            else f"page {self.number}: {UNREADABLE}"
            for one in places
        ]


@dataclass
class SheetSeen:
    """`name` says on which pages it stands. Headings that are repeated on a further page are not among `rows`."""

    first: int
    last: int
    number: int
    begins: tuple[float, ...]
    rows: list[RowSeen]

    @property
    def name(self) -> str:
        pages = f"page {self.first}" if self.last == self.first else f"pages {self.first} to {self.last}"
        return pages if self.number == 1 else f"{pages}, table {self.number}"

    def cells(self, row: RowSeen) -> list[str]:
        return [row.cells.get(at, "") for at in range(len(self.begins))]

    def goes_on_in(self, table: TableSeen) -> bool:
        alike = len(table.begins) == len(self.begins)
        return alike and all(
            abs(one - other) <= SAME_PLACE for one, other in zip(self.begins, table.begins, strict=True)
        )

    def take(self, table: TableSeen, page: int) -> None:
        again = self.rows and table.rows[0].cells == self.rows[0].cells
        self.rows += table.rows[1:] if again else table.rows
        self.last = page


def read_pages(content: bytes) -> list[PageSeen]:
    """Raises RefusedReply for a damaged or locked file, and for one of too many pages."""
    from pypdf import PdfReader  # slow to import, and wanted for a PDF only
    from pypdf.errors import PyPdfError

    try:
        pages: Sequence[Any] = PdfReader(io.BytesIO(content)).pages
        if len(pages) > MOST_PAGES:
            raise RefusedReply(f"it has more than {MOST_PAGES:,} pages")
        return [PageSeen(number, _blocks(page)) for number, page in enumerate(pages, start=1)]
    except RefusedReply:
        raise
    except (PyPdfError, *BROKEN) as broken:
        raise RefusedReply(DAMAGED) from broken


def written_pages(content: bytes) -> list[str]:
    """The text of each page in the order in which it was set. Raises RefusedReply."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    except (PyPdfError, *BROKEN) as broken:
        raise RefusedReply(DAMAGED) from broken


def sheets_of(pages: Sequence[PageSeen]) -> list[SheetSeen]:
    """A table at the head of a page goes on with the one at the foot of the page before, if its columns stand alike."""
    sheets: list[SheetSeen] = []
    for page in pages:
        made = 0
        for place, table in _tables(page):
            before = sheets[-1] if sheets and place <= RUNNING_LINES else None
            if before and _ends(pages[page.number - 2], before) and before.goes_on_in(table):
                before.take(table, page.number)
            else:
                made += 1
                sheets.append(SheetSeen(page.number, page.number, made, table.begins, list(table.rows)))
    return sheets


def _blocks(page: Any) -> tuple[Block, ...]:
    """A page that cannot be laid out is told of; its text may be whole all the same."""
    from pypdf.errors import PyPdfError

    try:
        return tuple(blocks_of(laid_out(page)))
    except (PyPdfError, *BROKEN):
        return (UnclearSeen((), 1),)


def _tables(page: PageSeen) -> Iterator[tuple[int, TableSeen]]:
    for place, one in enumerate(page.blocks):
        if isinstance(one, TableSeen):
            yield place, one


def _ends(page: PageSeen, sheet: SheetSeen) -> bool:
    """Whether the sheet reaches to the foot of that page, lines that run along every foot aside."""
    tables = list(_tables(page))
    return (
        sheet.last == page.number and bool(tables) and len(page.blocks) - tables[-1][0] <= RUNNING_LINES + 1
    )
