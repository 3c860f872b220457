"""One conversation in order: every record with its place, and the records that hang on messages beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import polars as pl

from candour.evidence.merging.conversation import Merged
from candour.evidence.merging.namesakes import told_apart
from candour.evidence.merging.rows import ATTACHED, IDENTITY, NEEDED, PLACED, with_places
from candour.evidence.merging.ties import Ties
from candour.evidence.records import Kind, Mark

# What tells who came, went and did something: a large conversation is gone through for it several times.
OF_PEOPLE = (
    "place", "at", "who", "kind", "source", "start", "table", "row", "sender", "marks", "change", "subjects", "before", "after",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the conversation, its time where it has one, and the record that stands there."""

    place: int
    at: datetime | None = None
    cite: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """`placed` has `place`, `at` and `who` beside the columns of the records; `attached` hangs on messages. Several copies
    of one message, from several phones, share one place.
    """

    placed: pl.DataFrame
    attached: pl.DataFrame
    ties: Ties
    in_utc: bool
    carries: frozenset[Kind] = field(default_factory=frozenset)

    def by_source(self) -> dict[str, "Timeline"]:
        """What each source shows of people by itself, at the same places; empty where there is one source only."""
        sources = self.placed["source"].unique(maintain_order=True).to_list()
        slim = replace(self, placed=self.placed.select(OF_PEOPLE)) if len(sources) > 1 else self
        return {one: slim._only(one) for one in sources} if len(sources) > 1 else {}

    def _only(self, source: str) -> "Timeline":
        placed, attached = (
            frame.filter(pl.col("source") == source) for frame in (self.placed, self.attached)
        )
        return replace(self, placed=placed, attached=attached)

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
        rows = self.placed.filter(pl.col("kind").is_in(kinds))
        return rows.with_columns(IDENTITY.alias("cite")).iter_rows(named=True)

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
    in_utc = placed.filter(pl.col("kind") == Kind.MESSAGE.value)["utc"].null_count() == 0
    return _assembled(with_places(placed), found, ties or Ties(), in_utc)


def together(merged: Merged, ties: Ties | None = None) -> Timeline:
    """Of several sources that hold the same conversation; `at` is on the clock of the first."""
    apart = told_apart(merged, ties or Ties())
    return _assembled(merged.placed.select(*NEEDED, "place", "at"), merged.found, apart, merged.in_utc)


def _assembled(placed: pl.DataFrame, found: pl.DataFrame, ties: Ties, in_utc: bool) -> Timeline:
    attached = found.filter(pl.col("kind").is_in([one.value for one in ATTACHED]))
    carries = frozenset(Kind(one) for one in found["kind"].unique())
    return Timeline(with_people(placed, ties), with_people(attached, ties), ties, in_utc, carries)


def with_people(frame: pl.DataFrame, ties: Ties) -> pl.DataFrame:
    """Adds `who`, and `at` (in UTC where the source gives it, without a zone) where it is not settled yet."""
    written = pl.coalesce(pl.col("utc").dt.replace_time_zone(None), "local").alias("at")
    at = pl.col("at") if "at" in frame.columns else written
    if not ties.made:
        return frame.with_columns(at, pl.col("sender").alias("who"))
    parts = [
        part.with_columns(at, pl.col("sender").replace(ties.of_source(part["source"][0])).alias("who"))
        for part in frame.partition_by("source", maintain_order=True)
    ]
    whole = pl.concat(parts) if parts else frame.with_columns(at, pl.col("sender").alias("who"))
    return whole.sort("place", maintain_order=True) if "place" in whole.columns else whole
