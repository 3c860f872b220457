"""Where sources that hold the same conversation differ: each copy is kept as it is, and what differs is named."""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from candour.evidence.merging.clocks import tolerance
from candour.evidence.merging.conversation import Merged
from candour.evidence.merging.pairing import How, names_alike
from candour.evidence.merging.rows import IDENTITY, is_listed
from candour.evidence.records import Kind, Mark


class Differs(StrEnum):
    """What about the copies of one message is not the same."""

    DELETED = "deleted"  # one source still has what another shows as deleted
    EDITED = "edited"  # one source has other words, and marks them as edited
    TEXT = "text"
    FILE = "file"  # two files by their hashes
    SENDER = "sender"  # names that stand for two people elsewhere, or are tied to two
    TIME = "time"  # further apart than both clocks allow
    ALIKE = "alike"  # several say the same at that time: which is a copy of which is not settled


@dataclass(frozen=True, slots=True)
class Difference:
    """`cites` are the identities of all copies at the place, those of the finest clock first."""

    place: int
    differs: Differs
    cites: tuple[str, ...]


def differences(merged: Merged) -> list[Difference]:
    """In the order of the conversation."""
    shared = _shared(merged)
    judged = [*_of_groups(_suspect(shared, merged), merged), (Differs.SENDER, _other_senders(shared))]
    cites = _cites(shared, {place for _, places in judged for place in places})
    found = [Difference(place, differs, cites[place]) for differs, places in judged for place in places]
    return sorted(found, key=lambda one: (one.place, list(Differs).index(one.differs)))


def _shared(merged: Merged) -> pl.DataFrame:
    return merged.placed.filter(~is_listed()).filter(pl.col("place").is_duplicated())


def _suspect(shared: pl.DataFrame, merged: Merged) -> pl.DataFrame:
    """Places at which two neighbouring rows are not quite alike: most copies are, and need no closer look."""
    least = min(_widths(merged).values()) // max(len(merged.clocks) - 1, 1)
    unlike = [pl.col(name).ne_missing(pl.col(name).shift()) for name in ("kind", "content")]
    apart = (pl.col("t") - pl.col("t").shift()).abs() > least
    odd = (pl.col("place") == pl.col("place").shift()) & pl.any_horizontal(*unlike, apart)
    known = [pl.col("t").is_null(), pl.col("attachment_sha256").is_not_null()]
    alike = pl.col("how") == How.ALIKE.value
    places = shared.filter(pl.any_horizontal(odd, alike, *known).fill_null(False))["place"].unique()
    return shared.filter(pl.col("place").is_in(places.implode()))


def _widths(merged: Merged) -> dict[str, int]:
    """How far apart, in microseconds, each source may write one moment."""
    return {one.source: tolerance(one.resolution, one.resolution) for one in merged.clocks}


def _cites(shared: pl.DataFrame, places: set[int]) -> dict[int, tuple[str, ...]]:
    here = shared.filter(pl.col("place").is_in(list(places)))
    found = here.group_by("place", maintain_order=True).agg(IDENTITY.alias("cites"))
    return {place: tuple(cites) for place, cites in found.iter_rows()}


def _of_groups(shared: pl.DataFrame, merged: Merged) -> list[tuple[Differs, list[int]]]:
    deleted = pl.col("kind") == Kind.DELETION.value
    words = ~deleted & ~pl.col("bare") & ~_marked(Mark.MEDIA_OMITTED)
    texts = pl.col("content").filter(words).n_unique() > 1
    edited = _marked(Mark.EDITED).any()
    width = pl.col("source").replace_strict(_widths(merged), default=0, return_dtype=pl.Int64).max()
    rules = {
        Differs.DELETED: deleted.any() & (~deleted).any(),
        Differs.EDITED: texts & edited,
        Differs.TEXT: texts & ~edited,
        Differs.FILE: pl.col("attachment_sha256").drop_nulls().n_unique() > 1,
        Differs.TIME: pl.col("t").max() - pl.col("t").min() > width,
        Differs.ALIKE: (pl.col("how") == How.ALIKE.value).any(),
    }
    judged = shared.group_by("place").agg(*(rule.alias(differs.value) for differs, rule in rules.items()))
    return [(differs, judged.filter(pl.col(differs.value))["place"].to_list()) for differs in rules]


def _marked(mark: Mark) -> pl.Expr:
    return pl.col("marks").list.contains(mark.value).fill_null(False)


def _other_senders(shared: pl.DataFrame) -> list[int]:
    """Places at which a name answers another than it does everywhere else, or two names tied to two people."""
    found: set[int] = set()
    tied = shared.group_by("place").agg(pl.col("tied").drop_nulls().n_unique().alias("people"))
    found.update(tied.filter(pl.col("people") > 1)["place"])
    for one, other in _sources_two_by_two(shared):
        both = one.join(other, on="place", how="inner", suffix="_right")
        usual = names_alike(both)
        expected = pl.col("name").replace_strict(usual, default=None, return_dtype=pl.String)
        untied = pl.col("tied").is_null() | pl.col("tied_right").is_null()
        unusual = both.filter(untied & (expected != pl.col("name_right")).fill_null(False))
        found.update(unusual["place"])
    return sorted(found)


def _sources_two_by_two(shared: pl.DataFrame) -> list[tuple[pl.DataFrame, pl.DataFrame]]:
    parts = shared.select("place", "source", "name", "tied").partition_by("source", maintain_order=True)
    return [(one, other) for place, one in enumerate(parts) for other in parts[place + 1 :]]
