"""A table of a database as frames of columns: in the order of its rows, with what is of a wrong type kept apart."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.fields import REST
from candour.evidence.formats.database.opening import PROBLEMS, Database
from candour.evidence.formats.database.runs import Row, Run, Runs, collection_paused
from candour.evidence.formats.database.shapes import Shape, declared_as, quoted
from candour.evidence.formats.database.steady import Steady, filled_in
from candour.evidence.formats.database.values import column, odd_name

CHUNK = 1 << 15


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

    def rows(self, columns: Iterable[str], at_once: int = CHUNK) -> Iterator[list[Row]]:
        """Runs of rows as SQLite gives them: the number of each, and the columns, which are SQL."""
        for run in Runs(self.database, self.shape, list(columns), self.accounts, at_once):
            yield run.rows

    def frames(self) -> Iterator[pl.DataFrame]:
        columns, kinds = self._columns(), self._kinds()
        steady = Steady(columns, frozenset(name for name in columns if kinds[name] == pl.Int64))
        runs = Runs(self.database, self.shape, list(columns.values()), self.accounts, CHUNK, steady)
        waiting = iter(runs)
        while (frame := self._next_frame(waiting, kinds, steady)) is not None:
            yield frame

    def whole(self) -> pl.DataFrame:
        frames = list(self.frames())
        return pl.concat(frames) if frames else self._frame(Run([]), self._kinds())

    def _columns(self) -> dict[str, str]:
        """Names in the frame, with the SQL that gives them. Of a BLOB that nobody asked for it is the length."""
        blobs = {*self.shape.blobs} - {name for name, kind in self.wanted.items() if kind == pl.Binary}
        named = {name: name for name in self.wanted if name in self.shape.columns}
        named |= dict(zip(self.rest, self.others, strict=True))
        return {
            shown: f"length({quoted(name)})" if name in blobs else quoted(name)
            for shown, name in named.items()
        }

    def _kinds(self) -> dict[str, pl.DataType]:
        kinds = {name: kind for name, kind in self.wanted.items() if name in self.shape.columns}
        return kinds | {f"{REST}{one}": declared_as(self.shape.columns[one]) for one in self.others}

    def _next_frame(
        self, runs: Iterator[Run], kinds: Mapping[str, pl.DataType], steady: Steady
    ) -> pl.DataFrame | None:
        """The rows are gone before Python looks for circles again: it would go through each of them."""
        with collection_paused():
            run = next(runs, None)
            if run is None:
                return None
            frame = self._frame(run, kinds)
            run.rows.clear()
        if frame.height == CHUNK and not run.usual:
            steady.learn(frame)
        return frame

    def _frame(self, run: Run, kinds: Mapping[str, pl.DataType]) -> pl.DataFrame:
        frame = _frame_of(run.rows, [name for name in kinds if name not in run.usual], kinds)
        if run.usual:
            frame = filled_in(frame, run.usual, _frame_of(run.unusual, list(run.usual), kinds), kinds)
        missing = [pl.lit(None, kind).alias(name) for name, kind in self.wanted.items() if name not in kinds]
        odd = [name for name in map(odd_name, kinds) if name in frame.columns]
        joined = pl.concat_str(odd, separator=",", ignore_nulls=True) if odd else pl.lit(None, pl.String)
        told = pl.when(joined != "").then(joined) if odd else joined
        return frame.select("row", *kinds, *missing, told.alias("odd"))


def _frame_of(rows: list[Row], names: list[str], kinds: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The number of each row, the columns named, and beside those that hold anything odd a column of it."""
    values = list(zip(*rows, strict=True)) if rows else [()] * (1 + len(names))
    made = [column("row", values[0], pl.Int64())]
    made += [
        column(name, of, kinds[name], name.removeprefix(REST))
        for name, of in zip(names, values[1:], strict=True)
    ]
    return pl.DataFrame([series for pair in made for series in pair if series is not None])
