"""One name that two phones give to two people: told apart by the phone, until a person ties each to somebody."""

from itertools import combinations

import polars as pl

from candour.evidence.merging.conversation import Merged
from candour.evidence.merging.pairing import names_alike
from candour.evidence.merging.ties import Tie, Ties


def told_apart(merged: Merged, ties: Ties) -> Ties:
    """The ties with a label for each name that stands over another name's messages on another phone."""
    untied = merged.placed.filter(pl.col("name").is_not_null() & pl.col("tied").is_null())
    sources = [one.source for one in merged.clocks]
    clashing = sorted(
        {name for one, other in combinations(sources, 2) for name in _clashing(untied, one, other)}
    )
    labels = tuple(Tie(f"{name} (on {source[:8]})", name, source) for name in clashing for source in sources)
    return Ties((*labels, *ties.made), ties.owners, ties.joined)


def _clashing(untied: pl.DataFrame, one: str, other: str) -> set[str]:
    left, right = (
        untied.filter(pl.col("source") == source).select("place", "name") for source in (one, other)
    )
    usual = names_alike(left.join(right, on="place", suffix="_right"))
    back = names_alike(right.join(left, on="place", suffix="_right"))
    both = {*left["name"].unique()} & {*right["name"].unique()}
    return {name for name in both if usual.get(name, name) != name or back.get(name, name) != name}
