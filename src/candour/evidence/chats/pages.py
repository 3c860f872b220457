"""A chat paged by date: lines from a place on, the pages before and after, and the days there are."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from candour.evidence.chats.lines import Line, select, with_attached
from candour.evidence.chats.within import Condition

LINES_A_PAGE = 100


@dataclass(frozen=True)
class Month:
    """A month with lines in it; `first` is its first line."""

    month: date
    lines: int
    first: int


@dataclass(frozen=True)
class ChatPage:
    """`earlier` and `later` are the lines with which the neighbouring pages begin, None where there are none."""

    lines: list[Line]
    earlier: int | None
    later: int | None


def page_from(connection: sqlite3.Connection, key: str, seen: Condition, start: int | None) -> ChatPage:
    """The page that begins with line `start`, or the first one."""
    first, last = bounds(connection, key)
    here = Condition("line.n BETWEEN ? AND ?", (max(start or first, first), last)) & seen
    lines = select(connection, here, most=LINES_A_PAGE + 1)
    begin = lines[0].n if lines else last + 1
    shown = lines[:LINES_A_PAGE]
    with_attached(connection, shown, seen)
    later = lines[LINES_A_PAGE].n if len(lines) > LINES_A_PAGE else None
    return ChatPage(shown, _page_before(connection, first, begin, seen), later)


def _page_before(connection: sqlite3.Connection, first: int, begin: int, seen: Condition) -> int | None:
    sql = f"SELECT min(n) FROM (SELECT n FROM line WHERE n >= ? AND n < ? AND ({seen.sql}) ORDER BY n DESC LIMIT ?)"  # noqa: S608
    found: int | None = connection.execute(sql, (first, begin, *seen.values, LINES_A_PAGE)).fetchone()[0]
    return found


def bounds(connection: sqlite3.Connection, key: str) -> tuple[int, int]:
    """The first and the last line of a chat: those of one chat stand together."""
    row = connection.execute("SELECT first, lines FROM chat WHERE key = ?", [key]).fetchone()
    return (row["first"], row["first"] + row["lines"] - 1) if row else (0, -1)


def months(connection: sqlite3.Connection, key: str, seen_days: Condition) -> list[Month]:
    """`seen_days` is the scope as a condition on the table `day`."""
    sql = (
        "SELECT substr(day.day, 1, 7) AS month, sum(day.lines) AS lines, min(day.first) AS first FROM day"  # noqa: S608
        f" WHERE chat = (SELECT id FROM chat WHERE key = ?) AND day.day IS NOT NULL AND ({seen_days.sql})"
        " GROUP BY month ORDER BY month"
    )
    rows = connection.execute(sql, (key, *seen_days.values))
    return [Month(date.fromisoformat(f"{row['month']}-01"), row["lines"], row["first"]) for row in rows]


def first_line_from(connection: sqlite3.Connection, key: str, day: date, seen_days: Condition) -> int | None:
    """The first line on that day or after it."""
    sql = (
        "SELECT min(day.first) FROM day WHERE chat = (SELECT id FROM chat WHERE key = ?)"  # noqa: S608
        f" AND day.day >= ? AND ({seen_days.sql})"
    )
    found: int | None = connection.execute(sql, (key, day.isoformat(), *seen_days.values)).fetchone()[0]
    return found


def context(connection: sqlite3.Connection, line: Line, seen: Condition, lines: int) -> list[Line]:
    """A line with those around it in its chat, as far as they may be seen."""
    row = connection.execute("SELECT key FROM chat WHERE id = ?", [line.chat]).fetchone()
    first, last = bounds(connection, row["key"])
    before = Condition("line.n >= ? AND line.n < ?", (first, line.n)) & seen
    after = Condition("line.n > ? AND line.n <= ?", (line.n, last)) & seen
    earlier = select(connection, before, order="n DESC", most=lines)[::-1]
    return [*earlier, line, *select(connection, after, most=lines)]


def contexts(
    connection: sqlite3.Connection, hits: Sequence[Line], seen: Condition, lines: int
) -> list[list[Line]]:
    """The same for many lines, read in one go: lines of a chat stand together. Only where some of them may not be seen is a
    line's context looked for by itself."""
    near = {line.n: line for line in _near(connection, hits, seen, lines)}
    ends = {row["id"]: (row["first"], row["first"] + row["lines"] - 1) for row in _chats(connection)}
    return [_around(connection, hit, near, ends[hit.chat], seen, lines) for hit in hits]


def _near(connection: sqlite3.Connection, hits: Sequence[Line], seen: Condition, lines: int) -> list[Line]:
    places = sorted({n for hit in hits for n in range(hit.n - lines, hit.n + lines + 1)})
    marks = ", ".join("?" * len(places))
    return select(connection, Condition(f"line.n IN ({marks})", tuple(places)) & seen)


def _chats(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    return connection.execute("SELECT id, first, lines FROM chat").fetchall()


def _around(
    connection: sqlite3.Connection,
    hit: Line,
    near: Mapping[int, Line],
    ends: tuple[int, int],
    seen: Condition,
    lines: int,
) -> list[Line]:
    wanted = range(max(hit.n - lines, ends[0]), min(hit.n + lines, ends[1]) + 1)
    if any(n not in near for n in wanted):
        return context(connection, hit, seen, lines)
    return [hit if n == hit.n else near[n] for n in wanted]
