"""Where a record stands in its source, when it was written, and how a source's parts add up."""

from dataclasses import dataclass
from datetime import datetime

from candour.evidence.records.words import Certainty, Zone


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Bytes `start` to `end`, the end not included."""

    start: int
    end: int

    @property
    def key(self) -> str:
        return str(self.start)


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A row of a database table by its rowid or primary key."""

    table: str
    row: int

    @property
    def key(self) -> str:
        return f"{self.table}/{self.row}"


Locator = Span | Row


def identity(source: str, locator: Locator) -> str:
    """What markings and citations hang on: the source's SHA-256, and the byte offset or the table and row."""
    return f"{source}:{locator.key}"


@dataclass(frozen=True, slots=True)
class When:
    """A time as written, and how it was read. `local` is naive, on the clock `zone` names; `utc` is aware."""

    written: str | None = None
    local: datetime | None = None
    utc: datetime | None = None
    zone: Zone = Zone.UNKNOWN
    certainty: Certainty = Certainty.ABSENT


TIMELESS = When()


@dataclass(frozen=True, slots=True)
class ByteReconciliation:
    """How records and gaps cover a file's bytes."""

    size: int
    in_records: int
    in_gaps: int

    @property
    def balances(self) -> bool:
        return self.in_records + self.in_gaps == self.size


@dataclass(frozen=True, slots=True)
class RowReconciliation:
    """Of the `rows` of a table (or elements of a kind): `read` became records, `listed` are named as not read."""

    table: str
    rows: int
    read: int
    listed: int

    @property
    def balances(self) -> bool:
        return self.read + self.listed == self.rows
