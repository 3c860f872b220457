"""A table of a database as frames of columns: in the order of its rows, with what damage hides skipped and named."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.fields import REST
from candour.evidence.formats.database.opening import PROBLEMS, Database, names
from candour.evidence.formats.database.values import column

CHUNK = 1 << 15
_FIRST, _LAST = -(1 << 63), (1 << 63) - 1
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's name, its columns with their declared types, and what stands for its row number."""

    name: str
    columns: Mapping[str, str]
    key: str

    @property
    def blobs(self) -> list[str]:
        return [name for name, declared in self.columns.items() if "BLOB" in declared]


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def shapes(database: Database) -> dict[str, Shape]:
    """The tables that hold rows, by name."""
    found = names(database.connection)
    return {name: shape for name in found if (shape := _shape(database, name)) is not None}


def _shape(database: Database, name: str) -> Shape | None:
    try:
        rows = database.connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
        columns = {
            column.decode("utf-8", "replace"): (kind or b"").decode().upper() for _, column, kind, *_ in rows
        }
        return Shape(name, columns, _key(database, name, columns, rows)) if columns else None
    except PROBLEMS:
        return None


def _key(database: Database, name: str, columns: Mapping[str, str], rows: Sequence[Row]) -> str:
    """The row number that SQLite gives, under a name that no column bears; without one, a whole-number primary key."""
    free = next((word for word in ("rowid", "_rowid_", "oid") if word not in map(str.lower, columns)), None)
    try:
        database.connection.execute(f"SELECT {free} FROM {quoted(name)} LIMIT 0")  # noqa: S608
        return free or "rowid"
    except PROBLEMS:
        keys = [row[1].decode() for row in rows if row[5] and "INT" in (row[2] or b"").decode().upper()]
        return quoted(keys[0]) if len(keys) == 1 else "row_number() OVER ()"


@dataclass(slots=True)
class Table:
    """`wanted` are columns with the types they are read as; a column that is missing is null in every row.

    The frames have `row`, the wanted columns, the others as they are declared and under the names of `rest`, and `odd`: what was
    of a wrong type.
    """

    database: Database
    shape: Shape
    accounts: Accounts
    wanted: Mapping[str, pl.DataType]
    leave: frozenset[str] = frozenset()  # columns that are bookkeeping of the program, and are not carried
    others: list[str] = field(init=False)
    rest: list[str] = field(init=False)

    def __post_init__(self) -> None:
        known = {*self.wanted, *self.leave}
        self.others = [name for name in self.shape.columns if name not in known]
        self.rest = [f"{REST}{name}" for name in self.others]
        self.accounts.opens(self.shape.name, self.count())

    def count(self) -> int | None:
        """SQLite's own count; None where damage prevents it, or where a tree that leads in circles gives too many."""
        most = self.database.most_rows
        limited = f"SELECT 1 FROM {quoted(self.shape.name)} LIMIT {most}"  # noqa: S608
        try:
            found = self.database.connection.execute(f"SELECT count(*) FROM ({limited})")  # noqa: S608
            rows = int(found.fetchone()[0])
            return rows if rows < most else None
        except PROBLEMS:
            return None

    @property
    def present(self) -> list[str]:
        return [name for name in self.wanted if name in self.shape.columns]

    def frames(self) -> Iterator[pl.DataFrame]:
        runs = self.rows(self._selected())
        while (frame := self._next_frame(runs)) is not None:
            yield frame

    def rows(self, columns: Iterable[str], at_once: int = CHUNK) -> Iterator[list[Row]]:
        """Runs of rows as SQLite gives them: the number of each, and the columns, which are SQL."""
        selected = ", ".join([self.shape.key, *columns])
        return _Walk(self.database, self.shape, selected, self.accounts, at_once).runs()

    def _next_frame(self, runs: Iterator[list[Row]]) -> pl.DataFrame | None:
        """The rows are gone before Python looks for circles again: it would go through each of them."""
        with _collection_paused():
            rows = next(runs, None)
            if rows is None:
                return None
            frame = self._frame(rows)
            rows.clear()
            return frame

    def whole(self) -> pl.DataFrame:
        frames = list(self.frames())
        return pl.concat(frames) if frames else self._frame([])

    def _selected(self) -> list[str]:
        blobs = {*self.shape.blobs} - {name for name, kind in self.wanted.items() if kind == pl.Binary}
        return [
            f"length({quoted(one)})" if one in blobs else quoted(one) for one in [*self.present, *self.others]
        ]

    def _frame(self, rows: list[Row]) -> pl.DataFrame:
        values = list(zip(*rows, strict=True)) if rows else [()] * (1 + len(self.present) + len(self.rest))
        kinds = {"row": pl.Int64()} | {one: self.wanted[one] for one in self.present}
        kinds |= {f"{REST}{one}": declared_as(self.shape.columns[one]) for one in self.others}
        made = [
            column(name, of, kind, name.removeprefix(REST))
            for (name, kind), of in zip(kinds.items(), values, strict=True)
        ]
        missing = [pl.lit(None, kind).alias(name) for name, kind in self.wanted.items() if name not in kinds]
        frame = pl.DataFrame([series for series, _ in made]).with_columns(missing)
        odd = [oddity for _, oddity in made if oddity is not None]
        if not odd:
            return frame.with_columns(pl.lit(None, pl.String).alias("odd"))
        joined = pl.concat_str(odd, separator=",", ignore_nulls=True)
        return frame.with_columns(joined.alias("odd")).with_columns(pl.col("odd").replace("", None))


