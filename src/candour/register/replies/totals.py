"""Totals over figures of which some are ranges: at least, at most, and on how many authorities they rest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from candour.register.replies.figures import Figure, State


@dataclass(frozen=True, slots=True)
class Total:
    """`at_most` None: at least one authority gave no upper bound, or none gave anything. It speaks of those it rests
    on, and of nobody else.

    `rests_on` authorities said something of the number, `exactly` of them an exact one; `asked` were asked.
    """

    at_least: int
    at_most: int | None
    rests_on: int
    exactly: int
    asked: int

    @property
    def exact(self) -> bool:
        return self.at_least == self.at_most

    @property
    def complete(self) -> bool:
        return self.rests_on == self.asked


def total(figures: Mapping[str, Iterable[Figure]], *, asked: int) -> Total:
    """Of one question in one counting unit: the figures of each authority, by its key.

    An authority that gave some figures and withheld others has given a lower bound and no upper one.
    """
    sums = [summed(list(some)) for some in figures.values()]
    given = [one for one in sums if one is not None]
    highs = [one.high for one in given]
    return Total(
        at_least=sum(one.low for one in given),
        at_most=None if None in highs or not given else sum(high for high in highs if high is not None),
        rests_on=len(given),
        exactly=sum(one.state is State.EXACT for one in given),
        asked=asked,
    )


def summed(figures: list[Figure]) -> Figure | None:
    """One authority's figures added up; None where none of them says anything of the number."""
    counted = [one for one in figures if one.counts]
    if not counted:
        return None
    highs = [one.high for one in counted]
    whole = len(counted) == len(figures) and None not in highs
    low = sum(one.low for one in counted)
    high = sum(one for one in highs if one is not None) if whole else None
    return Figure(State.EXACT if low == high else State.RANGE, low, high)


def may_equal(parts: list[Figure], stated: Figure) -> bool:
    """Whether the parts can add up to the total that is stated, given all that is not known of them."""
    low = sum(one.low for one in parts)
    highs = [one.high for one in parts if one.counts]
    open_ended = None in highs or any(not one.counts for one in parts)
    high = None if open_ended else sum(one for one in highs if one is not None)
    return (stated.high is None or low <= stated.high) and (high is None or stated.low <= high)
