"""Where a moment of the conversation stands from left to right: by time where the record has times, else by order."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime

import polars as pl

from candour.evidence.exposure.said import Translate, english
from candour.evidence.exposure.said import gettext_noop as _
from candour.evidence.exposure.timeline import Point, Timeline
from candour.evidence.exposure.words import short_day

_MARKS = 6


class Axis:
    """From `left` to `right`, in units of the drawing."""

    def __init__(self, timeline: Timeline, left: int, right: int) -> None:
        self.left, self.right = left, right
        rows = timeline.placed.filter(pl.col("at").is_not_null()).select("place", "at")
        rows = rows.sort("place", maintain_order=True).unique("place", keep="first", maintain_order=True)
        self.places: Sequence[int] = rows["place"].to_list()
        # Times that go back would cross the drawing; a phone's clock that was set back stands still instead.
        self._at = rows["at"].cum_max()
        self.times: Sequence[datetime] = self._at.to_list()
        self.last = max(timeline.last, 1)

    @property
    def by_time(self) -> bool:
        return bool(self.times) and self.times[0] < self.times[-1]

    def of(self, point: Point | None) -> float | None:
        return None if point is None else self.of_place(point.place)

    def of_place(self, place: int) -> float:
        share = self._share_of_time(place) if self.by_time else min(place, self.last) / self.last
        return round(self.left + share * (self.right - self.left), 1)

    def _share_of_time(self, place: int) -> float:
        at = max(bisect_right(self.places, place) - 1, 0)
        return self._share(self.times[at])

    def _share(self, time: datetime) -> float:
        return (time - self.times[0]) / (self.times[-1] - self.times[0])

    def marks(self, say: Translate = english) -> list[tuple[float, str]]:
        """Evenly spread over the time, each with its date; the hour too where all lies within three days."""
        if not self.by_time:
            return [(self.left, say(_("first"))), (self.right, say(_("last")))]
        whole = self.times[-1] - self.times[0]
        spread = [self.times[0] + whole * at / (_MARKS - 1) for at in range(_MARKS)]
        hours = whole.days < 3
        return [
            (round(self.left + self._share(one) * (self.right - self.left), 1), _written(one, hours, say))
            for one in spread
        ]

    def busy(self, columns: int) -> list[int]:
        """How many places stand in each of so many equal parts."""
        parts = (self._shares() * columns).cast(pl.Int64).clip(upper_bound=columns - 1)
        counted = dict(parts.value_counts().iter_rows())
        return [counted.get(part, 0) for part in range(columns)]

    def _shares(self) -> pl.Series:
        """Of each place with a time, how far along it stands: from 0 to 1."""
        if not self.by_time:
            return pl.Series(self.places, dtype=pl.Float64) / self.last
        passed: pl.Series = (self._at - self._at[0]).dt.total_microseconds()
        shares: pl.Series = passed / passed[-1]
        return shares


def _written(at: datetime, hours: bool, say: Translate) -> str:
    day = short_day(at, say)
    return f"{day} {at:%H:%M}" if hours else day
