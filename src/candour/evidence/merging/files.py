"""The same file sent more than once, recognised by the hash that a source states: whoever sent it, whatever it was called."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from candour.evidence.merging.rows import IDENTITY


@dataclass(frozen=True, slots=True)
class Sending:
    """One message that carries the file; `cites` are its copies on all phones, `names` the senders as these write them."""

    place: int
    at: datetime | None
    cites: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SameFile:
    """`sendings` in order; the first is the first in this conversation, and nothing is said of where it came from."""

    sha256: str
    sendings: tuple[Sending, ...]


def same_files(placed: pl.DataFrame) -> list[SameFile]:
    """Of rows with `place` and `at`. A file stands in the list where two messages carry it, in order of the first."""
    hashed = placed.filter(pl.col("attachment_sha256").is_not_null())
    known = dict(hashed.select("place", "attachment_sha256").unique("place", keep="first").iter_rows())
    copies = (
        placed.filter(pl.col("place").is_in(list(known))).with_columns(IDENTITY.alias("cite")).sort("place")
    )
    found: dict[str, list[Sending]] = defaultdict(list)
    for (place,), rows in copies.group_by(["place"], maintain_order=True):
        found[known[place]].append(_sending(rows))
    return [SameFile(sha256, tuple(sendings)) for sha256, sendings in found.items() if len(sendings) > 1]


def _sending(rows: pl.DataFrame) -> Sending:
    names = rows["sender"].drop_nulls().unique(maintain_order=True)
    return Sending(rows["place"][0], rows["at"][0], tuple(rows["cite"]), tuple(names))
