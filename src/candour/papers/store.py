"""Documents: what each file is, found by looking into it before it is kept, and the sweep of those that no row names."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from candour.papers.codes import FileKind
from candour.papers.hashed_files import INCOMING, Content, HashedFiles, Words
from candour.papers.refusal import AlteredFile, RefusedFile
from candour.papers.sniffing import kind_of

ORPHAN_AFTER = 24 * 60 * 60
FILES = HashedFiles(
    root=lambda: Path(settings.MEDIA_ROOT),
    bound=lambda: int(settings.DOCUMENT_MAX_BYTES),
    words=Words(
        refused=RefusedFile,
        lost=AlteredFile,
        too_large="The file is larger than {most} MB. Split it or save it smaller, or keep it as an exhibit.",
        missing="The stored file {file} is missing. Restore the folder of documents from a backup.",
        altered=(
            "The stored file {file} is not the file that was added: its content no longer matches its hash. "
            "It is not shown. Restore it from a backup and find out who changed it."
        ),
    ),
)
path_of = FILES.path_of
read_checked = FILES.read_checked


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
    kinds: list[FileKind] = []

    def look(file: BinaryIO) -> None:
        kinds.append(kind_of(file))

    sha256, size = FILES.keep(upload, look)
    return Kept(sha256, size, kinds[0])


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
