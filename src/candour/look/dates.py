"""Dates and moments in words: `2 March 2026`, `in 12 days`, and dates known only in part."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def day_in_words(value: date | None) -> str:
    """`2 March 2026`; an aware moment is read in the current time zone; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _local(value).date()
    return f"{value.day} {MONTHS[value.month]} {value.year:04d}"


def moment_in_words(value: datetime | None) -> str:
    """`2 March 2026 at 2:05pm`, in the current time zone."""
    if value is None:
        return ""
    local = _local(value)
    return _("%(day)s at %(time)s") % {"day": day_in_words(local.date()), "time": time_in_words(local)}


def time_in_words(value: datetime) -> str:
    if (value.hour, value.minute) == (12, 0):
        return _("midday")
    if (value.hour, value.minute) == (0, 0):
        return _("midnight")
    half = _("am") if value.hour < 12 else _("pm")
    return f"{value.hour % 12 or 12}:{value.minute:02d}{half}"


def distance_in_words(due: date, today: date, *, can_be_late: bool = True) -> str:
    """How far the last day is: `in 12 days`, `today`, `12 days late`. Both are calendar dates.

    What only ends, as a period does, is never late: `12 days ago`.
    """
    days = (due - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 1:
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    if not can_be_late:
        return ngettext("%(n)d day ago", "%(n)d days ago", -days) % {"n": -days}
    return ngettext("%(n)d day late", "%(n)d days late", -days) % {"n": -days}


def partial_date_in_words(written: str) -> str:
    """An EDTF date, whole or in part: `2022` stays, `2022-07` is July 2022, `2022-07-14` is 14 July 2022.

    `~` reads "about", `?` "perhaps". What cannot be read is given back as written.
    """
    bare = written.strip().rstrip("?~%")
    try:
        words = _part_in_words([int(part) for part in bare.split("-")])
    except ValueError:
        return written
    return _qualified(words, written.strip()[len(bare) :])


def _part_in_words(parts: list[int]) -> str:
    match parts:
        case [year]:
            return f"{year:04d}"
        case [year, month]:
            return f"{MONTHS[date(year, month, 1).month]} {year:04d}"
        case [year, month, day]:
            return day_in_words(date(year, month, day))
        case _:
            raise ValueError("an EDTF date has a year, a month and a day at most")


def _qualified(words: str, mark: str) -> str:
    match mark:
        case "":
            return words
        case "~":
            return _("about %(date)s") % {"date": words}
        case "?":
            return _("perhaps %(date)s") % {"date": words}
        case _:
            return _("perhaps about %(date)s") % {"date": words}


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
