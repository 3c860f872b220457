"""Telegram Desktop's result.json: one chat, or all of an account."""

import re
from collections.abc import Iterator
from datetime import datetime
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
from candour.evidence.formats.telegram_service import service_records
from candour.evidence.records import (
    Certainty,
    Edit,
    Forward,
    Mark,
    Media,
    Message,
    Poll,
    PollOption,
    Reaction,
    Record,
    Reply,
    Span,
    When,
    Zone,
    identity,
)

_SIGNS = re.compile(
    rb'"(?:date_unixtime|from_id|actor_id|personal_information|text_entities)"\s*:|"type"\s*:\s*"(?:private|public|personal|bot)_'
)
_TAKEN = {
    "id", "type", "date", "date_unixtime", "from", "from_id", "actor", "actor_id", "action", "text", "text_entities", "edited",
    "edited_unixtime", "reply_to_message_id", "forwarded_from", "reactions", "members", "photo", "file", "media_type", "poll",
}  # fmt: skip
_MEDIA = {
    "voice_message": Media.AUDIO, "audio_file": Media.AUDIO, "video_file": Media.VIDEO, "video_message": Media.VIDEO_NOTE,
    "sticker": Media.STICKER, "animation": Media.GIF,
}  # fmt: skip


class Telegram:
    name = "telegram"

    def recognises(self, source: Source) -> bool:
        return begins_with(source, _SIGNS)

    def read(self, source: Source, settled: Settled = Settled()) -> Reading:  # noqa: B008
        text = text_of(source)
        facts: dict[str, Any] = {"zone": "utc", "conversations": {}}
        export = _Export(source, facts)
        return Reading(
            self.name,
            2,
            source,
            Spans(source, text).frames(export.elements(Cursor(text)), export.records),
            facts,
        )


class _Export:
    def __init__(self, source: Source, facts: dict[str, Any]) -> None:
        self.source, self.facts = source, facts
        self.chat: dict[str, Any] = {}
        self.places: dict[tuple[str | None, str | None], str] = {}

    def elements(self, cursor: Cursor) -> Iterator[tuple[int, int, Element]]:
        """A chat's own fields stand before its messages, at the top of the file or in `chats.list`."""
        self.chat = {}
        for key in cursor.members():
            match key:
                case "messages" if cursor.peek() == "[":
                    yield from self._messages(cursor)
                case "chats" | "left_chats" if cursor.peek() == "{":
                    yield from self._chats(cursor)
                case _:
                    self._fact(key, cursor.value())

    def _chats(self, cursor: Cursor) -> Iterator[tuple[int, int, Element]]:
        for key in cursor.members():
            if key == "list" and cursor.peek() == "[":
                for _ in cursor.items():
                    yield from self.elements(cursor)
            else:
                cursor.value()

    def _fact(self, key: str, value: Any) -> None:
        if key in ("name", "type", "id"):
            self.chat[key] = value
            identifier = name_of(self.chat.get("id"))
            if identifier is not None:
                self.facts["conversations"][identifier] = {
                    "name": name_of(self.chat.get("name")),
                    "type": name_of(self.chat.get("type")),
                }

    def _messages(self, cursor: Cursor) -> Iterator[tuple[int, int, Element]]:
        for begin in cursor.items():
            element = cursor.value()
            yield begin, cursor.at, element if isinstance(element, dict) else {"value": element}

    def records(self, element: Element, span: Span, raw: bytes) -> list[Record]:
        conversation = name_of(self.chat.get("id"))
        self.places[conversation, name_of(element.get("id"))] = about = identity(self.source.sha256, span)
        shared: dict[str, Any] = {
            "source": self.source.sha256,
            "locator": span,
            "raw": raw,
            "when": when_of(element, "date", "date_unixtime"),
            "conversation": conversation,
            "sender": _person(element, "from") or _person(element, "actor"),
            "marks": _marks(element),
            "remainder": left_over(element, _TAKEN),
        }
        if element.get("type") == "service":
            return service_records(element, shared)
        inner = {
            "source": self.source.sha256,
            "locator": span,
            "raw": b"",
            "inner": True,
            "conversation": conversation,
        }
        return [_message(element, shared), *self._attached(element, inner, about)]

    def _attached(self, element: Element, inner: dict[str, Any], about: str) -> Iterator[Record]:
        sender = _person(element, "from")
        if "edited" in element:
            yield Edit(
                **inner, sender=sender, about=about, when=when_of(element, "edited", "edited_unixtime")
            )
        if element.get("reply_to_message_id") is not None:
            answered = name_of(element["reply_to_message_id"])
            place = self.places.get((inner["conversation"], answered), answered)
            yield Reply(**inner, sender=sender, about=about, answers=place)
        if "forwarded_from" in element:
            yield Forward(
                **inner, sender=sender, about=about, original_sender=name_of(element["forwarded_from"])
            )
        for one in list_of(element.get("reactions")):
            yield from _reactions(one, inner, about)


