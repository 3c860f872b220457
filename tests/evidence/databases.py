"""Databases made by hand for a test: tables from SQL, rows by their columns, and the records that the readers find."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from candour.evidence.formats.columns import records_of
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.registry import readings
from candour.evidence.formats.summary import summary
from candour.evidence.records import Record
from candour.evidence.worked.android_database import SCHEMA

Rows = Mapping[str, Iterable[Mapping[str, object]]]
Found = TypeVar("Found", bound=Record)
AT = 1_710_363_907_000  # 13 March 2024, 21:05:07 UTC
ALDER, ASPEN = "447700900101@s.whatsapp.net", "447700900102@s.whatsapp.net"
GROUP = "120363000000000042@g.us"
# A group of which the phone's owner, Alder and Aspen are members, and a chat with Alder alone.
PLACES: Rows = {
    "jid": [
        {"_id": 1, "user": "120363000000000042", "server": "g.us", "type": 1, "raw_string": GROUP},
        {"_id": 2, "user": "447700900101", "server": "s.whatsapp.net", "type": 0, "raw_string": ALDER},
        {"_id": 3, "user": "447700900102", "server": "s.whatsapp.net", "type": 0, "raw_string": ASPEN},
        {"_id": 4, "user": "99000111", "server": "lid", "type": 18, "raw_string": "99000111@lid"},
    ],
    "chat": [{"_id": 1, "jid_row_id": 1, "subject": "B relief"}, {"_id": 2, "jid_row_id": 2}],
}


def database(path: Path, schema: str, *given: Rows) -> Path:
    with closing(sqlite3.connect(path)) as made, made:
        made.executescript(schema)
        for rows in given:
            for table, of_table in rows.items():
                for row in of_table:
                    insert(made, table, row)
    return path


def insert(made: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    names, places = ", ".join(row), ", ".join("?" * len(row))
    made.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", tuple(row.values()))


def msgstore(folder: Path, *given: Rows, schema: str = SCHEMA) -> Path:
    return database(folder / "msgstore.db", schema, PLACES, *given)


def message(number: int, kind: int = 0, text: object = None, **more: object) -> dict[str, object]:
    """Written by Alder in the group, unless `more` says otherwise."""
    shared: dict[str, object] = {
        "_id": number,
        "chat_row_id": 1,
        "from_me": 0,
        "key_id": f"KEY{number}",
        "sender_jid_row_id": 2,
        "timestamp": AT + number * 1000,
        "message_type": kind,
        "text_data": text,
    }
    return shared | more


def read(path: Path) -> Reading:
    (one,) = readings(path, Settled())
    return one


def records(path: Path) -> list[Record]:
    return list(records_of(pl.concat(list(read(path).frames))))


def of(kind: type[Found], found: Iterable[Record]) -> list[Found]:
    return [one for one in found if isinstance(one, kind)]


def check(path: Path) -> dict[str, Any]:
    return summary(read(path))


def tables(found: Mapping[str, Any]) -> dict[str, tuple[int, int, int]]:
    """Of each table: rows, those read, those listed."""
    return {
        one["table"]: (one["rows"], one["read"], one["listed"]) for one in found["reconciliation"]["tables"]
    }
