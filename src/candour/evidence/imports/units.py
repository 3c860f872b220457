"""The units of an import. Each does what is left until its time is up; killed at any moment, the next one goes on."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.parquet import add, read_manifest, scan_parts, write, write_manifest
from candour.evidence.formats.reading import Reading, Settled
from candour.evidence.formats.registry import readings
from candour.evidence.imports.folders import LINES, entries_of, folder_of, under_its_name
from candour.evidence.imports.lines import ChatOfSource, add_attached, conversations
from candour.evidence.imports.schema import WRITERS, one_step, steps_done, writing
from candour.evidence.models import Import

SECONDS = 20.0  # a step runs on when this is up; all but the reading of a large source are done within 60 s
HEARTBEAT = 5.0  # while a source is read, this often it is said how far
LARGEST_SOURCE = 1 << 30
WORDS_AT_ONCE = 50_000


@dataclass
class Unit:
    """`seen` is called after each step with how many are done and how many are known of, `alive` within a long one."""

    reading: Import
    seen: Callable[[int, int], None]
    alive: Callable[[int, int], None]
    ends: float
    clock: Callable[[], float] = monotonic
    steps: int = 0
    last_heard: float = 0.0

    @property
    def folder(self) -> Path:
        return folder_of(self.reading.folder)

    @property
    def over(self) -> bool:
        """However short the time, each unit takes one step: an import on a slow machine comes to its end."""
        return self.steps > 0 and self.clock() >= self.ends

    def took(self, done: int, total: int) -> None:
        self.steps += 1
        self.seen(done, total)

    def passed(self, reached: int, size: int) -> None:
        """Within a source, in hundredths of its bytes; nought of nought where it is read in rows."""
        if self.clock() - self.last_heard >= HEARTBEAT:
            self.last_heard = self.clock()
            self.alive(reached * 100 // size, 100 if reached else 0)


def run_unit(
    reading: Import,
    seen: Callable[[int, int], None],
    alive: Callable[[int, int], None],
    seconds: float = SECONDS,
) -> bool:
    """Whether everything is done. Raises UnreadableExport; never says what stands in the exhibit."""
    unit = Unit(reading, seen, alive, monotonic() + seconds)
    return all(part(unit) for part in (_read_sources, _lay_out_lines, _gather_words))


def _read_sources(unit: Unit) -> bool:
    """Each source into Parquet. The manifest names a source once its files are whole."""
    for left in unit.folder.glob(".reading-*"):
        shutil.rmtree(left, ignore_errors=True)
    manifest = read_manifest(unit.folder)
    if manifest.get("complete"):
        return True
    known = {one["source"] for one in manifest["sources"]}
    exhibit, not_read = unit.reading.exhibit, list[str]()
    with under_its_name(exhibit.stored, exhibit.file_name) as path:
        for reading in readings(path, Settled(unit.reading.date_order or None), not_read):
            if reading.source.sha256 in known:
                continue
            if unit.over:
                return False
            manifest = add(manifest, _written(reading, unit), unit.folder)
            write_manifest(unit.folder, manifest)
            known.add(reading.source.sha256)
            unit.took(len(known), len(known) + 1)
    write_manifest(unit.folder, manifest | {"complete": True, "not_read": sorted(not_read)})
    return True


def _written(reading: Reading, unit: Unit) -> dict[str, Any]:
    """A source is read in one go: killed in the midst of it, it is begun anew, and nothing half done is left."""
    size = reading.source.size
    if size > LARGEST_SOURCE:
        most = LARGEST_SOURCE >> 20
        raise UnreadableExport(reading.source.name, f"larger than {most} MB; have it exported in parts", 0)
    return write(reading, unit.folder, lambda reached: unit.passed(reached, size))


def _lay_out_lines(unit: Unit) -> bool:
    with writing(unit.folder / LINES) as connection:
        done = steps_done(connection)
        if "laid-out" in done:
            return True
        rows = sum(part["rows"] for entry in entries_of(unit.folder) for part in entry["parts"])
        for name, take in _steps(unit.folder, connection):
            if name in done:
                continue
            if unit.over:
                return False
            with one_step(connection, name):
                take()
            unit.took(_laid_out(connection), rows)
        with one_step(connection, "laid-out"):
            pass
    return True


def _steps(folder: Path, connection: sqlite3.Connection) -> Iterator[tuple[str, Callable[[], None]]]:
    for entry in entries_of(folder):
        records = scan_parts(folder, entry)
        yield f"attached {entry['source']}", lambda records=records: add_attached(connection, records)  # type: ignore[misc]
        for name in conversations(records):
            chat = ChatOfSource(records, entry, name)
            for start in chat.starts():
                yield f"chat {chat.key} {start}", lambda chat=chat, start=start: chat.add(connection, start)  # type: ignore[misc]
            yield f"{WRITERS}{chat.key}", lambda chat=chat: chat.add_writers(connection)  # type: ignore[misc]


def _laid_out(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(n), 0) FROM line").fetchone()[0])


def _gather_words(unit: Unit) -> bool:
    with writing(unit.folder / LINES) as connection:
        last = _laid_out(connection)
        done = steps_done(connection)
        for first in range(1, last + 1, WORDS_AT_ONCE):
            if f"words {first}" in done:
                continue
            if unit.over:
                return False
            with one_step(connection, f"words {first}"):
                _add_words(connection, first)
            unit.took(min(first + WORDS_AT_ONCE, last), last)
        connection.execute("PRAGMA journal_mode=DELETE")
    return True


def _add_words(connection: sqlite3.Connection, first: int) -> None:
    connection.execute(
        "INSERT INTO words(rowid, body) SELECT n, body FROM line WHERE n >= ? AND n < ? AND body IS NOT NULL",
        [first, first + WORDS_AT_ONCE],
    )
