"""Finds an item in a folder that `candour chats read` wrote, and lays its conversation out in order."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from candour.evidence.exposure.items import NoSuchItem
from candour.evidence.exposure.timeline import Timeline, timeline
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.parquet import MANIFEST, read_manifest, scan_parts
from candour.evidence.merging.rows import IDENTITY
from candour.evidence.merging.ties import Ties

_SHORTEST = 6


def entries(folder: Path) -> list[dict[str, Any]]:
    """What the manifest says of each source."""
    if not (folder / MANIFEST).is_file():
        raise UnreadableExport(
            str(folder), f"no {MANIFEST} here: give the folder that `candour chats read` wrote"
        )
    try:
        found: list[dict[str, Any]] = read_manifest(folder)["sources"]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise UnreadableExport(str(folder / MANIFEST), "not a manifest of `candour chats read`") from None
    return found


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
    """The one conversation of one source in which the item stands."""
    entry = next(one for one in entries(folder) if one["source"] == identity.partition(":")[0])
    records = scan_parts(folder, entry)
    return timeline(of_item(records, identity), ties)


def of_item(records: pl.LazyFrame, identity: str) -> pl.LazyFrame:
    """The records of the item's conversation, with those that hang on messages without naming a conversation."""
    found = records.filter(placed_at(identity)).select("conversation").collect()
    if not found.height:
        raise NoSuchItem("the item is no record of its source")
    name = found["conversation"][0]
    if name is None:
        return records
    return records.filter((pl.col("conversation") == name) | pl.col("conversation").is_null())


def placed_at(identity: str) -> pl.Expr:
    """The record with this identity; its numbers are looked at first, so that no million identities are spelt."""
    _, slash, number = identity.partition(":")[2].rpartition("/")
    if not number.isascii() or not number.isdigit():
        raise NoSuchItem("an item ends in its byte offset, or in its table and row")
    near = (pl.col("row") if slash else pl.col("start")) == int(number)
    return near & (identity == IDENTITY) & ~pl.col("inner")
