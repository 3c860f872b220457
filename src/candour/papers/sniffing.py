"""Decides what a file is by looking into it, and refuses what is not one of the kinds we keep."""

import csv
import io
from email.parser import BytesHeaderParser
from typing import BinaryIO

from candour.papers.archives import kind_of_archive
from candour.papers.codes import FileKind
from candour.papers.images import JPEG, PNG, check_jpeg, check_png
from candour.papers.refusal import RefusedFile

PDF = b"%PDF-"
PDF_END = b"%%EOF"
ZIP = b"PK\x03\x04"
TAKEN = "PDF, PNG, JPEG, plain text, CSV, e-mail (EML), Word (DOCX), Excel (XLSX), OpenDocument text or spreadsheet"

MEDIA_TYPES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.TEXT: "text/plain; charset=utf-8",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.EML: "message/rfc822",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}
ENDINGS: dict[FileKind, str] = {kind: kind.value for kind in FileKind} | {
    FileKind.TEXT: "txt",
    FileKind.JPEG: "jpg",
}
_ENOUGH = 64 * 1024
_MAIL_HEADERS = ("from", "date", "message-id", "received", "mime-version", "subject", "to")
_DELIMITERS = (",", ";", "\t")
_WHITE = frozenset("\t\n\r\f")


def kind_of(file: BinaryIO) -> FileKind:
    """The kind of the file. Raises RefusedFile with a sentence that says what to do."""
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(8)
    if not size:
        raise RefusedFile("The file is empty. Choose another one.")
    if head.startswith(PDF):
        return _pdf(file, size)
    if head == PNG:
        check_png(file)
        return FileKind.PNG
    if head.startswith(JPEG):
        check_jpeg(file)
        return FileKind.JPEG
    if head.startswith(ZIP):
        return kind_of_archive(file, size)
    return _kind_of_text(file)


def _pdf(file: BinaryIO, size: int) -> FileKind:
    file.seek(max(0, size - 2048))
    if PDF_END not in file.read():
        raise RefusedFile("The PDF is cut off: its end is missing. Save it again and add the new copy.")
    return FileKind.PDF


def _kind_of_text(file: BinaryIO) -> FileKind:
    file.seek(0)
    content = file.read()
    if _is_mail(content):
        return FileKind.EML
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedFile(
            f"The file is of a kind that is not taken. Add it as {TAKEN}. Plain text must be saved as UTF-8."
        ) from error
    if any(character < " " and character not in _WHITE for character in text) or "\x7f" in text:
        raise RefusedFile(f"The file is not readable text. Add it as {TAKEN}.")
    return FileKind.CSV if _is_table(text) else FileKind.TEXT


def _is_mail(content: bytes) -> bool:
    """A message begins with header lines, of which at least From and two others are the usual ones.

    Its body may be in any eight-bit character set, so it is not required to be UTF-8.
    """
    if b"\0" in content:
        return False
    headers = BytesHeaderParser().parsebytes(content[:_ENOUGH])
    usual = sum(name in headers for name in _MAIL_HEADERS)
    return "from" in headers and usual >= 3 and not headers.defects


def _is_table(text: str) -> bool:
    """At least two rows, each with the same number of cells, more than one, by one of the usual delimiters."""
    sample = text[:_ENOUGH]
    if len(text) > _ENOUGH:
        sample = sample.rsplit("\n", 1)[0]
    return any(_is_table_by(sample, delimiter) for delimiter in _DELIMITERS)


def _is_table_by(sample: str, delimiter: str) -> bool:
    try:
        rows = [row for row in csv.reader(io.StringIO(sample), delimiter=delimiter, strict=True) if row]
    except csv.Error:
        return False
    widths = {len(row) for row in rows}
    return len(rows) >= 2 and len(widths) == 1 and widths.pop() > 1
