"""Matters worked through the product's own actions, taken apart so that lawful copies of them can be made in bulk.

Of a copy only what tells matters apart is new: keys, reference, names, salts and the commitments that follow from
them, the force and its staff. Every day, code, step and deadline is as the actions wrote it.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from candour.ledger.columns import committed_texts, table_of
from candour.ledger.committed import commitment
from candour.ledger.recorded import Recorded, recorded_models

BODIES = 'SELECT body FROM ledger_entry WHERE "index" >= %s AND "index" < %s ORDER BY "index"'
VARIED = {("accounts_person", "name"), ("matters_matter", "summary")}


@dataclass(frozen=True)
class Text:
    """A committed text of a copy: which values hold its salt and commitment, and what it says (`varied` adds to it)."""

    salt: int
    commitment: int
    said: str
    kind: str
    value: int


@dataclass
class Slots:
    """The places of a template whose value differs from copy to copy, numbered in order of their finding."""

    numbers: dict[str, int] = field(default_factory=dict)
    keys: list[int] = field(default_factory=list)
    hashes: list[int] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    words: dict[int, str] = field(default_factory=dict)

    def number(self, name: str) -> int:
        return self.numbers.setdefault(name, len(self.numbers))


@dataclass(frozen=True)
class Piece:
    """Constant parts and, between them, the numbers of the slots."""

    parts: tuple[str, ...]
    slots: tuple[int, ...]

    def filled(self, values: Sequence[str]) -> str:
        whole = [self.parts[0]]
        for number, part in zip(self.slots, self.parts[1:], strict=True):
            whole += (values[number], part)
        return "".join(whole)


@dataclass(frozen=True)
class Row:
    """One row as SQL values, with the columns that differ: (column, slot)."""

    table: str
    values: tuple[Any, ...]
    varied: tuple[tuple[int, int], ...]

    def filled(self, values: Sequence[Any]) -> list[Any]:
        row = list(self.values)
        for column, number in self.varied:
            row[column] = values[number]
        return row


@dataclass(frozen=True)
class Act:
    """One entry: its body, its verb and what it is about."""

    body: Piece
    verb: str
    subjects: tuple[tuple[str, Piece], ...]


@dataclass
class Template:
    """`fixed` are slots that the copy's surroundings fill: force, policing body, staff, reference."""

    story: str
    year: int
    slots: Slots
    rows: list[Row]
    acts: list[Act]
    open: bool


def models_by_table() -> dict[str, type[Recorded]]:
    return {table_of(model): model for model in recorded_models()}


def columns_of(model: type[Recorded]) -> list[str]:
    return [str(column.column) for column in model._meta.concrete_fields]


def template_of(story: str, first: int, end: int, surroundings: Mapping[str, str]) -> Template:
    """`surroundings` maps what the original stands among (a body's key, a user's id, the reference) to its slot's name."""
    bodies = _read_bodies(first, end)
    slots, models = Slots(), models_by_table()
    for name in surroundings.values():
        slots.number(name)
    written: dict[str, dict[str, None]] = {}
    for body in bodies:
        for table, identity, _content in json.loads(body)["rows"]:
            written.setdefault(table, {})[identity] = None
            _key_slot(slots, identity)
    rows, named = [], {**surroundings, **{key: key for key in slots.numbers if key not in surroundings.values()}}
    for table, identities in written.items():
        rows += _rows_of(models[table], list(identities), slots, named)
    for body in bodies:
        _old_commitments(body, models, slots, named)
    acts = [_act(body, slots, named) for body in bodies]
    matter = next(row for row in rows if row.table == "matters_matter")
    year = _matter_year(models["matters_matter"], matter)
    return Template(story, year, slots, rows, acts, _is_open(models, rows))


def _read_bodies(first: int, end: int) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(BODIES, [first, end])
        return [bytes(body).decode("ascii") for (body,) in cursor.fetchall()]


def _key_slot(slots: Slots, identity: str) -> None:
    if identity not in slots.numbers:
        slots.keys.append(slots.number(identity))


def _rows_of(model: type[Recorded], identities: list[str], slots: Slots, named: dict[str, str]) -> list[Row]:
    columns = columns_of(model)
    with connection.cursor() as cursor:
        quoted = ", ".join(f'"{name}"' for name in columns)
        places = ", ".join(["%s"] * len(identities))
        keys = [UUID(one).hex if connection.vendor == "sqlite" else one for one in identities]
        cursor.execute(f'SELECT {quoted} FROM {table_of(model)} WHERE id IN ({places})', keys)
        stored = cursor.fetchall()
    return [_row(model, columns, values, slots, named) for values in stored]


