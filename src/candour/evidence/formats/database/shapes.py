"""What tables a database has: their columns as declared, and what stands for the number of a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from candour.evidence.formats.database.opening import PROBLEMS, Database, names


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


def _key(database: Database, name: str, columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]) -> str:
    """The row number that SQLite gives, under a name that no column bears; without one, a whole-number primary key."""
    free = next((word for word in ("rowid", "_rowid_", "oid") if word not in map(str.lower, columns)), None)
    try:
        database.connection.execute(f"SELECT {free} FROM {quoted(name)} LIMIT 0")  # noqa: S608
        return free or "rowid"
    except PROBLEMS:
        keys = [row[1].decode() for row in rows if row[5] and "INT" in (row[2] or b"").decode().upper()]
        one = quoted(keys[0]) if len(keys) == 1 else None
        return one if one is not None and _is_number(database, name, one) else "row_number() OVER ()"


def _is_number(database: Database, name: str, key: str) -> bool:
    """Such a key may hold a text all the same, and cannot be counted by then."""
    sql = f"SELECT 1 FROM {quoted(name)} WHERE typeof({key}) <> 'integer' LIMIT 1"  # noqa: S608
    try:
        return database.connection.execute(sql).fetchone() is None
    except PROBLEMS:
        return False


def declared_as(declared: str) -> pl.DataType:
    """The type a column is read as where nobody asks for another. Of a BLOB it is the length."""
    if any(word in declared for word in ("INT", "BOOL", "LONG", "BLOB")):
        return pl.Int64()
    if any(word in declared for word in ("REAL", "FLOA", "DOUB", "TIMESTAMP")):
        return pl.Float64()
    return pl.String()
