"""Looks through a reply before anybody opens it: the form is found by its bytes, never by its name."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from candour.register.readers.encodings import decode
from candour.register.replies.excel import MAIN, scan_excel
from candour.register.replies.hiding import Found, Hiding, RefusedReply, Scan, Sheet
from candour.register.replies.open_document import scan_open_document
from candour.register.replies.other_forms import is_spreadsheet, why_of_another_form, why_of_another_package
from candour.register.replies.packages import MOST_CELLS, opened_package
from candour.register.replies.pdf.pages import MOST_PAGES

TABLES = frozenset({"xlsx", "ods", "csv", "pdf"})
"""Forms that may hold cells to be read; of a letter without them, what it says is entered by a person."""

CSV_SHEET = "table"
FORMULA_SIGNS = ("=", "+", "@")
PARTED_BY = (",", ";", "\t", "|")
LOOKED_AT = 50  # rows from which a table is told from running text


def scan_reply(content: bytes) -> Scan:
    """Raises RefusedReply, with a sentence, for what must not be opened."""
    if not content.strip():
        raise RefusedReply("the file is empty")
    if content.startswith(b"PK\x03\x04"):
        return _scan_package(content)
    if content.startswith(b"%PDF"):
        return _scan_pdf(content)
    strange = why_of_another_form(content)
    if strange:
        raise RefusedReply(strange)
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedReply("it is neither a workbook, a CSV table, a text nor a PDF")
    return _scan_text(content)


def _scan_package(content: bytes) -> Scan:
    with opened_package(content) as package:
        if MAIN in package:
            return scan_excel(package)
        if is_spreadsheet(package):
            return scan_open_document(package)
        raise RefusedReply(why_of_another_package(package))


def _scan_pdf(content: bytes) -> Scan:
    from pypdf import PdfReader  # slow to import, and wanted for a PDF only
    from pypdf.errors import PyPdfError

    found = Found()
    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > MOST_PAGES:
            raise RefusedReply(f"it has more than {MOST_PAGES:,} pages")
        named = [
            value
            for key, value in (reader.metadata or {}).items()
            if key in {"/Author", "/Subject", "/Keywords"} and value
        ]
        found.add(Hiding.PROPERTIES, "author, subject or keywords", len(named))
        found.add(Hiding.EMBEDDED, "attachments", len(reader.attachments))
        noted = [
            page for page in reader.pages if any(_is_note(one) for one in page.get("/Annots", None) or [])
        ]
        found.add(Hiding.COMMENTS, "notes on pages", len(noted))
        catalogue = reader.root_object
        found.add(
            Hiding.SCRIPTS,
            "the document",
            int("/OpenAction" in catalogue and "/JS" in str(catalogue["/OpenAction"])),
        )
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as broken:
        if isinstance(broken, RefusedReply):
            raise
        raise RefusedReply("the PDF is damaged or locked") from broken
    return Scan("pdf", found.findings())


def _is_note(annotation: object) -> bool:
    held = getattr(annotation, "get_object", lambda: annotation)()
    return isinstance(held, dict) and held.get("/Subtype") not in {"/Link", "/Widget", None}


def _scan_text(content: bytes) -> Scan:
    """A text whose lines have commas, semicolons or tabs in a steady number is a table."""
    text = decode(content).text
    found = Found()
    delimiter = delimiter_of(text)
    if not delimiter:
        return Scan("txt", found.findings())
    cells = 0
    for number, row in enumerate(rows_of(text, delimiter), start=1):
        cells += len(row)
        if cells > MOST_CELLS:
            raise RefusedReply(f"it holds more than {MOST_CELLS:,} cells")
        signs = sum(cell.startswith(FORMULA_SIGNS) for cell in row)
        found.add(Hiding.FORMULAS, f"line {number}", signs)
    return Scan("csv", found.findings(), (Sheet(CSV_SHEET),))


def rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    """Refuses a table of which a quotation mark that none closes would swallow the rows to its end."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    begun, ended = 0, 0
    try:
        for row in reader:
            begun, ended = ended, reader.line_num
            yield row
    except csv.Error as broken:
        raise RefusedReply("a cell of the table is never closed, or is longer than a page") from broken
    last = text.splitlines()[begun:ended]
    if len(last) > 1 and "".join(last).count('"') % 2:
        raise RefusedReply(
            f"from line {begun + 1} on a quotation mark opens a cell and none closes it; ask for the file again"
        )


def delimiter_of(text: str) -> str:
    """The sign that parts the cells; empty for running text. Titles above a table and notes below it have none."""
    return next((sign for sign in PARTED_BY if _is_table(_first_rows(text, sign))), "")


def _first_rows(text: str, sign: str) -> list[list[str]]:
    try:
        rows = csv.reader(io.StringIO(text), delimiter=sign)
        return list(islice((row for row in rows if any(one.strip() for one in row)), LOOKED_AT))
    except csv.Error:
        return []


def _is_prose(rows: Sequence[Sequence[str]]) -> bool:
    """After its commas a sentence has a space, and no number stands alone between two of them."""
    after = [cell for row in rows for cell in row[1:]]
    spaced = sum(cell[:1] in {" ", ""} for cell in after)
    return spaced * 2 > len(after) and not any(cell.strip().isdigit() for row in rows for cell in row)


def _is_table(rows: Sequence[Sequence[str]]) -> bool:
    """Rows of one width in steady number; or at least two such rows on end with a number alone in a cell."""
    widths = [len(row) for row in rows]
    if _is_prose(rows):
        return False
    if len(rows) > 1 and min(widths) > 1 and widths.count(widths[0]) * 2 > len(widths):
        return True
    usual = Counter(width for width in widths if width > 1).most_common(1)
    return bool(usual) and any(
        len(one) == len(two) == usual[0][0] and any(cell.strip().isdigit() for cell in two)
        for one, two in pairwise(rows)
    )
