"""What people add to the records: how a reader codes a reply, and what a statement or an interview says of an item."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from candour.evidence.exposure.terms import Exposure, Stance
from candour.evidence.merging.ties import BadlyWritten


class Told(StrEnum):
    """Where something was said."""

    STATEMENT = "statement"
    INTERVIEW = "interview"


SAID = (Exposure.SHOWN, Exposure.TOLD, Exposure.PASSED_OUTSIDE, Exposure.REPORTED, Exposure.CREATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A reader takes `message` for an answer to `item` and says how it takes it. Both are identities of records."""

    item: str
    message: str
    stance: Stance
    by: str
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Somebody read on after the item to here and coded every answer they found."""

    item: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """`reference` cites the document and place; `person` may be nobody's member and no party; `other` showed, told or got it."""

    item: str
    person: str
    exposure: Exposure
    reference: str
    told: Told = Told.STATEMENT
    said_by: str | None = None
    other: str | None = None

    def __post_init__(self) -> None:
        if self.exposure not in SAID:
            raise BadlyWritten(f"a statement can say one of: {', '.join(SAID)}")
        if not self.reference.strip():
            raise BadlyWritten("a statement is cited by its reference")


@dataclass(frozen=True, slots=True)
class Testimony:
    """All that people say about the items."""

    codings: tuple[Coding, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    statements: tuple[Statement, ...] = ()


def codings_from(written: Any) -> tuple[tuple[Coding, ...], tuple[Reviewed, ...]]:
    """From a JSON file: a list of codings, or an object with `codings` and `reviewed`."""
    if isinstance(written, list):
        written = {"codings": written}
    codings = tuple(Coding(**_worded(one, Coding)) for one in written.get("codings", []))
    return codings, tuple(Reviewed(**_worded(one, Reviewed)) for one in written.get("reviewed", []))


def statements_from(written: Any) -> tuple[Statement, ...]:
    """From a JSON file: a list of statements, or an object with `statements`."""
    found: Iterable[Mapping[str, Any]] = written if isinstance(written, list) else written["statements"]
    return tuple(Statement(**_worded(one, Statement)) for one in found)


_WORDS = {"stance": Stance, "exposure": Exposure, "told": Told, "on": date.fromisoformat}


def _worded(written: Mapping[str, Any], made: type) -> dict[str, Any]:
    names = {one.name for one in fields(made)}
    if not set(written) <= names:
        raise BadlyWritten(f"{made.__name__.lower()}: only {', '.join(sorted(names))}")
    return {
        name: _WORDS[name](value) if name in _WORDS and value is not None else value
        for name, value in written.items()
    }
