"""Writes RSMF 2.0, the form in which lawyers' review systems take in short messages: an e-mail that carries a zip.

The header lines are those of Relativity's published reference (2026-06); the manifest holds to its published schema 2.0.0.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from tempfile import NamedTemporaryFile, SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from candour.evidence.formats.reading import Reading
from candour.evidence.formats.rsmf_events import Attached, Contents, Row, events

_IN_MEMORY = 32 << 20
RECOMMENDED = 10_000  # events in one file, as Relativity advises


def export(readings: Callable[[], Iterable[Reading]], out: Path) -> int:
    """Writes the file in one step: whoever looks sees nothing, or the whole. The readings are walked twice.

    Returns how many events it holds.
    """
    contents = Contents()
    attached = Attached(readings())
    with SpooledTemporaryFile(_IN_MEMORY) as archive:
        _write_archive(events(readings(), attached, contents), archive, contents)
        archive.seek(0)
        message = _message(contents, archive.read())
    with NamedTemporaryFile(dir=out.parent, prefix=".rsmf-", delete=False) as beside:
        try:
            BytesGenerator(beside, policy=SMTP).flatten(message)
            beside.flush()
            os.replace(beside.name, out)
        except BaseException:
            os.unlink(beside.name)
            raise
    out.chmod(0o644)
    return contents.events


def _write_archive(found: Iterable[Row], archive: IO[bytes], contents: Contents) -> None:
    entry = ZipInfo("rsmf_manifest.json", date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    with ZipFile(archive, "w") as packed, packed.open(entry, "w", force_zip64=True) as file:
        file.write(b'{"version": "2.0.0", "events": [')
        for place, event in enumerate(found):
            file.write((b",\n" if place else b"\n") + json.dumps(event, ensure_ascii=False).encode())
        people = [{"id": made, "display": name} for name, made in contents.participants.items()]
        ends = {
            "participants": people,
            "conversations": contents.conversations,
            "eventcollectionid": _collection(contents),
        }
        file.write(b"\n], " + json.dumps(ends, ensure_ascii=False).encode()[1:])


def _message(contents: Contents, archive: bytes) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = "Candour <candour@export.invalid>"  # an e-mail must have one; nobody sent this
    if contents.first and contents.last:
        message["Date"] = format_datetime(_moment(contents.first))
        message["X-RSMF-BeginDate"] = contents.first
        message["X-RSMF-EndDate"] = contents.last
    message["X-RSMF-Version"] = "2.0.0"
    message["X-RSMF-Generator"] = "Candour"
    message["X-RSMF-EventCount"] = str(contents.events)
    message["X-RSMF-Application"] = ", ".join(
        dict.fromkeys(one["platform"] for one in contents.conversations)
    )
    message["X-RSMF-Participants"] = ", ".join(" ".join(name.split()) for name in contents.participants)
    message["X-RSMF-AttachmentCount"] = "0"
    message["X-RSMF-EventCollectionID"] = _collection(contents)
    message.set_content("A short message file. Its events are in rsmf.zip.\n")
    message.add_attachment(archive, maintype="application", subtype="zip", filename="rsmf.zip")
    message.set_boundary("=_candour_rsmf_=")
    return message


def _collection(contents: Contents) -> str:
    """The same for the same sources, so that files made of one conversation are told to belong together."""
    return hashlib.sha256("\n".join(sorted(contents.sources)).encode()).hexdigest()[:32]


def _moment(written: str) -> datetime:
    """A time without a zone is on the phone's clock, and is taken as it stands: the manifest has what is known of it."""
    found = datetime.fromisoformat(written)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
