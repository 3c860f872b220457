"""Records as the events of an RSMF manifest: messages bear their reactions, edits and receipts; all else stands alone.

The fields are those of the published schema 2.0.0; what it has no field for stands in an event's `custom` values. Files are
not in the archive, so that none is named as an attachment, which a review system would look for there.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import polars as pl

from candour.evidence.formats.reading import Reading
from candour.evidence.formats.showing import described
from candour.evidence.records import Kind, MembershipChange

_JOINS = {
    MembershipChange.CREATED,
    MembershipChange.ADDED,
    MembershipChange.JOINED,
    MembershipChange.JOINED_BY_LINK,
}
_LEAVES = {MembershipChange.LEFT, MembershipChange.REMOVED}
_TEXTS = {Kind.MESSAGE, Kind.DELETION, Kind.POLL}
_ATTACHED = (Kind.REACTION, Kind.EDIT, Kind.RECEIPT, Kind.FORWARD, Kind.REPLY)
_NEEDED = (
    "kind", "about", "sender", "recipient", "state", "emoji", "withdrawn", "before", "score", "original_sender", "answers", "utc", "local",
)  # fmt: skip
_ROW = pl.concat_str("table", pl.col("row").cast(pl.String), separator="/")
_PLACE = pl.when(pl.col("table").is_null()).then(pl.col("start").cast(pl.String)).otherwise(_ROW)
_IDENTITY = pl.concat_str("source", _PLACE, separator=":")
_RECEIPTS = ("read", "delivered")  # those that the schema knows
Row = dict[str, Any]


class Contents:
    """Counts and names gathered while the events go by."""

    def __init__(self) -> None:
        self.participants: dict[str, str] = {}
        self.members: dict[str, dict[str, None]] = {}
        self.numbers: dict[tuple[str, str | None], str] = {}
        self.conversations: list[Row] = []
        self.sources: set[str] = set()
        self.events = 0
        self.first: str | None = None
        self.last: str | None = None

    def participant(self, name: str | None, conversation: str | None = None) -> str | None:
        if name is None:
            return None
        made = self.participants.setdefault(name, f"P{len(self.participants) + 1}")
        if conversation is not None:
            self.members.setdefault(conversation, {})[made] = None
        return made

    def conversation(self, row: Row) -> str:
        key = (row["source"], row["conversation"])
        return self.numbers.setdefault(key, f"C{len(self.numbers) + 1}")

    def saw(self, timestamp: str | None) -> None:
        self.events += 1
        if timestamp is not None:
            self.first = min(self.first or timestamp, timestamp)
            self.last = max(self.last or timestamp, timestamp)


class Attached:
    """What hangs on messages, by the identity of the message. It may stand anywhere in a source, so it is gathered first."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.by_message: dict[str, list[Row]] = {}
        known: list[pl.Series] = []
        for reading in readings:
            for frame in reading.frames:
                known.append(frame.filter(~pl.col("inner")).select(_IDENTITY.alias("of"))["of"].hash())
                for row in _attached_rows(frame):
                    self.by_message.setdefault(row["about"], []).append(row)
        self.answered = self._in_the_export(known)

    def _in_the_export(self, known: Sequence[pl.Series]) -> set[str]:
        """Of the messages that are answered, those that are there themselves."""
        rows = (row for run in self.by_message.values() for row in run if row["kind"] == Kind.REPLY.value)
        asked = pl.Series(list({row["answers"] for row in rows if row["answers"]}), dtype=pl.String)
        if not known or not len(asked):
            return set()
        return set(asked.filter(asked.hash().is_in(pl.concat(known).implode())))

    def take(self, identity: str) -> list[Row]:
        return self.by_message.pop(identity, [])


def _attached_rows(frame: pl.DataFrame) -> Iterator[Row]:
    kinds = [kind.value for kind in _ATTACHED]
    some = frame.filter(pl.col("kind").is_in(kinds) & pl.col("about").is_not_null()).select(_NEEDED)
    yield from some.iter_rows(named=True)


def events(readings: Iterable[Reading], attached: Attached, contents: Contents) -> Iterator[Row]:
    for reading in readings:
        before = len(contents.numbers)
        hanging = set(attached.by_message)
        for frame in reading.frames:
            for row in frame.iter_rows(named=True):
                contents.sources.add(row["source"])
                if not row["inner"] and not _hangs(row, hanging):
                    yield _event(row, attached, contents)
        _describe_conversations(reading, contents, before)
    yield from _left_over(attached, contents)


def _hangs(row: Row, hanging: set[str]) -> bool:
    return row["about"] in hanging and row["kind"] in _ATTACHED


