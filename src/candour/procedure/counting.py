"""The arithmetic of periods: which day is day one, which days count, and on which day a period ends."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from candour.procedure.calendars import Calendar
from candour.procedure.facts import Span

_ONE = timedelta(days=1)


class Unit(StrEnum):
    DAYS = "days"
    WORKING_DAYS = "working-days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class FirstDay(StrEnum):
    EVENT = "event"
    NEXT = "next"
    NEXT_WORKING_DAY = "next-working-day"


class Direction(StrEnum):
    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, eq=False)
class Count:
    """A period as a rule writes it; `to_n` closes a window that opens on the n-th day."""

    n: int
    unit: Unit
    first_day: FirstDay
    to_n: int | None = None
    direction: Direction = Direction.AFTER
    calendar: str = "england-and-wales"
    clear: bool = False
    in_working_days: bool = field(init=False, repr=False, compare=False)
    uses_calendar: bool = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        working = self.unit is Unit.WORKING_DAYS
        object.__setattr__(self, "in_working_days", working)
        object.__setattr__(self, "uses_calendar", working or self.first_day is FirstDay.NEXT_WORKING_DAY)


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """A period counted out: `first` is day one, `last` the day it ends or a window closes, `opens` the day one opens."""

    trigger: date
    first: date
    last: date
    opens: date | None
    count: Count
    pauses: tuple[Span, ...]

    @property
    def furthest(self) -> date:
        """The day furthest from the trigger: counted back, where a window opens."""
        back = self.count.direction is Direction.BEFORE and self.opens is not None
        return self.opens if back and self.opens else self.last


@lru_cache(maxsize=65536)  # a national caseload starts its clocks on the same few thousand days
def count_out(trigger: date, count: Count, calendar: Calendar, pauses: tuple[Span, ...] = ()) -> Counted:
    """Counts the period from (or back from) the trigger.

    Raises NoCalendarYet where working days run beyond the calendar.
    """
    first = _first_day(trigger, count, calendar)
    near = _end(first, count, count.n, calendar, pauses)
    if count.to_n is None:
        return Counted(trigger, first, near, None, count, pauses)
    far = _end(first, count, count.to_n, calendar, pauses)
    opens, last = (near, far) if count.direction is Direction.AFTER else (far, near)
    return Counted(trigger, first, last, opens, count, pauses)


def _first_day(trigger: date, count: Count, calendar: Calendar) -> date:
    """Day one; working days that would begin on a day that is not one start at the next (counting back, the one before)."""
    step = _ONE if count.direction is Direction.AFTER else -_ONE
    start = trigger if count.first_day is FirstDay.EVENT else trigger + step
    if not count.uses_calendar:
        return start
    if count.direction is Direction.AFTER:
        return calendar.working_day_from(start, 1)
    return calendar.working_day_back_from(start, 1)


def _end(first: date, count: Count, n: int, calendar: Calendar, pauses: tuple[Span, ...]) -> date:
    whole = _end_without_pauses(first, count, n + count.clear, calendar)
    return _pushed_out(first, whole, count, calendar, pauses) if pauses else whole


def _end_without_pauses(first: date, count: Count, n: int, calendar: Calendar) -> date:
    if count.direction is Direction.BEFORE:
        return _end_before(first, count, n, calendar)
    match count.unit:
        case Unit.DAYS:
            return first + timedelta(days=n - 1)
        case Unit.WEEKS:
            return first + timedelta(days=7 * n - 1)
        case Unit.WORKING_DAYS:
            return calendar.working_day_from(first, n)
        case Unit.MONTHS:
            return months_beginning_with(first, n)
        case Unit.YEARS:
            return months_beginning_with(first, 12 * n)


def _end_before(first: date, count: Count, n: int, calendar: Calendar) -> date:
    if count.in_working_days:
        return calendar.working_day_back_from(first, n)
    days = 7 * n if count.unit is Unit.WEEKS else n
    return first - timedelta(days=days - 1)


def months_beginning_with(first: date, months: int) -> date:
    """The last day of a period of months that begins with `first`: the day before the corresponding date, or the last
    day of the month that has no such date."""
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    last_of_month = monthrange(year, month)[1]
    if first.day > last_of_month:
        return date(year, month, last_of_month)
    return date(year, month, first.day) - _ONE


def _pushed_out(first: date, last: date, count: Count, calendar: Calendar, pauses: tuple[Span, ...]) -> date:
    """The last day moved by one further day for each day that a pause takes out of the period."""
    day, owed = first, 0
    while day <= last:
        owed += counts(day, count, calendar) and in_pause(day, pauses) is not None
        day += _ONE
    while owed:
        last += _ONE
        owed -= counts(last, count, calendar) and in_pause(last, pauses) is None
    return last


def counts(day: date, count: Count, calendar: Calendar) -> bool:
    """Whether the count's unit counts that day at all, pauses aside."""
    return not count.in_working_days or calendar.is_working(day)


def in_pause(day: date, pauses: Sequence[Span]) -> Span | None:
    return next((pause for pause in pauses if pause.first <= day <= pause.last), None)
