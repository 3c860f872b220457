"""What every reader gives back: the source, what was settled about it, and its records as frames in order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import polars as pl

from candour.evidence.formats.sources import Source
from candour.evidence.records import RowReconciliation


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person says about a source that the source cannot say itself."""

    date_order: str | None = None
    split_lookalikes: bool = False


@dataclass(slots=True)
class Reading:
    """`frames` can be walked once. `facts` and `tables` are complete only after that."""

    format: str
    version: int  # raised whenever the reader reads something otherwise than before
    source: Source
    frames: Iterator[pl.DataFrame]
    facts: dict[str, Any] = field(default_factory=dict)
    tables: list[RowReconciliation] = field(default_factory=list)


class Format(Protocol):
    """One format: `recognises` looks at no more than the opening of a source."""

    name: str

    def recognises(self, source: Source) -> bool: ...

    def read(self, source: Source, settled: Settled) -> Reading: ...
