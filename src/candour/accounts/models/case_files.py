"""The unit of access, and the one query that says which files a person may open."""

import datetime as dt
from collections.abc import Collection
from typing import Any, ClassVar, Self

from django.db import models

from candour.accounts.codes import WORKING, Capacity, CaseFileKind, Role
from candour.accounts.models.reach import reach_of
from candour.ledger.recorded import Recorded, RecordedQuerySet


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
) -> models.Q:
    """`open_to` as a condition for another table's rows: `path` leads from them to the case file's key.

    `Matter.objects.filter(opens(user, on=on, path="case_file"))` reads no case files at all, where
    `case_file__in=CaseFile.objects.open_to(user, on=on)` would list them all first on SQLite. `authority` names the
    column of those rows that holds the body by which their file is held as appropriate authority: an index that
    begins with it then reads one force's rows alone. `counting` and `but_as` are `reach_of`'s.
    """
    reach = reach_of(
        user, on=on, roles=roles, by_authority=authority is not None, counting=counting, but_as=but_as
    )
    return reach.opens(on=on, path=path, authority=authority)


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
