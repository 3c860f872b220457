"""A database that is being read: its tables, whole or in runs, and what became of their rows."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from candour.evidence.formats.database.accounts import Accounts
from candour.evidence.formats.database.fields import (
    as_text,
    finished,
    merged_json,
    no_time,
    remainder,
    telling,
)
from candour.evidence.formats.database.opening import Database
from candour.evidence.formats.database.shapes import shapes
from candour.evidence.formats.database.tables import Table
from candour.evidence.records import Kind

NO_MESSAGE = "it belongs to a message that is not in the file"


class TableStore:
    def __init__(self, database: Database) -> None:
        self.database, self.accounts = database, Accounts()
        self.source = database.source.sha256
        self.owner = f"owner of {self.source[:12]}"  # the file says only "from me", and never who that is
        self.shapes = shapes(database)
        self.remarks: dict[str, Any] = {"owner_named_as": []}
        self._left_out: dict[str, list[str]] = {}

    def table(
        self, name: str, wanted: Mapping[str, pl.DataType], leave: frozenset[str] = frozenset()
    ) -> Table | None:
        if name not in self.shapes:
            return None
        found = Table(self.database, self.shapes[name], self.accounts, wanted, leave)
        if left := sorted(leave & self.shapes[name].columns.keys()):
            self._left_out[name] = left
        return found

    def whole(
        self, name: str, wanted: Mapping[str, pl.DataType], leave: frozenset[str] = frozenset()
    ) -> pl.DataFrame:
        """All rows of a table with `rest`, the JSON of its other columns; no rows where there is no such table."""
        empty = pl.DataFrame(schema={"row": pl.Int64(), **wanted, "rest": pl.String()})
        table = self.table(name, wanted, leave)
        if table is None:
            return empty
        frame = table.whole()
        rest = telling(frame, [*table.rest, "odd"])
        return frame.with_columns(remainder(rest).alias("rest")).select(empty.columns)

    def read(self, table: str, rows: int) -> None:
        if table in self.shapes:
            self.accounts.became_records(table, rows)

    def listed(self, table: str, frame: pl.DataFrame, reason: str) -> pl.DataFrame:
        """Rows that are shown as gaps: their number, the reason and what they hold besides pictures."""
        self.accounts.lists(table, frame.height, reason)
        return finished(
            frame,
            Kind.GAP,
            self.source,
            table=pl.lit(table),
            row=pl.col("row"),
            reason=pl.lit(reason),
            remainder=_held(frame),
            **no_time(),
        )

    def remark_on_owner(self, named: list[str | None]) -> None:
        """A line in which the owner came or went names an address: most likely the owner's own, which nothing else says."""
        known = self.remarks["owner_named_as"]
        self.remarks["owner_named_as"] = sorted({*known, *(one for one in named if one)})

    def facts(self) -> dict[str, Any]:
        return self.accounts.facts() | {
            "tables_not_read": self.not_read(),
            "columns_not_carried": self._left_out,
            **self.remarks,
        }

    def not_read(self) -> dict[str, int | None]:
        """Tables that no part of the reader reads, with their rows; those without rows are left out."""
        names = sorted(self.shapes.keys() - self.accounts.rows.keys())
        counted = {name: Table(self.database, self.shapes[name], Accounts(), {}).count() for name in names}
        return {name: rows for name, rows in counted.items() if rows != 0}


_PLAIN = (pl.String, pl.Binary, pl.Int64, pl.Float64)


def _held(frame: pl.DataFrame) -> pl.Expr:
    """All that the rows hold, as JSON: a quote or a path may be the last trace of a message."""
    names = [name for name in frame.columns if name not in ("row", "rest") and frame.schema[name] in _PLAIN]
    texts = [as_text(name) for name in names if frame.schema[name] == pl.Binary]
    kinds = [(name, pl.String() if frame.schema[name] == pl.Binary else frame.schema[name]) for name in names]
    held = frame.with_columns(texts).select(remainder(kinds).alias("held"))["held"]
    rest = [pl.col("rest")] if "rest" in frame.columns else []
    return merged_json(pl.lit(held), *rest)
