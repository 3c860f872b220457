"""What each kind of letter must be told before it can be written: its slots, its compulsory parts and its law,
read strictly from texts/KIND.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar, cast

from candour.papers.codes import LetterKind

TEXTS = Path(__file__).parent / "texts"
SlotKind = Literal["text", "prose", "list", "date", "choice", "yes-no"]
SLOT_KINDS = {"text", "prose", "list", "date", "choice", "yes-no"}
CONFIDENCES = {"read", "secondary", "unconfirmed"}
Table = dict[str, object]
Value = TypeVar("Value")


class LetterTextError(ValueError):
    """A text of this room is wrong. Raised when it is first read; names the file and the key."""


@dataclass(frozen=True)
class When:
    """Holds when the named slot has this value."""

    slot: str
    value: str

    def holds(self, values: Mapping[str, object]) -> bool:
        found = values.get(self.slot)
        return ("yes" if found else "no") == self.value if isinstance(found, bool) else found == self.value


@dataclass(frozen=True)
class Slot:
    name: str
    kind: SlotKind
    meaning: str
    source: str = ""
    required: bool = True
    values: tuple[str, ...] = ()
    must_be: str = ""
    when: When | None = None
    standard: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Something that the law says the letter must contain, marked in its text by {% part "PROVISION" %}."""

    provision: str
    says: str
    when: When | None = None


@dataclass(frozen=True)
class Statement:
    """What the letter says of the law, with its source and how sure that is."""

    gist: str
    source: tuple[str, ...]
    confidence: str
    confidence_note: str = ""


@dataclass(frozen=True)
class KindOfLetter:
    kind: LetterKind
    title: str
    purpose: str
    slots: Mapping[str, Slot]
    parts: tuple[Part, ...]
    statements: tuple[Statement, ...]
    post_note: str = ""
    post_source: str = ""


@cache
def kind_of_letter(kind: LetterKind) -> KindOfLetter:
    file = _TextFile(f"{kind.value}.toml")
    title, purpose = file.take("title", str), file.take("purpose", str)
    post_note, post_source = file.take("post_note", str, ""), file.take("post_source", str, "")
    included = [_TextFile(f"{name}.toml") for name in cast(list[str], file.take("includes", list, []))]
    files = [*included, file]
    slots = {name: slot for each in files for name, slot in each.slots().items()}
    parts = tuple(part for each in files for part in each.parts())
    statements = tuple(statement for each in files for statement in each.statements())
    for each in files:
        each.finish()
    for condition in [slot.when for slot in slots.values()] + [part.when for part in parts]:
        if condition is not None and condition.slot not in slots:
            raise LetterTextError(
                f"{file.name}: a `when` names the slot {condition.slot}, which is not declared."
            )
    return KindOfLetter(kind, title, purpose, slots, parts, statements, post_note, post_source)


class _TextFile:
    """One TOML file, read key by key; what is left over at the end is an error."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._table: Table = tomllib.loads((TEXTS / name).read_text(encoding="utf-8"))

    def take(self, key: str, kind: type[Value], default: Value | None = None) -> Value:
        return self._take(self._table, key, key, kind, default)

    def slots(self) -> dict[str, Slot]:
        tables = self.take("slots", dict, {})
        return {name: self._slot(name, cast(Table, table)) for name, table in tables.items()}

    def parts(self) -> list[Part]:
        return [self._part(table) for table in self._list("part")]

    def statements(self) -> list[Statement]:
        return [self._statement(table) for table in self._list("statement")]

    def finish(self) -> None:
        self._left_over(self._table, "the file")

    def _slot(self, name: str, table: Table) -> Slot:
        where = f"slots.{name}"
        kind = self._take(table, "kind", where, str)
        slot = Slot(
            name,
            cast(SlotKind, self._one_of(kind, SLOT_KINDS, where)),
            self._take(table, "meaning", where, str),
            self._take(table, "source", where, str, ""),
            self._take(table, "required", where, bool, True),
            tuple(cast(list[str], self._take(table, "values", where, list, []))),
            self._take(table, "must_be", where, str, ""),
            self._when(table, where),
            tuple(cast(list[str], self._take(table, "standard", where, list, []))),
        )
        if (slot.kind == "choice") != bool(slot.values):
            raise LetterTextError(
                f"{self.name}: {where}: `values` belongs to a choice, and a choice needs it."
            )
        self._left_over(table, where)
        return slot

    def _part(self, table: Table) -> Part:
        provision, says = self._take(table, "provision", "part", str), self._take(table, "says", "part", str)
        part = Part(provision, says, self._when(table, provision))
        self._left_over(table, provision)
        return part

    def _statement(self, table: Table) -> Statement:
        gist = self._take(table, "gist", "statement", str)
        source = table.pop("source", None)
        sources = tuple(cast(list[str], source)) if isinstance(source, list) else (str(source or ""),)
        confidence = self._one_of(self._take(table, "confidence", gist, str), CONFIDENCES, gist)
        note = self._take(table, "confidence_note", gist, str, "")
        if not all(sources) or (confidence == "unconfirmed" and not note):
            raise LetterTextError(f"{self.name}: '{gist}' needs a source, and a note of what is unconfirmed.")
        self._left_over(table, gist)
        return Statement(gist, sources, confidence, note)

    def _when(self, table: Table, where: str) -> When | None:
        written = self._take(table, "when", where, dict, {})
        if not written:
            return None
        if set(written) != {"slot", "is"}:
            raise LetterTextError(f"{self.name}: {where}: `when` takes `slot` and `is`.")
        return When(str(written["slot"]), str(written["is"]))

    def _list(self, key: str) -> list[Table]:
        return cast(list[Table], self.take(key, list, []))

    def _take(
        self, table: Table, key: str, where: str, kind: type[Value], default: Value | None = None
    ) -> Value:
        value = table.pop(key, default)
        if not isinstance(value, kind):
            raise LetterTextError(f"{self.name}: {where}: `{key}` is missing or not a {kind.__name__}.")
        return value

    def _one_of(self, value: str, known: set[str], where: str) -> str:
        if value not in known:
            raise LetterTextError(
                f"{self.name}: {where}: '{value}' is not one of {', '.join(sorted(known))}."
            )
        return value

    def _left_over(self, table: Table, where: str) -> None:
        if table:
            raise LetterTextError(f"{self.name}: {where}: unknown key {', '.join(sorted(table))}.")


def all_kinds() -> Mapping[LetterKind, KindOfLetter]:
    return {kind: kind_of_letter(kind) for kind in LetterKind}
