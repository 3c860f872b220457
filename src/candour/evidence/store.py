"""Exhibits kept under the hash of their content: hashed as they come in, never altered, checked at every opening."""

from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from django.conf import settings

from candour.papers.hashed_files import Content, HashedFiles, Words


class RefusedExhibit(ValueError):
    """A file that is not taken in; the sentence says what to do and names no content."""


class HeldElsewhereExhibit(RuntimeError):
    """The file is entered as material that it is unlawful to hold: nobody opens it here."""


class AlteredExhibit(RuntimeError):
    """The stored file is missing, or is no longer the one that was added."""


FILES = HashedFiles(
    root=lambda: Path(settings.EVIDENCE_ROOT) / "exhibits",
    bound=lambda: int(settings.EXHIBIT_MAX_BYTES),
    words=Words(
        refused=RefusedExhibit,
        lost=AlteredExhibit,
        too_large="The file is larger than {most} MB. Export the chats without media, or one by one.",
        missing="The stored file {file} is missing. Restore the folder of evidence from a backup.",
        altered=(
            "The stored file {file} is not the file that was added: its content no longer matches its hash. "
            "It is not shown. Restore it from a backup and find out who changed it."
        ),
    ),
)
path_of = FILES.path_of
checked_path = FILES.checked_path


@dataclass(frozen=True)
class Kept:
    """A file in the store. Size in bytes, sha256 in hexadecimal."""

    sha256: str
    size: int


def keep(content: Content) -> Kept:
    """Puts a file in the store; call it before the entry that writes its row. Raises RefusedExhibit."""
    return Kept(*FILES.keep(content, _require_content))


def _require_content(file: BinaryIO) -> None:
    if not file.tell():
        raise RefusedExhibit("The file is empty. Choose another one.")


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
