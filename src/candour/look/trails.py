"""A deadline's trail as calendar months: each day counted, with its number, or skipped, with its reason."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.look.dates import day_in_words

# Above this a trail folds the months between its ends away, so that a year-long clock stays readable.
MONTHS_SHOWN = 4
DATES_NAMED = 3


@dataclass(frozen=True)
class Weekday:
    short: str
    name: str


@dataclass(frozen=True)
class Cell:
    """One day of the calendar; `mark` is what the eye sees beside the number, `words` what is read aloud."""

    number: int
    state: str = ""
    mark: str = ""
    words: str = ""


@dataclass(frozen=True)
class Month:
    name: str
    weekdays: tuple[Weekday, ...]
    weeks: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True)
class SkippedDays:
    reason: str
    words: str


@dataclass(frozen=True)
class Trail:
    months: tuple[Month, ...]
    skipped: tuple[SkippedDays, ...]
    trigger: date | None
    due: date | None

    @property
    def first_months(self) -> tuple[Month, ...]:
        return self.months if len(self.months) <= MONTHS_SHOWN else self.months[:2]

    @property
    def middle_months(self) -> tuple[Month, ...]:
        return self.months[2:-2] if len(self.months) > MONTHS_SHOWN else ()

    @property
    def last_months(self) -> tuple[Month, ...]:
        return self.months[-2:] if len(self.months) > MONTHS_SHOWN else ()


def trail_of(
    days: Iterable[tuple[date, bool, str]], *, trigger: date | None = None, due: date | None = None
) -> Trail:
    """The trail of `(day, counted, reason)` rows; the trigger and the last day are marked where given."""
    rows = sorted(days)
    cells = _cells(rows, trigger=trigger, due=due)
    return Trail(months=_months(cells), skipped=_skipped(rows), trigger=trigger, due=due)


def _cells(rows: list[tuple[date, bool, str]], *, trigger: date | None, due: date | None) -> dict[date, Cell]:
    cells: dict[date, Cell] = {}
    counted_so_far = 0
    for day, counted, reason in rows:
        counted_so_far += counted
        cells[day] = _counted_cell(day, counted_so_far) if counted else _skipped_cell(day, reason)
    if trigger is not None:
        cells[trigger] = _trigger_cell(trigger, cells.get(trigger))
    if due is not None:
        cells[due] = _due_cell(due, cells.get(due))
    return cells


def _counted_cell(day: date, ordinal: int) -> Cell:
    return Cell(day.day, "counted", str(ordinal), _("counted as day %(n)d") % {"n": ordinal})


def _skipped_cell(day: date, reason: str) -> Cell:
    return Cell(day.day, "skipped", "×", _("not counted: %(reason)s") % {"reason": reason})


def _trigger_cell(day: date, counted: Cell | None) -> Cell:
    words = _("the event that starts the clock")
    return Cell(day.day, "trigger", _("start"), f"{words}, {counted.words}" if counted else words)


def _due_cell(day: date, counted: Cell | None) -> Cell:
    words = _("the last day")
    return Cell(day.day, "due", _("due"), f"{counted.words}, {words}" if counted else words)


def _months(cells: dict[date, Cell]) -> tuple[Month, ...]:
    if not cells:
        return ()
    first, last = min(cells), max(cells)
    spans = (last.year - first.year) * 12 + last.month - first.month
    starts = [_month_after(first, step) for step in range(spans + 1)]
    return tuple(_month(start, cells, first, last) for start in starts)


def _month_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _month(start: date, cells: dict[date, Cell], first: date, last: date) -> Month:
    """The weeks of one month that the trail touches; those before it begins or after it ends are left out."""
    all_weeks = calendar.Calendar().monthdatescalendar(start.year, start.month)
    weeks = [week for week in all_weeks if week[-1] >= first and week[0] <= last]
    return Month(
        name=f"{date_format(start, 'F')} {start.year}",
        weekdays=tuple(Weekday(str(WEEKDAYS_ABBR[n]), str(WEEKDAYS[n])) for n in range(7)),
        weeks=tuple(tuple(_place(day, start, cells) for day in week) for week in weeks),
    )


def _place(day: date, start: date, cells: dict[date, Cell]) -> Cell | None:
    if (day.year, day.month) != (start.year, start.month):
        return None
    return cells.get(day, Cell(day.day))


def _skipped(rows: list[tuple[date, bool, str]]) -> tuple[SkippedDays, ...]:
    by_reason: dict[str, list[date]] = {}
    for day, counted, reason in rows:
        if not counted:
            by_reason.setdefault(reason, []).append(day)
    return tuple(SkippedDays(reason, _days_in_words(days)) for reason, days in by_reason.items())


def _days_in_words(days: list[date]) -> str:
    if len(days) <= DATES_NAMED:
        return ", ".join(day_in_words(day) for day in days)
    if _unbroken(days):
        return _("%(first)s to %(last)s") % {"first": day_in_words(days[0]), "last": day_in_words(days[-1])}
    return ngettext("%(n)d day", "%(n)d days", len(days)) % {"n": len(days)}


def _unbroken(days: list[date]) -> bool:
    return all(after - before == timedelta(days=1) for before, after in pairwise(days))
