"""Days and moments as the law counts them: London time, and days written out in words."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 1950, 2150
"""Beyond them no clock of these laws runs, and counting would not end."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LAST_MINUTE = time(23, 59, tzinfo=LONDON)


def london_day(when: date | datetime) -> date:
    """The day in London on which a day or an aware moment falls."""
    if isinstance(when, datetime):
        return when.astimezone(LONDON).date()
    return when


@lru_cache(maxsize=8192)
def in_words(when: date | datetime) -> str:
    if isinstance(when, datetime):
        local = when.astimezone(LONDON)
        return f"{in_words(local.date())} at {local:%H:%M}"
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year:04}"


def last_minute_of(day: date) -> datetime:
    """23:59 in London: the last minute that counts as within the day."""
    return datetime.combine(day, _LAST_MINUTE)


def days_between(first: date, last: date) -> int:
    """How many days, both ends counted; nothing when the last is before the first."""
    return max((last - first).days + 1, 0)


def each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range(days_between(first, last))]
