"""Readings as Parquet: immutable files named by their SHA-256, and one manifest that says what each came from."""

import hashlib
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import polars as pl

from candour.evidence.formats.columns import SCHEMA
from candour.evidence.formats.reading import Reading
from candour.evidence.records import Kind

MANIFEST = "manifest.json"
MANIFEST_VERSION = 1
ROWS_A_PART = 1 << 18
BYTES_A_PART = 128 << 20
LISTED_GAPS = 1_000
_ROW_GROUP = 1 << 16


@dataclass(slots=True)
class Tally:
    """What went by while a reading was walked."""

    kinds: Counter[str] = field(default_factory=Counter)
    gaps: list[dict[str, Any]] = field(default_factory=list)
    reached: int = 0
    in_records: int = 0
    in_gaps: int = 0
    tiles: bool = True  # each span begins where the one before it ended

    def see(self, frame: pl.DataFrame) -> None:
        self.kinds.update(dict(frame.group_by("kind").len().iter_rows()))
        outer = frame.filter(~pl.col("inner") & pl.col("start").is_not_null())
        if outer.height:
            self._spans(outer)

    def _spans(self, outer: pl.DataFrame) -> None:
        starts, ends = outer["start"], outer["end"]
        joined = starts[0] == self.reached and bool((starts[1:] == ends[:-1]).all())
        self.tiles, self.reached = self.tiles and joined, ends[-1]
        is_gap = pl.col("kind") == Kind.GAP.value
        length = pl.col("end") - pl.col("start")
        self.in_gaps += outer.filter(is_gap).select(length.sum()).item()
        self.in_records += outer.filter(~is_gap).select(length.sum()).item()
        room = LISTED_GAPS - len(self.gaps)
        self.gaps += outer.filter(is_gap).select("start", "end", "reason").head(max(room, 0)).to_dicts()


def walk(reading: Reading, tally: Tally) -> Iterator[pl.DataFrame]:
    """The frames of a reading, counted as they go by."""
    for frame in reading.frames:
        tally.see(frame)
        yield frame


def reconciliation(reading: Reading, tally: Tally) -> dict[str, Any]:
    """How records and gaps add up to the source: by bytes where they have spans, by rows where they have tables."""
    found: dict[str, Any] = {"tables": [asdict(one) | {"balances": one.balances} for one in reading.tables]}
    whole = all(one.balances for one in reading.tables)
    if tally.reached or not reading.tables:
        size = reading.source.size
        covered = tally.in_records + tally.in_gaps
        found |= {"size": size, "in_records": tally.in_records, "in_gaps": tally.in_gaps, "covered": covered}
        whole = whole and tally.tiles and covered == size
    return found | {"balances": whole}


def write(reading: Reading, folder: Path, passed: Callable[[int], object] = lambda _: None) -> dict[str, Any]:
    """Writes a reading's Parquet and gives its entry for the manifest; nothing is left behind if the reading fails.

    `passed` is called again and again while it goes on, with the byte that was reached: 0 where a source has no spans.
    """
    with _workplace(folder) as workplace:
        parts, tally = _write_parts(reading, workplace, passed)
        for part in parts:
            made = workplace / part["file"]
            os.chmod(made, 0o444)
            os.replace(made, folder / part["file"])
    return {
        "source": reading.source.sha256,
        "name": reading.source.name,
        "size": reading.source.size,
        "container": reading.source.container_sha256,
        "missing_bytes": reading.source.missing,
        "format": reading.format,
        "reader_version": reading.version,
        "facts": dict(reading.facts),
        "kinds": dict(sorted(tally.kinds.items())),
        "gaps": tally.gaps,
        "reconciliation": reconciliation(reading, tally),
        "parts": parts,
    }


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """A folder beside the finished files; a file moves out of it in one step, when all are whole."""
    made = Path(mkdtemp(prefix=".reading-", dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write_parts(
    reading: Reading, workplace: Path, passed: Callable[[int], object]
) -> tuple[list[dict[str, Any]], Tally]:
    parts: list[dict[str, Any]] = []
    waiting: list[pl.DataFrame] = []
    rows = size = 0
    tally = Tally()
    for frame in walk(reading, tally):
        waiting.append(frame)
        passed(tally.reached)
        rows, size = rows + frame.height, size + _raw_bytes(frame)
        if rows >= ROWS_A_PART or size >= BYTES_A_PART:
            parts.append(_write_part(waiting, workplace))
            waiting, rows, size = [], 0, 0
    if waiting or not parts:
        parts.append(_write_part(waiting or [pl.DataFrame(schema=SCHEMA)], workplace))
    return parts, tally


def _raw_bytes(frame: pl.DataFrame) -> int:
    """What lies around a body counts as well: of a message in XML it is most of it."""
    return sum(int(frame[name].bin.size().sum() or 0) for name in ("before_body", "body"))


def _write_part(frames: list[pl.DataFrame], workplace: Path) -> dict[str, Any]:
    whole = pl.concat(frames)
    at = workplace / "part"
    whole.write_parquet(
        at, compression="zstd", compression_level=1, row_group_size=_ROW_GROUP, statistics=True
    )
    with at.open("rb") as file:
        name = hashlib.file_digest(file, "sha256").hexdigest() + ".parquet"
    os.replace(at, workplace / name)
    return {"file": name, "rows": whole.height}


def read_manifest(folder: Path) -> dict[str, Any]:
    at = folder / MANIFEST
    if not at.exists():
        return {"manifest_version": MANIFEST_VERSION, "sources": [], "superseded": []}
    found: dict[str, Any] = json.loads(at.read_text(encoding="utf-8"))
    return found


def write_manifest(folder: Path, manifest: dict[str, Any]) -> None:
    """In one step: whoever reads it meets the old or the new, never half of either."""
    beside = folder / f".{MANIFEST}.{os.getpid()}"
    beside.write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8"
    )
    os.replace(beside, folder / MANIFEST)


def add(manifest: dict[str, Any], entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The manifest with a reading more. An earlier reading of the source is superseded, and what moved is counted."""
    earlier = [one for one in manifest["sources"] if one["source"] == entry["source"]]
    others = [one for one in manifest["sources"] if one["source"] != entry["source"]]
    replaced = [
        one | {"moved": moved(one, entry, folder)} for one in earlier if one["parts"] != entry["parts"]
    ]
    return manifest | {
        "sources": sorted([*others, entry], key=lambda one: (one["name"], one["source"])),
        "superseded": [*manifest["superseded"], *replaced],
    }


def moved(old: dict[str, Any], new: dict[str, Any], folder: Path) -> dict[str, int]:
    """How many identities of an earlier reading the new one keeps, and how many it has lost or gained."""
    before, after = (scan_parts(folder, one).select(*_IDENTITY).unique().collect() for one in (old, new))
    kept = before.join(after, on=_IDENTITY, how="inner", nulls_equal=True).height
    return {"kept": kept, "gone": before.height - kept, "new": after.height - kept}


_IDENTITY = ["kind", "start", "table", "row"]


def scan_parts(folder: Path, entry: dict[str, Any]) -> pl.LazyFrame:
    """The records of one source of a manifest, in the order of the source."""
    return pl.scan_parquet([folder / part["file"] for part in entry["parts"]])


def scan(folder: Path) -> pl.LazyFrame:
    """The records of every source in a folder that `candour chats read` wrote."""
    manifest = read_manifest(folder)
    frames = [scan_parts(folder, entry) for entry in manifest["sources"]]
    return pl.concat(frames) if frames else pl.LazyFrame(schema=SCHEMA)
