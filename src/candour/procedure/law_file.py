"""Strict reading of the law's files: every field is taken by name, and what is left over is an error."""

import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

Choice = TypeVar("Choice", bound=StrEnum)


class LawFileError(Exception):
    """A file of the law cannot be used as it stands; the text names the file, the key and what is accepted."""


class Confidence(StrEnum):
    READ = "read"
    SECONDARY = "secondary"
    UNCONFIRMED = "unconfirmed"


class LawTable:
    """One table of a law file. Take each field once, then call `finish`."""

    def __init__(self, fields: object, where: str) -> None:
        if not isinstance(fields, dict):
            raise LawFileError(f"{where}: expected a table of keys, found {_kind(fields)}.")
        self.written: dict[str, Any] = fields
        self.where = where
        self._left = set(fields)

    def error(self, key: str, problem: str) -> LawFileError:
        return LawFileError(f"{self.where}: {key} {problem}.")

    def _take(self, key: str, kind: type, called: str, required: bool) -> Any:
        if key not in self.written:
            if required:
                raise self.error(key, f"is missing; it must be {called}{self._misspelt(key)}")
            return None
        self._left.discard(key)
        value = self.written[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, f"must be {called}, found {_kind(value)}")
        return value

    def _misspelt(self, key: str) -> str:
        """Names an unread key that may have been meant, since it is the one to correct."""
        alike = get_close_matches(key, sorted(self._left), n=1)
        return f". The unknown key {alike[0]} may be meant for it" if alike else ""

    def text(self, key: str) -> str:
        written = str(self._take(key, str, "text", required=True)).strip()
        if not written:
            raise self.error(key, "is empty; it must be text")
        return written

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if key in self.written else None

    def whole_number(self, key: str, *, least: int = 1) -> int:
        number = int(self._take(key, int, "a whole number", required=True))
        if number < least:
            raise self.error(key, f"must be {least} or more, found {number}")
        return number

    def optional_number(self, key: str, *, least: int = 1) -> int | None:
        return self.whole_number(key, least=least) if key in self.written else None

    def yes_no(self, key: str) -> bool:
        """False when the key is absent."""
        return bool(self._take(key, bool, "true or false", required=False))

    def day(self, key: str) -> date:
        day = self._take(key, date, "a day such as 2020-02-01", required=True)
        if isinstance(day, datetime):
            raise self.error(key, "must be a day without a time")
        return date(day.year, day.month, day.day)

    def optional_day(self, key: str) -> date | None:
        return self.day(key) if key in self.written else None

    def choice(self, key: str, of: type[Choice], *, default: Choice | None = None) -> Choice:
        if key not in self.written and default is not None:
            return default
        value = self.text(key)
        if value not in [member.value for member in of]:
            raise self.error(key, f"is {value!r}; accepted: {', '.join(member.value for member in of)}")
        return of(value)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts, or one text alone."""
        if isinstance(self.written.get(key), str):
            return (self.text(key),)
        values = self._take(key, list, "text or a list of texts", required)
        if values is None:
            return ()
        if not all(isinstance(value, str) and value.strip() for value in values) or (required and not values):
            raise self.error(key, "must be text or a list of texts, none of them empty")
        return tuple(values)

    def table(self, key: str) -> "LawTable":
        return LawTable(self._take(key, dict, "a table", required=True), f"{self.where}: {key}")

    def optional_table(self, key: str) -> "LawTable | None":
        return self.table(key) if key in self.written else None

    def tables(self, key: str, *, required: bool = False) -> list["LawTable"]:
        rows = self._take(key, list, "a list of tables", required) or []
        if required and not rows:
            raise self.error(key, "needs at least one entry")
        return [LawTable(row, f"{self.where}: {key} {number}") for number, row in enumerate(rows, start=1)]

    def either(self, key: str) -> Any:
        """Whatever is written, for the caller to judge."""
        self._left.discard(key)
        return self.written[key]

    def finish(self) -> None:
        if self._left:
            unknown = ", ".join(sorted(self._left))
            raise LawFileError(f"{self.where}: unknown key {unknown}. Correct the name or remove it.")


def citation(table: LawTable) -> tuple[str, ...]:
    """The `source` of a table: at least one legislation.gov.uk path or named document."""
    if "source" not in table.written:
        raise table.error("source", "is missing: nothing is law here without a citation")
    return table.texts("source", required=True)


def stated_confidence(table: LawTable) -> tuple[Confidence, str]:
    """Confidence and its note, which is required unless the text was read."""
    confidence = table.choice("confidence", Confidence)
    note = table.optional_text("confidence_note") or ""
    if confidence is not Confidence.READ and not note:
        raise table.error("confidence_note", "is missing: say what exactly is not confirmed")
    return confidence, note


def read_law_file(path: Path, root: Path) -> LawTable:
    where = path.relative_to(root).as_posix()
    try:
        return LawTable(tomllib.loads(path.read_text(encoding="utf-8")), where)
    except tomllib.TOMLDecodeError as problem:
        raise LawFileError(f"{where}: not valid TOML ({problem}).") from problem
    except UnicodeDecodeError as problem:
        raise LawFileError(f"{where}: not UTF-8 text, at byte {problem.start}.") from problem
    except OSError as problem:
        raise LawFileError(
            f"{where}: cannot be read in {root} ({problem.strerror}). Name a folder that holds facts.toml and rules/."
        ) from problem


def files_of(folder: Path) -> Iterable[Path]:
    return sorted(folder.rglob("*.toml"))


def _kind(value: object) -> str:
    names = {dict: "a table", list: "a list", str: "text", bool: "true or false", int: "a number"}
    return names.get(type(value), type(value).__name__)
