"""Builds what one phone holds of a conversation, message by message, on the clock that its format writes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from candour.evidence.formats.columns import frame_of
from candour.evidence.formats.reading import Settled
from candour.evidence.formats.registry import readings
from candour.evidence.records import (
    Certainty,
    Deletion,
    Membership,
    MembershipChange,
    Message,
    Record,
    Row,
    When,
    Zone,
)

NINE = datetime(2023, 3, 1, 9)


class Copy:
    """`zone` None: a database that counts in UTC; otherwise a text export whose phone stood that many hours ahead of UTC."""

    def __init__(self, letter: str, *, zone: int | None = None, unit: int = 1) -> None:
        self.source, self.zone, self.unit = letter * 64, zone, unit
        self.records: list[Record] = []

    def _add(self, made: type[Record], at: float, **fields: Any) -> str:
        number = len(self.records) + 1
        record = made(
            source=self.source,
            locator=Row("message", number),
            raw=b"{}",
            when=self._when(at),
            conversation="relief",
            **fields,
        )
        self.records.append(record)
        return record.identity

    def _when(self, seconds: float) -> When:
        moment = NINE + timedelta(seconds=seconds)
        if self.zone is None:
            return When(moment.isoformat(), None, moment.replace(tzinfo=UTC), Zone.UTC, Certainty.CERTAIN)
        local = moment + timedelta(hours=self.zone)
        local -= timedelta(seconds=local.second % self.unit, microseconds=local.microsecond)
        return When(local.isoformat(), local, None, Zone.PHONE_AT_EXPORT, Certainty.CERTAIN)

    def says(self, at: float, who: str, text: str, **more: Any) -> str:
        return self._add(Message, at, sender=who, body=text.encode(), **more)

    def deleted(self, at: float, who: str, **more: Any) -> str:
        return self._add(Deletion, at, sender=who, body=b"This message was deleted", **more)

    def joins(self, at: float, who: str) -> str:
        change = MembershipChange.JOINED_BY_LINK
        return self._add(Membership, at, sender=who, change=change, subjects=(who,))

    def leaves(self, at: float, who: str) -> str:
        return self._add(Membership, at, sender=who, change=MembershipChange.LEFT, subjects=(who,))

    @property
    def frame(self) -> pl.DataFrame:
        return frame_of(self.records)


def read(path: Path) -> pl.DataFrame:
    (reading,) = readings(path, Settled())
    return pl.concat(list(reading.frames))
