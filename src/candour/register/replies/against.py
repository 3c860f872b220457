"""A number that a report gives beside a total of our own: the same, within its room, or how far outside."""

from dataclasses import dataclass
from enum import StrEnum

from candour.register.replies.totals import Total


class Against(StrEnum):
    SAME = "same"
    WITHIN = "within"
    MORE = "more"
    FEWER = "fewer"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Difference:
    """`by`: how far the number lies outside what our own total can be; 0 where it is inside, or there is none."""

    against: Against
    by: int = 0


def against(reported: int, own: Total) -> Difference:
    """Our own total is at least its lower bound for the authorities it rests on, and says nothing of the others."""
    if not own.rests_on:
        return Difference(Against.NOTHING)
    if reported < own.at_least:
        return Difference(Against.FEWER, own.at_least - reported)
    if own.at_most is not None and reported > own.at_most:
        return Difference(Against.MORE, reported - own.at_most)
    return Difference(Against.SAME if own.exact else Against.WITHIN)