def _row(
    model: type[Recorded], columns: list[str], values: Sequence[Any], slots: Slots, named: dict[str, str]
) -> Row:
    held = dict(zip(columns, values, strict=True))
    varied = _text_slots(model, held, columns, slots)
    taken = {column for column, _ in varied}
    for place, name in enumerate(columns):
        known = named.get(_as_written(held[name]))
        if known is not None and place not in taken:
            varied.append((place, slots.number(known)))
        elif name == "tracking_digest" and held[name]:
            varied.append((place, _hash_slot(slots, held[name], named)))
    return Row(table_of(model), tuple(plain_sql(value) for value in values), tuple(varied))


def _text_slots(
    model: type[Recorded], held: Mapping[str, Any], columns: list[str], slots: Slots
) -> list[tuple[int, int]]:
    varied = []
    for text in committed_texts(model):
        said, salt = held[str(text.column)], held[text.salt_name]
        if salt is None:
            continue
        stem = f"{held['id']}.{text.column}"
        kind = f"{table_of(model)}.{text.column}" if (table_of(model), text.column) in VARIED else ""
        promised = commitment(said, bytes(salt))
        one = Text(slots.number(stem + ".salt"), slots.number(promised), said, kind, slots.number(stem))
        slots.texts.append(one)
        varied += [(columns.index(str(text.column)), one.value), (columns.index(text.salt_name), one.salt)]
    return varied


def _hash_slot(slots: Slots, value: str, named: dict[str, str]) -> int:
    if value not in slots.numbers:
        slots.hashes.append(slots.number(value))
    named[value] = value
    return slots.numbers[value]


def _old_commitments(body: str, models: Mapping[str, type[Recorded]], slots: Slots, named: dict[str, str]) -> None:
    """A text that was changed since left a commitment that nothing can be compared with: a fresh hash stands for it."""
    for table, _identity, content in json.loads(body)["rows"]:
        for text in committed_texts(models[table]):
            promised = content.get(str(text.column))
            if promised is not None and promised not in slots.numbers:
                _hash_slot(slots, promised, named)
            elif promised is not None:
                named[promised] = promised


def _act(body: str, slots: Slots, named: Mapping[str, str]) -> Act:
    read = json.loads(body)
    subjects = [read["subject"], *read.get("also", ())]
    pieces = tuple((kind, _pieces(identity, slots, named, quoted=False)) for kind, identity in subjects)
    return Act(_pieces(body, slots, named, quoted=True), read["verb"], pieces)


def _pieces(text: str, slots: Slots, named: Mapping[str, str], *, quoted: bool) -> Piece:
    """Cut at each whole value that has a slot; in a body a value stands in quotation marks."""
    mark = '"' if quoted else ""
    found = re.compile("|".join(f"{mark}{re.escape(value)}{mark}" for value in sorted(named, key=len, reverse=True)))
    parts, numbers, end = [], [], 0
    for match in found.finditer(text):
        parts.append(text[end : match.start()] + mark)
        numbers.append(slots.number(named[match.group().strip('"')]))
        end = match.end() - len(mark)
    return Piece((*parts, text[end:]), tuple(numbers))


def _as_written(value: Any) -> str:
    """A value of a row as an entry spells it, where it may be a key."""
    if isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef"):
        return str(UUID(value))
    return str(value)


def plain_sql(value: Any) -> Any:
    """What the driver gives back, in a form that it takes again without a converter."""
    match value:
        case bool():
            return int(value) if connection.vendor == "sqlite" else value
        case memoryview():
            return bytes(value)
        case datetime() if connection.vendor == "sqlite":
            return str(value)
        case date() if connection.vendor == "sqlite":
            return value.isoformat()
        case _:
            return value


def _matter_year(model: type[Recorded], row: Row) -> int:
    return int(str(row.values[columns_of(model).index("received_on")])[:4])


def _is_open(models: Mapping[str, type[Recorded]], rows: Iterable[Row]) -> bool:
    """Something is still owed, or nobody has logged it yet."""
    state = columns_of(models["deadlines_deadline"]).index("state")
    intake = columns_of(models["matters_matter"]).index("intake")
    return any(
        (row.table == "deadlines_deadline" and row.values[state] in {"open", "needs"})
        or (row.table == "matters_matter" and row.values[intake] == "received")
        for row in rows
    )
