"""Where the readings of exhibits lie: one folder for the bytes of an exhibit and the answer given about its dates."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings

from candour.evidence.formats.parquet import MANIFEST, read_manifest
from candour.evidence.store import path_of

LINES = "lines.sqlite"
_LONGEST_NAME = 100
# Separators and control characters; a reader takes the conversation's name from what is left.
_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\]")


class AlteredReading(RuntimeError):
    """What was read of an exhibit is missing, or is not what the record says it was."""


def folder_of(name: str) -> Path:
    """Made when asked for."""
    folder = Path(settings.EVIDENCE_ROOT) / "readings" / name[:2] / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


@contextmanager
def under_its_name(sha256: str, file_name: str) -> Iterator[Path]:
    """The stored file under the name it came with, since some formats say there what the conversation is called."""
    root = Path(settings.EVIDENCE_ROOT) / "readings"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=root, prefix=".named-") as folder:
        link = Path(folder) / (_UNFIT.sub("_", file_name)[-_LONGEST_NAME:].lstrip(".") or "exhibit")
        link.symlink_to(path_of(sha256).resolve())
        yield link


def entries_of(folder: Path) -> list[dict[str, Any]]:
    """What the manifest says of each source that was read so far."""
    sources: list[dict[str, Any]] = read_manifest(folder)["sources"]
    return sources


def manifest_hash(folder: Path) -> str:
    return hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()


def require_unaltered(folder: Path, manifest: str) -> None:
    """The manifest is the one on the record; it names each Parquet file by its hash. Raises AlteredReading."""
    if not (folder / MANIFEST).is_file() or manifest_hash(folder) != manifest:
        raise AlteredReading(
            "What was read of this exhibit is missing or was altered. Have the exhibit read again."
        )


def require_parts(folder: Path) -> None:
    """Every Parquet file still has the hash in its name. Raises AlteredReading."""
    for part in [part for entry in entries_of(folder) for part in entry["parts"]]:
        path = folder / part["file"]
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if path.stem != found:
            raise AlteredReading(f"A file of this reading, {path.name[:12]}, was altered.")
