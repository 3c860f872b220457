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
    return [_share(one.source, events) for one in merged.clocks]


def _share(source: str, events: pl.DataFrame) -> Share:
    own = events.filter(pl.col("source") == source)
    shared = own.filter("shared").height
    missing = _lacking(events, own["place"])["place"].n_unique()
    return Share(source, own.height, shared, alone=own.height - shared, lacking=missing)


def lacking(merged: Merged, source: str) -> list[str]:
    """Identities of what other sources hold where this one has a gap, in the order of the conversation."""
    events = _events(merged)
    own = events.filter(pl.col("source") == source)["place"]
    return _lacking(events, own).select(IDENTITY.alias("cite"))["cite"].to_list()


def _events(merged: Merged) -> pl.DataFrame:
    """`shared` is what stands at the place of another source's row too."""
    events = merged.placed.filter(~is_listed())
    several = events.select("place", "source").unique().filter(pl.col("place").is_duplicated())
    return events.with_columns(pl.col("place").is_in(several["place"].implode()).alias("shared"))


def _lacking(events: pl.DataFrame, own: pl.Series) -> pl.DataFrame:
    """Before its first and after its last the source may not have been in the conversation."""
    if not own.len():
        return events.clear()
    within = pl.col("place").is_between(own.min(), own.max())
    return events.filter(within & ~pl.col("place").is_in(own.implode()))
