"""The scope of an examination as a condition on lines: what lies outside it is never read from the file."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from candour.evidence.scope import Days, Reach

Values = list[str | int]


@dataclass(frozen=True)
class Condition:
    """SQL about the table `line`, and the values for its places."""

    sql: str
    values: tuple[str | int, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(f"({self.sql}) AND ({other.sql})", (*self.values, *other.values))

    def __or__(self, other: "Condition") -> "Condition":
        return Condition(f"({self.sql}) OR ({other.sql})", (*self.values, *other.values))


NOTHING, EVERYTHING = Condition("0"), Condition("1")


def at_places(places: Collection[str], chat: str) -> Condition:
    """The lines of one chat, by its key. A plus sign keeps SQLite from going through the whole chat by another index."""
    marks = ", ".join("?" * len(places))
    of_chat = "+line.chat = (SELECT id FROM chat WHERE key = ?)"
    return Condition(f"line.place IN ({marks}) AND {of_chat}", (*places, chat))


def within(reach: Reach, connection: sqlite3.Connection, table: str = "line") -> Condition:
    """Lines that may be seen: those of the agreed chats and days, and the days outside that were opened."""
    agreed = _any_of(reach.days, table)
    if reach.chats is not None:
        agreed = _chats(connection, reach.chats, table) & agreed
    return agreed | _any_of(reach.outside, table)


def _any_of(spans: tuple[Days, ...], table: str) -> Condition:
    found = NOTHING
    for span in spans:
        found = found | _span(span, table)
    return found


def _span(span: Days, table: str) -> Condition:
    """Where there is a limit, a line without a day lies outside it."""
    if span.all:
        return EVERYTHING
    found = EVERYTHING
    for sign, day in ((">=", span.first), ("<=", span.last)):
        if day is not None:
            found = found & Condition(f"{table}.day {sign} ?", (_written(day),))
    return found


def _written(day: date) -> str:
    return day.isoformat()


def _chats(connection: sqlite3.Connection, keys: frozenset[str], table: str) -> Condition:
    known = connection.execute("SELECT id, key FROM chat").fetchall()
    numbers = [row["id"] for row in known if row["key"] in keys]
    return Condition(f"{table}.chat IN ({', '.join('?' * len(numbers))})", tuple(numbers))
