"""Reads a day, month and year as people type them, and says exactly what is missing or impossible."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.text import capfirst
from django.utils.translation import gettext as _

DATE_PARTS = ("day", "month", "year")
ENGLISH_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
EARLIEST_YEAR = 1800


@dataclass(frozen=True)
class TypedDate:
    """The three boxes as typed; kept so that an impossible date is shown again as it was written."""

    day: str = ""
    month: str = ""
    year: str = ""

    @classmethod
    def of(cls, value: date) -> "TypedDate":
        return cls(str(value.day), str(value.month), f"{value.year:04d}")

    @property
    def is_empty(self) -> bool:
        return not (self.day or self.month or self.year)

    def missing(self) -> tuple[str, ...]:
        return tuple(part.name for part in fields(TypedDate) if not getattr(self, part.name))


@dataclass(frozen=True)
class TypedMoment:
    """A typed date and, in a box of its own, a typed time."""

    date: TypedDate = TypedDate()
    time: str = ""

    @property
    def is_empty(self) -> bool:
        return self.date.is_empty and not self.time


def read_typed(data: Mapping[str, str], name: str) -> TypedDate:
    return TypedDate(**{part: (data.get(f"{name}_{part}") or "").strip() for part in DATE_PARTS})


def read_date(typed: TypedDate, called: str) -> date:
    """The date typed, or a ValidationError that names the missing or wrong part."""
    if typed.missing():
        raise wrong(_must_include(called, typed.missing()), *typed.missing(), code="incomplete")
    numbers = {part: read_part(part, getattr(typed, part), called) for part in DATE_PARTS}
    try:
        return date(numbers["year"], numbers["month"], numbers["day"])
    except ValueError:
        raise _not_real(called, *DATE_PARTS) from None


def read_part(part: str, typed: str, called: str) -> int:
    number = _month_number(typed) if part == "month" else _whole_number(typed)
    if part == "year" and number is not None and len(typed) != 4:
        raise wrong(
            _("%(name)s must have a year of 4 figures, like 2026") % {"name": capfirst(called)}, "year"
        )
    limits = {"day": (1, 31), "month": (1, 12), "year": (EARLIEST_YEAR, 9999)}[part]
    if number is None or not limits[0] <= number <= limits[1]:
        raise _not_real(called, part)
    return number


def read_time(typed: str, called: str) -> time:
    """`14:30`, `1430`, `2:30pm`, `2pm`, `midday` or `midnight`."""
    spoken = {"midday": time(12), "noon": time(12), "midnight": time(0)}
    bare = typed.lower().replace(" ", "").replace(".", ":")
    if bare in spoken:
        return spoken[bare]
    half = next((half for half in ("am", "pm") if bare.endswith(half)), "")
    try:
        return _clock_time(*_hour_and_minute(bare.removesuffix(half)), half)
    except ValueError:
        raise wrong(
            _("%(name)s must have a time like 2:30pm or 14:30") % {"name": capfirst(called)}, "time"
        ) from None


def wrong(sentence: str, *parts: str, code: str = "invalid") -> ValidationError:
    """An error that knows which of the boxes it is about."""
    return ValidationError(sentence.replace("%", "%%"), code=code, params={"parts": parts})


def _hour_and_minute(bare: str) -> tuple[int, int]:
    if ":" in bare:
        hour, minute = bare.split(":")
        if len(minute) != 2:
            raise ValueError("minutes have two figures")
        return int(hour), int(minute)
    return (int(bare[:-2]), int(bare[-2:])) if len(bare) in {3, 4} else (int(bare), 0)


def _clock_time(hour: int, minute: int, half: str) -> time:
    if not half:
        return time(hour, minute)
    if not 1 <= hour <= 12:
        raise ValueError("an hour of the half-day is 1 to 12")
    return time(hour % 12 + (12 if half == "pm" else 0), minute)


def _must_include(called: str, missing: tuple[str, ...]) -> str:
    named = {"day": _("a day"), "month": _("a month"), "year": _("a year")}
    words = _(" and ").join(named[part] for part in missing)
    return _("%(name)s must include %(parts)s") % {"name": capfirst(called), "parts": words}


def _not_real(called: str, *parts: str) -> ValidationError:
    return wrong(_("%(name)s must be a real date") % {"name": capfirst(called)}, *parts)


def _whole_number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() else None


def _month_number(typed: str) -> int | None:
    """A number, or a month's name or its first three letters or more, in English or the page's language."""
    if typed.isascii() and typed.isdigit():
        return int(typed)
    start = typed.lower().rstrip(".")
    names = [(str(MONTHS[n]).lower(), str(MONTHS_3[n]).lower(), ENGLISH_MONTHS[n - 1]) for n in range(1, 13)]
    if len(start) < 3:
        return None
    found = [n for n, spelt in enumerate(names, start=1) if any(name.startswith(start) for name in spelt)]
    return found[0] if len(found) == 1 else None
