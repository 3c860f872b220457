"""SMS Backup & Restore: text and multimedia messages and calls of an Android phone, in XML of any size."""

import binascii
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import polars as pl

from candour.evidence.formats.columns import frame_of
from candour.evidence.formats.epochs import since_1970
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.sources import Source
from candour.evidence.formats.xml_elements import LARGEST, Element, ElementStream, Found
from candour.evidence.records import (
    Call,
    CallOutcome,
    Gap,
    Mark,
    Media,
    Message,
    Record,
    RowReconciliation,
    Span,
    Unclassified,
)

_ROOT = re.compile(rb"<(?:smses|calls)[\s>]")
_FRAME_BYTES = 8 << 20
_INCOMING = "1"
_UNSENT = {"3": "a draft", "4": "waiting to be sent", "5": "failed", "6": "queued to be sent"}
_NOT_SENT = "written on the phone and not sent when it was read: {}"
_FROM = "137"
_CALLS = {
    "1": CallOutcome.ANSWERED, "2": CallOutcome.STARTED, "3": CallOutcome.MISSED, "5": CallOutcome.DECLINED, "6": CallOutcome.DECLINED,
}  # fmt: skip
_UNKNOWN_NAMES = {"", "(Unknown)", "null", "(unknown)"}
_MEDIA = {"image": Media.PHOTO, "video": Media.VIDEO, "audio": Media.AUDIO}
# Shown as columns already, or of no use but to the phone's own screen.
_SMS_TAKEN = {"address", "date", "type", "body", "contact_name"}
_MMS_TAKEN = {"address", "date", "msg_box", "m_type", "contact_name"}
_CALL_TAKEN = {"number", "date", "duration", "type", "contact_name"}


class SmsBackup:
    name = "sms-backup"

    def recognises(self, source: Source) -> bool:
        return _ROOT.search(source.opening(8192)) is not None

    def read(self, source: Source, settled: Settled = Settled()) -> Reading:  # noqa: B008
        facts: dict[str, Any] = {"zone": "utc"}
        reading = Reading(self.name, 2, source, iter(()), facts)
        reading.frames = _Backup(source, reading).frames()
        return reading


class _Backup:
    def __init__(self, source: Source, reading: Reading) -> None:
        self.source, self.reading = source, reading
        self.stream = ElementStream(source)
        self.counts: dict[str, int] = {}

    def frames(self) -> Iterator[pl.DataFrame]:
        waiting: list[Record] = []
        size = 0
        for found in self.stream.found():
            if self.stream.opening:
                waiting.append(self._gap(0, self.stream.opening, "the opening of the file"))
                self.stream.opening = b""
            waiting.append(self._record(found))
            size += len(found.raw)
            if size >= _FRAME_BYTES:
                yield frame_of(waiting)
                waiting, size = [], 0
        if self.stream.root is None:
            raise UnreadableExport(self.source.name, "no XML", self.stream.damaged_at or 0)
        for at, raw in self.stream.rest():
            yield frame_of([*waiting, self._gap(at, raw, self._why_closing())])
            waiting = []
        yield frame_of(waiting)
        self._reconcile()

    def _why_closing(self) -> str:
        damaged = self.stream.damaged_at
        if self.stream.too_long:
            return f"what begins at byte {damaged} goes on for more than {LARGEST >> 20} MiB"
        return "the end of the file" if damaged is None else f"the file is no XML from byte {damaged} on"

    def _reconcile(self) -> None:
        """What the root claims to hold is a claim: it is shown beside what was found."""
        claimed = self.stream.root_attributes.get("count", "")
        self.reading.facts |= {"claimed_count": claimed or None, "found_count": sum(self.counts.values())}
        self.reading.tables += [
            RowReconciliation(name, count, count, 0) for name, count in sorted(self.counts.items())
        ]

    def _gap(self, start: int, raw: bytes, reason: str) -> Record:
        return Gap(source=self.source.sha256, locator=Span(start, start + len(raw)), raw=raw, reason=reason)

    def _record(self, found: Found) -> Record:
        element = found.element
        self.counts[element.name] = self.counts.get(element.name, 0) + 1
        shared: dict[str, Any] = {
            "source": self.source.sha256,
            "locator": Span(element.start, element.end),
            "raw": found.raw,
            "when": since_1970(element.attributes.get("date"), per_second=1000),
            "conversation": element.attributes.get("address") or element.attributes.get("number"),
        }
        marks = {Mark.REPAIRED} if found.repaired else set()
        match element.name:
            case "sms":
                return _sms(element, shared, marks)
            case "mms":
                return _mms(element, shared, marks)
            case "call":
                return _call(element, shared, marks)
            case _:
                return Unclassified(
                    **shared, marks=frozenset(marks), reason="an element of a kind that is not known"
                )


