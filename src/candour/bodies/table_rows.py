"""One row of a table, read strictly: every column is taken by name, and what is left over is an error."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.db.models import TextChoices

from candour.bodies.partial_dates import first_day

Choice = TypeVar("Choice", bound=TextChoices)
YES_NO = {"1": True, "0": False, "": False}
NOT_RECORDED = "not-recorded"


class UnreadableBodyTable(ValueError):
    """A table of bodies cannot be used; the message names the file, the row and what to do."""


class Row:
    def __init__(self, file: str, line: int, fields: dict[str, str]) -> None:
        self.file, self.line, self._left = file, line, fields

    def error(self, message: str) -> UnreadableBodyTable:
        return UnreadableBodyTable(f"{self.file}, line {self.line}: {message}")

    def maybe(self, column: str) -> str:
        return self._left.pop(column, "").strip()

    def text(self, column: str) -> str:
        written = self.maybe(column)
        if not written:
            raise self.error(f"'{column}' is missing. Fill it in.")
        return written

    def choice(self, column: str, choices: type[Choice]) -> Choice:
        return self._chosen(column, self.text(column), choices)

    def maybe_choice(self, column: str, choices: type[Choice]) -> Choice | str:
        written = self.maybe(column)
        return self._chosen(column, written, choices) if written else ""

    def yes_no(self, column: str) -> bool:
        written = self.maybe(column)
        if written not in YES_NO:
            raise self.error(f"'{column}' is '{written}'. Use 1 for yes and 0 for no.")
        return YES_NO[written]

    def day(self, column: str) -> date:
        return self._day(column, self.text(column))

    def maybe_day(self, column: str) -> date | None:
        written = self.maybe(column)
        return self._day(column, written) if written else None

    def day_or_not_recorded(self, column: str) -> date | None:
        """A start must be written: either a day or, in words, that it is not recorded."""
        written = self.text(column)
        return None if written == NOT_RECORDED else self._day(column, written)

    def part_of_a_date(self, column: str) -> str:
        written = self.maybe(column)
        try:
            _ = written and first_day(written)
        except ValueError as wrong:
            raise self.error(
                f"'{column}' is '{written}'. Write it as 2022, 2022-07 or 2022-07-14."
            ) from wrong
        return written

    def finish(self) -> None:
        """Complains of columns that nobody asked for, so that a misspelt heading is never silently lost."""
        if self._left:
            raise self.error(f"unknown column '{min(self._left)}'. Correct the heading or remove the column.")

    def _day(self, column: str, written: str) -> date:
        try:
            return date.fromisoformat(written)
        except ValueError as wrong:
            raise self.error(f"'{column}' is '{written}'. Write a whole date as 2022-07-14.") from wrong

    def _chosen(self, column: str, written: str, choices: type[Choice]) -> Choice:
        if written not in choices.values:
            raise self.error(f"'{column}' is '{written}'. Use one of: {', '.join(choices.values)}.")
        return choices(written)


def read_rows(folder: Path, name: str) -> Iterator[Row]:
    """The rows of a CSV table; a row with too many or too few fields is an error."""
    path = folder / name
    if not path.exists():
        raise UnreadableBodyTable(
            f"{path}: the table is missing. Put it back, even if it has only its headings."
        )
    with path.open(encoding="utf-8", newline="") as table:
        reader = csv.DictReader(table, restkey="", restval=None, strict=True)
        for fields in reader:
            yield _whole_row(_shown(path), reader.line_num, fields)


def _whole_row(file: str, line: int, fields: dict[str, str]) -> Row:
    row = Row(file, line, fields)
    if "" in fields or None in fields.values():
        raise row.error(
            "the row does not have one field for each heading. Look for a missing or extra comma."
        )
    return row


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
