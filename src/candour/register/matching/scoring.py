"""The score: points for and against, each with its ground. It proposes; a person links."""

from collections.abc import Iterator
from dataclasses import dataclass

from candour.register.matching.features import Features, Names, month_number

LIKELY = 60
POSSIBLE = 30
DAY = 10


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that speaks for or against. `values` are what both have, or what each has where they differ."""

    code: str
    points: int
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """The points put together. Nothing below `POSSIBLE` is shown to anybody as a match."""

    grounds: tuple[Ground, ...]

    @property
    def score(self) -> int:
        return sum(one.points for one in self.grounds)

    @property
    def likely(self) -> bool:
        return self.score >= LIKELY

    @property
    def possible(self) -> bool:
        return self.score >= POSSIBLE


def likeness(one: Features, other: Features) -> Likeness:
    return Likeness(tuple(_grounds(one, other)))


def _grounds(one: Features, other: Features) -> Iterator[Ground]:
    yield from _shared("same-reference", 60, one.references, other.references)
    yield from _forces(one.forces, other.forces)
    yield from _months(one.months, other.months)
    yield from _days("same-outcome-day", 25, one.outcome_dates, other.outcome_dates)
    yield from _days("same-start", 15, one.begun, other.begun)
    yield from _days("same-conclusion", 15, one.concluded, other.concluded)
    yield from _overlap("behaviours", 15, one.behaviours, other.behaviours)
    yield from _overlap("platforms", 5, one.platforms, other.platforms)
    yield from _overlap("outcomes", 10, one.outcomes, other.outcomes)
    yield from _overlap("roles", 5, one.roles, other.roles)


def _shared(code: str, points: int, one: Names, other: Names) -> Iterator[Ground]:
    both = one & other
    if both:
        yield Ground(code, points, tuple(sorted(both)))


def _forces(one: Names, other: Names) -> Iterator[Ground]:
    """Sources that name different forces may still tell of one case, where a reference says so."""
    if one & other:
        yield Ground("same-force", 15, tuple(sorted(one & other)))
    elif one and other:
        yield Ground("other-force", -25, (*sorted(one), *sorted(other)))


def _months(one: Names, other: Names) -> Iterator[Ground]:
    if one & other:
        yield Ground("same-month", 20, tuple(sorted(one & other)))
        return
    apart = _months_apart(one, other)
    if apart is None:
        return
    if apart <= 2:
        yield Ground("near-month", 10, (*sorted(one), *sorted(other)))
    elif apart > 12:
        yield Ground("far-month", -20, (*sorted(one), *sorted(other)))


def _months_apart(one: Names, other: Names) -> int | None:
    numbers = [[month_number(date) for date in dates] for dates in (one, other)]
    gaps = [abs(a - b) for a in numbers[0] for b in numbers[1] if a is not None and b is not None]
    return min(gaps, default=None)


def _days(code: str, points: int, one: Names, other: Names) -> Iterator[Ground]:
    """A whole day in common counts fully, a month in common half."""
    both = one & other
    if not both:
        return
    whole = any(len(date) == DAY for date in both)
    yield Ground(code, points if whole else points // 2, tuple(sorted(both)))


def _overlap(code: str, points: int, one: Names, other: Names) -> Iterator[Ground]:
    """Points in the share of all that both name, at least one; nothing is said against what only one source tells."""
    both = one & other
    if both:
        share = len(both) / len(one | other)
        yield Ground(f"same-{code}", max(1, round(points * share)), tuple(sorted(both)))
