"""The disposable SQLite file beside the Parquet: lines in order, what hangs on them, and the words they hold."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VERSION = 2
WRITERS = "writers "
"""Begins the name of the step in which the writers of a chat are listed."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS step(name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chat(
    id INTEGER PRIMARY KEY, key TEXT UNIQUE, source TEXT, conversation TEXT, format TEXT, title TEXT,
    lines INTEGER, messages INTEGER, undated INTEGER, first_day TEXT, last_day TEXT, in_utc INTEGER,
    first INTEGER);
CREATE TABLE IF NOT EXISTS line(
    n INTEGER PRIMARY KEY, chat INTEGER, day TEXT, at TEXT, kind TEXT, sender TEXT, place TEXT, message_id TEXT,
    media TEXT, body TEXT, more TEXT);
CREATE INDEX IF NOT EXISTS line_of_day ON line(chat, day);
CREATE INDEX IF NOT EXISTS line_by_place ON line(place);
CREATE INDEX IF NOT EXISTS line_by_name ON line(message_id) WHERE message_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS line_by_sender ON line(chat, sender);
CREATE TABLE IF NOT EXISTS day(chat INTEGER, day TEXT, first INTEGER, lines INTEGER);
CREATE INDEX IF NOT EXISTS day_of_chat ON day(chat, day);
CREATE TABLE IF NOT EXISTS writer(sender TEXT, chat INTEGER, day TEXT);
CREATE INDEX IF NOT EXISTS writer_by_name ON writer(sender, chat, day);
CREATE TABLE IF NOT EXISTS attached(
    source TEXT, about TEXT, kind TEXT, who TEXT, at TEXT, place TEXT, answers TEXT, more TEXT);
CREATE INDEX IF NOT EXISTS attached_to ON attached(about);
CREATE INDEX IF NOT EXISTS attached_answers ON attached(answers) WHERE answers IS NOT NULL;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
    body, content='line', content_rowid='n', tokenize="unicode61 remove_diacritics 2");
"""


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A killed writer loses the transaction it was in; nothing that was committed."""
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            connection.executescript(f"PRAGMA journal_mode=WAL; {_SCHEMA} PRAGMA user_version={VERSION}")
        connection.execute("PRAGMA synchronous=NORMAL")
        yield connection
    finally:
        connection.close()


@contextmanager
def one_step(connection: sqlite3.Connection, name: str) -> Iterator[None]:
    """What is written within is there with the step's name, or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("INSERT INTO step VALUES (?)", [name])
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def steps_done(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM step")}


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """For reading only."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)
    connection.row_factory = sqlite3.Row
    try:
        yield connection
    finally:
        connection.close()
