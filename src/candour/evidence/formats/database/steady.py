"""Columns that hold the same whole number, or nothing, in nearly every row: they are asked for where they say something else.

Most columns of a messenger's table are like that. To fetch a value that is known takes as long as to fetch one that is not.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from sqlite3 import Connection
from typing import Any

import polars as pl

_SHARE = 0.9  # of the rows of a run, for a column to count as one of these
_TOO_MANY = 0.25  # of the rows of a run say something else: what is usual is learned anew
_EXACT = 1 << 53  # beyond it SQLite may call a whole number and a fraction equal that are read differently
_STEPS_A_COLUMN = 20


@dataclass(slots=True)
class Steady:
    """`columns` are SQL by name, and `numbers` those that are read as whole numbers; `usual` was learned from a run read in full."""

    columns: Mapping[str, str]
    numbers: frozenset[str]
    usual: dict[str, int | None] = field(default_factory=dict)

    def varying(self) -> list[str]:
        """SQL of the columns that are fetched for every row."""
        return [sql for name, sql in self.columns.items() if name not in self.usual]

    def others(self) -> list[str]:
        return [self.columns[name] for name in self.usual]

    def unusual(self) -> str:
        """SQL that is true of a row with anything else in it. The sign keeps a text from passing for a number."""
        return " OR ".join(
            f"+{self.columns[name]} IS NOT {'NULL' if value is None else value}"
            for name, value in self.usual.items()
        )

    def learn(self, frame: pl.DataFrame) -> None:
        values = {name: self._usual(frame[name]) for name in self.columns}
        self.usual = {name: value for name, (value, share) in values.items() if share >= _SHARE}

    def saw(self, unusual: int, rows: int) -> None:
        if unusual > _TOO_MANY * rows:
            self.usual = {}

    def _usual(self, series: pl.Series) -> tuple[int | None, float]:
        nothing = series.null_count() / len(series)
        if nothing >= _SHARE or series.name not in self.numbers:
            return None, nothing
        value, count = series.value_counts().sort("count").row(-1)
        exact = value is not None and abs(value) < _EXACT
        return value, count / len(series) if exact else 0.0


@contextmanager
def bounded(connection: Connection, rows: int, columns: int) -> Iterator[None]:
    """Stops a statement over so many rows where a damaged tree leads it in circles: it then fails as other damage does."""
    steps = (rows + 1_000) * (columns + 10) * _STEPS_A_COLUMN
    connection.set_progress_handler(lambda: 1, steps)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def filled_in(
    frame: pl.DataFrame, usual: Mapping[str, int | None], unusual: pl.DataFrame, kinds: Mapping[str, Any]
) -> pl.DataFrame:
    """The frame with the columns that were left out of it: the usual value, save in the rows that say something else."""
    same = {name: pl.lit(value, kinds[name]).alias(name) for name, value in usual.items()}
    if not unusual.height:
        return frame.with_columns(*same.values())
    told = unusual.with_columns(pl.lit(value=True).alias("unusual"))
    joined = frame.join(told, on="row", how="left", maintain_order="left")
    there = pl.col("unusual").is_not_null()
    chosen = [pl.when(there).then(name).otherwise(one).alias(name) for name, one in same.items()]
    return joined.with_columns(chosen).drop("unusual")
