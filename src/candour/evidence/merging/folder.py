"""A folder that `candour chats read` wrote: its sources, and the records of one conversation of one of them."""

import json
from pathlib import Path
from typing import Any

import polars as pl

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.parquet import MANIFEST, read_manifest, scan_parts

Part = tuple[str, str | None]  # a source's SHA-256, and what the source calls the conversation


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


def records_of_source(folder: Path, found: list[dict[str, Any]], source: str) -> pl.LazyFrame:
    for one in found:
        if one["source"] == source:
            return scan_parts(folder, one)
    raise UnreadableExport(str(folder), "a source that is asked for is not in this folder")


def records_of(folder: Path, found: list[dict[str, Any]], part: Part) -> pl.LazyFrame:
    """The records of one conversation, with those that hang on messages without naming a conversation."""
    source, name = part
    records = records_of_source(folder, found, source)
    if name is None:
        return records
    return records.filter((pl.col("conversation") == name) | pl.col("conversation").is_null())


def contact_books(found: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """By source: what its address book calls each address."""
    return {one["source"]: _called(one["facts"].get("address_books", {})) for one in found}


def _called(book: dict[str, dict[str, str]]) -> dict[str, str]:
    names = ("display_name", "nickname", "wa_name")
    called = {
        address: next((given[name] for name in names if given.get(name)), None)
        for address, given in book.items()
    }
    return {address: name for address, name in called.items() if name}
