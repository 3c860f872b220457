"""Messages of an exhibit that say the same: the same words but for case, spaces and punctuation, and the same file if any."""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from unicodedata import category, normalize

from candour.evidence.chats.lines import Line, lines_from
from candour.evidence.chats.searching import COLUMNS, match_of
from candour.evidence.chats.within import Condition
from candour.evidence.merging.contents import caption
from candour.evidence.records import Kind

_WORDS_LOOKED_UP = 30


def folded(text: str) -> str:
    """Signs that say something of their own, such as emoji, stay: they may change what the words mean."""
    kept = (
        one if one.isalnum() or category(one)[0] not in "PZC" else " "
        for one in normalize("NFC", text).casefold()
    )
    return " ".join("".join(kept).split())


def alike(connection: sqlite3.Connection, line: Line, seen: Condition, most: int) -> list[Line]:
    """Other messages, in the order of the chats. Without words, and without the hash of a file, none is like another."""
    if line.kind != Kind.MESSAGE:
        return []
    key = _key(line)
    others = (one for one in _candidates(connection, line, seen) if _key(one) == key)
    return list(islice(others, most))


def _key(line: Line) -> tuple[str, str | None, bool]:
    """A text export writes a file's name among the words; the file is known by its hash, and its name says nothing."""
    words = caption(line.text or "", line.more.get("attachment"), list(line.marks))
    return folded(words), line.more.get("attachment_sha256"), _has_file(line)


def _has_file(line: Line) -> bool:
    return bool(line.media or line.more.get("attachment"))


def _candidates(connection: sqlite3.Connection, line: Line, seen: Condition) -> Iterator[Line]:
    looked_up = _by_file(line) if _has_file(line) else _by_words(line)
    if looked_up is None:
        return
    here = looked_up & Condition("line.kind = ? AND line.n <> ?", (Kind.MESSAGE, line.n)) & seen
    sql = f"SELECT {COLUMNS}, line.body AS body FROM line WHERE {here.sql} ORDER BY line.n"  # noqa: S608
    for row in connection.execute(sql, here.values):
        yield from lines_from(connection, [row])


def _by_words(line: Line) -> Condition | None:
    """The list of words knows neither case nor punctuation, so all that say the same are among what it finds."""
    words = " ".join(folded(line.text or "").split()[:_WORDS_LOOKED_UP])
    phrase = match_of(f'"{words}"')
    return Condition("line.n IN (SELECT rowid FROM words WHERE words MATCH ?)", (phrase,)) if phrase else None


def _by_file(line: Line) -> Condition | None:
    digest = line.more.get("attachment_sha256")
    return Condition("line.media IS NOT NULL AND instr(line.more, ?) > 0", (digest,)) if digest else None
