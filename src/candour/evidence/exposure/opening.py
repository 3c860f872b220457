"""Finds an item in a folder that `candour chats read` wrote, and lays its conversation out in order."""

from pathlib import Path
from typing import Any

import polars as pl

from candour.evidence.exposure.items import NoSuchItem
from candour.evidence.exposure.timeline import Timeline, timeline, together
from candour.evidence.merging.conversation import merged
from candour.evidence.merging.folder import Part, entries, records_of, records_of_source
from candour.evidence.merging.rows import IDENTITY
from candour.evidence.merging.ties import Ties

_SHORTEST = 6


def full_identity(written: str, sources: list[str]) -> str:
    """A source may be cut short, to six figures or more, where that fits one source only."""
    source, _, locator = written.partition(":")
    fitting = [one for one in sources if one.startswith(source)]
    if not locator or len(source) < _SHORTEST or len(fitting) != 1:
        raise NoSuchItem(
            f"{written[:80]} is no item of this folder: SOURCE:OFFSET or SOURCE:TABLE/ROW is needed"
        )
    return f"{fitting[0]}:{locator}"


def conversation(folder: Path, identity: str, ties: Ties) -> Timeline:
    """The conversation in which the item stands: of its own source, or of all that a person says hold the same one."""
    found = entries(folder)
    own = part_of(folder, found, identity)
    parts = [records_of(folder, found, part) for part in ties.parts_with(*own)]
    return timeline(parts[0], ties) if len(parts) == 1 else together(merged(parts, ties), ties)


def part_of(folder: Path, found: list[dict[str, Any]], identity: str) -> Part:
    """The source of an item, and what that source calls its conversation."""
    source = identity.partition(":")[0]
    rows = (
        records_of_source(folder, found, source).filter(placed_at(identity)).select("conversation").collect()
    )
    if not rows.height:
        raise NoSuchItem("the item is no record of its source")
    return source, rows["conversation"][0]


def placed_at(identity: str) -> pl.Expr:
    """The record with this identity; its numbers are looked at first, so that no million identities are spelt."""
    _, slash, number = identity.partition(":")[2].rpartition("/")
    if not number.isascii() or not number.isdigit():
        raise NoSuchItem("an item ends in its byte offset, or in its table and row")
    near = (pl.col("row") if slash else pl.col("start")) == int(number)
    return near & (identity == IDENTITY) & ~pl.col("inner")
