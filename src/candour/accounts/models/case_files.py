"""The unit of access, the bodies that hold it, and the one query that says which files a person may open."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from candour.accounts.codes import PARTIES, REACH, WORKING, Capacity, CaseFileKind, Role
from candour.accounts.models.appointments import (
    Appointment,
    DatedQuerySet,
    Wall,
    ends_not_before_it_starts,
)
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


def opens(user: Any, *, on: dt.date, roles: Collection[Role] = WORKING, path: str = "pk") -> Q:
    """`open_to` as a condition for another table's rows: `path` leads from them to the case file's key.

    `Matter.objects.filter(opens(user, on=on, path="case_file"))` reads no case files at all, where
    `case_file__in=CaseFile.objects.open_to(user, on=on)` would list them all first on SQLite.
    """
    if not getattr(user, "is_active", False):
        return NOTHING
    wanted = frozenset(roles)
    return once(("opens", user.pk, on, wanted, path), lambda: _opens(user, on, wanted, path))


def _opens(user: Any, on: dt.date, wanted: frozenset[Role], path: str) -> Q:
    mine = Appointment.objects.filter(user=user, case_file__isnull=False)
    party = mine.filter(role__in=PARTIES, starts__lte=on)
    walled = Wall.objects.in_force(on).filter(user=user)
    working = held(user, on, wanted, path) | among(mine.in_force(on).filter(role__in=wanted & WORKING), path)
    as_worker = working & ~among(party, path)
    as_party = among(party.in_force(on).filter(role__in=wanted), path)
    return (as_worker | as_party) & ~among(walled, path)


def held(user: Any, on: dt.date, roles: Collection[Role], path: str) -> Q:
    """The files held by the user's bodies in a capacity that the user's body-wide roles reach.

    Few such files are listed and looked up; of many, each row asks for its own custody. Either way
    answers alike; both were measured, and each is a hundred times slower in the other's place.
    """
    matched = Q()
    for capacities, bodies in standing_reach(user, on, roles).items():
        matched |= Q(body__in=bodies, capacity__in=capacities)
    if not matched:
        return NOTHING
    custodies = Custody.objects.in_force(on).filter(matched)
    if custodies[FEW : FEW + 1].exists():
        return Q(Exists(custodies.filter(case_file=OuterRef(path))))
    return among(custodies, path)


def standing_reach(user: Any, on: dt.date, roles: Collection[Role]) -> dict[frozenset[Capacity], list[str]]:
    """The bodies for which the user holds roles body-wide, grouped by the capacities these reach.

    Read at once rather than joined: a handful of rows, and with the bodies as plain values both
    databases know how many custodies to expect.
    """
    reached: dict[str, frozenset[Capacity]] = defaultdict(frozenset)
    standing = Appointment.objects.in_force(on).filter(user=user, body__isnull=False, role__in=roles)
    for body, role in standing.values_list("body", "role"):
        reached[body] |= REACH.get(Role(role), frozenset())
    grouped: dict[frozenset[Capacity], list[str]] = defaultdict(list)
    for body, capacities in sorted(reached.items()):
        grouped[capacities].append(body)
    grouped.pop(frozenset(), None)
    return grouped


def among(rows: models.QuerySet[Any], path: str) -> Q:
    return Q(**{f"{path}__in": rows.values("case_file")})


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
