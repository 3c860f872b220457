"""Compares each recorded table with the rows rebuilt from the entries, and each text with its commitment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError

from candour.ledger.canonical import NotForTheRecord, Plain, is_token
from candour.ledger.columns import (
    AnyField,
    recorded_columns,
    spelt,
    table_of,
    value_before_the_column,
)
from candour.ledger.committed import CommittedText
from candour.ledger.folding import Fold, Folded
from candour.ledger.recorded import Recorded, recorded_models

STREAM = 2_000
NO_CODE = "what is no code"
Stored = dict[str, Any]


@dataclass
class TableFindings:
    """What the comparison found, in order of table and row, and how much it compared."""

    what: list[str] = field(default_factory=list)
    rows: int = 0
    texts: int = 0
    disposed: int = 0


def check_tables(fold: Fold, *, rows: bool = True, texts: bool = True) -> TableFindings:
    """`rows` compares every recorded column, `texts` every committed text."""
    findings = TableFindings()
    known = {table_of(model): model for model in recorded_models()}
    for table in sorted({*known, *fold.tables()}):
        if table not in known:
            findings.what.append(
                f"Table {table}: the record holds rows of it, and the program knows no such table."
            )
            continue
        TableCheck(known[table], findings, rows=rows, texts=texts).run(fold)
    return findings


class TableCheck:
    """Walks one table and its rebuilt rows side by side, both in order of the row's id."""

    def __init__(
        self, model: type[Recorded], findings: TableFindings, *, rows: bool = True, texts: bool = True
    ) -> None:
        self.model = model
        self.table = table_of(model)
        self.findings = findings
        self.columns = [
            column for column in recorded_columns(model) if _wanted(column, rows=rows, texts=texts)
        ]

    def run(self, fold: Fold) -> None:
        last = "its beginning"
        try:
            for stored, folded in _side_by_side(self._stored_rows(), fold.rows_of(self.table)):
                last = self._take(stored, folded) or last
        except (ValueError, TypeError, DatabaseError) as error:
            self.findings.what.append(
                f"Table {self.table}: it cannot be read after {last} ({type(error).__name__})."
            )

    def _take(self, stored: Stored | None, folded: Folded | None) -> str | None:
        """Compares what stands in the table under one id with what the entries left there; says where that was."""
        if stored is None:
            assert folded is not None
            if folded.removed is None:
                self._found(folded.row_id, f"entry {folded.first} wrote it, and it is not in the table")
            return None
        if folded is None:
            self._found(stored["id"], "it is in the table and no entry wrote it")
        elif folded.removed is not None:
            self._found(stored["id"], f"entry {folded.removed} removed it, and it is in the table")
        else:
            self._compare(stored, folded)
        return f"row {stored['id']}"

    def _stored_rows(self) -> Iterator[Stored]:
        names = ["pk", *(column.attname for column in self.columns)]
        names += [column.salt_name for column in self.columns if isinstance(column, CommittedText)]
        rows = self.model._base_manager.order_by("pk").values_list(*names)
        for values in rows.iterator(chunk_size=STREAM):
            yield {**dict(zip(names, values, strict=True)), "id": str(values[0])}

    def _compare(self, stored: Stored, folded: Folded) -> None:
        self.findings.rows += 1
        renamed = _under_present_names(self.model, folded.columns)
        for column in self.columns:
            value, position = renamed.get(column.column, (None, None))
            if isinstance(column, CommittedText):
                self._compare_text(column, stored, folded, value, position)
            else:
                self._compare_value(column, stored, value, position)

    def _compare_value(self, column: AnyField, stored: Stored, value: Plain, position: int | None) -> None:
        expected = value_before_the_column(column) if position is None else value
        try:
            actual = spelt(column, stored[column.attname], column.name)
        except NotForTheRecord:
            actual = NO_CODE
        if actual != expected:
            said = "the record" if position is None else f"entry {position}"
            self._found(
                stored["id"],
                f"column {column.column}: {said} holds {_shown(expected)}, the table {_shown(actual)}",
            )

    def _compare_text(
        self, column: CommittedText, stored: Stored, folded: Folded, value: Plain, position: int | None
    ) -> None:
        text, salt = stored[column.attname], stored[column.salt_name]
        self.findings.texts += value is not None
        gone = folded.disposed.get(str(column.column))
        self.findings.disposed += gone is not None
        problem = _text_problem(column, text, salt, value, position, gone)
        if problem:
            self._found(stored["id"], f"column {column.column}: {problem}")

    def _found(self, row: str, what: str) -> None:
        self.findings.what.append(f"Table {self.table}, row {row}: {what}.")


def _side_by_side(
    stored: Iterator[Stored], folded: Iterator[Folded]
) -> Iterator[tuple[Stored | None, Folded | None]]:
    """Two runs in order of the row's id, brought together under each id."""
    left, right = next(stored, None), next(folded, None)
    while left is not None or right is not None:
        first = min(key for key in (left and left["id"], right and right.row_id) if key)
        here = left if left is not None and left["id"] == first else None
        there = right if right is not None and right.row_id == first else None
        yield here, there
        left = next(stored, None) if here is not None else left
        right = next(folded, None) if there is not None else right


def _text_problem(
    column: CommittedText,
    text: str | None,
    salt: bytes | None,
    value: Plain,
    position: int | None,
    gone: int | None,
) -> str:
    """An empty string where text and salt are what the record committed to. The text itself is never shown."""
    if value is None:
        if not text and salt is None:
            return ""
        return (
            f"entry {gone} disposed of it, and it is in the table"
            if gone is not None
            else "no entry wrote this text"
        )
    if salt is None or text is None:
        return f"the text or its salt is gone, and no entry disposed of it after entry {position}"
    if spelt(column, text, column.name, salt=salt) != value:
        return f"the text or its salt is not what entry {position} committed to"
    return ""


def _wanted(column: AnyField, *, rows: bool, texts: bool) -> bool:
    return texts if isinstance(column, CommittedText) else rows


def _under_present_names(
    model: type[Recorded], columns: Mapping[str, tuple[Any, int]]
) -> dict[str | None, tuple[Any, int]]:
    """Columns that were renamed since count under their new name; dropped ones are left out."""
    renamed: dict[str | None, tuple[Any, int]] = {}
    for name, (value, position) in columns.items():
        present = model.formerly.get(name, name)
        if present and renamed.get(present, (None, -1))[1] < position:
            renamed[present] = (value, position)
    return renamed


def _shown(value: Plain) -> str:
    """Codes are shown; whatever else stands in a table may be somebody's name."""
    if isinstance(value, str):
        return f"'{value}'" if is_token(value) else NO_CODE
    if value is None:
        return "nothing"
    return str(value) if isinstance(value, bool | int) else "another list"
