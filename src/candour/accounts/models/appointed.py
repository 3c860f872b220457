"""All that a person was ever appointed to by a day, and the walls before them: two readings that answer for every file."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from candour.accounts.codes import PARTIES, Role
from candour.accounts.models.appointments import Appointment, FunctionTaken, Wall
from candour.accounts.models.reading_once import once
from candour.accounts.models.written_once import ON, Question, key

BEGUN = Question(
    lambda: (
        Appointment.objects.filter(user=key("user"), starts__lte=ON)
        .order_by("body_id", "role")
        .values_list("body", "case_file", "role", "ends")
    )
)
TAKEN = Question(
    lambda: FunctionTaken.objects.filter(user=key("user"), case_file=key("case_file")).values_list("function")
)
WALLED_OFF = Question(lambda: Wall.objects.in_force(ON).filter(user=key("user")).values_list("case_file"))


@dataclass(frozen=True)
class Appointed:
    """To a body or to one case file; one of the two is None."""

    body: str | None
    case_file: Any
    role: Role
    in_force: bool


@dataclass(frozen=True)
class Appointments:
    """One person's, those that have ended too: who was a party once stays one."""

    rows: Sequence[Appointed]

    @property
    def in_force(self) -> Sequence[Appointed]:
        return [row for row in self.rows if row.in_force]

    def files(self, roles: Collection[Role]) -> set[Any]:
        return {row.case_file for row in self.in_force if row.case_file and row.role in roles}

    @property
    def files_ever_as_party(self) -> set[Any]:
        return {row.case_file for row in self.rows if row.case_file and row.role in PARTIES}

    def to_file(self, case_file: Any) -> Sequence[Appointed]:
        return [row for row in self.rows if row.case_file == case_file]

    def to_bodies(self, roles: Collection[Role]) -> list[tuple[str, Role]]:
        return [(row.body, row.role) for row in self.in_force if row.body and row.role in roles]


def appointments_of(user: Any, *, on: dt.date) -> Appointments:
    """Read rather than joined: most people have one or a few, and a condition that names nobody costs nothing."""
    return once(("appointments", user.pk, on), lambda: _appointments_of(user, on))


def _appointments_of(user: Any, on: dt.date) -> Appointments:
    return Appointments(
        [
            Appointed(body, file, Role(role), ends is None or ends > on)
            for body, file, role, ends in BEGUN(user=user.pk, on=on)
        ]
    )


def files_walled_off(user: Any, *, on: dt.date) -> frozenset[Any]:
    """The case files that a conflict wall keeps from this person."""

    return once(
        ("walls", user.pk, on), lambda: frozenset(file for (file,) in WALLED_OFF(user=user.pk, on=on))
    )
