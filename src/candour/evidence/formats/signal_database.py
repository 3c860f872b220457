"""Signal Desktop's db.sqlite, already decrypted: messages, their reactions, answers, edits, and who received and saw them.

Built from public descriptions of the tables; no real file was at hand.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from candour.evidence.formats.columns import frame_of
from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.opening import PROBLEMS, Database, opened, table_names
from candour.evidence.formats.database.shapes import shapes
from candour.evidence.formats.database.tables import Table
from candour.evidence.formats.epochs import since_1970
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.json_elements import left_over, name_of
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.signal_notices import notice
from candour.evidence.formats.sources import Source
from candour.evidence.formats.whatsapp.bodies import media_of
from candour.evidence.records import (
    Deletion,
    Edit,
    Mark,
    Media,
    Message,
    Reaction,
    Receipt,
    ReceiptState,
    Record,
    Reply,
    Row,
    identity,
)

_WANTED = (
    "id", "conversationId", "type", "sent_at", "sourceServiceId", "sourceUuid", "source", "body", "readStatus", "seenStatus", "isErased",
    "json",
)  # fmt: skip
_PEOPLE = ("id", "serviceId", "uuid", "e164", "name", "profileName", "profileFullName", "type")
_STATES = {"Delivered": ReceiptState.DELIVERED, "Read": ReceiptState.READ, "Viewed": ReceiptState.PLAYED}
_TAKEN = {
    "reactions",
    "sendStateByConversationId",
    "quote",
    "attachments",
    "editHistory",
    "body",
    "id",
    "conversationId",
    "type",
    "sent_at",
}
_ROWS_A_FRAME = 10_000
_MEDIA = {"image": Media.PHOTO, "video": Media.VIDEO, "audio": Media.AUDIO}


class SignalDatabase:
    name = "signal-database"

    def recognises(self, source: Source) -> bool:
        return {"conversations", "messages"} <= table_names(source) and _has_columns(source)

    def read(self, source: Source, settled: Settled = Settled()) -> Reading:  # noqa: B008
        reading = Reading(self.name, 2, source, iter(()), {"zone": "utc"})
        reading.frames = _frames(source, reading)
        return reading


def _has_columns(source: Source) -> bool:
    try:
        with opened(source) as database:
            return {"conversationId", "sent_at", "json"} <= set(_columns(database, "messages"))
    except (UnreadableExport, *PROBLEMS):
        return False


def _columns(database: Database, table: str) -> list[str]:
    shape = shapes(database).get(table)
    return list(shape.columns) if shape is not None else []


def _frames(source: Source, reading: Reading) -> Iterator[pl.DataFrame]:
    with opened(source) as database:
        reading.facts |= database.facts
        try:
            people = _People(database)
            reading.facts["conversations"] = people.conversations
            yield from _messages(database, people, reading)
        except PROBLEMS as error:
            raise database.problem("table messages", error) from None


def _messages(database: Database, people: "_People", reading: Reading) -> Iterator[pl.DataFrame]:
    accounts = people.accounts
    table = Table(database, shapes(database)["messages"], accounts, {})
    made = _Messages(database.source.sha256, people)
    for rows in table.rows(_selected(table, _WANTED), _ROWS_A_FRAME):
        accounts.became_records("messages", len(rows))
        yield frame_of(
            one for row, *values in rows for one in made.records(row, dict(zip(_WANTED, values, strict=True)))
        )
    reading.facts |= accounts.facts()
    reading.tables += accounts.tables()


def _selected(table: Table, wanted: Iterable[str]) -> list[str]:
    present = table.shape.columns
    return [name if name in present else f"NULL AS {name}" for name in wanted]


def _text(value: Any) -> str | None:
    return name_of(value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value)


class _People:
    """Accounts and conversations by each of their ids."""

    def __init__(self, database: Database) -> None:
        self.accounts = Accounts()
        self.names: dict[str, str] = {}
        self.conversations: dict[str, Any] = {}
        table = Table(database, shapes(database)["conversations"], self.accounts, {})
        for rows in table.rows(_selected(table, _PEOPLE)):
            self.accounts.became_records("conversations", len(rows))
            for _, *values in rows:
                self._add(dict(zip(_PEOPLE, map(_text, values), strict=True)))

    def _add(self, one: dict[str, str | None]) -> None:
        shown = (
            one["name"]
            or one["profileFullName"]
            or one["profileName"]
            or one["e164"]
            or one["serviceId"]
            or one["id"]
        )
        for place in ("id", "serviceId", "uuid", "e164"):
            if one[place] and shown:
                self.names[one[place] or ""] = shown
        self.conversations[one["id"] or ""] = {"name": shown, "type": one["type"]}

    def named(self, *ids: Any) -> str | None:
        """The name of the first id given; the id itself where nobody is known by it."""
        given = next((_text(one) for one in ids if one), None)
        return None if given is None else self.names.get(given, given)


class _Messages:
    def __init__(self, source: str, people: _People) -> None:
        self.source, self.people = source, people
        self.sent: dict[tuple[str | None, int], str] = {}

    def records(self, number: int, row: dict[str, Any]) -> list[Record]:
        more = _object(row["json"])
        kind, own = _text(row["type"]) or "", row["type"] == b"outgoing"
        body = row["body"] if isinstance(row["body"], bytes) else None
        shared: dict[str, Any] = {
            "source": self.source,
            "locator": Row("messages", number),
            "raw": body or b"",
            "when": since_1970(row["sent_at"], per_second=1000),
            "conversation": _text(row["conversationId"]),
            "sender": None
            if own
            else self.people.named(row["sourceServiceId"], row["sourceUuid"], row["source"]),
            "marks": _marks(row, more, own),
            "remainder": left_over(more, _TAKEN),
        }
        if kind not in ("incoming", "outgoing"):
            return [notice(kind, more, shared | {"body": body}, self.people.named)]
        about = identity(self.source, shared["locator"])
        if isinstance(row["sent_at"], int):
            self.sent[shared["conversation"], row["sent_at"]] = about
        return [self._sent(row, more, shared, body), *self._around(more, shared, about)]

    def _sent(
        self, row: dict[str, Any], more: dict[str, Any], shared: dict[str, Any], body: bytes | None
    ) -> Record:
        if more.get("deletedForEveryone"):
            return Deletion(**shared, message_id=_text(row["id"]), body=body)
        media, attachment = _attachment(more)
        return Message(**shared, message_id=_text(row["id"]), body=body, media=media, attachment=attachment)

    def _around(self, more: dict[str, Any], shared: dict[str, Any], about: str) -> Iterator[Record]:
        inner = {name: shared[name] for name in ("source", "locator", "conversation")} | {
            "raw": b"",
            "inner": True,
            "about": about,
        }
        for one in _objects(more.get("reactions")):
            when = since_1970(one.get("timestamp"), per_second=1000)
            yield Reaction(
                **inner,
                sender=self.people.named(one.get("fromId")),
                emoji=name_of(one.get("emoji")),
                when=when,
            )
        states = more.get("sendStateByConversationId")
        for who, one in states.items() if isinstance(states, dict) else ():
            if isinstance(one, dict) and one.get("status") in _STATES:
                when = since_1970(one.get("updatedAt"), per_second=1000)
                yield Receipt(
                    **inner, recipient=self.people.named(who), state=_STATES[one["status"]], when=when
                )
        yield from self._answer(more, shared, inner)
        for one in _objects(more.get("editHistory"))[1:]:
            yield Edit(
                **inner,
                sender=shared["sender"],
                before=name_of(one.get("body")),
                when=since_1970(one.get("timestamp"), per_second=1000),
            )

    def _answer(
        self, more: dict[str, Any], shared: dict[str, Any], inner: dict[str, Any]
    ) -> Iterator[Record]:
        """A quote names the time at which what it quotes was sent."""
        quote = more.get("quote")
        if not isinstance(quote, dict):
            return
        at = quote.get("id")
        place = self.sent.get((shared["conversation"], at)) if isinstance(at, int) else None
        quoted = quote.get("text")
        yield Reply(
            **inner,
            sender=shared["sender"],
            answers=place or name_of(at),
            quoted=quoted.encode("utf-8", "surrogatepass") if isinstance(quoted, str) else None,
        )


def _object(written: Any) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except (TypeError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _marks(row: dict[str, Any], more: dict[str, Any], own: bool) -> frozenset[Mark]:
    found = {
        Mark.OWN: own,
        Mark.EDITED: bool(more.get("editHistory")),
        Mark.VIEW_ONCE: bool(more.get("isViewOnce") or row["isErased"]),
    }
    return frozenset(mark for mark, holds in found.items() if holds)


def _attachment(more: dict[str, Any]) -> tuple[Media | None, str | None]:
    """The first file; the others are in the database's own JSON."""
    files = _objects(more.get("attachments"))
    if not files:
        return None, None
    kind = str(files[0].get("contentType", "")).partition("/")[0]
    name = name_of(files[0].get("fileName") or files[0].get("path"))
    return _MEDIA.get(kind) or media_of(name or ""), name
