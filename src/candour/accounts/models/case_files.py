"""The unit of access, the bodies that hold it, and the one query that says which files a person may open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from candour.accounts.codes import PARTIES, REACH, WORKING, Capacity, CaseFileKind, Role
from candour.accounts.models.appointed import appointments_of, files_walled_off
from candour.accounts.models.appointments import DatedQuerySet, ends_not_before_it_starts
from candour.accounts.models.reading_once import once
from candour.ledger.recorded import Recorded, RecordedQuerySet

FEW = 2_000
NOTHING = Q(pk__in=[])


class Custody(Recorded):
    """A body holds a case file in a capacity, from `starts` until the day before `ends`."""

    case_file = models.ForeignKey(
        "accounts.CaseFile", on_delete=models.PROTECT, related_name="custodies", db_index=False
    )
    body = models.ForeignKey(
        "bodies.Body", on_delete=models.PROTECT, related_name="custodies", db_index=False
    )
    capacity = models.CharField(max_length=40, choices=Capacity.choices)
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = DatedQuerySet.as_manager()
    ledger_kind = "custody"

    class Meta:
        verbose_name_plural = "custodies"
        constraints = [ends_not_before_it_starts("custody")]
        # Each carries every column that the access query reads. The case file comes last in the first and the
        # rest come after the dates in the second, because SQLite would else look up each body and capacity of
        # an auditor of all forces in turn, for every file.
        indexes = [
            models.Index(fields=["body", "capacity", "starts", "ends", "case_file"], name="custody_by_body"),
            models.Index(
                fields=["case_file", "starts", "ends", "body", "capacity"], name="custody_by_case_file"
            ),
            # What a body has given up is little beside what it holds.
            models.Index(
                fields=["body", "capacity", "ends", "case_file"],
                name="custody_given_up",
                condition=models.Q(ends__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_file_id} {self.body_id} {self.capacity}"


class CaseFileQuerySet(RecordedQuerySet):
    def open_to(self, user: Any, *, on: dt.date, roles: Collection[Role] = WORKING) -> Self:
        """The files that `user` may open on the day `on` through one of `roles`: to work on, unless said otherwise.

        A body-wide role opens what its body holds in a capacity that the role reaches; an appointment
        to a file opens that file; whoever is or was a party to a file opens it as a party or not at
        all; a wall closes it to all roles alike. Pages for parties pass `roles=PARTIES`.
        """
        return self.filter(opens(user, on=on, roles=roles))


def opens(
    user: Any,
    *,
    on: dt.date,
    roles: Collection[Role] = WORKING,
    path: str = "pk",
    authority: str | None = None,
    counting: bool = False,
    but_as: frozenset[Capacity] = frozenset(),
) -> Q:
    """`open_to` as a condition for another table's rows: `path` leads from them to the case file's key.

    `Matter.objects.filter(opens(user, on=on, path="case_file"))` reads no case files at all, where
    `case_file__in=CaseFile.objects.open_to(user, on=on)` would list them all first on SQLite. `authority` names the
    column of those rows that holds the body by which their file is held as appropriate authority: an index that
    begins with it then reads one force's rows alone. `counting` is for numbers only: it takes the column's word for
    who held each file once, and leaves out the few that the body has given up, where a list of rows asks for each.
    `but_as` leaves out what is held in those capacities alone: a second reading beside one of them does not repeat it.
    """
    if not getattr(user, "is_active", False):
        return NOTHING
    wanted = frozenset(roles)
    leading = Leading(path, authority, counting, but_as)
    key = ("opens", user.pk, on, wanted, leading)
    return once(key, lambda: _opens(user, on, wanted, leading))


@dataclass(frozen=True)
class Leading:
    """How rows lead to their case file (`path`), to the body that holds it (`authority`), and what is asked of them."""

    path: str
    authority: str | None = None
    counting: bool = False
    but_as: frozenset[Capacity] = frozenset()


def _opens(user: Any, on: dt.date, wanted: frozenset[Role], leading: Leading) -> Q:
    path, own = leading.path, appointments_of(user, on=on)
    working = held(user, on, wanted, leading) | among(own.files(wanted & WORKING), path)
    as_worker = working & ~among(own.files_ever_as_party, path)
    as_party = among(own.files(wanted & PARTIES), path)
    return (as_worker | as_party) & ~among(files_walled_off(user, on=on), path)


def held(user: Any, on: dt.date, roles: frozenset[Role], leading: Leading) -> Q:
    """The files held by the user's bodies in a capacity that the user's body-wide roles reach."""
    condition, other = NOTHING, Q()
    for reached, bodies in standing_reach(user, on, roles).items():
        capacities = reached - leading.but_as
        if leading.authority and Capacity.APPROPRIATE_AUTHORITY in capacities:
            condition |= Q(**{f"{leading.authority}__in": bodies}) & as_authority(bodies, on, leading)
            capacities = capacities - {Capacity.APPROPRIATE_AUTHORITY}
        if capacities:
            other |= Q(body__in=bodies, capacity__in=capacities)
    if not other:
        return condition
    key = ("in custody", user.pk, on, roles, leading.authority is None, leading.but_as)
    return condition | in_custody(Custody.objects.in_force(on).filter(other), leading.path, key)


def as_authority(bodies: list[str], on: dt.date, leading: Leading) -> Q:
    """Those of the bodies' rows whose file they hold as appropriate authority that day."""
    custodies = Custody.objects.filter(body__in=bodies, capacity=Capacity.APPROPRIATE_AUTHORITY)
    if leading.counting:
        given_up = once(("given up", tuple(bodies), on), lambda: not_held(custodies, on))
        if len(given_up) <= FEW:
            return ~among(given_up, leading.path)
    return each_asks(custodies.in_force(on), leading.path)


