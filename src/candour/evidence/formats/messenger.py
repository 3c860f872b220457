"""Messenger's and Instagram's "download your information": a JSON file for each ten thousand messages of a thread."""

import re
from collections.abc import Iterator
from typing import Any

from candour.evidence.formats.epochs import since_1970
from candour.evidence.formats.json_elements import (
    Cursor,
    Element,
    Spans,
    begins_with,
    body_of,
    left_over,
    list_of,
    name_of,
    number_of,
    text_of,
)
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.sources import Source
from candour.evidence.formats.whatsapp.bodies import media_of
from candour.evidence.records import (
    Call,
    CallOutcome,
    Deletion,
    Mark,
    Media,
    Membership,
    MembershipChange,
    Message,
    Reaction,
    Record,
    Span,
    identity,
)

_SIGNS = re.compile(rb'"(?:sender_name|senderName|magic_words|thread_path|is_still_participant)"\s*:')
_TAKEN = {
    "sender_name", "senderName", "timestamp_ms", "timestamp", "content", "text", "reactions", "is_unsent", "isUnsent", "call_duration",
    "type", "users",
}  # fmt: skip
_FILES = {
    "photos": Media.PHOTO, "videos": Media.VIDEO, "gifs": Media.GIF, "audio_files": Media.AUDIO, "files": Media.DOCUMENT, "media": None,
}  # fmt: skip
_MOVES = {"Subscribe": MembershipChange.ADDED, "Unsubscribe": MembershipChange.REMOVED}


def repaired(text: str) -> str:
    """UTF-8 that was written as Latin-1, put right; a string that is right already stays. `broken` undoes it."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def broken(text: str) -> str:
    """The string as the export writes it."""
    return text.encode("utf-8").decode("latin-1")


class Messenger:
    name = "messenger"

    def recognises(self, source: Source) -> bool:
        return begins_with(source, _SIGNS)

    def read(self, source: Source, settled: Settled = Settled()) -> Reading:  # noqa: B008
        text = text_of(source)
        facts: dict[str, Any] = {"zone": "utc", "newest_first": True}
        thread = _Thread(source, facts)
        frames = Spans(source, text).frames(thread.elements(Cursor(text)), thread.records)
        return Reading(self.name, 2, source, frames, facts)


class _Thread:
    def __init__(self, source: Source, facts: dict[str, Any]) -> None:
        self.source, self.facts = source, facts
        self.conversation: str | None = None

    def elements(self, cursor: Cursor) -> Iterator[tuple[int, int, Element]]:
        for key in cursor.members():
            if key == "messages":
                yield from self._messages(cursor)
            else:
                self._fact(key, cursor.value())

    def _messages(self, cursor: Cursor) -> Iterator[tuple[int, int, Element]]:
        for begin in cursor.items():
            element = cursor.value()
            yield begin, cursor.at, element if isinstance(element, dict) else {"value": element}

    def _fact(self, key: str, value: Any) -> None:
        if key == "participants":
            names = (one.get("name") if isinstance(one, dict) else one for one in list_of(value))
            self.facts["members"] = [name_of(repaired(str(name))) for name in names]
        elif key in ("title", "threadName"):
            self.facts["conversation"] = self.conversation = name_of(repaired(str(value)))
        elif isinstance(value, (str, bool, int)):
            self.facts[key] = name_of(repaired(value)) if isinstance(value, str) else value

    def records(self, element: Element, span: Span, raw: bytes) -> list[Record]:
        written = element.get("content", element.get("text"))
        text = None if written is None else repaired(str(written))
        shared: dict[str, Any] = {
            "source": self.source.sha256,
            "locator": span,
            "raw": raw,
            "when": since_1970(element.get("timestamp_ms", element.get("timestamp")), per_second=1000),
            "conversation": self.conversation,
            "sender": _name(element.get("sender_name", element.get("senderName"))),
            "marks": frozenset({Mark.REPAIRED} if text is not None and text != written else ()),
            "remainder": left_over(element, _TAKEN),
        }
        first = self._record(element, shared, None if text is None else body_of(text))
        return [first, *self._reactions(element, shared)]

    def _record(self, element: Element, shared: dict[str, Any], body: bytes | None) -> Record:
        kind = str(element.get("type", ""))
        if element.get("is_unsent") or element.get("isUnsent"):
            return Deletion(**shared, body=body)
        if kind in _MOVES:
            return _membership(element, shared, body, _MOVES[kind])
        if kind == "Call" or "call_duration" in element:
            seconds = element.get("call_duration")
            outcome = (
                CallOutcome.MISSED
                if element.get("missed")
                else CallOutcome.ANSWERED
                if seconds
                else CallOutcome.UNKNOWN
            )
            return Call(**shared, body=body, seconds=number_of(seconds), outcome=outcome)
        media, attachment = _attachment(element)
        return Message(**shared, body=body, media=media, attachment=attachment)

    def _reactions(self, element: Element, shared: dict[str, Any]) -> list[Record]:
        """Reactions bear no time, and only the last of each person is kept by the service."""
        about = identity(self.source.sha256, shared["locator"])
        return [
            Reaction(
                source=self.source.sha256,
                locator=shared["locator"],
                raw=b"",
                inner=True,
                conversation=self.conversation,
                sender=_name(one.get("actor")),
                about=about,
                emoji=_name(one.get("reaction")),
            )
            for one in list_of(element.get("reactions"))
            if isinstance(one, dict)
        ]


def _name(value: object) -> str | None:
    return None if value is None else name_of(repaired(str(value)))


def _membership(
    element: Element, shared: dict[str, Any], body: bytes | None, change: MembershipChange
) -> Record:
    users = list_of(element.get("users"))
    subjects = tuple(_name(one.get("name") if isinstance(one, dict) else one) or "" for one in users)
    if change is MembershipChange.REMOVED and subjects == (shared["sender"],):
        change = MembershipChange.LEFT
    return Membership(**shared, body=body, change=change, subjects=subjects)


def _attachment(element: Element) -> tuple[Media | None, str | None]:
    """The first file of a message; the others stay in the remainder, and in the raw bytes."""
    for name, media in _FILES.items():
        listed = element.get(name)
        if isinstance(listed, list) and listed and isinstance(listed[0], dict):
            uri = name_of(repaired(str(listed[0].get("uri", ""))))
            return media or media_of(uri or ""), uri
    sticker = element.get("sticker")
    return (Media.STICKER, name_of(sticker.get("uri"))) if isinstance(sticker, dict) else (None, None)
