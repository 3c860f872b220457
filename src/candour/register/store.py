"""Captured files, each kept once under the hash of its bytes, never altered, checked whenever it is opened.

Unlike the store of documents it takes bytes in any encoding: a page is kept as it was published, broken or not.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from candour.register.refusal import AlteredSource, SourceRefused


def keep(content: bytes) -> str:
    """Puts the bytes in their place in one step and gives their SHA-256. Call it before the transaction."""
    limit = settings.DOCUMENT_MAX_BYTES
    if len(content) > limit:
        raise SourceRefused(
            f"The file is larger than {limit // 1024 // 1024} MB. Split it or save it smaller.",
            field="upload",
        )
    digest = hashlib.sha256(content).hexdigest()
    place = path_of(digest)
    if place.exists():
        read_checked(digest)
        return digest
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".incoming-", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).chmod(0o440)
    Path(file.name).replace(place)
    return digest


def path_of(digest: str) -> Path:
    return Path(settings.STORE) / "sources" / digest[:2] / digest


def read_checked(digest: str) -> bytes:
    """The bytes, after their hash was checked."""
    try:
        content = path_of(digest).read_bytes()
    except FileNotFoundError as missing:
        raise AlteredSource(
            f"The captured file {digest[:12]} is missing. Restore the folder of sources from a backup."
        ) from missing
    if hashlib.sha256(content).hexdigest() != digest:
        raise AlteredSource(
            f"The captured file {digest[:12]} is no longer what was captured: its hash does not match. "
            "Restore it from a backup and find out who changed it."
        )
    return content
