"""The rows of a table in runs, by their numbers. A run that meets damage is read as far as it goes, and what is behind it is named."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from operator import lt
from typing import Any

from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.opening import PROBLEMS, Database
from candour.evidence.formats.database.shapes import Shape, quoted
from candour.evidence.formats.database.steady import Steady, bounded

_FIRST, _LAST = -(1 << 63), (1 << 63) - 1
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Rows as SQLite gives them, the number of each first.

    Columns left out of them stand in `usual` with their value, and in `unusual` for the rows that have another.
    """

    rows: list[Row]
    usual: Mapping[str, int | None] = field(default_factory=dict)
    unusual: list[Row] = field(default_factory=list)


class Runs:
    def __init__(
        self,
        database: Database,
        shape: Shape,
        columns: Sequence[str],
        accounts: Accounts,
        at_once: int,
        steady: Steady | None = None,
    ) -> None:
        self.database, self.shape, self.accounts, self.steady = database, shape, accounts, steady
        self.numbered = "(" not in shape.key
        self.most = at_once if self.numbered else database.most_rows
        self.sql = self._select(columns)

    def _select(self, columns: Sequence[str]) -> str:
        key, table = self.shape.key, quoted(self.shape.name)
        where = f"WHERE {key} >= ? ORDER BY {key}" if self.numbered else "WHERE ? IS NOT NULL"
        return f"SELECT {', '.join([key, *columns])} FROM {table} {where}"  # noqa: S608

    def __iter__(self) -> Iterator[Run]:
        start: int | None = _FIRST
        while start is not None:
            run, damaged = self._run(start)
            last, whole = run.rows[-1][0] if run.rows else None, len(run.rows) == self.most
            if run.rows:
                yield run
            if damaged:
                start = self._beyond(last, start)
            else:
                start = last + 1 if whole and self.numbered and last is not None and last < _LAST else None

    def _run(self, start: int) -> tuple[Run, bool]:
        shortened = self._shortened(start)
        if shortened is not None:
            return shortened, False
        limited = f"{self.sql} LIMIT {self.most}"
        try:
            rows = self._fetched(limited, start)
        except PROBLEMS:
            found = self._one_by_one(limited, start)
            return Run(self._rising([*found, *self._next_to(len(found), start)], start)), True
        rising = self._rising(rows, start)
        return Run(rising), len(rising) < len(rows)

    def _shortened(self, start: int) -> Run | None:
        """The run without the columns that mostly say the same; None where nothing is known of them, or anything is odd."""
        steady = self.steady
        if steady is None or not steady.usual or not self.numbered:
            return None
        try:
            rows = self._fetched(f"{self._select(steady.varying())} LIMIT {self.most}", start)
            unusual = self._unusual(steady, start, rows[-1][0], len(rows)) if rows else []
        except PROBLEMS:
            return None
        if len(self._rising(rows, start)) < len(rows):
            return None
        run = Run(rows, steady.usual, unusual)
        steady.saw(len(unusual), len(rows))
        return run

    def _unusual(self, steady: Steady, first: int, last: int, rows: int) -> list[Row]:
        key, table = self.shape.key, quoted(self.shape.name)
        columns = ", ".join([key, *steady.others()])
        where = f"{key} BETWEEN ? AND ? AND ({steady.unusual()})"
        with bounded(self.database.connection, rows, len(steady.usual)):
            return self._fetched(f"SELECT {columns} FROM {table} WHERE {where}", first, last)  # noqa: S608

    def _fetched(self, sql: str, *places: int) -> list[Row]:
        return self.database.connection.execute(sql, places).fetchall()

    def _rising(self, rows: list[Row], start: int) -> list[Row]:
        """Only as far as the numbers rise: where a damaged tree leads back, the same rows would come again and again."""
        if not self.numbered or not rows:
            return rows
        numbers = [row[0] for row in rows]
        if numbers[0] >= start and all(map(lt, numbers, islice(numbers, 1, None))):
            return rows
        before = [start - 1, *numbers]
        return rows[: next(place for place, number in enumerate(numbers) if number <= before[place])]

    def _one_by_one(self, sql: str, start: int) -> list[Row]:
        rows: list[Row] = []
        try:
            for row in self.database.connection.execute(sql, (start,)):
                rows.append(row)  # what came before the damage is kept
        except PROBLEMS:
            pass
        return rows

    def _next_to(self, rows: int, start: int) -> list[Row]:
        """Python looks one row ahead, and where that is damaged it drops the row before: this asks for that row alone."""
        return self._one_by_one(f"{self.sql} LIMIT 1 OFFSET {rows}", start)

    def _beyond(self, after: int | None, start: int) -> int | None:
        """The first row number behind the damage that can be read, found by ever longer steps and then by halves."""
        begin = start if after is None else after + 1
        low, high = begin, self._first_readable_step(begin) if self.numbered else None
        if high is None:
            self.accounts.cannot_read(self.shape.name, after, None)
            return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self._readable(middle) else (middle, high)
        self.accounts.cannot_read(self.shape.name, after, high)
        return high

    def _first_readable_step(self, begin: int) -> int | None:
        base = max(begin, 0)
        steps = (base + (1 << power) for power in range(63))
        return next((one for one in steps if one <= _LAST and self._readable(one)), None)

    def _readable(self, start: int) -> bool:
        try:
            row = self.database.connection.execute(f"{self.sql} LIMIT 1", (start,)).fetchone()
            return row is not None and row[0] >= start
        except PROBLEMS:
            return False


@contextmanager
def collection_paused() -> Iterator[None]:
    """Python looks for circles among each thousand new tuples; rows hold none, and the search takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
