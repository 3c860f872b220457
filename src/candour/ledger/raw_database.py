"""Plain database connections without Django, so that checks can run in processes of their own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

MAPPED = 1 << 40  # all of the file: reading in order through memory saves a copy of each page


class Reader(Protocol):
    """Runs one query and gives its rows."""

    def __call__(self, query: str, *values: int) -> list[Any]: ...


@dataclass(frozen=True)
class Address:
    """Where the database is, in a form that another process can be handed."""

    vendor: str
    options: tuple[tuple[str, Any], ...]

    @contextmanager
    def reader(self) -> Iterator[Reader]:
        with closing(self._open()) as opened:
            yield cursor_reader(opened.cursor(), question_marks=self.vendor == "sqlite")

    def _open(self) -> Any:
        if self.vendor == "sqlite":
            opened = sqlite3.connect(**dict(self.options))
            opened.execute("PRAGMA query_only = ON")
            opened.execute(f"PRAGMA mmap_size = {MAPPED}")
            return opened
        import psycopg

        return psycopg.connect(**dict(self.options), autocommit=True)


def as_bytes(stored: Any) -> bytes:
    """Nothing where it is no bytes: SQLite keeps text and numbers in any column that somebody puts them into."""
    return stored if isinstance(stored, bytes) else b""


def cursor_reader(cursor: Any, *, question_marks: bool = False) -> Reader:
    """A reader over a DB-API cursor; queries are written with %s."""

    def read(query: str, *values: int) -> list[Any]:
        cursor.execute(query.replace("%s", "?") if question_marks else query, values)
        rows: list[Any] = cursor.fetchall()
        return rows

    return read
