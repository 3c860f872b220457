"""Moments for tests: nine in the morning in London on a day."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def at_nine(day: date) -> datetime:
    return datetime.combine(day, time(9), LONDON)
