"""Adds leaves to the stored tree. The head's row is locked here, and by whoever writes it is locked last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from candour.ledger import tree
from candour.ledger.prepared import steady_cursor
from candour.ledger.raw_database import as_bytes

BATCH = 5_000
MANY = 100
HEAD = "SELECT size, frontier FROM ledger_head WHERE id = 1"
ENTRY_COLUMNS, NODE_COLUMNS = ("index", "body", "leaf"), ("level", "index", "hash")
SUBJECT_COLUMNS = ("kind", "subject_id", "entry_index", "verb")
MOVE_HEAD = "UPDATE ledger_head SET size = %s, frontier = %s WHERE id = 1"


class NoRecord(RuntimeError):
    """The head's row is missing: the database was not migrated, or somebody emptied it."""

    def __init__(self) -> None:
        super().__init__(
            "The record has no head. Run `candour migrate`; if it was there before, run `candour ledger verify`."
        )


@dataclass(frozen=True)
class Prepared:
    """A body ready to be appended, with what the subject index needs to know of it."""

    body: bytes
    verb: str
    subjects: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Entry:
    """Where an act stands in the record."""

    index: int
    leaf: bytes


@dataclass(frozen=True)
class Head:
    size: int
    frontier: tree.Frontier

    @property
    def root(self) -> bytes:
        return tree.root(self.frontier)


def read_head(*, lock: bool = False) -> Head:
    """The head; with `lock`, PostgreSQL keeps others from appending until this transaction ends."""
    suffix = " FOR UPDATE" if lock and connection.features.has_select_for_update else ""
    with steady_cursor() as cursor:
        cursor.execute(HEAD + suffix)
        row = cursor.fetchone()
    if row is None:
        raise NoRecord
    return Head(size=row[0], frontier=split_frontier(as_bytes(row[1])))


def split_frontier(joined: bytes) -> tree.Frontier:
    starts = range(0, len(joined), tree.HASH_BYTES)
    return tuple(joined[start : start + tree.HASH_BYTES] for start in starts)


def append_many(prepared: Iterable[Prepared]) -> list[Entry]:
    """Appends in order, in one transaction and in batches; for one act or for a million.

    Without a savepoint: where appending fails, all that was written with it must go too.
    """
    entries: list[Entry] = []
    remaining = iter(prepared)
    with transaction.atomic(savepoint=False), steady_cursor() as cursor:
        head = read_head(lock=True)
        while batch := list(islice(remaining, BATCH)):
            head, added = _append_batch(cursor, head, batch)
            entries += added
    return entries


def _append_batch(cursor: CursorWrapper, head: Head, batch: Sequence[Prepared]) -> tuple[Head, list[Entry]]:
    frontier, nodes, added = head.frontier, [], []
    for index, each in enumerate(batch, start=head.size):
        leaf = tree.leaf_hash(each.body)
        frontier, completed = tree.append(index, frontier, leaf)
        nodes += completed
        added.append(Entry(index, leaf))
    grown = Head(head.size + len(batch), frontier)
    entries = [(entry.index, each.body, entry.leaf) for entry, each in zip(added, batch, strict=True)]
    insert_many(cursor, "ledger_entry", ENTRY_COLUMNS, entries)
    insert_many(cursor, "ledger_node", NODE_COLUMNS, nodes)
    insert_many(cursor, "ledger_subject", SUBJECT_COLUMNS, _subject_rows(added, batch))
    cursor.execute(MOVE_HEAD, [grown.size, b"".join(frontier)])
    return grown, added


def insert_many(
    cursor: CursorWrapper, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Few rows in one statement; many on PostgreSQL by COPY, which takes them several times as fast."""
    if not rows:
        return
    names = ", ".join(f'"{column}"' for column in columns)
    if len(rows) >= MANY and connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as stream:
            for row in rows:
                stream.write_row(row)
    elif len(rows) >= MANY:
        places = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608 - our own names
    else:
        one = f"({', '.join(['%s'] * len(columns))})"
        values: list[Any] = [value for row in rows for value in row]
        cursor.execute(f"INSERT INTO {table} ({names}) VALUES {', '.join([one] * len(rows))}", values)  # noqa: S608


def _subject_rows(added: Sequence[Entry], batch: Sequence[Prepared]) -> list[tuple[str, str, int, str]]:
    return [
        (kind, identity, entry.index, each.verb)
        for entry, each in zip(added, batch, strict=True)
        for kind, identity in dict.fromkeys(each.subjects)
    ]
