"""Template filters for dates: `day`, `moment`, `day_or_moment`, `distance`, `partial_date`, `machine_date`."""

from datetime import date, datetime

from django import template

from candour.look.dates import day_in_words, distance_in_words, moment_in_words, partial_date_in_words

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    return day_in_words(value)


@register.filter
def moment(value: datetime | None) -> str:
    return moment_in_words(value)


@register.filter
def day_or_moment(value: date | str | None) -> str:
    """A moment with its time, a date as a day, a string as an EDTF date known only in part."""
    if isinstance(value, str):
        return partial_date_in_words(value)
    return moment_in_words(value) if isinstance(value, datetime) else day_in_words(value)


@register.filter
def distance(due: date, today: date) -> str:
    """`{{ due|distance:today }}`: `in 12 days`, `today`, `3 days late`."""
    return distance_in_words(due, today)


@register.filter
def partial_date(written: str | None) -> str:
    return partial_date_in_words(written) if written else ""


@register.filter
def machine_date(value: date | str | None) -> str:
    """The form a `<time datetime>` attribute takes; an EDTF qualifier has no place in it."""
    if value is None:
        return ""
    return value.rstrip("?~%") if isinstance(value, str) else value.isoformat()
