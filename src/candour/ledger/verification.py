"""Verifies the whole record: tree, index, checkpoints, and the tables and texts rebuilt from the entries."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from candour.ledger import tree
from candour.ledger.appending import Head, NoRecord, read_head
from candour.ledger.checkpoints import Checkpoint, stored_checkpoints
from candour.ledger.folding import Fold
from candour.ledger.keys import PublicKey, public_keys, public_keys_path
from candour.ledger.raw_database import Address, as_bytes, cursor_reader
from candour.ledger.reading import BrokenTree, stored_hash
from candour.ledger.table_check import check_tables
from candour.ledger.tree_check import check_tree
from candour.ledger.writing import BODY_VERSION

STREAM = 4_000
SHOWN = 20
BODIES = 'SELECT "index", body FROM ledger_entry ORDER BY "index"'
SUBJECTS = "SELECT entry_index, kind, subject_id, verb FROM ledger_subject ORDER BY entry_index"

Progress = Callable[[str, int, int], None]
IndexRow = tuple[str, str, str]


@dataclass
class Verification:
    """What was checked and what differs, the first position first; `ok` where nothing does."""

    size: int = 0
    root: bytes = tree.EMPTY_ROOT
    checkpoints: int = 0
    rows: int = 0
    texts: int = 0
    disposed: int = 0
    findings: list[str] = field(default_factory=list)
    tree_seconds: float = 0.0
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return not self.findings

    @property
    def first(self) -> str | None:
        return self.findings[0] if self.findings else None

    @property
    def entries_a_second(self) -> int:
        """Of the check of bodies, leaves and nodes alone."""
        return round(self.size / self.tree_seconds) if self.tree_seconds else 0


def verify(
    *,
    checkpoint: Checkpoint | Sequence[Checkpoint] | None = None,
    tables: bool = True,
    texts: bool = True,
    progress: Progress | None = None,
) -> Verification:
    """Checks everything as it stood at one moment. `checkpoint` is what a witness kept: it finds a shortened record."""
    began, result, address = perf_counter(), Verification(), address_of_this_database()
    report = progress or _silently
    with one_moment():
        try:
            head = read_head()
        except NoRecord as missing:
            result.findings.append(str(missing))
            return result
        result.size, result.root = head.size, head.root
        _check_tree(result, head, report, address)
        result.tree_seconds = perf_counter() - began
        _check_checkpoints(result, head, _as_list(checkpoint))
        _check_contents(result, report, tables=tables, texts=texts)
    result.seconds = perf_counter() - began
    return result


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read within is as it stood when reading began; writers are not held up."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield


def _check_tree(result: Verification, head: Head, report: Progress, address: Address | None) -> None:
    done = 0

    def tick(checked: int) -> None:
        nonlocal done
        done += checked
        report("entries", done, head.size)

    with connection.cursor() as cursor:
        found = check_tree(cursor_reader(cursor), head.size, head.frontier, tick=tick, address=address)
    result.findings += [finding.what for finding in found]


def _check_checkpoints(result: Verification, head: Head, witnessed: list[Checkpoint]) -> None:
    keys, kept = public_keys(), stored_checkpoints()
    result.checkpoints = len(kept) + len(witnessed)
    problems = [(each, "kept here") for each in kept] + [(each, "given") for each in witnessed]
    for each, where in problems:
        problem = checkpoint_problem(each, head, keys.get(each.key_id))
        if problem:
            result.findings.append(f"Checkpoint at {each.size} entries ({where}): {problem}")


def checkpoint_problem(checkpoint: Checkpoint, head: Head, key: PublicKey | None) -> str:
    """An empty string where the signature holds and the record still begins with what was signed."""
    if key is None:
        return f"it is signed by key {checkpoint.key_id}, which {public_keys_path()} does not list."
    if not checkpoint.signed_by(key):
        return f"its signature is not by key {checkpoint.key_id}."
    if checkpoint.size > head.size:
        return f"the record holds {head.size} entries; it was shortened or an older copy was put back."
    try:
        root = tree.root(tree.frontier_at(checkpoint.size, stored_hash))
    except BrokenTree as broken:
        return str(broken)
    return "" if root == checkpoint.root else "the record no longer begins with the entries that were signed."


def _check_contents(result: Verification, report: Progress, *, tables: bool, texts: bool) -> None:
    """One pass over the bodies, for the subject index and for the fold."""
    with closing(Fold()) as fold:
        index = SubjectIndex()
        for position, body in _bodies():
            problem = _take_body(fold, body, position, index.at(position), fold_it=tables or texts)
            if problem:
                result.findings.append(problem)
            if position % STREAM == 0:
                report("bodies", position, result.size)
        result.findings += index.strays()
        if tables or texts:
            report("tables", 0, 1)
            compared = check_tables(fold, rows=tables, texts=texts)
            result.findings += compared.what
            result.rows, result.texts, result.disposed = compared.rows, compared.texts, compared.disposed


def _take_body(fold: Fold, body: bytes, position: int, held: set[IndexRow], *, fold_it: bool) -> str:
    """What is wrong with this body or with its lines in the subject index, or an empty string."""
    try:
        written = json.loads(body)
        if written["v"] != BODY_VERSION:
            raise ValueError
        named = {(kind, key, written["verb"]) for kind, key in [written["subject"], *written.get("also", ())]}
        if fold_it:
            fold.take(position, written)
    except (ValueError, KeyError, TypeError):
        return f"Entry {position}: its body is not one that this program writes."
    return "" if named == held else f"Subject index: it does not match entry {position}."


class SubjectIndex:
    """The stored index of subjects, read along with the bodies in order of position."""

    def __init__(self) -> None:
        self._groups = groupby(_streamed(SUBJECTS), key=lambda row: int(row[0]))
        self._strays: list[int] = []
        self._advance()

    def at(self, position: int) -> set[IndexRow]:
        while self._next is not None and self._next < position:
            self._strays.append(self._next)
            self._advance()
        if self._next != position:
            return set()
        held = self._held
        self._advance()
        return held

    def strays(self) -> list[str]:
        """Positions that the index names and the record does not have; to be asked when all bodies were read."""
        while self._next is not None:
            self._strays.append(self._next)
            self._advance()
        return [f"Subject index: it names entry {position}, which is not there." for position in self._strays]

    def _advance(self) -> None:
        self._next, self._held = None, set[IndexRow]()
        for position, rows in self._groups:
            self._next, self._held = position, {(row[1], row[2], row[3]) for row in rows}
            return


def _bodies() -> Iterator[tuple[int, bytes]]:
    return ((row[0], as_bytes(row[1])) for row in _streamed(BODIES))


def _streamed(query: str) -> Iterator[Any]:
    """Rows a few thousand at a time; on PostgreSQL through a cursor on the server."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(STREAM):
            yield from rows


def address_of_this_database() -> Address | None:
    """None within a transaction, whose writes no other process can see yet."""
    options = connection.settings_dict
    if connection.in_atomic_block or "memory" in str(options["NAME"]):
        return None
    if connection.vendor == "sqlite":
        return Address("sqlite", (("database", str(options["NAME"])), ("timeout", 20)))
    named = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return Address(
        "postgresql", tuple((ours, options[theirs]) for ours, theirs in named.items() if options[theirs])
    )


def _as_list(checkpoint: Checkpoint | Sequence[Checkpoint] | None) -> list[Checkpoint]:
    if checkpoint is None:
        return []
    return [checkpoint] if isinstance(checkpoint, Checkpoint) else list(checkpoint)


def _silently(_stage: str, _done: int, _total: int) -> None:
    return None
