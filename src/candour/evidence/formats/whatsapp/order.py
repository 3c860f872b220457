"""Which comes first, day or month: settled from the whole file, or said to be ambiguous."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from candour.evidence.formats.whatsapp.dates import DateOrder, DayRead, read_day

MEDIA_DATE = re.compile(
    rb"(?:IMG|VID|PTT|AUD|STK|DOC)-(\d{4})(\d\d)(\d\d)-WA\d"
    rb"|-(?:PHOTO|VIDEO|AUDIO|GIF|STICKER)-(\d{4})-(\d\d)-(\d\d)-\d"
    rb"|(\d{4})-(\d\d)-(\d\d)-(?:PHOTO|VIDEO|AUDIO)-\d"
)


class Because(StrEnum):
    """What settled the order."""

    WRITTEN = "the form of the header"
    IMPOSSIBLE = "dates that the other order makes impossible"
    MEDIA_NAMES = "dates in the names of media files"
    RUNS_FORWARD = "the other order runs backwards"
    PERSON = "a person"
    NOTHING = "nothing in the file"
    CONFLICT = "both orders meet impossible dates"


@dataclass(frozen=True, slots=True)
class SettledOrder:
    order: DateOrder
    because: Because


@dataclass(slots=True)
class OrderEvidence:
    """Counts for each order left open, gathered while the headers go by in the order of the file."""

    orders: Sequence[DateOrder]
    impossible: Counter[DateOrder] = field(default_factory=Counter)
    backwards: Counter[DateOrder] = field(default_factory=Counter)
    _last: dict[DateOrder, date] = field(default_factory=dict)
    _read: dict[bytes, list[tuple[DateOrder, DayRead]]] = field(default_factory=dict)

    def see(self, runs: Iterable[tuple[bytes, int]]) -> None:
        """Takes written dates, each with how many headers in a row bear it."""
        for written, headers in runs:
            readings = self._readings(written)
            if all(read.impossible_day for _, read in readings):
                continue  # a date in no order: it speaks for none
            for order, read in readings:
                if read.day is None:
                    self.impossible[order] += headers * read.impossible_day
                else:
                    self._step(order, read.day)

    def _readings(self, written: bytes) -> list[tuple[DateOrder, DayRead]]:
        if written not in self._read:
            self._read[written] = [(order, read_day(written.decode(), order)) for order in self.orders]
        return self._read[written]

    def _step(self, order: DateOrder, day: date) -> None:
        """A step back of one day is a traveller's or a late message; only longer ones speak against an order."""
        last = self._last.get(order)
        self.backwards[order] += last is not None and (last - day).days > 1
        self._last[order] = day

    def settled(self) -> SettledOrder | None:
        """The order that impossible dates leave, or None where both could be."""
        if len(self.orders) == 1:
            return SettledOrder(self.orders[0], Because.WRITTEN)
        third = self._third()
        if third is not None:
            return third
        best, other = sorted(self.orders[:2], key=lambda order: self.impossible[order])
        fewest, most = self.impossible[best], self.impossible[other]
        if fewest == most == 0:
            return None
        if fewest * 4 <= most:
            return SettledOrder(best, Because.IMPOSSIBLE)
        return SettledOrder(DateOrder.AMBIGUOUS, Because.CONFLICT)

    def _third(self) -> SettledOrder | None:
        """A year of two digits in first place is rare: it is believed where time runs back and forth in the others."""
        tangled = all(self.backwards[order] > 1 or self.impossible[order] for order in self.orders[:2])
        straight = [
            order for order in self.orders[2:] if not self.impossible[order] and not self.backwards[order]
        ]
        return SettledOrder(straight[0], Because.RUNS_FORWARD) if straight and tangled else None

    def settled_by_direction(self) -> SettledOrder:
        best, other = sorted(self.orders[:2], key=lambda order: self.backwards[order])
        if self.backwards[best] == 0 < self.backwards[other]:
            return SettledOrder(best, Because.RUNS_FORWARD)
        return SettledOrder(DateOrder.AMBIGUOUS, Because.NOTHING)


def settled_by_media(
    pairs: Iterable[tuple[bytes, bytes]], orders: Sequence[DateOrder]
) -> SettledOrder | None:
    """From lines that hold a media file: a header's date, and the line. Forwarded files keep an older date."""
    votes = Counter(order for written, line in pairs for order in _orders_agreeing(written, line, orders[:2]))
    if len(votes) != 1:
        return None
    return SettledOrder(next(iter(votes)), Because.MEDIA_NAMES)


def _orders_agreeing(written: bytes, line: bytes, orders: Sequence[DateOrder]) -> list[DateOrder]:
    """The one order under which the header bears the file's date; none where both do, or neither."""
    named = MEDIA_DATE.search(line)
    if named is None:
        return []
    wanted = tuple(int(part) for part in named.groups() if part is not None)
    days = {order: read_day(written.decode(), order).day for order in orders}
    agreeing = [
        order for order, day in days.items() if day is not None and (day.year, day.month, day.day) == wanted
    ]
    return agreeing if len(agreeing) == 1 else []
