"""What lies in a database outside of its rows: pages and gaps that keep the bytes of rows deleted long ago."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path
from typing import Any

_COLLATIONS = 50
_MISSING = "no such collation sequence: "
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name"


class CannotTakeOut(RuntimeError):
    """The piece is in the file and cannot be overwritten alone: the whole file must go."""


def without_free_space(connection: sqlite3.Connection, path: Path) -> None:
    """The database at `path` written anew from its rows. Raises CannotTakeOut unless every row stands as it stood, under its
    number: messages are told by it."""
    packed = path.with_name(f"{path.name}.packed")
    _pack(connection, packed)
    with closing(sqlite3.connect(packed)) as made:
        made.text_factory = bytes
        for (name,) in connection.execute(_TABLES).fetchall():
            if not _same(connection, made, str(name, "utf-8")):
                packed.unlink()
                raise CannotTakeOut
    os.replace(packed, path)


def _pack(connection: sqlite3.Connection, packed: Path) -> None:
    """An index may sort by a rule of the telephone's that is not known here; nothing is looked up by it any more."""
    for _ in range(_COLLATIONS):
        try:
            connection.execute("VACUUM INTO ?", [str(packed)])
            return
        except sqlite3.OperationalError as problem:
            packed.unlink(missing_ok=True)
            rule = str(problem).partition(_MISSING)[2]
            if not rule:
                raise
            connection.create_collation(rule, _by_code)
    raise CannotTakeOut


def _by_code(one: str, other: str) -> int:
    return (one > other) - (one < other)


def _same(before: sqlite3.Connection, after: sqlite3.Connection, table: str) -> bool:
    pairs = zip_longest(_rows(before, table), _rows(after, table))
    return all(one == other for one, other in pairs)


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[tuple[Any, ...]]:
    """With their numbers, where the table has such."""
    quoted = '"' + table.replace('"', '""') + '"'
    try:
        return connection.execute(f"SELECT rowid, * FROM {quoted} NOT INDEXED ORDER BY rowid")  # noqa: S608  quoted
    except sqlite3.OperationalError:
        return connection.execute(f"SELECT * FROM {quoted}")  # noqa: S608  quoted
