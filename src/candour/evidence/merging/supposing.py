"""A text export whose order of day and month nothing in it settles, laid beside another phone under each order that it may have.

Where its messages stand at the other phone's times under one order alone, that order is suggested with what bears it out. It
serves for laying the two beside one another and settles nothing: the times stay as written until a person says which it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from candour.evidence.formats.whatsapp.dates import DAY, DateOrder, orders_possible, read_day, read_time
from candour.evidence.formats.whatsapp.stamps import Form, header_of
from candour.evidence.merging.clocks import anchors, resolution_of, tolerance
from candour.evidence.records import Certainty

_EPOCH_DAY = date(1970, 1, 1).toordinal()
_QUARTER = 900_000_000
_FURTHEST = 56  # quarters of an hour between the clocks of two phones
_SUMMER = 4
_LOOKED_AT = 100  # an export whose times wait for an order has but one form
_FEWEST, _MOST_OF, _HARDLY_ANY = 3, 0.8, 0.1


@dataclass(frozen=True, slots=True)
class Supposed:
    """Of `messages` that both sources hold and that tell the orders apart, `fitting` stand at the other's time under `order`.

    `fitting_otherwise`: under the order that fits next best. No `order` where none alone fits.
    """

    source: str
    beside: str
    order: DateOrder | None
    messages: int
    fitting: int
    fitting_otherwise: int


def undated(rows: pl.DataFrame) -> bool:
    """Whether all of the source's times wait for a person to say which comes first, day or month."""
    waiting = bool((rows["certainty"] == Certainty.AMBIGUOUS.value).any())
    return waiting and rows["t"].null_count() == rows.height


def suppose(reference: pl.DataFrame, rows: pl.DataFrame, source: str, beside: str) -> Supposed:
    """`reference` and `rows` as they are compared, with `t`; that of `rows` is not settled."""
    form = next(_forms(rows), None)
    orders = orders_possible(form)[:2] if form is not None else ()
    if len(orders) < 2:
        return Supposed(source, beside, None, 0, 0, 0)
    pairs = [_anchored(reference, rows, order) for order in orders]
    telling = pairs[0].join(pairs[1], on="n", how="full", coalesce=True, suffix="_other")
    telling = telling.filter(~pl.col("t").eq_missing(pl.col("t_other")))
    counts = [telling.join(found.filter("fits").select("n"), on="n", how="semi").height for found in pairs]
    return _judged(source, beside, orders, counts, telling.height)


def _judged(source: str, beside: str, orders: Sequence[DateOrder], counts: list[int], of: int) -> Supposed:
    (fitting, order), (otherwise, _) = sorted(zip(counts, orders, strict=True), key=lambda one: -one[0])
    alone = fitting >= max(_FEWEST, of * _MOST_OF) and otherwise <= of * _HARDLY_ANY
    return Supposed(source, beside, order if alone else None, of, fitting, otherwise)


def _forms(rows: pl.DataFrame) -> Iterator[Form]:
    for written in rows["written"].drop_nulls().head(_LOOKED_AT):
        header = header_of(f"{written} - ")
        if header is not None:
            yield header.form


def _anchored(reference: pl.DataFrame, rows: pl.DataFrame, order: DateOrder) -> pl.DataFrame:
    """What both say equally often, and whether it stands at one time but for the distance between the two clocks."""
    dated = under(rows, order)
    found = anchors(reference, dated)
    apart = pl.col("t") - pl.col("other_t")
    quarters = (apart / _QUARTER).round().cast(pl.Int64)
    width = tolerance(resolution_of(reference["t"]), resolution_of(dated["t"]))
    near = ((apart - quarters * _QUARTER).abs() <= width) & (quarters.abs() <= _FURTHEST)
    known = found.with_columns(quarters.alias("quarters"), near.alias("near"))
    usual = known.filter("near")["quarters"].mode().sort()
    fits = (pl.col("quarters") - (usual[0] if usual.len() else 0)).abs().is_in([0, _SUMMER])
    return known.with_columns((pl.col("near") & fits).alias("fits"))


def under(rows: pl.DataFrame, order: DateOrder) -> pl.DataFrame:
    """The rows with `t` as their times read in an order."""
    written = rows["written"].drop_nulls().unique()
    times = {one: _time_of(one, order) for one in written}
    read = pl.col("written").replace_strict(times, default=None, return_dtype=pl.Int64)
    return rows.with_columns(pl.coalesce("t", read).alias("t"))


def _time_of(written: str, order: DateOrder) -> int | None:
    header = header_of(f"{written} - ")
    if header is None:
        return None
    day, time = read_day(header.date, order).day, read_time(header.time)
    return None if day is None or time is None else (day.toordinal() - _EPOCH_DAY) * DAY + time
