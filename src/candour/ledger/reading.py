"""Reads the record: the entries that concern a thing, one entry's place in the tree, and a proof to take away."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import connection

from candour.ledger import tree
from candour.ledger.appending import Head, read_head
from candour.ledger.checkpoints import latest_checkpoint
from candour.ledger.models import LedgerEntry, LedgerSubject
from candour.ledger.notes import read_note
from candour.ledger.raw_database import as_bytes
from candour.ledger.verbs import registered_verbs, title_of
from candour.ledger.writing import HasSubject

PROOF_FORMAT = "candour-proof-1"
ONE_LEAF = 'SELECT leaf FROM ledger_entry WHERE "index" = %s'
SOME_NODES = """
WITH wanted(level, place) AS (VALUES %s)
SELECT node.level, node."index", node.hash
FROM wanted JOIN ledger_node AS node ON node.level = wanted.level AND node."index" = wanted.place
"""
AT_ONCE = 400
ONE_NODE = 'SELECT hash FROM ledger_node WHERE level = %s AND "index" = %s'


class NoSuchEntry(LookupError):
    """The record is shorter than this position."""


class BrokenTree(RuntimeError):
    """A hash that the tree must have is missing."""


@dataclass(frozen=True)
class ReliedOn:
    rule: str
    version: str
    edition: int
    hash: str
    due: date | None


@dataclass(frozen=True)
class ReadEntry:
    """One act as the record tells it. `by` is a person's id or "none"; `acting_as` an appointment's id or a code."""

    index: int
    verb: str
    title: str
    at: datetime
    on: date | None
    by: int | str
    acting_as: int | str | None
    subject: tuple[str, str]
    also: tuple[tuple[str, str], ...]
    notes: Mapping[str, Any]
    relied_on: tuple[ReliedOn, ...]
    rows: tuple[tuple[str, str, Mapping[str, Any]], ...]
    gone: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class BrokenEntry:
    """An entry whose body is not one that this program writes: somebody altered it in the database."""

    index: int


def entries_for(
    subject: HasSubject, *, newest_first: bool = False, limit: int | None = None
) -> list[ReadEntry]:
    """What happened to a thing, in the order in which it was recorded."""
    return [read_body(index, body) for index, body in _bodies_for(subject, newest_first, limit)]


def entries_as_they_stand(subject: HasSubject) -> list[ReadEntry | BrokenEntry]:
    """As `entries_for`, for a page that must show what is left where somebody altered the database."""
    return [_read_or_broken(index, body) for index, body in _bodies_for(subject)]


def _bodies_for(
    subject: HasSubject, newest_first: bool = False, limit: int | None = None
) -> list[tuple[int, bytes]]:
    order = "-entry_index" if newest_first else "entry_index"
    found = LedgerSubject.objects.filter(kind=subject.ledger_kind, subject_id=str(subject.pk)).order_by(order)
    indices = list(found.values_list("entry_index", flat=True)[:limit])
    bodies = dict(LedgerEntry.objects.filter(index__in=indices).values_list("index", "body"))
    return [(index, as_bytes(bodies.get(index))) for index in indices]


def _read_or_broken(index: int, body: bytes) -> ReadEntry | BrokenEntry:
    try:
        return read_body(index, body)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return BrokenEntry(index)


def entry_at(index: int) -> ReadEntry:
    return read_body(index, body_at(index))


def body_at(index: int) -> bytes:
    body = LedgerEntry.objects.filter(index=index).values_list("body", flat=True).first()
    if body is None:
        raise NoSuchEntry(f"The record has no entry {index}.")
    return as_bytes(body)


def read_body(index: int, body: bytes) -> ReadEntry:
    written = json.loads(body)
    verb = written["verb"]
    return ReadEntry(
        index=index,
        verb=verb,
        title=title_of(verb),
        at=datetime.fromisoformat(written["at"]),
        on=_day(written["on"]),
        by=written["by"],
        acting_as=written["as"],
        subject=(written["subject"][0], written["subject"][1]),
        also=tuple((kind, identity) for kind, identity in written.get("also", ())),
        notes=_notes(verb, written.get("notes", {})),
        relied_on=tuple(
            ReliedOn(**{**cited, "due": _day(cited["due"])}) for cited in written.get("relied_on", ())
        ),
        rows=tuple((table, row, MappingProxyType(content)) for table, row, content in written["rows"]),
        gone=tuple(tuple(each) for each in written.get("gone", ())),
    )


def entry_verifies(index: int) -> bool:
    """Whether the body still hashes to its leaf, and the leaf leads to the root of the whole record."""
    return index in those_that_verify([index])


def those_that_verify(indices: Collection[int]) -> frozenset[int]:
    """Of these entries, those whose body and path hold; all hashes that their paths need are read together."""
    head = read_head()
    inside = [index for index in indices if 0 <= index < head.size]
    bodies = dict(LedgerEntry.objects.filter(index__in=inside).values_list("index", "body"))
    held = _stored_hashes(_hashes_on_paths(bodies, head.size))
    return frozenset(index for index, body in bodies.items() if _holds(index, as_bytes(body), head, held))


def _holds(index: int, body: bytes, head: Head, held: Mapping[tuple[int, int], bytes]) -> bool:
    try:
        path = tree.inclusion_proof(index, head.size, lambda level, place: held[level, place])
    except KeyError:
        return False
    return tree.inclusion_holds(index, head.size, tree.leaf_hash(body), path, head.root)


def _hashes_on_paths(indices: Collection[int], size: int) -> set[tuple[int, int]]:
    """Level and place of each stored hash that the paths of these entries are made of."""
    asked: set[tuple[int, int]] = set()

    def note(level: int, place: int) -> bytes:
        asked.add((level, place))
        return tree.EMPTY_ROOT

    for index in indices:
        tree.inclusion_proof(index, size, note)
    return asked


def _stored_hashes(places: Collection[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    leaves = [place for level, place in places if level == 0]
    read = LedgerEntry.objects.filter(index__in=leaves).values_list("index", "leaf")
    held = {(0, place): as_bytes(leaf) for place, leaf in read}
    nodes = sorted(place for place in places if place[0])
    for start in range(0, len(nodes), AT_ONCE):
        held.update(_stored_nodes(nodes[start : start + AT_ONCE]))
    return held


def _stored_nodes(places: Sequence[tuple[int, int]]) -> dict[tuple[int, int], bytes]:
    with connection.cursor() as cursor:
        cursor.execute(
            SOME_NODES % ", ".join(["(%s, %s)"] * len(places)), [part for place in places for part in place]
        )
        return {(level, place): as_bytes(node) for level, place, node in cursor.fetchall()}


def proof(index: int) -> dict[str, Any]:
    """What a reader needs to check one entry without us: `python verifier.py proof.json` reads it.

    It leads to the latest checkpoint that covers the entry, or to the unsigned head where none does yet.
    """
    body, signed = body_at(index), latest_checkpoint(covering=index)
    head = read_head()
    size = signed.size if signed else head.size
    return {
        "format": PROOF_FORMAT,
        "index": index,
        "body": body.decode("ascii", "replace"),
        "size": size,
        "root": (signed.root if signed else head.root).hex(),
        "path": [sibling.hex() for sibling in tree.inclusion_proof(index, size, stored_hash)],
        "checkpoint": signed.text if signed else None,
    }


def stored_hash(level: int, index: int) -> bytes:
    with connection.cursor() as cursor:
        if level == 0:
            cursor.execute(ONE_LEAF, [index])
        else:
            cursor.execute(ONE_NODE, [level, index])
        row = cursor.fetchone()
    if row is None:
        raise BrokenTree(f"The hash at level {level}, place {index} is missing. Run `candour ledger verify`.")
    return as_bytes(row[0])


def _day(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _notes(verb: str, written: Mapping[str, Any]) -> Mapping[str, Any]:
    """Each note as its verb declares it; as written where the verb is no longer known."""
    known = registered_verbs().get(verb)
    kinds = known.notes if known else {}
    return MappingProxyType(
        {name: read_note(kinds.get(name, "code"), value) for name, value in written.items()}
    )
