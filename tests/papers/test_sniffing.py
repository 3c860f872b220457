"""What a file is, is found by looking into it; what could do harm is refused with a sentence that says what to do."""

import io
import struct
import zipfile

import pytest

from candour.papers.codes import FileKind
from candour.papers.refusal import RefusedFile
from candour.papers.sniffing import kind_of
from tests.make.papers import a_docx, a_jpeg, a_pdf, a_png, a_zip

MAIL = b"From: Ann <ann@example.invalid>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\nSubject: Hello\r\n\r\nA caf\xe9.\r\n"
TAKEN = [
    (a_pdf(), FileKind.PDF),
    (a_png(), FileKind.PNG),
    (a_jpeg(), FileKind.JPEG),
    (b"Dear Sir\n\nI wish to complain.\n", FileKind.TEXT),
    ("\ufeffCafé\n".encode(), FileKind.TEXT),
    (b"date,place\n2026-03-02,Ashwick\n2026-03-03,Ashwick\n", FileKind.CSV),
    (b'name;note\n"a;b";c\nd;e\n', FileKind.CSV),
    (MAIL, FileKind.EML),
    (a_docx(), FileKind.DOCX),
    (a_zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}), FileKind.XLSX),
    (a_zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}), FileKind.ODT),
    (
        a_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
        FileKind.ODS,
    ),
]
REFUSED = [
    (b"", "empty"),
    (b"MZ\x90\x00\x03\x00\x00\x00 a program", "not taken"),
    (b"\x00\x01\x02", "not readable text"),
    (b"GIF89a\x02\x00", "not readable text"),
    (b"%PDF-1.7\nno end", "cut off"),
    (a_png(width=20_000, height=20_000), "20,000 by 20,000 pixels"),
    (a_jpeg(width=60_000, height=60_000), "60,000 by 60,000 pixels"),
    (a_png(width=0), "no width"),
    (b"\x89PNG\r\n\x1a\nshort", "no header"),
    (b"\xff\xd8\xff\xda\x00\x02", "nothing of its size"),
    (b"\xff\xd8\xff\xe0\x00\x01", "nothing of its size"),
    (b"PK\x03\x04 and nothing else", "no directory"),
    (a_zip({"holiday.txt": b"words"}), "not a Word"),
    (a_docx(**{"word/vbaProject.bin": b"x"}), "macros"),
    (a_docx(**{"../../etc/passwd": b"x"}), "leads out of it"),
    (a_docx(**{"/absolute": b"x"}), "leads out of it"),
    (a_docx(**{"a/" * 12 + "deep": b"x"}), "too deep"),
    (a_docx(**{"more.zip": b"x"}), "another archive"),
    (a_docx(**{"bomb.xml": b"\0" * 4_000_000}), "100 to 1"),
    (a_docx(**{f"part{n}.xml": b"x" for n in range(2_001)}), "2,000 files"),
    (a_zip({"mimetype": b"application/vnd.oasis.opendocument.presentation"}), "not a Word"),
]


@pytest.mark.parametrize(("content", "kind"), TAKEN, ids=[kind for _, kind in TAKEN])
def test_a_file_is_known_by_what_is_in_it(content: bytes, kind: FileKind) -> None:
    assert kind_of(io.BytesIO(content)) == kind


@pytest.mark.parametrize(("content", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_a_file_that_is_not_taken_gets_a_sentence_that_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(RefusedFile, match=reason):
        kind_of(io.BytesIO(content))


def test_a_zip_that_says_it_unpacks_to_more_than_200_mb_is_refused_without_unpacking_it() -> None:
    # given a directory that claims five parts of 50 MB each, whatever they really hold
    content = bytearray(a_docx(**{f"part{n}.bin": b"x" for n in range(5)}))
    for at in _places(content, b"PK\x01\x02"):
        content[at + 20 : at + 28] = struct.pack("<LL", 1024 * 1024, 50 * 1024 * 1024)

    # then it is refused
    with pytest.raises(RefusedFile, match="200 MB"):
        kind_of(io.BytesIO(bytes(content)))


def test_a_zip_whose_parts_share_the_same_packed_bytes_is_refused() -> None:
    # given a directory whose second part points at the first one's bytes
    content = bytearray(a_docx())
    second = _places(content, b"PK\x01\x02")[1]
    content[second + 42 : second + 46] = struct.pack("<L", 0)

    with pytest.raises(RefusedFile, match="overlap"):
        kind_of(io.BytesIO(bytes(content)))


def test_a_zip_with_a_password_is_refused() -> None:
    content = bytearray(a_docx())
    for at in _places(content, b"PK\x01\x02"):
        content[at + 8] |= 1
    with pytest.raises(RefusedFile, match="password"):
        kind_of(io.BytesIO(bytes(content)))


def test_a_zip_with_a_huge_directory_is_refused_before_the_directory_is_read() -> None:
    content = bytearray(a_docx())
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<L", 500 * 1024 * 1024)
    with pytest.raises(RefusedFile, match="2,000 files"):
        kind_of(io.BytesIO(bytes(content)))


def test_a_damaged_zip_is_refused_with_a_sentence() -> None:
    content = bytearray(a_docx(**{"word/styles.xml": b"<styles/>" * 50}))
    first = content.find(b"PK\x01\x02")
    content[first : first + 4] = b"XXXX"
    with pytest.raises(RefusedFile, match="damaged"):
        kind_of(io.BytesIO(bytes(content)))


def test_the_mimetype_of_an_open_document_is_read_from_the_archive_even_when_it_is_packed() -> None:
    parts = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    assert kind_of(io.BytesIO(a_zip(parts, packing=zipfile.ZIP_STORED))) == FileKind.ODT


def _places(content: bytearray, mark: bytes) -> list[int]:
    return [at for at in range(len(content)) if content[at : at + 4] == mark]
