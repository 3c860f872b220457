"""How much of the conversation each source holds, and what each lacks that another has: gaps are filled from the others."""

from dataclasses import dataclass

import polars as pl

from candour.evidence.merging.conversation import Merged
from candour.evidence.merging.rows import IDENTITY, is_listed


@dataclass(frozen=True, slots=True)
class Share:
    """`alone`: what no other source holds. `lacking`: what others hold between this source's first and last."""

    source: str
    held: int
    shared: int
    alone: int
    lacking: int


def shares(merged: Merged) -> list[Share]:
    """In the order of the clocks."""
    events = _events(merged)
    return [
        Share(
            one.source,
            held=_of(events, one.source).height,
            shared=_of(events, one.source).filter(pl.col("sources") > 1).height,
            alone=_of(events, one.source).filter(pl.col("sources") == 1).height,
            lacking=_lacking(events, one.source)["place"].n_unique(),
        )
        for one in merged.clocks
    ]


def lacking(merged: Merged, source: str) -> list[str]:
    """Identities of what other sources hold where this one has a gap, in the order of the conversation."""
    return _lacking(_events(merged), source).select(IDENTITY.alias("cite"))["cite"].to_list()


def _events(merged: Merged) -> pl.DataFrame:
    events = merged.placed.filter(~is_listed())
    return events.with_columns(pl.col("source").n_unique().over("place").alias("sources"))


def _of(events: pl.DataFrame, source: str) -> pl.DataFrame:
    return events.filter(pl.col("source") == source)


def _lacking(events: pl.DataFrame, source: str) -> pl.DataFrame:
    """Before its first and after its last the source may not have been in the conversation."""
    own = _of(events, source)["place"]
    if not own.len():
        return events.clear()
    within = pl.col("place").is_between(own.min(), own.max())
    return events.filter(within & ~pl.col("place").is_in(own.unique().to_list()))
