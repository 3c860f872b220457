"""Exhibits kept under the hash of their content: hashed as they come in, never altered, checked at every opening."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, TypeAlias, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

PIECE = 1 << 20
Content: TypeAlias = "UploadedFile[Any] | BinaryIO | bytes"


class RefusedExhibit(ValueError):
    """A file that is not taken in; the sentence says what to do and names no content."""


class HeldElsewhereExhibit(RuntimeError):
    """The file is entered as material that it is unlawful to hold: nobody opens it here."""


class AlteredExhibit(RuntimeError):
    """The stored file is missing, or is no longer the one that was added."""


@dataclass(frozen=True)
class Kept:
    """A file in the store. Size in bytes, sha256 in hexadecimal."""

    sha256: str
    size: int


def keep(content: Content) -> Kept:
    """Puts a file in the store; call it before the entry that writes its row. Raises RefusedExhibit."""
    incoming = _folder("exhibits", ".incoming")
    with tempfile.NamedTemporaryFile(dir=incoming, delete=False) as file:
        path = Path(file.name)
        try:
            kept = _copy(_pieces(content), cast(BinaryIO, file))
            os.fsync(file.fileno())
            _move(path, kept)
        finally:
            path.unlink(missing_ok=True)
    return kept


def path_of(sha256: str) -> Path:
    return Path(settings.EVIDENCE_ROOT) / "exhibits" / sha256[:2] / sha256[2:4] / sha256


def checked_path(sha256: str) -> Path:
    """Where the file lies, after its hash was checked. Raises AlteredExhibit."""
    path = path_of(sha256)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise AlteredExhibit(
            f"The stored file {sha256[:12]} is missing. Restore the folder of evidence from a backup."
        ) from None
    if found != sha256:
        raise AlteredExhibit(
            f"The stored file {sha256[:12]} is not the file that was added: its content no longer matches its hash. "
            "It is not shown. Restore it from a backup and find out who changed it."
        )
    return path


_RECENT_SECONDS = 300
_checked: dict[str, tuple[tuple[int, ...], float]] = {}


def recently_checked_path(sha256: str) -> Path:
    """As `checked_path`, for page after page of one exhibit: read whole at most every five minutes, and again at once
    when the file system says that it was touched. Raises AlteredExhibit."""
    path = path_of(sha256)
    marks = _marks_of(path)
    before, at = _checked.get(sha256, ((), 0.0))
    if marks and marks == before and monotonic() - at < _RECENT_SECONDS:
        return path
    checked_path(sha256)
    _checked[sha256] = (marks, monotonic())
    return path


def _marks_of(path: Path) -> tuple[int, ...]:
    """What changes when a file is written to, moved or replaced."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _folder(*parts: str) -> Path:
    folder = Path(settings.EVIDENCE_ROOT).joinpath(*parts)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _pieces(content: Content) -> Iterator[bytes]:
    if isinstance(content, UploadedFile):
        return content.chunks(PIECE)
    file = BytesIO(content) if isinstance(content, bytes) else content
    return iter(lambda: file.read(PIECE), b"")


def _copy(pieces: Iterator[bytes], file: BinaryIO) -> Kept:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        size += len(piece)
        if size > settings.EXHIBIT_MAX_BYTES:
            most = settings.EXHIBIT_MAX_BYTES >> 20
            raise RefusedExhibit(
                f"The file is larger than {most} MB. Export the chats without media, or one by one."
            )
        digest.update(piece)
        file.write(piece)
    if not size:
        raise RefusedExhibit("The file is empty. Choose another one.")
    file.flush()
    return Kept(digest.hexdigest(), size)


def _move(path: Path, kept: Kept) -> None:
    """Into its place in one step. A file already there is checked, so that an altered one is never added to."""
    place = path_of(kept.sha256)
    _folder("exhibits", kept.sha256[:2], kept.sha256[2:4])
    if place.exists():
        checked_path(kept.sha256)
        return
    path.chmod(0o440)
    os.replace(path, place)
    _flush(place.parent)


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
