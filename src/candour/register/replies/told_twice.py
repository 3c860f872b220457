"""Whether one authority gives a number for the same time in two places, so that adding them up would count it twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from candour.register.replies.periods import Period


@dataclass(frozen=True, slots=True)
class Told:
    """`origin` is one reply, or one figure entered by hand. Rows of one reply are parts, and no repetition."""

    origin: str
    by_hand: bool
    period: Period | None


def told_twice(figures: Iterable[Told]) -> tuple[str, ...]:
    """The origins of which two speak of the same time, in their order; none where each speaks of its own."""
    told = list(dict.fromkeys(figures))
    doubled = {
        origin
        for one, other in combinations(told, 2)
        if _same_time(one, other)
        for origin in (one.origin, other.origin)
    }
    return tuple(dict.fromkeys(one.origin for one in told if one.origin in doubled))


def _same_time(one: Told, other: Told) -> bool:
    """Of figures by hand whose time is not given, several are taken for parts of one answer."""
    if one.origin == other.origin:
        return False
    if one.period is None or other.period is None:
        return not (one.by_hand and other.by_hand)
    return not one.period.apart_from(other.period)