def not_held(custodies: Any, on: dt.date) -> set[Any]:
    """Files of which a custody has ended or not begun, and none of the others runs; more than a few are not told apart."""
    past_or_coming = (custodies.filter(ends__lte=on), custodies.filter(starts__gt=on))
    some = {
        file
        for rows in past_or_coming
        for file in rows.values_list("case_file", flat=True).distinct()[: FEW + 1]
    }
    if not some or len(some) > FEW:
        return some
    return some.difference(
        custodies.in_force(on).filter(case_file__in=some).values_list("case_file", flat=True)
    )


def in_custody(custodies: models.QuerySet[Any], path: str, key: tuple[object, ...]) -> Q:
    """Few such files are listed and looked up; of many, each row asks for its own custody. Either way
    answers alike; both were measured, and each is a hundred times slower in the other's place.
    """
    number = once(key, lambda: custodies.values("case_file")[: FEW + 1].count())
    if number > FEW:
        return each_asks(custodies, path)
    return Q(**{f"{path}__in": custodies.values("case_file")}) if number else NOTHING


def each_asks(custodies: models.QuerySet[Any], path: str) -> Q:
    """Wrapped, so that PostgreSQL does ask for each row: a bare EXISTS it turns into a join that begins from all custodies."""
    return Q(Coalesce(Exists(custodies.filter(case_file=OuterRef(path))), False))


def standing_reach(user: Any, on: dt.date, roles: Collection[Role]) -> dict[frozenset[Capacity], list[str]]:
    """The bodies for which the user holds roles body-wide, grouped by the capacities these reach.

    With the bodies as plain values both databases know how many custodies to expect.
    """
    reached: dict[str, frozenset[Capacity]] = defaultdict(frozenset)
    for body, role in appointments_of(user, on=on).to_bodies(roles):
        reached[body] |= REACH.get(role, frozenset())
    grouped: dict[frozenset[Capacity], list[str]] = defaultdict(list)
    for body, capacities in sorted(reached.items()):
        grouped[capacities].append(body)
    grouped.pop(frozenset(), None)
    return grouped


def authorities_of(user: Any, *, on: dt.date, roles: Collection[Role] = WORKING) -> list[str]:
    """The bodies whose files the user opens as those of the appropriate authority."""
    if not getattr(user, "is_active", False):
        return []
    reach = standing_reach(user, on, frozenset(roles))
    return sorted(
        body
        for capacities, bodies in reach.items()
        if Capacity.APPROPRIATE_AUTHORITY in capacities
        for body in bodies
    )


def among(case_files: Collection[Any], path: str) -> Q:
    return Q(**{f"{path}__in": case_files}) if case_files else NOTHING


class CaseFile(Recorded):
    reference = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40, choices=CaseFileKind.choices)
    opened = models.DateField()
    fictional = models.BooleanField(default=False)

    objects: ClassVar[Any] = CaseFileQuerySet.as_manager()
    ledger_kind = "case-file"

    class Meta:
        indexes = [models.Index(fields=["-opened", "reference"], name="case_file_newest_first")]

    def __str__(self) -> str:
        return self.reference
