"""Folds the entries into the rows they amount to: sorted outside memory, then given back row by row."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

WRITTEN, DISPOSED, REMOVED = 0, 1, 2
SCRATCH = """
CREATE TABLE change (
    table_name TEXT NOT NULL, row_id TEXT NOT NULL, position INTEGER NOT NULL, sequence INTEGER NOT NULL,
    act INTEGER NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (table_name, row_id, position, sequence)
) WITHOUT ROWID
"""
CHANGES_OF = "SELECT row_id, position, act, content FROM change WHERE table_name = ? ORDER BY row_id, position, sequence"
BATCH = 10_000

Change = tuple[str, str, int, int, int, str]


@dataclass
class Folded:
    """A row as the entries leave it: each column's value with the position that last set it."""

    row_id: str
    first: int
    columns: dict[str, tuple[Any, int]] = field(default_factory=dict)
    disposed: dict[str, int] = field(default_factory=dict)
    removed: int | None = None

    def take(self, position: int, act: int, content: str) -> None:
        if act == WRITTEN:
            written = json.loads(content)
            self.columns.update((name, (value, position)) for name, value in written.items())
            self.disposed = {name: at for name, at in self.disposed.items() if name not in written}
            self.removed = None
        elif act == DISPOSED:
            self.columns[content] = (None, position)
            self.disposed[content] = position
        else:
            self.columns.clear()
            self.disposed.clear()
            self.removed = position


class Fold:
    """Gathers the changes of all tables. SQLite's own temporary file holds what does not fit into its cache."""

    def __init__(self) -> None:
        self._scratch = sqlite3.connect("")
        self._scratch.execute("PRAGMA cache_size = -131072")
        self._scratch.execute("PRAGMA journal_mode = OFF")
        self._scratch.execute(SCRATCH)
        self._waiting: list[Change] = []

    def take(self, position: int, body: dict[str, Any]) -> None:
        sequence = 0
        for table, row_id, content in body["rows"]:
            self._waiting.append((table, row_id, position, sequence, WRITTEN, json.dumps(content)))
            sequence += 1
        for table, row_id, *column in body.get("gone", ()):
            act = DISPOSED if column else REMOVED
            self._waiting.append((table, row_id, position, sequence, act, column[0] if column else ""))
            sequence += 1
        if len(self._waiting) >= BATCH:
            self._store()

    def tables(self) -> list[str]:
        self._store()
        return [
            name for (name,) in self._scratch.execute("SELECT DISTINCT table_name FROM change ORDER BY 1")
        ]

    def rows_of(self, table: str) -> Iterator[Folded]:
        """The rows of one table that still stand or once stood, in order of their id."""
        self._store()
        changes = self._scratch.execute(CHANGES_OF, [table])
        for row_id, group in groupby(changes, key=lambda change: change[0]):
            yield _folded(row_id, group)

    def close(self) -> None:
        self._scratch.close()

    def _store(self) -> None:
        self._scratch.executemany("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)", self._waiting)
        self._waiting.clear()


def _folded(row_id: str, changes: Iterable[tuple[str, int, int, str]]) -> Folded:
    row: Folded | None = None
    for _, position, act, content in changes:
        row = row or Folded(row_id, position)
        row.take(position, act, content)
    assert row is not None
    return row
