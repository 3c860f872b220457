"""Writes RSMF 2.0, the form in which lawyers' review systems take in short messages: an e-mail that carries a zip.

The header lines are those of Relativity's published reference (2026-06).
"""

import json
import os
from collections.abc import Callable, Iterable
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from tempfile import NamedTemporaryFile, SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from candour.evidence.formats.reading import Reading
from candour.evidence.formats.rsmf_events import Attached, Contents, Row, events

_IN_MEMORY = 32 << 20


def export(readings: Callable[[], Iterable[Reading]], out: Path) -> None:
    """Writes the file in one step: whoever looks sees nothing, or the whole. The readings are walked twice."""
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


def _write_archive(found: Iterable[Row], archive: IO[bytes], contents: Contents) -> None:
    entry = ZipInfo("rsmf_manifest.json", date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    with ZipFile(archive, "w") as packed, packed.open(entry, "w", force_zip64=True) as file:
        file.write(b'{"version": "2.0.0", "events": [')
        for place, event in enumerate(found):
            file.write((b",\n" if place else b"\n") + json.dumps(event, ensure_ascii=False).encode())
        people = [{"id": made, "display": name} for name, made in contents.participants.items()]
        ends = {"participants": people, "conversations": contents.conversations}
        file.write(b"\n], " + json.dumps(ends, ensure_ascii=False).encode()[1:])


def _message(contents: Contents, archive: bytes) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["X-RSMF-Version"] = "2.0.0"
    message["X-RSMF-Generator"] = "Candour"
    message["X-RSMF-BeginDate"] = contents.first or ""
    message["X-RSMF-EndDate"] = contents.last or ""
    message["X-RSMF-EventCount"] = str(contents.events)
    message["X-RSMF-Participants"] = str(len(contents.participants))
    message["X-RSMF-AttachmentCount"] = "0"
    message.set_content("A short message file. Its events are in rsmf.zip.\n")
    message.add_attachment(archive, maintype="application", subtype="zip", filename="rsmf.zip")
    message.set_boundary("=_candour_rsmf_=")
    return message
