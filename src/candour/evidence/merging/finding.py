"""Which conversations of several sources seem to be one: those that share what is said but once in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from candour.evidence.merging.contents import COMPARED, with_contents
from candour.evidence.merging.folder import Part, records_of_source
from candour.evidence.merging.rows import NEEDED, SENT

_FEWEST, _SHARE = 5, 0.2
_WIDESPREAD = 50  # what stands in more conversations than this is passed around, and tells nothing


@dataclass(frozen=True, slots=True)
class Likely:
    """`shared`: how many messages, said once in each of two parts, they have in common, for the two that share most."""

    parts: tuple[Part, ...]
    shared: int


def likely_the_same(folder: Path, found: Sequence[dict[str, Any]]) -> list[Likely]:
    """Suggested only: a person decides. Two conversations of one source are never one."""
    said = pl.concat([_said_once(folder, list(found), one["source"]) for one in found]) if found else None
    if said is None or not said.height:
        return []
    parts = said.select("source", "conversation").unique(maintain_order=True).with_row_index("part")
    numbered = said.join(parts, on=["source", "conversation"], nulls_equal=True)
    return _joined(parts, _pairs(numbered))


def _said_once(folder: Path, found: list[dict[str, Any]], source: str) -> pl.DataFrame:
    records = records_of_source(folder, found, source).select(*NEEDED, *COMPARED)
    sent = records.filter(pl.col("kind").is_in([one.value for one in SENT]) & ~pl.col("inner")).collect()
    compared = with_contents(sent).filter(~pl.col("bare"))
    once = compared.filter(pl.len().over("conversation", "content") == 1)
    return once.select("source", "conversation", "content")


def _pairs(said: pl.DataFrame) -> list[tuple[int, int, int]]:
    held = said.with_columns(pl.len().over("part").alias("held"))
    narrow = held.filter(pl.len().over("content") <= _WIDESPREAD)
    both = narrow.join(narrow, on="content", suffix="_right").filter(
        (pl.col("part") < pl.col("part_right")) & (pl.col("source") != pl.col("source_right"))
    )
    counted = both.group_by("part", "part_right").agg(
        pl.len().alias("shared"), pl.min_horizontal("held", "held_right").first().alias("smaller")
    )
    enough = (pl.col("shared") >= _FEWEST) & (pl.col("shared") >= pl.col("smaller") * _SHARE)
    ordered = counted.filter(enough).sort(["shared", "part", "part_right"], descending=[True, False, False])
    return list(ordered.select("part", "part_right", "shared").iter_rows())


def _joined(parts: pl.DataFrame, pairs: Sequence[tuple[int, int, int]]) -> list[Likely]:
    """Chains of pairs; a source joins a chain with one conversation only, the one that shares most."""
    rows = {
        number: (source, name)
        for number, source, name in parts.select("part", "source", "conversation").iter_rows()
    }
    chains: dict[int, list[int]] = {number: [number] for number in rows}
    shared: dict[int, int] = {}
    for one, other, count in pairs:
        together = [*chains[one], *chains[other]]
        sources = [rows[number][0] for number in together]
        if chains[one] is chains[other] or len(set(sources)) < len(sources):
            continue
        for number in together:
            chains[number] = together
        shared[together[0]] = max(count, *(shared.get(number, 0) for number in together))
    kept = {id(chain): chain for chain in chains.values() if len(chain) > 1}
    return [Likely(tuple(rows[number] for number in chain), shared[chain[0]]) for chain in kept.values()]
