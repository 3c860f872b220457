"""Writes RSMF 2.0, the form in which lawyers' review systems take in short messages: an e-mail that carries a zip.

The header lines are those of Relativity's published reference (2026-06). The manifest's fields are general knowledge
and were compared with no sample: unconfirmed.
"""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from tempfile import NamedTemporaryFile, SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from candour.evidence.formats.reading import Reading
from candour.evidence.records import Kind, MembershipChange

_IN_MEMORY = 32 << 20
_JOINS = {MembershipChange.ADDED, MembershipChange.JOINED, MembershipChange.JOINED_BY_LINK}
_LEAVES = {MembershipChange.LEFT, MembershipChange.REMOVED}
_TEXTS = {Kind.MESSAGE, Kind.DELETION, Kind.POLL}


class _Contents:
    """Counts and names gathered while the events are written one by one."""

    def __init__(self) -> None:
        self.participants: dict[str, str] = {}
        self.conversations: list[dict[str, Any]] = []
        self.events = 0
        self.first: str | None = None
        self.last: str | None = None

    def participant(self, name: str | None) -> str | None:
        return None if name is None else self.participants.setdefault(name, f"P{len(self.participants) + 1}")

    def saw(self, timestamp: str | None) -> None:
        if timestamp is not None:
            self.first = min(self.first or timestamp, timestamp)
            self.last = max(self.last or timestamp, timestamp)


def export(readings: Iterable[Reading], out: Path) -> None:
    """Writes the file in one step: whoever looks sees nothing, or the whole."""
    contents = _Contents()
    with SpooledTemporaryFile(_IN_MEMORY) as archive:
        _write_archive(readings, archive, contents)
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


def _write_archive(readings: Iterable[Reading], archive: IO[bytes], contents: _Contents) -> None:
    entry = ZipInfo("rsmf_manifest.json", date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    with ZipFile(archive, "w") as packed, packed.open(entry, "w", force_zip64=True) as file:
        file.write(b'{"version": "2.0.0", "events": [')
        for place, event in enumerate(_events(readings, contents)):
            file.write((b",\n" if place else b"\n") + json.dumps(event, ensure_ascii=False).encode())
        people = [{"id": made, "display": name} for name, made in contents.participants.items()]
        ends = {"participants": people, "conversations": contents.conversations}
        file.write(b"\n], " + json.dumps(ends, ensure_ascii=False).encode()[1:])


def _events(readings: Iterable[Reading], contents: _Contents) -> Iterator[dict[str, Any]]:
    for number, reading in enumerate(readings, start=1):
        conversation = f"C{number}"
        before = set(contents.participants)
        for frame in reading.frames:
            for row in frame.iter_rows(named=True):
                if not row["inner"]:
                    contents.events += 1
                    yield _event(row, conversation, contents)
        members = [made for name, made in contents.participants.items() if name not in before]
        contents.conversations.append(
            {
                "id": conversation,
                "platform": reading.format,
                "display": reading.source.name,
                "type": "channel",
                "participants": members,
            }
        )


def _event(row: dict[str, Any], conversation: str, contents: _Contents) -> dict[str, Any]:
    """A time without zone is written as it stands; the custom fields say where the event stands in its source."""
    timestamp = _timestamp(row["utc"] or row["local"], aware=row["utc"] is not None)
    contents.saw(timestamp)
    person = contents.participant(row["sender"] or next(iter(row["subjects"] or ()), None))
    body = row["body"] if row["body"] is not None else row["before_body"]
    place = f"{row['table']}/{row['row']}" if row["table"] is not None else str(row["start"])
    event = {
        "id": f"{row['source']}:{place}",
        "type": _type(row),
        "conversation": conversation,
        "participant": person,
        "body": body.decode("utf-8", "backslashreplace"),
        "timestamp": timestamp,
        "deleted": row["kind"] == Kind.DELETION.value,
        "custom": [
            {"name": "source", "value": row["source"]},
            {"name": "as written", "value": row["written"] or ""},
        ],
    }
    if row["attachment"]:
        event["attachments"] = [{"id": row["attachment"], "display": row["attachment"]}]
    return {name: value for name, value in event.items() if value is not None}


def _timestamp(moment: datetime | None, *, aware: bool) -> str | None:
    if moment is None:
        return None
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + ("Z" if aware else "")


def _type(row: dict[str, Any]) -> str:
    if row["kind"] in _TEXTS:
        return "message"
    if row["kind"] == Kind.MEMBERSHIP.value:
        return "join" if row["change"] in _JOINS else "leave" if row["change"] in _LEAVES else "history"
    return "unknown" if row["kind"] in (Kind.UNCLASSIFIED.value, Kind.GAP.value) else "history"


def _message(contents: _Contents, archive: bytes) -> EmailMessage:
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
