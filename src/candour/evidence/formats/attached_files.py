"""The file that a message of an export names: in the archive that the export came in, or in the folder beside it.

A name that could mean two files means none, and none leads out of the archive or the folder.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import IO, Protocol
from zipfile import ZipFile

from candour.evidence.formats.archives import Member
from candour.evidence.formats.sources import Source


class Files(Protocol):
    def find(self, written: str) -> tuple[str, int] | None:
        """The file that a name stands for, and how large it is."""

    def opened(self, place: str) -> AbstractContextManager[IO[bytes]]: ...

    def close(self) -> None: ...


class Index:
    """An archive's files by the last part of their names. Made when the first is asked for, and once for an archive."""

    def __init__(self, members: Sequence[Member]) -> None:
        self.sizes = {one.name: one.size for one in members}

    @cached_property
    def _named(self) -> dict[str, list[PurePosixPath]]:
        found: dict[str, list[PurePosixPath]] = defaultdict(list)
        for path in map(PurePosixPath, self.sizes):
            found[path.name].append(path)
        return found

    def ending_in(self, name: PurePosixPath) -> str | None:
        """An export is often packed from a folder higher or lower than the one that its names begin in."""
        fitting = [one for one in self._named.get(name.name, ()) if _one_ends_the_other(one, name)]
        return str(fitting[0]) if len(fitting) == 1 else None


def _one_ends_the_other(one: PurePosixPath, other: PurePosixPath) -> bool:
    shorter = min(len(one.parts), len(other.parts))
    return one.parts[-shorter:] == other.parts[-shorter:]


class InArchive:
    def __init__(self, source: Source, index: Index) -> None:
        self._path, self._index = source.path, index
        self._folder = PurePosixPath(source.member or "").parent
        self._archive: ZipFile | None = None

    def find(self, written: str) -> tuple[str, int] | None:
        name, sizes = PurePosixPath(written.replace("\\", "/")), self._index.sizes
        beside = str(self._folder / name)
        place = beside if beside in sizes else self._index.ending_in(name)
        return None if place is None else (place, sizes[place])

    @contextmanager
    def opened(self, place: str) -> Iterator[IO[bytes]]:
        """The archive stays open: its list of files may be long."""
        self._archive = self._archive or ZipFile(self._path)
        with self._archive.open(place) as file:
            yield file

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()


class InFolder:
    """Beside the file that holds the messages, or below it. No link is followed, and no name leads out."""

    def __init__(self, source: Source) -> None:
        self._folder = source.path.parent.resolve()

    def find(self, written: str) -> tuple[str, int] | None:
        parts = PurePosixPath(written.replace("\\", "/")).parts
        for first in range(len(parts)):
            found = self._folder.joinpath(*parts[first:])
            if found.is_relative_to(self._folder) and found.resolve() == found and found.is_file():
                return str(found), found.stat().st_size
        return None

    @contextmanager
    def opened(self, place: str) -> Iterator[IO[bytes]]:
        with Path(place).open("rb") as file:
            yield file

    def close(self) -> None: ...
