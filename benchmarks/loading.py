"""Loads a caseload of any size: copies of worked matters, with their rows, entries and tree nodes, in batches."""

import os
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from benchmarks.caseload import Place, places, weights_of, worked_templates
from benchmarks.names import Names
from benchmarks.templates import Act, Template, columns_of, models_by_table
from candour.accounts.models import Person, PersonWord
from candour.accounts.models.words import words_of
from candour.ledger.appending import Prepared, append_many, insert_many, read_head
from candour.ledger.columns import table_of
from candour.matters.models import Matter, MatterWord
from candour.matters.models.matter_words import kept_of
from candour.matters.models.party_words import EVERY_PARTY, FORGET, GATHER

AT_ONCE = 2_000
SEED = 2020
PERSONS, MATTERS = "accounts_person.name", "matters_matter.summary"
WORDS = {
    PersonWord._meta.db_table: ["word", "person_id"],
    MatterWord._meta.db_table: ["word", "authority_id", "case_file_id"],
}
"""Tables of words, with the columns that are written: each row is a word and what it stands beside."""
BESIDE = {
    table_of(Person): (PersonWord._meta.db_table, words_of, "name", ["id"]),
    table_of(Matter): (MatterWord._meta.db_table, kept_of, "summary", ["appropriate_authority_id", "case_file_id"]),
}
"""Of which rows words are kept: where, found by which function in which column, and beside which others."""


@dataclass(frozen=True)
class Loaded:
    """What was loaded, how quickly, and where the entries of the last matters begin."""

    matters: int
    entries: int
    rows: int
    seconds: float
    last_from: int
    last_matters: int


@dataclass
class Batch:
    """The rows of some matters by table, and their acts in turn: the first of each, then the second of each."""

    rows: dict[str, list[Sequence[Any]]]
    acts: list[list[Prepared]]

    def prepared(self) -> list[Prepared]:
        return [act for turn in zip_longest(*self.acts) for act in turn if act is not None]


class Copier:
    """Makes copies of templates among places, each with keys, names, salts and a reference of its own."""

    def __init__(self, templates: list[Template], among: list[Place]) -> None:
        self.dice, self.names = random.Random(SEED), Names(SEED)
        self.templates, self.weights = templates, weights_of(templates)
        self.places, self.shares = among, [place.share for place in among]
        self.numbers: dict[str, int] = defaultdict(int)
        self.columns = {table: columns_of(model) for table, model in models_by_table().items() if table in BESIDE}
        self.sqlite = connection.vendor == "sqlite"

    def batch(self, number: int) -> Batch:
        made = Batch(defaultdict(list), [])
        chosen = self.dice.choices(self.templates, self.weights, k=number)
        where = self.dice.choices(self.places, self.shares, k=number)
        for template, place in zip(chosen, where, strict=True):
            self._copy(template, place, made)
        return made

    def _copy(self, template: Template, place: Place, made: Batch) -> None:
        written, stored = self._surroundings(template, place)
        self._keys(template, written, stored)
        self._texts(template, written, stored)
        for row in template.rows:
            filled = row.filled(stored)
            made.rows[row.table].append(filled)
            if row.table in BESIDE:
                self._words(row.table, filled, made)
        made.acts.append([_prepared(act, written) for act in template.acts])

    def _surroundings(self, template: Template, place: Place) -> tuple[list[str], list[Any]]:
        numbers = template.slots.numbers
        written: list[str] = [""] * len(numbers)
        prefix = f"{place.letters}-{template.year}-"
        self.numbers[prefix] += 1
        around = {**place.surroundings, "reference": f"{prefix}{self.numbers[prefix]:06d}"}
        for name, value in around.items():
            if name in numbers:
                written[numbers[name]] = value
        stored: list[Any] = list(written)
        if self.sqlite:
            for name, value in place.surroundings.items():
                if name.startswith("staff.") and name in numbers:
                    stored[numbers[name]] = value.replace("-", "")
        return written, stored

    def _keys(self, template: Template, written: list[str], stored: list[Any]) -> None:
        keys, hashes = template.slots.keys, template.slots.hashes
        letters = os.urandom(16 * len(keys) + 32 * len(hashes)).hex()
        for place, number in enumerate(keys):
            key = letters[32 * place : 32 * place + 32]
            key = f"{key[:12]}4{key[13:16]}8{key[17:]}"
            stored[number] = key
            written[number] = f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
        start = 32 * len(keys)
        for place, number in enumerate(hashes):
            written[number] = stored[number] = letters[start + 64 * place : start + 64 * place + 64]

    def _texts(self, template: Template, written: list[str], stored: list[Any]) -> None:
        for text in template.slots.texts:
            said, salt = self._said(text.kind, text.said), os.urandom(32)
            stored[text.value], stored[text.salt] = said, salt
            written[text.commitment] = sha256(salt + said.encode()).hexdigest()

    def _words(self, table: str, row: Sequence[Any], made: Batch) -> None:
        to, found, text, beside = BESIDE[table]
        place = self.columns[table].index
        kept = [row[place(name)] for name in beside]
        made.rows[to] += [(word, *kept) for word in found(row[place(text)])]

    def _said(self, kind: str, said: str) -> str:
        if kind == PERSONS:
            return self.names.many(1)[0]
        return f"{said} {self.names.places(1)[0]} Road." if kind == MATTERS else said


