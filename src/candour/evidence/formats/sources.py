"""A file to be read, or a member of an archive: hashed first, opened for reading only, read in blocks."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from candour.evidence.formats import archives
from candour.evidence.formats.archives import BROKEN_MEMBER, Member, checked_members
from candour.evidence.formats.errors import UnreadableExport

BLOCK = 4 << 20
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class Source:
    """`size` and `sha256` are those of the bytes that can be read; `missing` counts those that a damaged archive lost."""

    path: Path
    name: str
    size: int
    sha256: str
    member: str | None = None
    container_sha256: str | None = None
    missing: int = 0

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        if self.member is None:
            with self.path.open("rb") as file:
                yield file
        else:
            with archives.opened(self.path) as archive, archive.open(self.member) as file:
                yield file

    def blocks(self, size: int = BLOCK) -> Iterator[bytes]:
        """The readable bytes in order, a block at a time."""
        left = self.size
        with self.opened() as file:
            while left > 0 and (block := file.read(min(size, left))):
                left -= len(block)
                yield block

    def opening(self, size: int = 1 << 16) -> bytes:
        return next(self.blocks(size), b"")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as given: itself, or the members of the archive it is."""

    path: Path
    sha256: str
    size: int
    members: tuple[Member, ...] | None

    def source(self, member: Member | None = None) -> Source:
        if member is None:
            return Source(self.path, self.path.name, self.size, self.sha256)
        sha256, size = hash_of(self.path, member)
        return Source(
            path=self.path,
            name=f"{self.path.name}/{member.name}",
            size=size,
            sha256=sha256,
            member=member.name,
            container_sha256=self.sha256,
            missing=member.size - size,
        )


def open_file(path: Path) -> Opened:
    """The file, hashed before anything reads it; an archive's members are checked against every bound."""
    try:
        if not path.is_file():
            raise UnreadableExport(str(path), "no such file" if not path.exists() else "not a file")
        sha256, size = hash_of(path)
        if size == 0:
            raise UnreadableExport(str(path), "the file is empty", 0)
        with path.open("rb") as file:
            is_archive = file.read(4) in _ZIP
    except OSError as problem:
        raise UnreadableExport(str(path), problem.strerror or "it cannot be opened") from None
    return Opened(path, sha256, size, checked_members(path) if is_archive else None)


def hash_of(path: Path, member: Member | None = None) -> tuple[str, int]:
    """SHA-256 and count of the bytes that can be read; a damaged member is read as far as it goes."""
    found, size = hashlib.sha256(), 0
    for block in _all_blocks(path, member):
        found.update(block)
        size += len(block)
    return found.hexdigest(), size


def _all_blocks(path: Path, member: Member | None) -> Iterator[bytes]:
    if member is None:
        with path.open("rb", buffering=0) as file:
            while block := file.read(BLOCK):
                yield block
    else:
        yield from _member_blocks(path, member)


def _member_blocks(path: Path, member: Member) -> Iterator[bytes]:
    """In small blocks, so that what stands before the damage is not lost with it."""
    try:
        with archives.opened(path) as archive, archive.open(member.name) as file:
            while block := file.read(1 << 16):
                yield block
    except BROKEN_MEMBER:
        return
