"""How a deadline was counted, day by day: what counted, what was left out, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from candour.procedure.calendars import Calendar
from candour.procedure.counting import Counted, Direction, FirstDay, in_pause
from candour.procedure.dates import in_words

_ONE = timedelta(days=1)
_EVENT = "the day of the event, which is not counted"


class Standing(StrEnum):
    TRIGGER = "trigger"
    COUNTED = "counted"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Day:
    day: date
    standing: Standing
    number: int | None
    why: str


@dataclass(frozen=True)
class Run:
    """Days next to each other that stand alike for one reason; `numbers` are the first and last counted."""

    first: date
    last: date
    standing: Standing
    numbers: tuple[int, int] | None
    why: str

    @property
    def days(self) -> int:
        return abs((self.last - self.first).days) + 1

    def sentence(self) -> str:
        span = in_words(self.first) if self.first == self.last else f"{in_words(self.first)} to {in_words(self.last)}"
        if self.numbers is None:
            return f"{span}: {self.why}"
        first, last = self.numbers
        return f"{span}: day {first}" if first == last else f"{span}: days {first} to {last}"


@dataclass(frozen=True)
class Trail:
    """The account of one due date: where it started, by which law and calendar, and every day on the way."""

    trigger: str
    triggered_on: date | None
    rule: str
    version: str
    edition: int
    calendar: str | None
    calendar_edition: int | None
    calendar_hash: str | None
    counted: Counted | None
    kept_by: Calendar | None
    notes: tuple[str, ...]

    def days(self) -> Iterator[Day]:
        """Every day from the trigger to the last, one by one."""
        if self.counted is not None and self.kept_by is not None:
            yield from walk(self.counted, self.kept_by)

    @property
    def runs(self) -> tuple[Run, ...]:
        if self.counted is None or self.kept_by is None:
            return ()
        return runs_of(self.counted, self.kept_by)

    def lines(self) -> list[str]:
        """The whole account as sentences."""
        started = f"{self.trigger}: {in_words(self.triggered_on)}" if self.triggered_on else f"from {self.trigger}"
        law = f"rule {self.rule}, version {self.version}, edition {self.edition}"
        lines = [started, law]
        if self.calendar:
            lines.append(f"bank holidays of {self.calendar}, edition {self.calendar_edition}")
        return lines + [run.sentence() for run in self.runs] + list(self.notes)


def walk(counted: Counted, calendar: Calendar) -> Iterator[Day]:
    """The days between trigger and end, in the order of counting."""
    step = _ONE if counted.count.direction is Direction.AFTER else -_ONE
    number, day, furthest = 0, counted.trigger, counted.furthest
    while (furthest - day) * step.days >= timedelta(0):
        why = _why_left_out(day, counted, calendar)
        if why is None:
            number += 1
        standing = Standing.COUNTED if why is None else Standing.SKIPPED
        if day == counted.trigger and why is not None:
            standing = Standing.TRIGGER
        yield Day(day, standing, number if why is None else None, why or "")
        day += step


def _why_left_out(day: date, counted: Counted, calendar: Calendar) -> str | None:
    count = counted.count
    if day == counted.trigger and count.first_day is not FirstDay.EVENT:
        return _EVENT
    if in_pause(day, counted.pauses):
        return "within a time that is left out"
    if not count.uses_calendar or (not count.in_working_days and _reached(day, counted)):
        return None
    return calendar.why_not_working(day)


def _reached(day: date, counted: Counted) -> bool:
    after = counted.count.direction is Direction.AFTER
    return day >= counted.first if after else day <= counted.first


@lru_cache(maxsize=65536)
def runs_of(counted: Counted, calendar: Calendar) -> tuple[Run, ...]:
    if not counted.count.uses_calendar and not counted.pauses:
        return _plain_runs(counted)
    return compress(walk(counted, calendar))


def compress(days: Iterator[Day]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for day in days:
        why = "weekend" if day.why in ("Saturday", "Sunday") else day.why
        if runs and runs[-1].standing is day.standing and runs[-1].why == why:
            runs[-1] = _longer(runs[-1], day)
        else:
            numbers = (day.number, day.number) if day.number is not None else None
            runs.append(Run(day.day, day.day, day.standing, numbers, why))
    return tuple(runs)


def _plain_runs(counted: Counted) -> tuple[Run, ...]:
    """Where every day counts, without walking them."""
    number = abs((counted.furthest - counted.first).days) + 1
    counted_run = Run(counted.first, counted.furthest, Standing.COUNTED, (1, number), "")
    if counted.first == counted.trigger:
        return (counted_run,)
    return (Run(counted.trigger, counted.trigger, Standing.TRIGGER, None, _EVENT), counted_run)


def _longer(run: Run, day: Day) -> Run:
    numbers = (run.numbers[0], day.number) if run.numbers and day.number is not None else None
    return Run(run.first, day.day, run.standing, numbers, run.why)
