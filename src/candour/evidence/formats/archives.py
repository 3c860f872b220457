"""Archives are bounded before anything in them is read: how many files, how large, how dense, under what names."""

import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from threading import get_ident
from zipfile import BadZipFile, ZipFile, ZipInfo

from candour.evidence.formats.errors import UnreadableExport

MOST_FILES = 1_000_000  # reports of whole phones hold several hundred thousand
MOST_BYTES = 1 << 40
DENSEST = 200
BROKEN_MEMBER = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)
"""What reading a file out of a damaged, encrypted or unsupported archive may raise."""
DENSITY_COUNTS_FROM = 32 << 20  # a small file may be dense without harm


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    size: int
    packed: int


_KEPT: dict[tuple[int, Path], ZipFile] = {}


@contextmanager
def kept_open(path: Path) -> Iterator[None]:
    """Meanwhile one thread's readings of the archive share the list of its files: it may be long, and each opening reads it all."""
    key = (get_ident(), path)
    if key in _KEPT:
        yield
        return
    with ZipFile(path) as archive:
        _KEPT[key] = archive
        try:
            yield
        finally:
            del _KEPT[key]


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    kept = _KEPT.get((get_ident(), path))
    if kept is not None:
        yield kept
        return
    with ZipFile(path) as archive:
        yield archive


def checked_members(path: Path) -> tuple[Member, ...]:
    """The files of a zip, or an error that says which bound it breaks."""
    try:
        with opened(path) as archive:
            entries = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError) as problem:
        raise UnreadableExport(
            str(path), f"a damaged or unsupported zip archive ({type(problem).__name__})"
        ) from None
    _check_whole(path, entries)
    return tuple(_checked(path, entry) for entry in entries if not entry.is_dir())


def _check_whole(path: Path, entries: list[ZipInfo]) -> None:
    if not entries:
        raise UnreadableExport(str(path), "the archive holds no files")
    if len(entries) > MOST_FILES:
        raise UnreadableExport(
            str(path), f"the archive holds {len(entries)} files; {MOST_FILES} is the most that is opened"
        )
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UnreadableExport(str(path), f"the archive would unpack to more than {MOST_BYTES >> 30} GiB")
    if len({entry.filename for entry in entries}) < len(entries):
        raise UnreadableExport(str(path), "the archive holds two files under one name")
    for first, second in pairwise(sorted(entries, key=lambda entry: entry.header_offset)):
        if first.header_offset + first.compress_size > second.header_offset:
            raise UnreadableExport(str(path), "files of the archive overlap", second.header_offset)


def _checked(path: Path, entry: ZipInfo) -> Member:
    at = entry.header_offset
    if _leaves_the_folder(entry.filename):
        raise UnreadableExport(str(path), "a file in the archive has a path that leads out of it", at)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise UnreadableExport(str(path), "a file in the archive is a link", at)
    if entry.flag_bits & 1:
        raise UnreadableExport(str(path), "the archive is encrypted: unpack it with its password first", at)
    if entry.file_size > DENSITY_COUNTS_FROM and entry.file_size > DENSEST * max(entry.compress_size, 1):
        raise UnreadableExport(
            str(path), f"a file in the archive would grow more than {DENSEST} times: it may be a trap", at
        )
    return Member(entry.filename, entry.file_size, entry.compress_size)


def _leaves_the_folder(name: str) -> bool:
    clean = PurePosixPath(name.replace("\\", "/"))
    return not clean.parts or clean.is_absolute() or ".." in clean.parts or ":" in clean.parts[0]