def _person(element: Element, role: str) -> str | None:
    """The name, or where the account is gone, its id."""
    return name_of(element.get(role) or element.get(f"{role}_id"))


def when_of(element: Element, written: str, counted: str) -> When:
    """Older exports hold only the time on the exporting computer's clock."""
    try:
        local = datetime.fromisoformat(str(element.get(written))).replace(tzinfo=None)
    except ValueError:
        local = None
    if element.get(counted) is not None:
        return since_1970(element[counted], local=local)
    if element.get(written) is None:
        return When()
    return When(
        name_of(element[written]),
        local,
        None,
        Zone.UNKNOWN,
        Certainty.CERTAIN if local else Certainty.IMPOSSIBLE,
    )


def text_in(value: Any) -> str:
    """A text is a string, or a list of strings and of objects that hold a text."""
    if isinstance(value, str):
        return value
    parts = value if isinstance(value, list) else []
    return "".join(
        part if isinstance(part, str) else str(part.get("text", "")) if isinstance(part, dict) else ""
        for part in parts
    )


def _words(value: Any) -> str:
    return name_of(text_in(value)) or ""


def _message(element: Element, shared: dict[str, Any]) -> Record:
    body, number = body_of(text_in(element.get("text"))), name_of(element.get("id"))
    poll = element.get("poll")
    if isinstance(poll, dict):
        answers = (one for one in list_of(poll.get("answers")) if isinstance(one, dict))
        options = tuple(PollOption(_words(one.get("text")), number_of(one.get("voters"))) for one in answers)
        return Poll(
            **shared, message_id=number, body=body, question=_words(poll.get("question")), options=options
        )
    media, attachment = _attachment(element)
    return Message(**shared, message_id=number, body=body, media=media, attachment=attachment)


def _attachment(element: Element) -> tuple[Media | None, str | None]:
    path = element.get("photo", element.get("file"))
    if path is None:
        return None, None
    media = Media.PHOTO if "photo" in element else _MEDIA.get(str(element.get("media_type")), Media.DOCUMENT)
    return media, None if _left_out(path) else name_of(path)


def _left_out(path: object) -> bool:
    """Telegram writes a sentence in brackets where a file was not exported."""
    return str(path).startswith("(") and str(path).endswith(")")


def _marks(element: Element) -> frozenset[Mark]:
    found = {
        Mark.EDITED: "edited" in element,
        Mark.MEDIA_OMITTED: _left_out(element.get("photo", element.get("file", ""))),
        Mark.LOCATION: "location_information" in element,
        Mark.CONTACT: "contact_information" in element,
    }
    return frozenset(mark for mark, holds in found.items() if holds)


def _reactions(one: Any, inner: dict[str, Any], about: str) -> Iterator[Record]:
    """Those that the export names, with their times; the rest as one record with their number."""
    if not isinstance(one, dict):
        return
    emoji = name_of(one.get("emoji", one.get("document_id")))
    named = [who for who in list_of(one.get("recent")) if isinstance(who, dict)]
    for who in named:
        yield Reaction(
            **inner,
            about=about,
            emoji=emoji,
            sender=_person(who, "from"),
            when=when_of(who, "date", "date_unixtime"),
        )
    count = one.get("count")
    if isinstance(count, int) and count > len(named):
        yield Reaction(**inner, about=about, emoji=emoji, remainder=f'{{"unnamed": {count - len(named)}}}')
