"""Rules of the law as dated, cited values; each version has its canonical hash."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

from candour.procedure.conditions import Block, Condition
from candour.procedure.counting import Count
from candour.procedure.law_file import (
    Confidence,
)


class Shape(StrEnum):
    LIMIT = "limit"
    PERIOD_ENDS = "period-ends"
    WINDOW = "window"
    NOT_BEFORE = "not-before"
    AT_LEAST = "at-least"
    LIVE_FOR = "live-for"
    PROMPT = "prompt"
    ENTITLEMENT = "entitlement"

    @property
    def can_be_late(self) -> bool:
        return self in (Shape.LIMIT, Shape.WINDOW)

    @property
    def opens_and_closes(self) -> bool:
        return self is Shape.WINDOW

    @property
    def repeats_as_periods(self) -> bool:
        return self is Shape.PERIOD_ENDS

    @property
    def counted(self) -> bool:
        return self not in (Shape.PROMPT, Shape.ENTITLEMENT)


class Take(StrEnum):
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True)
class Extension:
    fact: str
    gist: str
    asked: str | None = None
    at_most: Count | None = None


@dataclass(frozen=True)
class Shortening:
    fact: str
    gist: str


@dataclass(frozen=True)
class OtherReading:
    count: Count
    gist: str
    take: Take


@dataclass(frozen=True)
class OwedInstead:
    """Where the same duty lies with, or runs to, others than usual: `gist` says when, as "where ..."."""

    block: Block
    by: str
    to: str
    gist: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class Version:
    rule: str
    id: str
    edition: int
    trigger: str | None
    count: Count | None
    repeats_from: str | None
    repeats: Count | None
    per: str | None
    pauses: tuple[str, ...]
    extension: Extension | None
    shortening: Shortening | None
    other_reading: OtherReading | None
    owed_by: str
    owed_to: str
    owed_instead: OwedInstead | None
    source: tuple[str, ...]
    gist: str
    confidence: Confidence
    confidence_note: str
    checked: date
    starts_unconfirmed: bool
    until_unconfirmed: bool
    applies: Condition
    canonical_text: str

    @cached_property
    def can_be_adjusted(self) -> bool:
        return bool(self.extension or self.shortening or self.other_reading)

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the canonical text: the law as we wrote it, without the day somebody last looked."""
        return sha256(self.canonical_text.encode()).hexdigest()


@dataclass(frozen=True)
class Outside:
    """Where a rule does not reach, said expressly and in words."""

    gist: str
    source: tuple[str, ...]
    condition: Condition


@dataclass(frozen=True)
class Rule:
    key: str
    title: str
    shape: Shape
    note: str
    versions: tuple[Version, ...]
    outside: tuple[Outside, ...]

    @cached_property
    def governing(self) -> tuple[Version, ...]:
        """The versions that can govern: those whose start is confirmed."""
        return tuple(version for version in self.versions if not version.starts_unconfirmed)

    @cached_property
    def may_exist(self) -> tuple[Version, ...]:
        return tuple(version for version in self.versions if version.starts_unconfirmed)