def _name(element: Element, address: str | None) -> str | None:
    name = element.attributes.get("contact_name", "")
    return address if name in _UNKNOWN_NAMES else name


def _code(written: str | None) -> int | None:
    return (
        int(written)
        if written is not None and written.isascii() and written.isdigit() and len(written) < 10
        else None
    )


def _rest(element: Element, taken: set[str]) -> str | None:
    rest = {
        name: value
        for name, value in element.attributes.items()
        if name not in taken and value not in ("", "null")
    }
    return json.dumps(rest, sort_keys=True) if rest else None


def _sms(element: Element, shared: dict[str, Any], marks: set[Mark]) -> Record:
    kind = element.attributes.get("type", "")
    incoming = kind == _INCOMING
    said = shared | {
        "sender": _name(element, shared["conversation"]) if incoming else None,
        "marks": frozenset(marks if incoming else marks | {Mark.OWN}),
        "code": _code(kind),
        "body": element.attributes.get("body", "").encode(),
        "remainder": _rest(element, _SMS_TAKEN),
    }
    if kind in _UNSENT:
        return Unclassified(**said, reason=_NOT_SENT.format(_UNSENT[kind]))
    return Message(**said)


def _mms(element: Element, shared: dict[str, Any], marks: set[Mark]) -> Record:
    """The sender of a group's message stands among its addresses; the words are its parts of text."""
    box = element.attributes.get("msg_box", "")
    incoming = box == _INCOMING
    parts, addresses = _within(element, "parts"), _within(element, "addrs")
    written = next((one.get("address") for one in addresses if one.get("type") == _FROM), None)
    texts = [part.get("text", "") for part in parts if part.get("ct") == "text/plain"]
    alone = "~" not in (shared["conversation"] or "")
    said = shared | {
        "sender": (_name(element, written) if alone else written) if incoming else None,
        "marks": frozenset(marks if incoming else marks | {Mark.OWN}),
        "code": _code(element.attributes.get("m_type")),
        "body": "\n".join(texts).encode() if texts else None,
        "remainder": _rest(element, _MMS_TAKEN),
    }
    if box in _UNSENT:
        return Unclassified(**said, reason=_NOT_SENT.format(_UNSENT[box]))
    media, attachment, digest = _file(parts)
    return Message(**said, media=media, attachment=attachment, attachment_sha256=digest)


def _within(element: Element, name: str) -> list[dict[str, str]]:
    return [one.attributes for group in element.children if group.name == name for one in group.children]


def _file(parts: list[dict[str, str]]) -> tuple[Media | None, str | None, str | None]:
    """The first part that is a file, with the hash of what the backup holds of it; all parts stay in the raw bytes."""
    for part in parts:
        kind = part.get("ct", "")
        if kind not in ("text/plain", "application/smil"):
            names = (part.get(one) for one in ("cl", "name", "fn"))
            name = next((name for name in names if name and name != "null"), None)
            media = _MEDIA.get(kind.partition("/")[0], Media.DOCUMENT)
            return media, name, _hash_of(part.get("data", ""))
    return None, None, None


def _hash_of(written: str) -> str | None:
    try:
        content = b64decode("".join(written.split()), validate=True)
    except (binascii.Error, ValueError):
        return None
    return sha256(content).hexdigest() if content else None


def _call(element: Element, shared: dict[str, Any], marks: set[Mark]) -> Record:
    outgoing = element.attributes.get("type") == "2"
    return Call(
        **shared,
        sender=None if outgoing else _name(element, shared["conversation"]),
        marks=frozenset(marks | {Mark.OWN} if outgoing else marks),
        code=_code(element.attributes.get("type")),
        outcome=_CALLS.get(element.attributes.get("type", ""), CallOutcome.UNKNOWN),
        seconds=_code(element.attributes.get("duration")),
        remainder=_rest(element, _CALL_TAKEN),
    )
