"""Search in the lines of an exhibit: words, phrases, people, days, photographs, deletions; in the order of the chats."""

import re
import sqlite3
from dataclasses import dataclass
from datetime import date

from candour.evidence.chats.lines import Line, lines_from
from candour.evidence.chats.within import Condition, within
from candour.evidence.imports.schema import WRITERS
from candour.evidence.records import Kind, Media
from candour.evidence.scope import Reach

HITS_A_PAGE = 50
BEGIN, END = "\x02", "\x03"
"""Stand around each word that was found; lines hold no control characters, so they can be told from text."""
_TERMS = re.compile(r'"([^"]+)"|(\S+)')
_PHOTOS = (Media.PHOTO, Media.VIDEO, Media.VIDEO_NOTE, Media.GIF, Media.STICKER)


@dataclass(frozen=True)
class Asked:
    """What is looked for; everything given must hold. In `words`, what stands in quotation marks is a phrase."""

    words: str = ""
    person: str = ""
    first_day: date | None = None
    last_day: date | None = None
    has_image: bool = False
    deleted: bool = False

    @property
    def anything(self) -> bool:
        return bool(match_of(self.words)) or any(
            (self.person, self.first_day, self.last_day, self.has_image, self.deleted)
        )


@dataclass(frozen=True)
class Hits:
    """`later` is the line with which the next page of hits begins."""

    lines: list[Line]
    later: int | None


def match_of(words: str) -> str:
    """Words and phrases for FTS5, each in quotation marks, so that no sign is taken for an operator."""
    terms = [phrase or word for phrase, word in _TERMS.findall(words.replace("\0", " "))]
    return " ".join(f'"{term.replace(chr(34), "")}"' for term in terms if any(map(str.isalnum, term)))


def search(connection: sqlite3.Connection, asked: Asked, seen: Condition, start: int = 0) -> Hits:
    where = _conditions(asked) & Condition("line.n >= ?", (start,)) & seen
    sql = _with_words() if match_of(asked.words) else _without_words()
    values = [match_of(asked.words)] if match_of(asked.words) else []
    rows = connection.execute(
        sql.format(where=where.sql), [*values, *where.values, HITS_A_PAGE + 1]
    ).fetchall()
    lines = lines_from(connection, rows[:HITS_A_PAGE])
    return Hits(lines, rows[HITS_A_PAGE]["n"] if len(rows) > HITS_A_PAGE else None)


COLUMNS = "line.n, line.chat, line.day, line.at, line.kind, line.sender, line.place, line.message_id, line.media, line.more"


def _with_words() -> str:
    return (
        f"SELECT {COLUMNS}, highlight(words, 0, char(2), char(3)) AS body FROM words"  # noqa: S608
        " JOIN line ON line.n = words.rowid WHERE words MATCH ? AND {where} ORDER BY words.rowid LIMIT ?"
    )


def _without_words() -> str:
    return f"SELECT {COLUMNS}, line.body AS body FROM line WHERE {{where}} ORDER BY line.n LIMIT ?"  # noqa: S608


def _conditions(asked: Asked) -> Condition:
    found = Condition("1")
    if asked.person:
        found = found & Condition("line.sender = ?", (asked.person,))
    if asked.first_day:
        found = found & Condition("line.day >= ?", (asked.first_day.isoformat(),))
    if asked.last_day:
        found = found & Condition("line.day <= ?", (asked.last_day.isoformat(),))
    if asked.has_image:
        found = found & Condition(f"line.media IN ({', '.join('?' * len(_PHOTOS))})", _PHOTOS)
    if asked.deleted:
        found = found & Condition("line.kind = ?", (Kind.DELETION,))
    return found


def pieces(text: str) -> list[tuple[str, bool]]:
    """A found text in pieces, each with whether it was looked for."""
    found: list[tuple[str, bool]] = []
    for part in text.split(BEGIN):
        lit, ended, rest = part.partition(END)
        found += [(lit, True), (rest, False)] if ended else [(part, False)]
    return [(words, lit) for words, lit in found if words]


def people(connection: sqlite3.Connection, reach: Reach, most: int = 500) -> list[str]:
    """Everybody who wrote something that may be seen; from the list of writers, unless an older reading has none."""
    table = "writer" if _lists_writers(connection) else "line"
    seen = within(reach, connection, table)
    rows = connection.execute(
        f"SELECT DISTINCT sender FROM {table} WHERE sender IS NOT NULL AND ({seen.sql}) ORDER BY sender LIMIT ?",  # noqa: S608
        (*seen.values, most),
    )
    return [row["sender"] for row in rows]


def _lists_writers(connection: sqlite3.Connection) -> bool:
    """Whether those of every chat were listed: an import that began under an older program may have gone on under this."""
    sql = "SELECT (SELECT count(*) FROM step WHERE name GLOB ?) = (SELECT count(*) FROM chat)"
    return bool(connection.execute(sql, [f"{WRITERS}*"]).fetchone()[0])
