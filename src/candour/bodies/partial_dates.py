"""Dates known only in part (`2022`, `2022-07`, `2022-07-14`) and whether a span of them may cover a day."""

from calendar import monthrange
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WIDTHS = (4, 2, 2)


def first_day(written: str) -> date:
    """The earliest day that the written date can mean. Raises ValueError where it is not a date."""
    year, *rest = _numbers(written)
    month, *days = rest or [1]
    return date(year, month, *(days or [1]))


def last_day(written: str) -> date:
    """The latest day that the written date can mean. Raises ValueError where it is not a date."""
    year, *rest = _numbers(written)
    month, *days = rest or [12]
    return date(year, month, *(days or [monthrange(first_day(written).year, month)[1]]))


def may_cover(start: str, end: str, on: date) -> bool:
    """Whether the span may hold on the day: a date known in part stands for each of its days, a blank for any."""
    begun = not start or first_day(start) <= on
    return begun and (not end or on <= last_day(end))


def in_order(start: str, end: str) -> bool:
    """Whether the span can be a span at all: it does not end before it can have begun."""
    return not start or not end or first_day(start) <= last_day(end)


def check_partial_date(written: str) -> None:
    try:
        first_day(written)
    except ValueError as wrong:
        message = _("'%(written)s' is not a date. Write it as 2022, 2022-07 or 2022-07-14.")
        raise ValidationError(message, params={"written": written}) from wrong


def _numbers(written: str) -> list[int]:
    parts = written.split("-")
    shaped = len(parts) <= len(WIDTHS) and all(
        len(part) == width and part.isascii() and part.isdigit()
        for part, width in zip(parts, WIDTHS, strict=False)
    )
    if not shaped:
        raise ValueError(f"'{written}' is not a year, a year and month, or a day")
    return [int(part) for part in parts]
