"""Dates and times of a header as numbers: under a given order of day, month and year, and never by guessing."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import polars as pl

from candour.evidence.formats.whatsapp.stamps import Form
from candour.evidence.formats.whatsapp.time_words import plain, time_words
from candour.evidence.records import Certainty

_EPOCH = date(1970, 1, 1).toordinal()
DAY = 86_400_000_000
HOUR, MINUTE, SECOND = 3_600_000_000, 60_000_000, 1_000_000
FIRST_PLAUSIBLE, LAST_PLAUSIBLE = 2009, 2099  # WhatsApp began in 2009


class DateOrder(StrEnum):
    """`dmy`, `mdy` and `ymd` are the common ones; a year in second place and a day before the month are met too."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    YDM = "ydm"
    DYM = "dym"
    MYD = "myd"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class DayRead:
    """A written date as read: no `day` where it can't be, with the reason as a certainty."""

    day: date | None
    certainty: Certainty
    impossible_day: bool = False  # day or month out of range, so that it may be no date at all


def orders_possible(form: Form) -> tuple[DateOrder, ...]:
    """The orders that a header form leaves open, the likelier first."""
    if form.month_name:
        return (DateOrder.DMY,)
    if not form.has_year:
        return DateOrder.DMY, DateOrder.MDY
    match form.year_at:
        case 0:
            return DateOrder.YMD, DateOrder.YDM
        case 1:
            return DateOrder.MYD, DateOrder.DYM
        case None if not form.era:
            return DateOrder.DMY, DateOrder.MDY, DateOrder.YMD
        case _:
            return DateOrder.DMY, DateOrder.MDY


def left_open(header_form: str) -> tuple[DateOrder, ...]:
    """The orders to ask about where a file settles none, by the shape of its headers, as the facts of a reading have it."""
    numbers = re.findall(r"\d+", header_form)[:3]
    match numbers.index("9999") if "9999" in numbers else None:
        case 0:
            return DateOrder.YMD, DateOrder.YDM
        case 1:
            return DateOrder.MYD, DateOrder.DYM
        case 2:
            return DateOrder.DMY, DateOrder.MDY
        case _:
            return DateOrder.DMY, DateOrder.MDY, DateOrder.YMD


def read_day(written: str, order: DateOrder) -> DayRead:
    """A date as written, read in an order; month names need none."""
    text = plain(written)
    named = _named_month(text)
    if named is not None:
        return _read_named(text, named)
    numbers = [int(run) for run in re.findall(r"\d+", text)]
    if order is not DateOrder.AMBIGUOUS and len(numbers) == 2:
        return _without_year(numbers, order)
    if order is DateOrder.AMBIGUOUS or len(numbers) != 3:
        return DayRead(None, Certainty.AMBIGUOUS)
    parts = dict(zip(order.value, numbers, strict=True))
    year, certainty = _year(parts["y"], len(re.findall(r"\d+", text)[order.value.index("y")]), text)
    return _made(year, parts["m"], parts["d"], certainty)


def _without_year(numbers: list[int], order: DateOrder) -> DayRead:
    """No day can be made without a year, but a month over 12 still speaks against an order."""
    parts = dict(zip(order.value.replace("y", ""), numbers, strict=True))
    if not (1 <= parts["m"] <= 12 and 1 <= parts["d"] <= 31):
        return DayRead(None, Certainty.IMPOSSIBLE, impossible_day=True)
    return DayRead(None, Certainty.PARTIAL)


def _named_month(text: str) -> int | None:
    months = time_words().months
    return next((months[word] for word in re.findall(r"[^\W\d_]+", text.casefold()) if word in months), None)


def _read_named(text: str, month: int) -> DayRead:
    numbers = re.findall(r"\d+", text)
    if len(numbers) == 1:
        return DayRead(None, Certainty.PARTIAL)
    year, certainty = _year(int(numbers[1]), len(numbers[1]), text)
    return _made(
        year, month, int(numbers[0]), Certainty.CERTAIN if certainty is Certainty.INFERRED else certainty
    )


def _year(number: int, digits: int, text: str) -> tuple[int | None, Certainty]:
    """The year of our calendar; None where the calendar isn't known."""
    words = time_words()
    era = next((zero for letters, zero in words.eras.items() if letters in text), None)
    if era is not None:
        return era + number, Certainty.INFERRED
    if any(word in text for word in words.buddhist) or 2400 <= number < 2700:
        return number - 543, Certainty.INFERRED
    if 1300 <= number < 1500:
        return None, Certainty.AMBIGUOUS
    return (number + 2000 if digits <= 2 else number), Certainty.INFERRED


def _made(year: int | None, month: int, day: int, certainty: Certainty) -> DayRead:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return DayRead(None, Certainty.IMPOSSIBLE, impossible_day=True)
    if year is None:
        return DayRead(None, certainty)
    try:
        return DayRead(date(year, month, day), certainty)
    except ValueError:
        return DayRead(None, Certainty.IMPOSSIBLE, impossible_day=1 <= year <= 9999)


class _Read(dict[bytes, int | None]):
    """What was written, and the number it was read as; None where it is none."""

    def of(self, written: pl.Series) -> pl.Series:
        """A column of them: each that differs is read once."""
        different = written.unique()
        numbers = pl.Series([self[one.encode()] for one in different], dtype=pl.Int64)
        return written.replace_strict(different, numbers, return_dtype=pl.Int64)


class Days(_Read):
    """Written dates as microseconds since 1970 at midnight, None where there is no such day; each is read once.

    `impossible` gathers those whose day or month is out of range, so that the line may be no header at all.
    """

    def __init__(self, order: DateOrder) -> None:
        super().__init__()
        self.order = order
        self.impossible: set[bytes] = set()

    def of(self, written: pl.Series) -> pl.Series:
        """A day is written many times in a row, and looked up once."""
        return super().of(written.rle().struct.unnest()["value"]).gather(written.rle_id())

    def __missing__(self, written: bytes) -> int | None:
        read = read_day(written.decode(), self.order)
        if read.impossible_day:
            self.impossible.add(written)
        made = None if read.day is None else (read.day.toordinal() - _EPOCH) * DAY
        self[written] = made
        return made


class Clock(_Read):
    """Written times of day as microseconds since midnight, None where there is no such time."""

    def __missing__(self, written: bytes) -> int | None:
        made = read_time(written.decode())
        self[written] = made
        return made


def read_time(written: str) -> int | None:
    """Microseconds since midnight. Twelve of either half is the hour before one; 13 to 23 stay what they are."""
    text = plain(written)
    numbers = [int(run) for run in re.findall(r"\d+", text)]
    hour, minute, second = [*numbers, 0][:3]
    half = time_words().halves.get(re.sub(r"\d+[:.٫hH]\d+(?:[:.٫]\d+)?", "", text).strip())
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * HOUR + minute * MINUTE + second * SECOND
