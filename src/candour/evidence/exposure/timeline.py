"""One conversation in order: every record with its place, and the records that hang on messages beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import polars as pl

from candour.evidence.merging.rows import ATTACHED, IDENTITY, NEEDED, PLACED, SENT, in_order
from candour.evidence.merging.ties import Ties
from candour.evidence.records import Kind, Mark


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the conversation, its time where it has one, and the record that stands there."""

    place: int
    at: datetime | None = None
    cite: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """`placed` has the columns `place`, `at`, `who` and `cite` (filled in for what is not a message); `attached` hangs on
    messages. Several copies of one message, from several phones, share one place.
    """

    placed: pl.DataFrame
    attached: pl.DataFrame
    ties: Ties
    in_utc: bool
    carries: frozenset[Kind] = field(default_factory=frozenset)

    @property
    def last(self) -> int:
        return int(self.placed["place"].max() or 0)  # type: ignore[arg-type]

    def people(self) -> list[str]:
        """Everybody the conversation's own records name, first come first."""
        found: dict[str, None] = {}
        for (who,) in self.placed.group_by("who", maintain_order=True).agg().iter_rows():
            found[who] = None
        for row in self.membership_rows():
            found |= dict.fromkeys(self.ties.person(row["source"], name) for name in row["subjects"] or ())
        found |= dict.fromkeys(self.recipients())
        return [who for who in found if who is not None]

    def membership_rows(self) -> Iterable[dict[str, Any]]:
        kinds = [Kind.MEMBERSHIP.value, Kind.NUMBER_CHANGE.value]
        return self.placed.filter(pl.col("kind").is_in(kinds)).iter_rows(named=True)

    def recipients(self) -> list[str]:
        receipts = self.attached.filter(pl.col("recipient").is_not_null())
        pairs = receipts.select("source", "recipient").unique(maintain_order=True)
        return [self.ties.person(source, name) for source, name in pairs.iter_rows()]

    def owners(self) -> dict[str, str]:
        """Whose phone each source is: as stated, or whoever wrote what is marked as sent from it."""
        own = self.placed.filter(pl.col("marks").list.contains(Mark.OWN.value) & pl.col("who").is_not_null())
        marked = own.group_by("source").agg(pl.col("who").unique())
        found = {source: who[0] for source, who in marked.iter_rows() if len(who) == 1}
        return found | dict(self.ties.owners)


def timeline(records: pl.DataFrame | pl.LazyFrame, ties: Ties | None = None) -> Timeline:
    """The records of one conversation in one source, in order: by UTC where all messages have it, else as the file runs."""
    found = records.lazy().select(NEEDED).collect()
    placed = found.filter(pl.col("kind").is_in([one.value for one in PLACED]) & ~pl.col("inner"))
    placed = in_order(placed).with_row_index("place").cast({"place": pl.Int64})
    return assembled(placed, found, ties or Ties())


def assembled(placed: pl.DataFrame, found: pl.DataFrame, ties: Ties) -> Timeline:
    """A timeline of records whose places are settled, be it by one source or by a merge."""
    placed = with_people(placed, ties).with_columns(
        pl.when(pl.col("kind").is_in([one.value for one in SENT]))
        .then(None)
        .otherwise(IDENTITY)
        .alias("cite")
    )
    attached = found.filter(pl.col("kind").is_in([one.value for one in ATTACHED]))
    sent_in_utc = placed.filter(pl.col("kind") == Kind.MESSAGE.value)["utc"].null_count() == 0
    carries = frozenset(Kind(one) for one in found["kind"].unique())
    attached = with_people(attached, ties).with_columns(IDENTITY.alias("cite"))
    return Timeline(placed, attached, ties, sent_in_utc, carries)


def with_people(frame: pl.DataFrame, ties: Ties) -> pl.DataFrame:
    """Adds `at` (in UTC where the source gives it, without a zone) and `who`."""
    at = pl.coalesce(pl.col("utc").dt.replace_time_zone(None), "local").alias("at")
    if not ties.made:
        return frame.with_columns(at, pl.col("sender").alias("who"))
    parts = [
        part.with_columns(at, pl.col("sender").replace(ties.of_source(part["source"][0])).alias("who"))
        for part in frame.partition_by("source", maintain_order=True)
    ]
    whole = pl.concat(parts) if parts else frame.with_columns(at, pl.col("sender").alias("who"))
    return whole.sort("place", maintain_order=True) if "place" in whole.columns else whole
