"""What opens case files to one person on one day, as plain values read from the tables.

Two people whose values agree are asked for with one statement, written once; the values themselves are read anew each time.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db.models import BooleanField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from candour.accounts.codes import PARTIES, REACH, WORKING, Capacity, Role
from candour.accounts.models.appointed import appointments_of, files_walled_off
from candour.accounts.models.appointments import DatedQuerySet
from candour.accounts.models.custodies import Custody
from candour.accounts.models.reading_once import once
from candour.accounts.models.written_once import ON, Questions

FEW = 2_000
NOTHING = Q(pk__in=[])
AUTHORITY = Capacity.APPROPRIATE_AUTHORITY

Bodies = tuple[str, ...]
Group = tuple[Bodies, frozenset[Capacity]]
"""Bodies for which somebody holds roles body-wide, and the capacities that these reach."""
Files = frozenset[Any]
Custodies = DatedQuerySet


class Number(Enum):
    NONE = 0
    FEW = 1
    MANY = 2


@dataclass(frozen=True)
class Held:
    """Bodies whose files are told by a column of the rows; `given_up` are those that they hold no longer, where the
    few are known and need not be asked for row by row."""

    bodies: Bodies
    given_up: Files | None


@dataclass(frozen=True)
class Reach:
    """`otherwise` are held in another right, or in no column of the rows; the files are those of appointments and walls."""

    as_authority: tuple[Held, ...] = ()
    otherwise: tuple[Group, ...] = ()
    number_otherwise: Number = Number.NONE
    appointed_to: Files = frozenset()
    ever_party_to: Files = frozenset()
    party_to: Files = frozenset()
    walled_off: Files = frozenset()

    def opens(self, *, on: Any, path: str, authority: str | None = None) -> Q:
        """The condition on rows whose case file is at `path`, on a day or on the place of one (`ON`)."""
        working = NOTHING
        for held in self.as_authority:
            working |= Q(**{f"{authority}__in": held.bodies}) & still_held(held, on, path)
        working |= self._otherwise(on, path) | among(self.appointed_to, path)
        as_worker = working & ~among(self.ever_party_to, path)
        return (as_worker | among(self.party_to, path)) & ~among(self.walled_off, path)

    @property
    def authorities(self) -> list[str]:
        """The bodies whose files open as those of the appropriate authority."""
        return sorted(body for held in self.as_authority for body in held.bodies)

    def _otherwise(self, on: Any, path: str) -> Q:
        """Few such files are listed and looked up; of many, each row asks for its own custody. Either way
        answers alike; both were measured, and each is a hundred times slower in the other's place.
        """
        if self.number_otherwise is Number.NONE:
            return NOTHING
        custodies = in_the_hands_of(self.otherwise, on)
        if self.number_otherwise is Number.MANY:
            return each_asks(custodies, path)
        return Q(**{f"{path}__in": custodies.values("case_file")})


def reach_of(
    user: Any,
    *,
    on: dt.date,
    roles: Collection[Role] = WORKING,
    by_authority: bool = True,
    counting: bool = False,
    but_as: frozenset[Capacity] = frozenset(),
) -> Reach:
    """`by_authority`: the rows have a column for the authority that holds their file.

    `counting` is for numbers only: it takes the column's word for who held each file once, and leaves out the few
    that the body has given up, where a list of rows asks for each. `but_as` leaves out what is held in those
    capacities alone: a second reading beside one of them does not repeat it.
    """
    if not getattr(user, "is_active", False):
        return Reach()
    asked = (frozenset(roles), by_authority, counting, but_as)
    return once(("reach", user.pk, on, *asked), lambda: _reach_of(user, on, *asked))


def _reach_of(
    user: Any,
    on: dt.date,
    roles: frozenset[Role],
    by_authority: bool,
    counting: bool,
    but_as: frozenset[Capacity],
) -> Reach:
    own, standing = appointments_of(user, on=on), standing_reach(user, on, roles, but_as)
    column = frozenset({AUTHORITY}) if by_authority else frozenset()
    led = tuple(bodies for bodies, reached in standing if column & reached)
    otherwise = tuple((bodies, reached - column) for bodies, reached in standing if reached - column)
    return Reach(
        as_authority=tuple(Held(bodies, given_up(bodies, on) if counting else None) for bodies in led),
        otherwise=otherwise,
        number_otherwise=once(("number", otherwise, on), lambda: how_many(otherwise, on)),
        appointed_to=frozenset(own.files(roles & WORKING)),
        ever_party_to=frozenset(own.files_ever_as_party),
        party_to=frozenset(own.files(roles & PARTIES)),
        walled_off=files_walled_off(user, on=on),
    )


def standing_reach(
    user: Any, on: dt.date, roles: Collection[Role], but_as: frozenset[Capacity]
) -> tuple[Group, ...]:
    """With the bodies as plain values both databases know how many custodies to expect."""
    reached: dict[str, frozenset[Capacity]] = defaultdict(frozenset)
    for body, role in appointments_of(user, on=on).to_bodies(roles):
        reached[body] |= REACH.get(role, frozenset())
    grouped: dict[frozenset[Capacity], list[str]] = defaultdict(list)
    for body, capacities in sorted(reached.items()):
        grouped[capacities - but_as].append(body)
    return tuple((tuple(bodies), capacities) for capacities, bodies in grouped.items() if capacities)


def in_the_hands_of(groups: tuple[Group, ...], on: Any) -> Custodies:
    held = Q()
    for bodies, capacities in groups:
        held |= Q(body__in=bodies, capacity__in=capacities)
    custodies: Custodies = Custody.objects.in_force(on).filter(held)
    return custodies


IN_THEIR_HANDS = Questions(
    lambda groups, place: in_the_hands_of(groups, ON).values_list("pk")[place : place + 1]
)


def how_many(groups: tuple[Group, ...], on: dt.date) -> Number:
    if not groups or not IN_THEIR_HANDS(groups, 0, on=on):
        return Number.NONE
    return Number.MANY if IN_THEIR_HANDS(groups, FEW, on=on) else Number.FEW


def as_authority(bodies: Bodies) -> Custodies:
    custodies: Custodies = Custody.objects.filter(body__in=bodies, capacity=AUTHORITY)
    return custodies


def still_held(held: Held, on: Any, path: str) -> Q:
    if held.given_up is not None:
        return ~among(held.given_up, path)
    return each_asks(as_authority(held.bodies).in_force(on), path)


def _some_files(custodies: Custodies) -> QuerySet[Custody, Any]:
    return custodies.values_list("case_file").distinct()[: FEW + 1]


PAST = Questions(lambda bodies: _some_files(as_authority(bodies).filter(ends__lte=ON)))
COMING = Questions(lambda bodies: _some_files(as_authority(bodies).filter(starts__gt=ON)))


def given_up(bodies: Bodies, on: dt.date) -> Files | None:
    """Files of which a custody has ended or not begun, and none of the others runs; more than a few are not told apart."""
    some = {file for rows in (PAST(bodies, on=on), COMING(bodies, on=on)) for (file,) in rows}
    if len(some) > FEW:
        return None
    if some:
        running = as_authority(bodies).in_force(on).filter(case_file__in=some)
        some.difference_update(running.values_list("case_file", flat=True))
    return frozenset(some)


def each_asks(custodies: Custodies, path: str) -> Q:
    """As a value of each row: of an EXISTS PostgreSQL makes a join that begins from all custodies, or gathers them first."""
    held = custodies.filter(case_file=OuterRef(path)).values_list(Value(True))[:1]
    return Q(Coalesce(Subquery(held, output_field=BooleanField()), False))


def among(case_files: Collection[Any], path: str) -> Q:
    return Q(**{f"{path}__in": case_files}) if case_files else NOTHING
