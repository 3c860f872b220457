"""A statement: one value that a source gives, with the exact place it was read from and who read it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = str | int | bool | None

DOCUMENT = "document"


class Confidence(StrEnum):
    """Only what is sure goes into the line of a document; the rest waits for a person."""

    SURE = "sure"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of a document's text."""

    start: int
    end: int

    def touches(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a sheet, both numbers counted from 1 as spreadsheets do."""

    sheet: str
    row: int
    column: int

    @property
    def name(self) -> str:
        """The cell as spreadsheets write it: `B7`."""
        letters, left = "", self.column
        while left:
            left, place = divmod(left - 1, 26)
            letters = chr(ord("A") + place) + letters
        return f"{letters}{self.row}"


Place: TypeAlias = Span | Cell


@dataclass(frozen=True, slots=True)
class Statement:
    """`subject` is `document`, or one person, recommendation or count of it, as `person-2`."""

    subject: str
    field: str
    value: Value
    place: Place
    reader: str
    version: int
    confidence: Confidence = Confidence.SURE

    @property
    def sure(self) -> bool:
        return self.confidence is Confidence.SURE
