"""Messages read into Parquet with their places, on one processor; beside parsers that people use instead."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.chat_files import write_database, write_text
from benchmarks.measuring import Measured

GOAL_TEXT, GOAL_ROWS, GOAL_MB = 250_000, 200_000, 800
FULL = 500_000  # matters; as many as a whole run has
TEXT_PEERS = ("whatstk", "chatminer", "exporter")
# These measure seconds to minutes for a tenth; their rate does not rise with the size.
_PEERS_READ = 100_000
_OTHERS = 6  # in a hundred messages


def measure(*, matters: int = FULL) -> Iterator[Measured]:
    """A million messages and a million rows in a whole run, a tenth of them otherwise; always the same ones."""
    size = 1_000_000 if matters >= FULL else 100_000
    with TemporaryDirectory() as folder:
        yield from _text(Path(folder), size)
        yield from _database(Path(folder), size)


def _text(folder: Path, size: int) -> Iterator[Measured]:
    path, small = folder / "WhatsApp Chat with all.txt", folder / "WhatsApp Chat with some.txt"
    write_text(path, size)
    write_text(small, min(size, _PEERS_READ))
    rate, rows = _ours(path, f"WhatsApp text, {size:,} messages", size, GOAL_TEXT)
    yield from rows
    mixed = folder / "WhatsApp Chat with mixed.txt"
    write_text(mixed, size, others=_OTHERS)
    yield _ours(mixed, f"the same, {_OTHERS} in 100 of them files, notices and events", size)[1][0]
    for peer in TEXT_PEERS:
        yield _beside(peer, small, rate)


def _database(folder: Path, size: int) -> Iterator[Measured]:
    """No peer: WhatsApp-Chat-Exporter reads these too, but asks for tables that a phone need not have, and stops."""
    path = folder / "msgstore.db"
    write_database(path, size)
    yield from _ours(path, f"msgstore.db, {size:,} rows", size, GOAL_ROWS)[1]


def _ours(path: Path, what: str, size: int, goal: int | None = None) -> tuple[float, list[Measured]]:
    """Messages or rows of the file a second; a row may be part of another's record, and a message hold two."""
    ours = _read("candour", path)
    rate = size / ours["seconds"]
    said = f"{path.stat().st_size / 1e6:,.0f} MB, {ours['found']:,} records"
    return rate, [
        Measured(what, "messages/s" if path.suffix == ".txt" else "rows/s", rate, goal=goal, note=said),
        Measured(f"{what}: peak memory", "MB", ours["peak_mb"], goal=GOAL_MB),
    ]


def _beside(peer: str, path: Path, rate: float) -> Measured:
    found = _read(peer, path)
    if "missing" in found:
        return Measured(
            f"{peer}: not installed", "records/s", 0, note="uv pip install -r requirements/bench.txt"
        )
    theirs = found["found"] / found["seconds"]
    said = f"{found['found']:,} found, {found['peak_mb']:,.0f} MB"
    return Measured(
        f"{peer}, {_PEERS_READ:,} at most", "records/s", theirs, peer=f"{peer}; {said}", ratio=rate / theirs
    )


def _read(reader: str, path: Path) -> dict[str, Any]:
    """In a process of its own, so that its memory is its own; Polars on one thread."""
    command = [sys.executable, "-m", "benchmarks.chat_reading", reader, str(path)]
    single = {**os.environ, "POLARS_MAX_THREADS": "1"}
    done = subprocess.run(command, env=single, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
