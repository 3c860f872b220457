"""Files kept under the hash of their content: written whole before the row is, never altered, checked when opened."""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias, cast

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from candour.papers.codes import FileKind
from candour.papers.refusal import AlteredFile, RefusedFile
from candour.papers.sniffing import kind_of

INCOMING = ".incoming"
PIECE = 256 * 1024
Content: TypeAlias = "UploadedFile[Any] | BinaryIO | bytes"
ORPHAN_AFTER = 24 * 60 * 60


@dataclass(frozen=True)
class Kept:
    """A file that is in the store. Size in bytes, sha256 in hexadecimal."""

    sha256: str
    size: int
    kind: FileKind


def keep(upload: Content) -> Kept:
    """Checks the file and puts it in the store. Call it before the transaction that writes its row.

    Raises RefusedFile. Where the row is never written the file is an orphan, and swept after a day.
    """
    incoming = _folder(INCOMING)
    with tempfile.NamedTemporaryFile(dir=incoming, delete=False) as file:
        path = Path(file.name)
        try:
            sha256, size = _copy(_pieces(upload), cast(BinaryIO, file))
            kind = kind_of(cast(BinaryIO, file))
            os.fsync(file.fileno())
            _move(path, sha256)
        finally:
            path.unlink(missing_ok=True)
    return Kept(sha256, size, kind)


def path_of(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256[2:4] / sha256


def read_checked(sha256: str) -> bytes:
    """The content, after its hash was checked. Raises AlteredFile with what to do."""
    path = path_of(sha256)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise AlteredFile(
            f"The stored file {sha256[:12]} is missing. Restore the folder of documents from a backup."
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise AlteredFile(
            f"The stored file {sha256[:12]} is not the file that was added: its content no longer matches its hash. "
            "It is not shown. Restore it from a backup and find out who changed it."
        )
    return content


def sweep_orphans(*, wanted: Iterable[str], older_than: float = ORPHAN_AFTER) -> list[str]:
    """Removes stored files that no row names and that are older than that many seconds; returns their hashes."""
    root, named, before = Path(settings.MEDIA_ROOT), set(wanted), time.time() - older_than
    for left in (root / INCOMING).glob("*"):
        if left.stat().st_mtime < before:
            left.unlink(missing_ok=True)
    orphans = [path for path in _stored(root) if path.name not in named and path.stat().st_mtime < before]
    for path in orphans:
        path.unlink(missing_ok=True)
    return [path.name for path in orphans]


def _stored(root: Path) -> Iterator[Path]:
    return root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/" + "?" * 64)


def _folder(*parts: str) -> Path:
    folder = Path(settings.MEDIA_ROOT).joinpath(*parts)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _pieces(upload: Content) -> Iterator[bytes]:
    if isinstance(upload, UploadedFile):
        return upload.chunks(PIECE)
    file = BytesIO(upload) if isinstance(upload, bytes) else upload
    return iter(lambda: file.read(PIECE), b"")


def _copy(pieces: Iterator[bytes], file: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        size += len(piece)
        if size > settings.DOCUMENT_MAX_BYTES:
            raise RefusedFile(
                f"The file is larger than {settings.DOCUMENT_MAX_BYTES // 1024 // 1024} MB. "
                "Split it or save it smaller, or keep it as an exhibit."
            )
        digest.update(piece)
        file.write(piece)
    file.flush()
    return digest.hexdigest(), size


def _move(path: Path, sha256: str) -> None:
    """Into its place in one step. A file already there is touched, so that a sweep at this moment spares it."""
    place = path_of(sha256)
    _folder(sha256[:2], sha256[2:4])
    if place.exists():
        os.utime(place)
        read_checked(sha256)
        return
    path.chmod(0o440)
    os.replace(path, place)
    _flush_folder(place.parent)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
