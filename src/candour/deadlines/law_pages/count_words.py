"""How a period is counted, as a sentence: how long, which day is day 1, and which days are left out."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.deadlines.law import the_law
from candour.procedure.counting import Count, Direction, FirstDay, Unit


def count_in_words(count: Count) -> str:
    """`28 days, where the day after the event is day 1`."""
    words = [f"{length_in_words(count)}, {_first_day(count)}"]
    if count.uses_calendar:
        place = the_law().calendars[count.calendar].title
        words.append(_("weekends and the bank holidays of %(place)s are left out") % {"place": place})
    return "; ".join(words)


def length_in_words(count: Count) -> str:
    if count.to_n is not None:
        terms = {"first": _ordinal(count.n), "last": _ordinal(count.to_n), "unit": _unit(1, count)}
        return _("from the %(first)s to the %(last)s %(unit)s") % terms
    length = f"{count.n} {_unit(count.n, count)}"
    return _("%(length)s back") % {"length": length} if count.direction is Direction.BEFORE else length


def _unit(n: int, count: Count) -> str:
    match count.unit:
        case Unit.DAYS if count.clear:
            return ngettext("clear day", "clear days", n)
        case Unit.DAYS:
            return ngettext("day", "days", n)
        case Unit.WORKING_DAYS if count.clear:
            return ngettext("clear working day", "clear working days", n)
        case Unit.WORKING_DAYS:
            return ngettext("working day", "working days", n)
        case Unit.WEEKS:
            return ngettext("week", "weeks", n)
        case Unit.MONTHS:
            return ngettext("month", "months", n)
        case Unit.YEARS:
            return ngettext("year", "years", n)


def _first_day(count: Count) -> str:
    if count.direction is Direction.BEFORE:
        return _before(count)
    match count.first_day:
        case FirstDay.EVENT if count.in_working_days:
            return _("where the day of the event is day 1 or, if it is not a working day, the next one is")
        case FirstDay.EVENT:
            return _("where the day of the event is day 1")
        case FirstDay.NEXT if count.in_working_days:
            return _("where the first working day after the event is day 1")
        case FirstDay.NEXT:
            return _("where the day after the event is day 1")
        case FirstDay.NEXT_WORKING_DAY:
            return _("where the first working day after the event is day 1")


def _before(count: Count) -> str:
    if count.first_day is FirstDay.EVENT:
        return _("where the day of the event is day 1")
    return (
        _("where the last working day before the event is day 1")
        if count.in_working_days
        else _("where the day before the event is day 1")
    )


def _ordinal(n: int) -> str:
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