def _event(row: Row, attached: Attached, contents: Contents) -> Row:
    """A time without zone is written as it stands; the custom fields say where the event stands in its source."""
    conversation = contents.conversation(row)
    timestamp = _timestamp(row)
    contents.saw(timestamp)
    identity = _identity(row)
    event = {
        "id": identity,
        "type": _type(row),
        "conversation": conversation,
        "participant": contents.participant(_who(row), conversation),
        "body": _body(row),
        "timestamp": timestamp,
        "deleted": row["kind"] == Kind.DELETION.value,
        "custom": [
            {"name": name, "value": value}
            for name, value in (
                ("source", row["source"]),
                ("as written", row["written"]),
                ("file, not included", row["attachment"]),
            )
            if value
        ],
    }
    _hang(event, attached, contents, conversation)
    return {name: value for name, value in event.items() if value is not None}


def _identity(row: Row) -> str:
    place = f"{row['table']}/{row['row']}" if row["table"] is not None else str(row["start"])
    return f"{row['source']}:{place}"


def _who(row: Row) -> str | None:
    """Of somebody who came or went, that person: not who brought or removed them."""
    subject = next(iter(row["subjects"] or ()), None)
    return subject or row["sender"] if row["kind"] == Kind.MEMBERSHIP.value else row["sender"] or subject


def _body(row: Row) -> str:
    if row["body"] is not None:
        return str(row["body"].decode("utf-8", "backslashreplace"))
    return described(row) or str(row["before_body"].decode("utf-8", "backslashreplace"))


def _timestamp(row: Row) -> str | None:
    moment: datetime | None = row["utc"] or row["local"]
    if moment is None:
        return None
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + ("Z" if row["utc"] is not None else "")


def _type(row: Row) -> str:
    if row["kind"] in _TEXTS:
        return "message"
    if row["kind"] == Kind.MEMBERSHIP.value:
        return "join" if row["change"] in _JOINS else "leave" if row["change"] in _LEAVES else "history"
    return "unknown" if row["kind"] in (Kind.UNCLASSIFIED.value, Kind.GAP.value) else "history"


def _hang(event: Row, attached: Attached, contents: Contents, conversation: str) -> None:
    for row in attached.take(event["id"]):
        who = contents.participant(row["sender"] or row["recipient"], conversation)
        at = _timestamp(row)
        match row["kind"]:
            case Kind.REACTION.value if row["emoji"] and not row["withdrawn"]:
                people = [who] if who else []
                event.setdefault("reactions", []).append(
                    {"value": row["emoji"], "count": 1, "participants": people}
                )
            case Kind.EDIT.value if editor := who or event["participant"]:
                event.setdefault("edits", []).append(
                    _without_none(participant=editor, timestamp=at, previous=row["before"])
                )
            case Kind.RECEIPT.value if row["state"] in _RECEIPTS and row["recipient"]:
                event.setdefault("read_receipts", []).append(
                    _without_none(
                        participant=contents.participant(row["recipient"], conversation),
                        action=row["state"],
                        timestamp=at,
                    )
                )
            case Kind.REPLY.value if row["answers"] in attached.answered:
                event["parent"] = row["answers"]
            case _:
                event["custom"].append({"name": row["kind"], "value": _in_words(row)})


def _without_none(**values: Any) -> Row:
    return {name: value for name, value in values.items() if value is not None}


def _in_words(row: Row) -> str:
    when = _timestamp(row)
    receipt = " ".join(filter(None, (row["state"], row["recipient"], when))) if row["state"] else None
    parts = (receipt, row["answers"], row["original_sender"], "withdrawn" if row["withdrawn"] else None)
    score = None if row["score"] is None else f"forwarded {row['score']} times before"
    return ", ".join(part for part in (*parts, score) if part) or "yes"


def _left_over(attached: Attached, contents: Contents) -> Iterator[Row]:
    """What hangs on messages that are not in the export stands as events of its own."""
    for about, rows in sorted(attached.by_message.items()):
        for number, row in enumerate(rows):
            contents.saw(_timestamp(row))
            yield _without_none(
                id=f"{about}#{number}",
                type="history",
                participant=contents.participant(row["sender"] or row["recipient"]),
                body=f"({row['kind']}) {row['state'] or row['emoji'] or ''}".strip(),
                timestamp=_timestamp(row),
                custom=[{"name": "about a message that is not here", "value": about}],
            )


def _describe_conversations(reading: Reading, contents: Contents, before: int) -> None:
    named: Any = reading.facts.get("conversations") or {}
    for (_, key), number in list(contents.numbers.items())[before:]:
        facts = named.get(key, {}) if key is not None else {}
        display = facts.get("subject") or facts.get("name") or key or reading.facts.get("conversation")
        contents.conversations.append(
            {
                "id": number,
                "platform": reading.format,
                "display": display or reading.source.name,
                "type": "channel",
                "participants": list(contents.members.get(number, {})),
            }
        )