def declared_as(declared: str) -> pl.DataType:
    """The type a column is read as where nobody asks for another. Of a BLOB it is the length."""
    if any(word in declared for word in ("INT", "BOOL", "LONG", "BLOB")):
        return pl.Int64()
    if any(word in declared for word in ("REAL", "FLOA", "DOUB", "TIMESTAMP")):
        return pl.Float64()
    return pl.String()


class _Walk:
    """The rows of a table in runs, by their numbers. A run that meets damage is read as far as it goes."""

    def __init__(
        self, database: Database, shape: Shape, selected: str, accounts: Accounts, at_once: int
    ) -> None:
        self.database, self.shape, self.accounts = database, shape, accounts
        table, key = quoted(shape.name), shape.key
        self.numbered = "(" not in key
        where = f"WHERE {key} >= ? ORDER BY {key}" if self.numbered else "WHERE ? IS NOT NULL"
        self.most = at_once if self.numbered else database.most_rows
        self.sql = f"SELECT {selected} FROM {table} {where}"  # noqa: S608

    def runs(self) -> Iterator[list[Row]]:
        start: int | None = _FIRST
        while start is not None:
            rows, damaged = self._run(start)
            last, whole = rows[-1][0] if rows else None, len(rows) == self.most
            if rows:
                yield rows
            if damaged:
                start = self._beyond(last, start)
            else:
                start = last + 1 if whole and self.numbered and last is not None and last < _LAST else None

    def _run(self, start: int) -> tuple[list[Row], bool]:
        limited = f"{self.sql} LIMIT {self.most}"
        try:
            rows = self.database.connection.execute(limited, (start,)).fetchall()
        except PROBLEMS:
            found = self._one_by_one(limited, start)
            return self._rising([*found, *self._next_to(len(found), start)], start), True
        rising = self._rising(rows, start)
        return rising, len(rising) < len(rows)

    def _rising(self, rows: list[Row], start: int) -> list[Row]:
        """Only as far as the numbers rise: where a damaged tree leads back, the same rows would come again and again."""
        if not self.numbered:
            return rows
        last = start - 1
        for place, row in enumerate(rows):
            if row[0] <= last:
                return rows[:place]
            last = row[0]
        return rows

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
def _collection_paused() -> Iterator[None]:
    """Python looks for circles among each thousand new tuples; rows hold none, and the search takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
