"""When two tellings are of one recommendation or of one number, and when they may be."""

from collections.abc import Sequence
from datetime import date

from candour.register.models import SourceStatement
from candour.register.statements import Value

Telling = list[SourceStatement]
OF_A_RECOMMENDATION = ("date", "to", "summary", "due_date", "accepted")
OF_A_COUNT = ("what", "value", "state", "at_least", "at_most")
NEAR_DAYS = 31


def same_recommendation(one: Telling, other: Telling) -> bool:
    """Day and addressee agree. What is said of the answer may differ, and is settled within it."""
    days = _dates(one) and _dates(other) and _days_agree(_dates(one), _dates(other))
    return bool(days and _values(one, "to") & _values(other, "to"))


def similar_recommendation(one: Telling, other: Telling) -> bool:
    """They agree in day or addressee, and in the other are near, or silent."""
    to, other_to = _values(one, "to"), _values(other, "to")
    days, other_days = _dates(one), _dates(other)
    silent = not to or not other_to, not days or not other_days
    same_to, same_day = bool(to & other_to), not silent[1] and _days_agree(days, other_days)
    if same_to:
        return silent[1] or same_day or _near(days, other_days)
    return same_day


def same_count(one: Telling, other: Telling) -> bool:
    return _said(one, OF_A_COUNT) == _said(other, OF_A_COUNT)


def similar_count(one: Telling, other: Telling) -> bool:
    """Different numbers of what is called by the same words."""
    return bool(_values(one, "what") & _values(other, "what"))


def _said(telling: Telling, names: Sequence[str]) -> tuple[tuple[str, Value], ...]:
    held = {row.field: row.settled for row in telling}
    return tuple((name, held[name]) for name in names if name in held)


def _values(telling: Telling, name: str) -> set[Value]:
    return {row.settled for row in telling if row.field == name and row.settled is not None}


def _dates(telling: Telling) -> set[str]:
    return {str(one) for one in _values(telling, "date")}


def _days_agree(one: set[str], other: set[str]) -> bool:
    """A month beside a day of it agrees."""
    return any(a.startswith(b) or b.startswith(a) for a in one for b in other)


def _near(one: set[str], other: set[str]) -> bool:
    days = [[date.fromisoformat(each) for each in some if len(each) == 10] for some in (one, other)]
    return any(abs((a - b).days) <= NEAR_DAYS for a in days[0] for b in days[1])
