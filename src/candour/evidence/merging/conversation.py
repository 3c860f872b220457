"""One conversation from several phones: every row of every source keeps its own, and copies of one message share a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from candour.evidence.merging.clocks import (
    FINENESS,
    Clock,
    Resolution,
    anchors,
    distances,
    on_the_other_clock,
    resolution_of,
    stretches,
    tolerance,
)
from candour.evidence.merging.contents import COMPARED, with_contents
from candour.evidence.merging.pairing import PAIRS, join_neighbours, pairs
from candour.evidence.merging.rows import NEEDED, PLACED, is_listed, with_places
from candour.evidence.merging.supposing import Supposed, suppose, undated, under
from candour.evidence.merging.ties import Ties
from candour.evidence.records import Kind

_WRITTEN = ("written", "certainty")  # of times that nobody has settled
READ = (*NEEDED, *COMPARED, *_WRITTEN)


@dataclass(frozen=True, slots=True)
class Merged:
    """`placed` has a row for each record with `place` (copies share one), `at` on the first clock, and `how` it was paired.

    `found` holds all records as they were read, those that hang on messages too. The first clock is the one that the
    others are laid beside. `supposed`: sources laid out under an order of day and month that is suggested and not settled;
    their times stay unknown.
    """

    placed: pl.DataFrame
    found: pl.DataFrame
    clocks: tuple[Clock, ...]
    pairs: dict[str, pl.DataFrame]
    supposed: tuple[Supposed, ...] = ()

    @property
    def in_utc(self) -> bool:
        return self.clocks[0].in_utc


def merged(parts: Sequence[pl.DataFrame | pl.LazyFrame], ties: Ties | None = None) -> Merged:
    """Each part is the same conversation as one source has it; the order in which they are given changes nothing."""
    sides = sorted((_Side(part, ties or Ties()) for part in parts), key=lambda one: one.rank)
    first, *others = sides
    spine = first.rows.with_columns(pl.col("own").alias("place"), pl.lit(None, pl.String).alias("how"))
    clocks, paired, supposed = [first.clock()], {}, []
    for side in others:
        if undated(side.rows):
            supposed.append(side.suppose(spine, first.source))
        clock, known = side.beside(spine)
        rows = on_the_other_clock(side.rows, known)
        width = tolerance(_finest(clocks), side.resolution)
        found = _paired(spine, rows, width)
        clocks.append(clock)
        paired[side.source] = found
        spine = _laid(spine, rows, found)
    unsettled = [one.source for one in supposed]
    found = pl.concat([one.found for one in sides]).drop(*COMPARED, *_WRITTEN)
    return Merged(_finished(spine, unsettled), found, tuple(clocks), paired, tuple(supposed))


class _Side:
    """One source's part, in its own order: `n` counts its rows, `own` their places (a phone's lists share one)."""

    def __init__(self, part: pl.DataFrame | pl.LazyFrame, ties: Ties) -> None:
        self.found = part.lazy().select(READ).collect()
        self.source = str(self.found["source"][0]) if self.found.height else ""
        placed = self.found.filter(pl.col("kind").is_in([one.value for one in PLACED]) & ~pl.col("inner"))
        self.rows = _prepared(with_places(placed), ties.of_source(self.source))
        sent = self.rows.filter(pl.col("kind") == Kind.MESSAGE.value)
        self.resolution = resolution_of(sent["t"])
        self.in_utc = bool(sent.height) and sent["utc"].null_count() == 0

    @property
    def rank(self) -> tuple[bool, bool, int, int, str]:
        """The finest clock first, and of those the fullest record; times that nobody has settled come last."""
        return (
            undated(self.rows),
            not self.in_utc,
            FINENESS.index(self.resolution),
            -self.rows.height,
            self.source,
        )

    def clock(self) -> Clock:
        return Clock(self.source, self.resolution, self.in_utc)

    def suppose(self, spine: pl.DataFrame, reference: str) -> Supposed:
        """Lays the times out under the order that alone fits, where one does."""
        found = suppose(_one_a_place(spine), self.rows, self.source, reference)
        if found.order is not None:
            self.rows = under(self.rows, found.order)
            self.resolution = resolution_of(self.rows["t"])
        return found

    def beside(self, spine: pl.DataFrame) -> tuple[Clock, pl.DataFrame]:
        known = distances(anchors(_one_a_place(spine), self.rows))
        return Clock(self.source, self.resolution, self.in_utc, stretches(known)), known


def _prepared(placed: pl.DataFrame, tied: Mapping[str, str]) -> pl.DataFrame:
    compared = with_contents(placed).rename({"place": "own"}).with_row_index("n").cast({"n": pl.Int64})
    at = pl.coalesce(pl.col("utc").dt.replace_time_zone(None), "local")
    person = pl.col("sender").replace_strict(tied, default=None, return_dtype=pl.String)
    times = at.dt.epoch("us").alias("t")
    return compared.with_columns(
        times, person.alias("tied"), pl.col("sender").alias("name"), is_listed().alias("listed")
    )


def _finest(clocks: Sequence[Clock]) -> Resolution:
    return min((one.resolution for one in clocks), key=FINENESS.index)


def _one_a_place(spine: pl.DataFrame) -> pl.DataFrame:
    """The fullest copy at each place: the first that is still a message."""
    ranked = spine.with_columns((pl.col("kind") != Kind.MESSAGE.value).alias("less"))
    kept = ranked.sort("place", "less", "n", maintain_order=True).unique(
        "place", keep="first", maintain_order=True
    )
    return kept.with_columns(pl.col("place").alias("n")).drop("less")


def _paired(spine: pl.DataFrame, rows: pl.DataFrame, width: int) -> pl.DataFrame:
    if not spine.height or not rows.height:
        return pl.DataFrame(schema=PAIRS)
    left = _one_a_place(spine)
    return join_neighbours(left, rows, pairs(left, rows, width), width)


def _laid(spine: pl.DataFrame, rows: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The spine with the rows of one more source: copies at the place of what they copy, the others between."""
    known = rows.sort("n").join(
        found.select(pl.col("right").alias("n"), pl.col("left").alias("copy_of"), "how"),
        on="n",
        how="left",
        maintain_order="left",
    )
    times = spine.group_by("place").agg(pl.col("t").first()).sort("place").with_columns(_running("t"))
    last = int(spine["place"].max() or 0)  # type: ignore[arg-type]
    bounded = known.with_columns(
        pl.col("copy_of").forward_fill().fill_null(-1).alias("low"),
        pl.col("copy_of").backward_fill().fill_null(last + 1).alias("high"),
        _running("t"),
    )
    found_at = times["running"].search_sorted(bounded["running"].fill_null(0), side="right")
    by_time = (found_at.cast(pl.Int64) - 1).alias("by_time")  # places are counted without a gap
    return _counted_anew(spine, bounded.with_columns(by_time))


