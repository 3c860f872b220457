"""Verifying the record: the whole tree, the last thousand matters with their tables, beside plain hashing of the same bytes."""

import json
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from time import perf_counter
from typing import Any

from django.db import connection

from benchmarks.measuring import Measured
from candour.ledger.appending import read_head
from candour.ledger.folding import Fold
from candour.ledger.raw_database import cursor_reader
from candour.ledger.recorded import Recorded, recorded_models
from candour.ledger.table_check import Stored, TableCheck, TableFindings
from candour.ledger.tree_check import check_tree
from candour.ledger.verification import address_of_this_database

GOAL = 400_000
BODIES = 'SELECT "index", body FROM ledger_entry WHERE "index" >= %s ORDER BY "index"'
ALL_BODIES = "SELECT body FROM ledger_entry"


class NotLawful(AssertionError):
    """The generator wrote something that verification refuses."""


def measure(*, last_from: int) -> Iterator[Measured]:
    hashed = _plain_hashing()
    rate = _tree()
    yield Measured("verification of the whole tree", "entries/s", rate, goal=GOAL, peer="plain sha256 of each body", ratio=rate / hashed)
    yield Measured("plain sha256 of each body, one process", "entries/s", hashed, note="compares nothing")
    rows, took = last_matters(last_from)
    yield Measured("tables rebuilt from the last entries", "rows/s", rows / took, note=f"{rows:,} rows, each column and text")


def _tree() -> float:
    """As `candour ledger verify` does: bodies against leaves, leaves against nodes, nodes against the head."""
    head, began = read_head(), perf_counter()
    with connection.cursor() as cursor:
        found = check_tree(
            cursor_reader(cursor), head.size, head.frontier, tick=lambda _: None, address=address_of_this_database()
        )
    if found:
        raise NotLawful(found[0].what)
    return head.size / (perf_counter() - began)


def _plain_hashing() -> float:
    began, count = perf_counter(), 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(ALL_BODIES)
        while rows := cursor.fetchmany(4_000):
            for (body,) in rows:
                sha256(body).digest()
            count += len(rows)
    return count / (perf_counter() - began)


class PartialTableCheck(TableCheck):
    """Compares those rows of a table that the folded entries wrote, and no others."""

    def __init__(self, model: type[Recorded], findings: TableFindings, keys: list[str]) -> None:
        super().__init__(model, findings)
        self.keys = keys

    def _stored_rows(self) -> Iterator[Stored]:
        every = self.model._base_manager
        for start in range(0, len(self.keys), 500):
            yield from self._some(every.filter(pk__in=self.keys[start : start + 500]).order_by("pk"))

    def _some(self, rows: Any) -> Iterator[Stored]:
        names = ["pk", *(column.attname for column in self.columns)]
        names += [column.salt_name for column in self.columns if hasattr(column, "salt_name")]
        for values in rows.values_list(*names):
            yield {**dict(zip(names, values, strict=True)), "id": str(values[0])}


def last_matters(last_from: int) -> tuple[int, float]:
    """The matters loaded last: every row that their entries wrote, rebuilt from these and compared."""
    began, findings = perf_counter(), TableFindings()
    with closing(Fold()) as fold:
        _fold_from(fold, last_from)
        for model in recorded_models():
            keys = sorted(folded.row_id for folded in fold.rows_of(model._meta.db_table))
            PartialTableCheck(model, findings, keys).run(fold)
    if findings.what:
        raise NotLawful(findings.what[0])
    return findings.rows, perf_counter() - began


def _fold_from(fold: Fold, first: int) -> None:


    with connection.cursor() as cursor:
        cursor.execute(BODIES, [first])
        for index, body in cursor.fetchall():
            fold.take(index, json.loads(bytes(body)))
