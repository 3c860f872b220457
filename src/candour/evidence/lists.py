"""The lists that a reader codes by, in the edition of the day on which a message was sent."""

from datetime import date

from candour.deadlines.law import the_law
from candour.procedure.lists import Edition


def edition_of(name: str, day: date) -> Edition:
    """A phone holds messages that are older than a list: those are coded by its first edition."""
    editions = the_law().lists[name].editions.values()
    started = [one for one in editions if one.starts is None or one.starts <= day]
    first = min(editions, key=lambda one: one.starts or date.min)
    return max(started, key=lambda one: one.starts or date.min) if started else first


def is_older(name: str, day: date) -> bool:
    """Whether the list had no edition yet on that day."""
    starts = edition_of(name, day).starts
    return starts is not None and day < starts