def _running(name: str) -> pl.Expr:
    """Times that never go back: what is written with an earlier time than the row before it still came after it."""
    return pl.col(name).forward_fill().cum_max().alias("running")


def _counted_anew(spine: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Whole numbers for places again. Between two copies a row goes by its time, and never before the first of them."""
    between = pl.max_horizontal("low", pl.min_horizontal("by_time", pl.col("high") - 1))
    behind = pl.when(pl.col("copy_of").is_null()).then(between).otherwise(pl.col("copy_of"))
    kept = spine.with_columns(pl.col("place").alias("behind"), pl.lit(-1, pl.Int64).alias("turn"))
    own = pl.when(pl.col("copy_of").is_null()).then(pl.col("own")).otherwise(-1)
    added = rows.with_columns(
        behind.alias("behind"), own.alias("turn"), pl.lit(None, pl.Int64).alias("place")
    )
    whole = pl.concat([kept, added.select(kept.columns)]).sort("behind", "turn", maintain_order=True)
    return whole.with_columns(pl.struct("behind", "turn").rle_id().cast(pl.Int64).alias("place")).drop(
        "behind", "turn"
    )


def _finished(spine: pl.DataFrame, unsettled: Sequence[str]) -> pl.DataFrame:
    settled = pl.when(~pl.col("source").is_in(list(unsettled))).then("t")
    at = pl.from_epoch(settled, time_unit="us").alias("at")
    return spine.sort("place", "n", maintain_order=True).with_columns(at)