def _prepared(act: Act, written: Sequence[str]) -> Prepared:
    subjects = tuple((kind, identity.filled(written)) for kind, identity in act.subjects)
    return Prepared(act.body.filled(written).encode("ascii"), act.verb, subjects)


def load(matters: int) -> Loaded:
    """`matters` copies in all. Keys between rows are not checked one by one: a copy has the shape of what was checked."""
    templates, among = worked_templates(SEED), places()
    began, first, rows, copier = perf_counter(), read_head().size, 0, Copier(templates, among)
    last_from = first
    with as_bulk():
        for start in range(0, matters, AT_ONCE):
            last_from, number = read_head().size, min(AT_ONCE, matters - start)
            rows += _store(copier.batch(number))
    _gather_words_of_parties()
    end = read_head().size
    _gather_statistics()
    return Loaded(matters, end - first, rows, perf_counter() - began, last_from, min(AT_ONCE, matters))


def _store(batch: Batch) -> int:
    models = models_by_table()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        for table, rows in batch.rows.items():
            insert_many(cursor, table, WORDS.get(table) or columns_of(models[table]), rows)
        append_many(batch.prepared())
    return sum(map(len, batch.rows.values()))


@contextmanager
def as_bulk() -> Iterator[None]:
    """Nobody else reads or writes meanwhile: the database keeps more in memory, promises less, and builds its
    secondary indexes at the end, which is several times quicker than row by row."""
    begin, end = _settings()
    with connection.cursor() as cursor:
        _run(cursor, begin)
        indexes = _secondary_indexes(cursor)
        _run(cursor, [f'DROP INDEX "{name}"' for name in indexes])
        try:
            yield
        finally:
            _run(cursor, [*indexes.values(), *end])


def _run(cursor: Any, statements: Sequence[str]) -> None:
    for statement in statements:
        cursor.execute(statement)


def _settings() -> tuple[list[str], list[str]]:
    if connection.vendor == "postgresql":
        return ["SET synchronous_commit = off", "SET maintenance_work_mem = '1GB'"], ["SET synchronous_commit = on", "CHECKPOINT"]
    during = ["PRAGMA foreign_keys = OFF", "PRAGMA synchronous = OFF", "PRAGMA cache_size = -4000000"]
    after = ["PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA cache_size = -32768", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON"]
    return during, after


def _secondary_indexes(cursor: Any) -> dict[str, str]:
    """Those of the rooms that are loaded, with the statement that builds each again."""
    rooms = ("accounts_", "matters_", "deadlines_")
    cursor.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if connection.vendor == "sqlite"
        else "SELECT indexname, tablename, indexdef FROM pg_indexes WHERE schemaname = current_schema() "
        "AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    )
    return {name: sql for name, table, sql in cursor.fetchall() if table.startswith(rooms)}


def _gather_words_of_parties() -> None:
    """All in one statement, once the indexes that it reads stand again."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET.format(these=EVERY_PARTY))
        cursor.execute(GATHER.format(these=EVERY_PARTY))


def _gather_statistics() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
