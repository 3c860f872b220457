"""Captured files and replies, in any encoding: a page is kept as it was published, broken or not."""

from pathlib import Path

from django.conf import settings

from candour.papers.hashed_files import HashedFiles, Words
from candour.register.refusal import AlteredSource, SourceRefused

FILES = HashedFiles(
    root=lambda: Path(settings.STORE) / "sources",
    bound=lambda: int(settings.DOCUMENT_MAX_BYTES),
    words=Words(
        refused=lambda sentence: SourceRefused(sentence, field="upload"),
        lost=AlteredSource,
        too_large="The file is larger than {most} MB. Split it or save it smaller.",
        missing="The captured file {file} is missing. Restore the folder of sources from a backup.",
        altered=(
            "The captured file {file} is no longer what was captured: its hash does not match. "
            "Restore it from a backup and find out who changed it."
        ),
    ),
    depth=1,
)
path_of = FILES.path_of
read_checked = FILES.read_checked


def keep(content: bytes) -> str:
    """Puts the bytes in their place in one step and gives their SHA-256. Call it before the transaction."""
    return FILES.keep(content)[0]
