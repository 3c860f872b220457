"""What `candour chats check` says of a reading: how many of what, by whom, from when to when, and how it adds up."""

from datetime import datetime
from typing import Any

import polars as pl

from candour.evidence.formats.parquet import Tally, reconciliation, walk
from candour.evidence.formats.reading import Reading
from candour.evidence.records import Kind, Mark

SENT = (Kind.MESSAGE, Kind.DELETION, Kind.POLL)
SYSTEM = (Kind.MEMBERSHIP, Kind.NUMBER_CHANGE, Kind.RENAME, Kind.SETTINGS, Kind.CALL, Kind.UNCLASSIFIED)


def summary(reading: Reading) -> dict[str, Any]:
    """One JSON object. `messages` counts what somebody sent, notices of deletion and polls among it."""
    seen, tally = _Seen(), Tally()
    for frame in walk(reading, tally):
        seen.see(frame)
    return {
        "file": str(reading.source.path),
        "source": reading.source.name,
        "sha256": reading.source.sha256,
        "format": reading.format,
        "messages": seen.sent,
        "system_events": seen.system,
        "gaps": tally.kinds[Kind.GAP],
        "first": _iso(seen.first),
        "last": _iso(seen.last),
        "participants": list(seen.participants),
        "date_order": reading.facts.get("date_order"),
        "kinds": dict(sorted(tally.kinds.items())),
        "marks": dict(sorted(seen.marks.items())),
        "undated": seen.undated,
        "gaps_listed": tally.gaps,
        "lookalikes": seen.lookalikes,
        "facts": reading.facts,
        "reconciliation": reconciliation(reading, tally),
    }


class _Seen:
    def __init__(self) -> None:
        self.sent = self.system = self.undated = 0
        self.first: datetime | None = None
        self.last: datetime | None = None
        self.participants: dict[str, None] = {}
        self.marks: dict[str, int] = {}
        self.lookalikes: list[int] = []

    def see(self, frame: pl.DataFrame) -> None:
        outer = frame.filter(~pl.col("inner"))
        sent = outer.filter(pl.col("kind").is_in([one.value for one in SENT]))
        self.sent += sent.height
        self.system += outer.filter(pl.col("kind").is_in([one.value for one in SYSTEM])).height
        self.participants |= dict.fromkeys(sent["sender"].drop_nulls().unique(maintain_order=True))
        self._times(outer)
        self._marks(outer)

    def _times(self, outer: pl.DataFrame) -> None:
        """A time in UTC is shown as such; one on the phone's clock bears no zone."""
        dated = outer.filter(pl.col("kind") != Kind.GAP.value)
        times = dated.select(pl.coalesce(pl.col("utc").dt.replace_time_zone(None), "local").alias("at"))["at"]
        self.undated += times.null_count()
        found = [
            one for one in (times.min(), times.max(), self.first, self.last) if isinstance(one, datetime)
        ]
        self.first, self.last = min(found, default=None), max(found, default=None)

    def _marks(self, outer: pl.DataFrame) -> None:
        marked = outer.filter(pl.col("marks").is_not_null()).select("marks", "start").explode("marks")
        for mark, count in marked.group_by("marks").len().iter_rows():
            self.marks[mark] = self.marks.get(mark, 0) + count
        self.lookalikes += (
            marked.filter(pl.col("marks") == Mark.LOOKALIKE.value)["start"].drop_nulls().to_list()
        )


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
