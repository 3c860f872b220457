"""Looks through a reply before anybody opens it: the form is found by its bytes, never by its name."""

import csv
import io
from collections.abc import Iterator

from candour.register.readers.encodings import decode
from candour.register.replies.excel import MAIN, scan_excel
from candour.register.replies.hiding import Found, Hiding, RefusedReply, Scan, Sheet
from candour.register.replies.open_document import scan_open_document
from candour.register.replies.packages import MOST_CELLS, opened_package
from candour.register.replies.pdf.pages import MOST_PAGES

TABLES = frozenset({"xlsx", "ods", "csv", "pdf"})
"""Forms that may hold cells to be read; of a letter without them, what it says is entered by a person."""

CSV_SHEET = "table"
FORMULA_SIGNS = ("=", "+", "@")


def scan_reply(content: bytes) -> Scan:
    """Raises RefusedReply, with a sentence, for what must not be opened."""
    if not content.strip():
        raise RefusedReply("the file is empty")
    if content.startswith(b"PK\x03\x04"):
        return _scan_package(content)
    if content.startswith(b"%PDF"):
        return _scan_pdf(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise RefusedReply(
            "it is locked with a password, or in the old Excel form; ask for XLSX or ODS without one"
        )
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedReply("it is neither a workbook, a CSV table, a text nor a PDF")
    return _scan_text(content)


def _scan_package(content: bytes) -> Scan:
    with opened_package(content) as package:
        if MAIN in package:
            return scan_excel(package)
        if "content.xml" in package:
            return scan_open_document(package)
    raise RefusedReply("it is a zip, but no workbook; unpack it and add the files one by one")


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
    try:
        yield from csv.reader(io.StringIO(text), delimiter=delimiter)
    except csv.Error as broken:
        raise RefusedReply("a cell of the table is never closed, or is longer than a page") from broken


def delimiter_of(text: str) -> str:
    """The sign that parts the cells; empty for running text."""
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    for sign in (",", ";", "\t"):
        counts = [line.count(sign) for line in lines]
        if len(lines) > 1 and min(counts) > 0 and counts.count(counts[0]) * 2 > len(counts):
            return sign
    return ""
