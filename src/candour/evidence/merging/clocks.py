"""On which clock a source writes its times, how finely, and how far it stands from another source's clock.

A text export shows times on the clock of the phone on the day of export, so that summer time may part one file in two:
the distance is found from messages that both sources hold, stretch by stretch, and stated with how many bear it out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import polars as pl

_SECOND, _MINUTE = 1_000_000, 60_000_000
_QUARTER = 15 * _MINUTE  # zones differ by quarters of an hour
_SLACK = 5 * _SECOND  # phones' own clocks differ a little
_FEWEST_SHARE = 0.01


class Resolution(StrEnum):
    """How finely a source writes its times."""

    MINUTE = "minute"
    SECOND = "second"
    FINER = "finer"


FINENESS = (Resolution.FINER, Resolution.SECOND, Resolution.MINUTE)
_UNITS = {Resolution.MINUTE: _MINUTE, Resolution.SECOND: _SECOND, Resolution.FINER: _SECOND}


@dataclass(frozen=True, slots=True)
class Stretch:
    """`minutes` to take from this source's times to stand on the other clock; `seconds` is how far they differ besides."""

    minutes: int
    seconds: float
    first: datetime
    last: datetime
    messages: int


@dataclass(frozen=True, slots=True)
class Clock:
    """One source's clock. `stretches` is empty for the source that the others are laid beside, or where nothing was shared."""

    source: str
    resolution: Resolution
    in_utc: bool
    stretches: tuple[Stretch, ...] = ()


def resolution_of(times: pl.Series) -> Resolution:
    """Of times in microseconds."""
    written = times.drop_nulls()
    if bool((written % _MINUTE == 0).all()):
        return Resolution.MINUTE
    return Resolution.SECOND if bool((written % _SECOND == 0).all()) else Resolution.FINER


def tolerance(one: Resolution, other: Resolution) -> int:
    """How far apart, in microseconds, two copies of one message may be written."""
    return max(_UNITS[one], _UNITS[other]) + _SLACK


def anchors(reference: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Rows that surely answer one another: what is said equally often in both, first with first. `t`, `n` and `other_t`."""
    left, right = (_numbered(frame) for frame in (reference, own))
    shared = right.join(left.rename({"t": "other_t"}).drop("n"), on=["content", "times", "nth"], how="inner")
    return shared.select("n", "t", "other_t").sort("n")


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    timed = frame.filter(pl.col("t").is_not_null() & ~pl.col("bare")).select("n", "t", "content")
    times, nth = pl.len().over("content"), pl.int_range(pl.len()).over("content")
    return timed.with_columns(times.alias("times"), nth.alias("nth"))


def distances(found: pl.DataFrame) -> pl.DataFrame:
    """The anchors that agree with a neighbour on the distance, with it in quarters of an hour as `quarters`."""
    quarters = ((pl.col("t") - pl.col("other_t")) / _QUARTER).round().cast(pl.Int64)
    known = found.with_columns(quarters.alias("quarters"))
    if known.height < 3:
        return known
    often = pl.len().over("quarters") >= max(2, int(known.height * _FEWEST_SHARE))
    known = known.filter(often)
    alike = (pl.col("quarters") == pl.col("quarters").shift(1)) | (
        pl.col("quarters") == pl.col("quarters").shift(-1)
    )
    return known.filter(alike.fill_null(True))


def stretches(known: pl.DataFrame) -> tuple[Stretch, ...]:
    runs = known.group_by(pl.col("quarters").rle_id().alias("run"), maintain_order=True).agg(
        pl.col("quarters").first(),
        (pl.col("t") - pl.col("other_t")).median().alias("apart"),
        pl.col("t").first().alias("first"),
        pl.col("t").last().alias("last"),
        pl.len().alias("messages"),
    )
    return tuple(_stretch(row) for row in runs.iter_rows(named=True))


def _stretch(row: dict[str, int]) -> Stretch:
    beyond = (row["apart"] - row["quarters"] * _QUARTER) / _SECOND
    return Stretch(
        row["quarters"] * 15, round(beyond, 3), _moment(row["first"]), _moment(row["last"]), row["messages"]
    )


def _moment(microseconds: int) -> datetime:
    return datetime(1970, 1, 1) + timedelta(microseconds=microseconds)  # noqa: DTZ001  on the source's own clock


def on_the_other_clock(own: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """`t` moved by the distance of the anchor that stands nearest to each row."""
    if not known.height:
        return own
    moved = own.sort("n").join_asof(known.select("n", "quarters"), on="n", strategy="nearest")
    return moved.with_columns(pl.col("t") - pl.col("quarters") * _QUARTER).drop("quarters")
