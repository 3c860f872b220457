"""Files kept under the hash of their bytes: written whole before any row names them, never altered, checked when opened.

Every room that keeps files has one of these, with its own folder, its own bound and its own words.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, cast

from django.core.files.uploadedfile import UploadedFile

INCOMING = ".incoming"
PIECE = 1 << 20
Content: TypeAlias = "UploadedFile[Any] | BinaryIO | bytes"


@dataclass(frozen=True)
class Words:
    """What a room says and raises. `too_large` names `{most}` MB; `missing` and `altered` name the file as `{file}`."""

    refused: Callable[[str], Exception]
    lost: Callable[[str], Exception]
    too_large: str
    missing: str
    altered: str


@dataclass(frozen=True)
class HashedFiles:
    """`root` and `bound` (in bytes) are asked for each time; `depth` is how many folders lie above a file."""

    root: Callable[[], Path]
    bound: Callable[[], int]
    words: Words
    depth: int = 2

    def keep(self, content: Content, look: Callable[[BinaryIO], None] = lambda file: None) -> tuple[str, int]:
        """SHA-256 and size in bytes. `look` may refuse the whole file before it is moved into its place.

        Call it before the transaction that writes the row: without a row the file is an orphan, no more.
        """
        with tempfile.NamedTemporaryFile(dir=self._folder(INCOMING), delete=False) as file:
            path = Path(file.name)
            try:
                sha256, size = self._copy(content, cast(BinaryIO, file))
                look(cast(BinaryIO, file))
                os.fsync(file.fileno())
                self._move(path, sha256)
            finally:
                path.unlink(missing_ok=True)
        return sha256, size

    def path_of(self, sha256: str) -> Path:
        return self.root().joinpath(*self._folders(sha256), sha256)

    def read_checked(self, sha256: str) -> bytes:
        """The bytes, after their hash was checked."""
        with self._opened(sha256) as file:
            content = file.read()
        self._check(sha256, hashlib.sha256(content).hexdigest())
        return content

    def checked_path(self, sha256: str) -> Path:
        """Where the file lies, after its hash was checked; for files too large to hold in memory."""
        with self._opened(sha256) as file:
            self._check(sha256, hashlib.file_digest(file, "sha256").hexdigest())
        return self.path_of(sha256)

    def _opened(self, sha256: str) -> BufferedReader:
        try:
            return self.path_of(sha256).open("rb")
        except FileNotFoundError:
            raise self.words.lost(self.words.missing.format(file=sha256[:12])) from None

    def _check(self, sha256: str, found: str) -> None:
        if found != sha256:
            raise self.words.lost(self.words.altered.format(file=sha256[:12]))

    def _folders(self, sha256: str) -> list[str]:
        return [sha256[at : at + 2] for at in range(0, 2 * self.depth, 2)]

    def _folder(self, *parts: str) -> Path:
        folder = self.root().joinpath(*parts)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def _copy(self, content: Content, file: BinaryIO) -> tuple[str, int]:
        digest, size, bound = hashlib.sha256(), 0, self.bound()
        for piece in _pieces(content):
            size += len(piece)
            if size > bound:
                raise self.words.refused(self.words.too_large.format(most=bound // 1024 // 1024))
            digest.update(piece)
            file.write(piece)
        file.flush()
        return digest.hexdigest(), size

    def _move(self, path: Path, sha256: str) -> None:
        """Into its place in one step. A file already there is checked, so that an altered one is never added to."""
        place = self.path_of(sha256)
        self._folder(*self._folders(sha256))
        if _touched(place):
            self.checked_path(sha256)
            return
        path.chmod(0o440)
        os.replace(path, place)
        _flush_folder(place.parent)


def _touched(place: Path) -> bool:
    """Whether it is there already; its new time spares it from a sweep of old orphans at this moment."""
    try:
        os.utime(place)
    except FileNotFoundError:
        return False
    return True


def _pieces(content: Content) -> Iterator[bytes]:
    if isinstance(content, UploadedFile):
        return content.chunks(PIECE)
    file = BytesIO(content) if isinstance(content, bytes) else content
    return iter(lambda: file.read(PIECE), b"")


def _flush_folder(folder: Path) -> None:
    """The name of the file survives a loss of power as its bytes do."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
