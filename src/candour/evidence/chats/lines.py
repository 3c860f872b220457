"""Lines of a chat for the page: who, when, what, with the replies, edits, reactions and receipts that hang on them."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from candour.evidence.chats.within import Condition
from candour.evidence.records import Kind, Mark

SENT = frozenset({Kind.MESSAGE, Kind.DELETION, Kind.POLL, Kind.CALL})
_EXCERPT = 120


@dataclass(frozen=True)
class Attached:
    """One record that hangs on a line. `place` is where it stands in its source."""

    kind: str
    who: str | None
    at: datetime | None
    place: str
    more: dict[str, Any]


@dataclass(frozen=True)
class Answered:
    """What a line is a reply to; `n` None where it is not in this source, or outside the scope."""

    n: int | None
    sender: str | None = None
    excerpt: str = ""


@dataclass
class Line:
    """One record in its place. `text` is a copy for the eye."""

    n: int
    chat: int
    source: str
    kind: str
    sender: str | None
    at: datetime | None
    day: date | None
    place: str
    message_id: str | None
    media: str | None
    text: str | None
    more: dict[str, Any]
    attached: list[Attached] = field(default_factory=list)
    answers: Answered | None = None

    @property
    def identity(self) -> str:
        return f"{self.source}:{self.place}"

    @property
    def is_sent(self) -> bool:
        return self.kind in SENT

    @property
    def marks(self) -> list[str]:
        return list(self.more.get("marks") or ())

    @property
    def own(self) -> bool:
        """Sent from the examined phone."""
        return Mark.OWN in self.marks

    @property
    def edited(self) -> bool:
        return Mark.EDITED in self.marks or any(one.kind == Kind.EDIT for one in self.attached)

    @property
    def forwarded(self) -> bool:
        return any(one.kind == Kind.FORWARD for one in self.attached)

    @property
    def reactions(self) -> list[Attached]:
        return [one for one in self.attached if one.kind == Kind.REACTION]

    @property
    def edits(self) -> list[Attached]:
        return [one for one in self.attached if one.kind == Kind.EDIT]

    @property
    def receipts(self) -> int:
        return sum(one.kind == Kind.RECEIPT for one in self.attached)


_COLUMNS = "line.n, line.chat, line.day, line.at, line.kind, line.sender, line.place, line.message_id, line.media, line.body, line.more"


def lines_from(
    connection: sqlite3.Connection, rows: Iterable[sqlite3.Row], source: str | None = None
) -> list[Line]:
    sources = {} if source else dict(connection.execute("SELECT id, source FROM chat").fetchall())
    return [_line(row, source or sources[row["chat"]]) for row in rows]


def _line(row: sqlite3.Row, source: str) -> Line:
    return Line(
        n=row["n"],
        chat=row["chat"],
        source=source,
        kind=row["kind"],
        sender=row["sender"],
        at=datetime.fromisoformat(row["at"]) if row["at"] else None,
        day=date.fromisoformat(row["day"]) if row["day"] else None,
        place=row["place"],
        message_id=row["message_id"],
        media=row["media"],
        text=row["body"],
        more=json.loads(row["more"]) if row["more"] else {},
    )


def select(
    connection: sqlite3.Connection, where: Condition, *, order: str = "n", most: int = -1
) -> list[Line]:
    """Lines under a condition; `order` is `n` or `n DESC`."""
    sql = f"SELECT {_COLUMNS} FROM line WHERE {where.sql} ORDER BY line.{order} LIMIT ?"  # noqa: S608
    return lines_from(connection, connection.execute(sql, (*where.values, most)))


def with_attached(connection: sqlite3.Connection, lines: Sequence[Line], seen: Condition) -> None:
    """Hangs on each line what its source says of it; of what it answers only what `seen` holds is shown."""
    by_source: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_source[line.source].append(line)
    for source, own in by_source.items():
        _hang(connection, source, own, seen)


def _hang(connection: sqlite3.Connection, source: str, lines: list[Line], seen: Condition) -> None:
    by_name: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        for name in _names(line):
            by_name[name].append(line)
    places = ", ".join("?" * len(by_name))
    rows = connection.execute(
        f"SELECT * FROM attached WHERE about IN ({places}) AND source = ? ORDER BY at",  # noqa: S608
        [*by_name, source],
    )
    for row in rows.fetchall():
        is_reply = row["kind"] == Kind.REPLY
        answered = _answered(connection, source, row["answers"], seen) if is_reply else None
        for line in by_name[row["about"]]:
            if is_reply:
                line.answers = answered
            else:
                line.attached.append(_attached(row))


def _names(line: Line) -> list[str]:
    return [f":{line.place}", *([line.message_id] if line.message_id else [])]


def _attached(row: sqlite3.Row) -> Attached:
    at = datetime.fromisoformat(row["at"]) if row["at"] else None
    return Attached(row["kind"], row["who"], at, row["place"], json.loads(row["more"]) if row["more"] else {})


def _answered(
    connection: sqlite3.Connection, source: str, name: str | None, seen: Condition
) -> Answered | None:
    if name is None:
        return None
    here = "SELECT id FROM chat WHERE source = ?"
    column, value = ("place", name[1:]) if name.startswith(":") else ("message_id", name)
    found = select(
        connection,
        Condition(f"line.{column} = ? AND +line.chat IN ({here})", (value, source)) & seen,
        most=1,
    )
    if not found:
        return Answered(None)
    text = found[0].text or ""
    return Answered(found[0].n, found[0].sender, text[:_EXCERPT] + ("…" if len(text) > _EXCERPT else ""))
