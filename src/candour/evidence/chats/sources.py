"""Where a message stands in its source: the span or row, the raw bytes, and whether the exhibit still has them there."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars as pl

from candour.evidence.formats.archives import BROKEN_MEMBER
from candour.evidence.formats.columns import records_of
from candour.evidence.formats.parquet import scan_parts
from candour.evidence.imports.folders import entries_of
from candour.evidence.merging.rows import LOCATOR
from candour.evidence.records import Record, Span
from candour.evidence.store import path_of

MOST_SHOWN = 4_000
_FURTHEST = 64 << 20
"""How far into a member of an archive a page reads to compare: it must be unpacked up to there."""


@dataclass(frozen=True)
class Source:
    """`raw` are the bytes that were read, cut for the page; `same` says whether the exhibit has them at that place now,
    None where the page cannot compare (a row of a database, or a place far inside an archive)."""

    name: str
    sha256: str
    format: str
    reader: int
    locator: str
    record: Record
    raw: str
    bytes: int
    cut: bool
    same: bool | None


def source_of(folder: Path, exhibit: str, source: str, place: str) -> Source | None:
    """`exhibit` is the SHA-256 under which the file is stored, "" where nothing of it is; `source` that of the file in it."""
    entry = next((one for one in entries_of(folder) if one["source"] == source), None)
    if entry is None:
        return None
    rows = scan_parts(folder, entry).filter(_at(place) & ~pl.col("inner")).head(1).collect()
    record = next(records_of(rows), None)
    if record is None:
        return None
    return Source(
        name=entry["name"],
        sha256=source,
        format=entry["format"],
        reader=entry["reader_version"],
        locator=place,
        record=record,
        raw=record.raw[:MOST_SHOWN].decode("utf-8", "backslashreplace"),
        bytes=len(record.raw),
        cut=len(record.raw) > MOST_SHOWN,
        same=_same(entry, exhibit, record),
    )


def _at(place: str) -> pl.Expr:
    """Numbers first, so that only the rows they leave are spelt."""
    _, slash, number = place.rpartition("/")
    if not (number.isascii() and number.isdigit()):
        return pl.lit(False)
    return ((pl.col("row") if slash else pl.col("start")) == int(number)) & (place == LOCATOR)


def _same(entry: dict[str, Any], exhibit: str, record: Record) -> bool | None:
    if not isinstance(record.locator, Span):
        return None
    found = _bytes_at(entry, exhibit, record.locator)
    return None if found is None else found == record.raw


def _bytes_at(entry: dict[str, Any], exhibit: str, span: Span) -> bytes | None:
    if not exhibit:
        return None
    path = path_of(exhibit)
    if entry["container"] is None:
        with path.open("rb") as file:
            file.seek(span.start)
            return file.read(span.end - span.start)
    if span.end > _FURTHEST:
        return None
    member = entry["name"].partition("/")[2]
    try:
        with ZipFile(path) as archive, archive.open(member) as packed:
            packed.seek(span.start)
            return packed.read(span.end - span.start)
    except (*BROKEN_MEMBER, KeyError):
        return None
