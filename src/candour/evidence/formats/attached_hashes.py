"""The files that an export carries beside its messages: hashed where a message names one, so that copies are known as such.

Nothing of them is kept but the hash. A damaged file has none.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from typing import Any

import polars as pl

from candour.evidence.formats.archives import BROKEN_MEMBER
from candour.evidence.formats.attached_files import Files
from candour.evidence.formats.reading import Reading
from candour.evidence.records import Kind

MOST_BYTES = 4 << 30  # of the files that one source names: a step of an import is to end within a minute
_BLOCK = 1 << 20


@dataclass(slots=True)
class Counted:
    """Of the names that messages give: those hashed, those that no file bears, the damaged, and those beyond the bound."""

    hashed: int = 0
    not_there: int = 0
    damaged: int = 0
    beyond_the_bound: int = 0


@dataclass(slots=True)
class Hashes:
    files: Files
    counted: Counted = field(default_factory=Counted)
    _known: dict[str, str | None] = field(default_factory=dict)
    _of_place: dict[str, str | None] = field(default_factory=dict)
    _left: int = field(default_factory=lambda: MOST_BYTES)

    def of(self, written: str) -> str | None:
        if written not in self._known:
            self._known[written] = self._found(written)
        return self._known[written]

    def facts(self) -> dict[str, Any]:
        return {} if self.counted == Counted() else {"attached_files": asdict(self.counted)}

    def _found(self, written: str) -> str | None:
        found = self._place(written)
        if found is None:
            self.counted.not_there += 1
            return None
        place, size = found
        if size > self._left:
            self.counted.beyond_the_bound += 1
            return None
        if place not in self._of_place:
            self._left -= size
            self._of_place[place] = self._hashed(place, size)
        digest = self._of_place[place]
        self.counted.hashed += digest is not None
        self.counted.damaged += digest is None
        return digest

    def _place(self, written: str) -> tuple[str, int] | None:
        try:
            return self.files.find(written) if written.strip() else None
        except (OSError, ValueError):  # a name that no file can bear: too long, or with a NUL
            return None

    def _hashed(self, place: str, size: int) -> str | None:
        found, reached = hashlib.sha256(), 0
        try:
            with self.files.opened(place) as file:
                while reached <= size and (block := file.read(_BLOCK)):
                    found.update(block)
                    reached += len(block)
        except BROKEN_MEMBER:
            return None
        return found.hexdigest() if reached == size else None


def with_hashes(reading: Reading, files: Files) -> None:
    """Gives each message the hash of the file that it names, where the source states none; and counts."""
    reading.frames = _frames(reading, reading.frames, Hashes(files))


def _frames(reading: Reading, frames: Iterator[pl.DataFrame], hashes: Hashes) -> Iterator[pl.DataFrame]:
    with closing(hashes.files):
        for frame in frames:
            yield _filled(frame, hashes)
    reading.facts |= hashes.facts()


def _filled(frame: pl.DataFrame, hashes: Hashes) -> pl.DataFrame:
    lacks = (
        (pl.col("kind") == Kind.MESSAGE.value)
        & pl.col("attachment").is_not_null()
        & pl.col("attachment_sha256").is_null()
    )
    named = frame.filter(lacks)["attachment"].unique(maintain_order=True)
    known = {name: digest for name in named if (digest := hashes.of(name)) is not None}
    if not known:
        return frame
    computed = pl.col("attachment").replace_strict(known, default=None, return_dtype=pl.String)
    return frame.with_columns(
        pl.when(lacks).then(computed).otherwise("attachment_sha256").alias("attachment_sha256")
    )
