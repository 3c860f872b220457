"""Code lists by edition: a code means something only together with its list and edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from candour.procedure.law_file import (
    Confidence,
    LawTable,
    citation,
    files_of,
    read_law_file,
    stated_confidence,
)


class NoSuchCode(LookupError):
    """The list, edition or code asked for is not there."""


@dataclass(frozen=True)
class Code:
    code: str
    title: str
    parent: str | None
    note: str


@dataclass(frozen=True)
class Edition:
    list: str
    id: str
    starts: date | None
    note: str
    codes: Mapping[str, Code]

    def code(self, code: str) -> Code:
        if code not in self.codes:
            raise NoSuchCode(f"The list {self.list}, edition {self.id}, has no code {code!r}.")
        return self.codes[code]

    def children_of(self, parent: str | None) -> tuple[Code, ...]:
        return tuple(code for code in self.codes.values() if code.parent == parent)

    def path_of(self, code: str) -> tuple[Code, ...]:
        """The code with its parents before it."""
        found = self.code(code)
        return (*(self.path_of(found.parent) if found.parent else ()), found)


@dataclass(frozen=True)
class CodeList:
    name: str
    title: str
    source: tuple[str, ...]
    confidence: Confidence
    confidence_note: str
    note: str
    checked: date | None
    editions: Mapping[str, Edition]

    def edition(self, edition_id: str) -> Edition:
        if edition_id not in self.editions:
            raise NoSuchCode(f"The list {self.name} has no edition {edition_id!r}: it has {', '.join(self.editions)}.")
        return self.editions[edition_id]

    def edition_on(self, day: date) -> Edition:
        """The edition in use on that day; one whose start is not confirmed comes before all others."""
        started = [one for one in self.editions.values() if one.starts is None or one.starts <= day]
        if not started:
            raise NoSuchCode(f"The list {self.name} has no edition that had started by {day.isoformat()}.")
        return max(started, key=lambda one: one.starts or date.min)

    @cached_property
    def every_code(self) -> tuple[str, ...]:
        """The codes of all editions, in the order they are written."""
        return tuple(dict.fromkeys(code for edition in self.editions.values() for code in edition.codes))


def read_lists(root: Path) -> dict[str, CodeList]:
    return {path.stem: _read_list(path.stem, read_law_file(path, root)) for path in files_of(root / "lists")}


def _read_list(name: str, table: LawTable) -> CodeList:
    if table.text("name") != name:
        raise table.error("name", f"must be {name}, as the file is called")
    confidence, confidence_note = stated_confidence(table)
    editions = [_read_edition(name, row) for row in table.tables("edition", required=True)]
    found = CodeList(
        name=name,
        title=table.text("title"),
        source=citation(table),
        confidence=confidence,
        confidence_note=confidence_note,
        note=table.optional_text("note") or "",
        checked=table.optional_day("checked"),
        editions={edition.id: edition for edition in editions},
    )
    table.finish()
    if len(found.editions) < len(editions):
        raise table.error("edition", "has the same id twice")
    return found


def _read_edition(name: str, row: LawTable) -> Edition:
    starts, unconfirmed = row.optional_day("from"), row.yes_no("from_unconfirmed")
    if (starts is None) != unconfirmed:
        raise row.error("from", "or from_unconfirmed = true: exactly one must be there")
    codes: dict[str, Code] = {}
    for entry in row.tables("code", required=True):
        code = Code(entry.text("code"), entry.text("title"), entry.optional_text("parent"), entry.optional_text("note") or "")
        entry.finish()
        if code.code in codes:
            raise entry.error("code", f"{code.code} is there twice")
        codes[code.code] = code
    edition = Edition(name, row.text("id"), starts, row.optional_text("note") or "", codes)
    row.finish()
    _refuse_orphans(row, edition)
    return edition


def _refuse_orphans(row: LawTable, edition: Edition) -> None:
    for code in edition.codes.values():
        seen, above = {code.code}, code.parent
        while above is not None:
            if above not in edition.codes or above in seen:
                raise row.error("parent", f"of {code.code} is {above}, which is not a code of this edition above it")
            seen.add(above)
            above = edition.codes[above].parent
