"""Looks into the directory of a zip file (Word, Excel and OpenDocument files are zips) without unpacking it,
and refuses one that would unpack into far more than it shows."""

import struct
import zipfile
from collections.abc import Sequence
from typing import BinaryIO

from candour.papers.codes import FileKind
from candour.papers.refusal import RefusedFile

MOST_FILES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
RATIO_MATTERS_FROM = 1024 * 1024
DEEPEST_PATH = 10
MOST_DIRECTORY = 1024 * 1024
MOST_MIMETYPE = 200

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_ZIP64 = 0xFFFFFFFF
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
}
_OFFICE_PARTS = {"word/document.xml": FileKind.DOCX, "xl/workbook.xml": FileKind.XLSX}
_ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar")


def kind_of_archive(file: BinaryIO, size: int) -> FileKind:
    """DOCX, XLSX, ODT or ODS; anything else in a zip is refused."""
    _check_directory(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members, size)
            return _kind_of_members(archive, members)
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, EOFError, RuntimeError) as error:
        raise RefusedFile(
            "The file begins like a zip but is damaged. Save it again and add the new copy."
        ) from error


def _check_directory(file: BinaryIO, size: int) -> None:
    """Before anything is read into memory: is the directory itself of a sane size?"""
    length = min(size, _END.size + 0xFFFF)
    file.seek(size - length)
    tail = file.read(length)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise RefusedFile(
            "The file begins like a zip but has no directory. Save it again and add the new copy."
        )
    _, _, _, _, files, directory, offset, _ = _END.unpack(tail[at : at + _END.size])
    if _ZIP64 in {directory, offset} or files > MOST_FILES or directory > MOST_DIRECTORY:
        raise _too_much(f"more than {MOST_FILES:,} files")
    file.seek(0)


def _check_members(members: Sequence[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MOST_FILES:
        raise _too_much(f"more than {MOST_FILES:,} files")
    if sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _too_much(f"more than {MOST_UNPACKED // 1024 // 1024} MB when unpacked")
    _check_overlap(members, size)
    for member in members:
        _check_member(member)


def _check_overlap(members: Sequence[zipfile.ZipInfo], size: int) -> None:
    """Files that share their packed bytes are how a small bomb is made large."""
    end = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < end:
            raise _too_much("files that overlap")
        end = member.header_offset + 30 + len(member.filename.encode()) + member.compress_size
    if end > size:
        raise _too_much("files that reach beyond its end")


def _check_member(member: zipfile.ZipInfo) -> None:
    path = member.filename
    if member.flag_bits & 0x1:
        raise RefusedFile("The file is protected with a password. Remove the password and add it again.")
    if member.file_size > max(member.compress_size, 1) * MOST_RATIO and member.file_size > RATIO_MATTERS_FROM:
        raise _too_much(f"a part packed more than {MOST_RATIO} to 1")
    if path.startswith("/") or "\\" in path or ".." in path.split("/") or path.count("/") > DEEPEST_PATH:
        raise _too_much("a path that leads out of it or too deep")
    if path.lower().endswith(_ARCHIVES):
        raise _too_much("another archive inside it")
    if path.lower().endswith("vbaproject.bin"):
        raise RefusedFile("The file holds macros. Save it without macros, or as a PDF, and add that.")


def _kind_of_members(archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> FileKind:
    names = {member.filename for member in members}
    if "[Content_Types].xml" in names:
        found = [kind for part, kind in _OFFICE_PARTS.items() if part in names]
        if len(found) == 1:
            return found[0]
    if "mimetype" in names and archive.getinfo("mimetype").file_size <= MOST_MIMETYPE:
        kind = _OPEN_DOCUMENT.get(archive.read("mimetype").strip())
        if kind is not None:
            return kind
    raise RefusedFile(
        "The file is a zip, but not a Word, Excel or OpenDocument text or spreadsheet file. "
        "Unpack it and add the files one by one."
    )


def _too_much(what: str) -> RefusedFile:
    return RefusedFile(f"The file was refused: it holds {what}. Save it as a PDF and add that.")
