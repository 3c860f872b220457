"""Cohen's kappa: agreement of two readers beyond what their habits alone would bring about."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over `n` things read by both: the shares on which they agreed, and would have agreed by chance.

    `kappa` is None where nothing was read by both, or where both gave one and the same answer throughout: then chance
    alone explains full agreement, and the figure says nothing.
    """

    n: int
    agreed: int
    observed: Fraction
    expected: Fraction

    @property
    def kappa(self) -> Fraction | None:
        if self.n == 0 or self.expected == 1:
            return None
        return (self.observed - self.expected) / (1 - self.expected)


def agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Of the answers of two readers, pair by pair (Cohen 1960). "Cannot decide" is an answer as any other."""
    both = list(pairs)
    if not both:
        return Agreement(0, 0, Fraction(0), Fraction(0))
    agreed = sum(first == second for first, second in both)
    return Agreement(len(both), agreed, Fraction(agreed, len(both)), _by_chance(both))


def _by_chance(both: Sequence[tuple[Hashable, Hashable]]) -> Fraction:
    firsts, seconds = Counter(one for one, _ in both), Counter(one for _, one in both)
    return sum((Fraction(firsts[one] * seconds[one], len(both) ** 2) for one in firsts), Fraction(0))
