"""Ways for the tests to read bytes as a file of a given name."""

from pathlib import Path
from typing import Any

import polars as pl

from candour.evidence.formats.columns import records_of
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.registry import readings
from candour.evidence.formats.summary import summary
from candour.evidence.records import Record

EXAMPLES = Path(__file__).parent / "examples"


def reading_of(folder: Path, content: bytes, name: str = "chat.txt", **settled: Any) -> Reading:
    path = folder / name
    path.write_bytes(content)
    (one,) = readings(path, Settled(**settled))
    return one


def frame_of(folder: Path, content: bytes, name: str = "chat.txt", **settled: Any) -> pl.DataFrame:
    return pl.concat(list(reading_of(folder, content, name, **settled).frames))


def records(folder: Path, content: bytes, name: str = "chat.txt", **settled: Any) -> list[Record]:
    return list(records_of(frame_of(folder, content, name, **settled)))


def check(folder: Path, content: bytes, name: str = "chat.txt", **settled: Any) -> dict[str, Any]:
    return summary(reading_of(folder, content, name, **settled))
