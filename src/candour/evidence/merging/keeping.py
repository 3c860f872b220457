"""A conversation as several sources make it, kept as files: laid out once, and read again as often as somebody looks."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from candour.evidence.merging.clocks import Clock, Resolution, Stretch
from candour.evidence.merging.conversation import Merged

FRAMES = ("placed", "found")
_HEAD, _PAIRS = "layout.json", "pairs-"
Sealing = Callable[[str], str]


def keep(merged: Merged, folder: Path, seal: Sealing) -> None:
    """Into an empty folder. `seal` makes of a text what nobody else can make of it. Nothing supposed is kept."""
    if merged.supposed:
        raise ValueError("times that nobody has settled are not kept")
    frames = {"placed": merged.placed, "found": merged.found}
    frames |= {f"{_PAIRS}{source}": pairs for source, pairs in merged.pairs.items()}
    for name, frame in frames.items():
        frame.write_parquet(_path(folder, name), compression="zstd", compression_level=1)
    written = {
        "clocks": [asdict(one) for one in merged.clocks],
        "files": {name: _hash(_path(folder, name)) for name in frames},
    }
    head = json.dumps(written, default=datetime.isoformat, sort_keys=True)
    (folder / _HEAD).write_text(json.dumps({"head": head, "seal": seal(head)}), encoding="utf-8")


def kept(folder: Path, seal: Sealing) -> Merged | None:
    """None where nothing is kept, or what is kept is not what was sealed."""
    try:
        written = json.loads((folder / _HEAD).read_bytes())
        head = str(written["head"])
        if written["seal"] != seal(head):
            return None
        return _read(folder, json.loads(head))
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError):
        return None


def _read(folder: Path, head: dict[str, Any]) -> Merged | None:
    files: dict[str, str] = head["files"]
    if any(_hash(_path(folder, name)) != sha256 for name, sha256 in files.items()):
        return None
    frames = {name: pl.read_parquet(_path(folder, name)) for name in files}
    placed, found = (frames.pop(name) for name in FRAMES)
    pairs = {name.removeprefix(_PAIRS): frame for name, frame in frames.items()}
    return Merged(placed, found, tuple(map(_clock, head["clocks"])), pairs)


def _clock(written: dict[str, Any]) -> Clock:
    stretches = tuple(_stretch(one) for one in written["stretches"])
    return Clock(written["source"], Resolution(written["resolution"]), written["in_utc"], stretches)


def _stretch(written: dict[str, Any]) -> Stretch:
    first, last = (datetime.fromisoformat(written[name]) for name in ("first", "last"))
    return Stretch(written["minutes"], written["seconds"], first, last, written["messages"])


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
