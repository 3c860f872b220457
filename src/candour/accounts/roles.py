"""Which roles a person holds, on one case file or at all."""

from datetime import date
from typing import Any

from candour.accounts.codes import PARTIES, REACH, WORKING, Role
from candour.accounts.models import CaseFile, Custody
from candour.accounts.models.appointed import appointments_of, files_walled_off
from candour.accounts.models.reading_once import once
from candour.accounts.models.written_once import ON, Question, key

Held = frozenset[Role]
NONE: Held = frozenset()
HELD_BY = Question(
    lambda: Custody.objects.in_force(ON).filter(case_file=key("case_file")).values_list("body", "capacity")
)


def roles_on(user: Any, case_file: CaseFile, *, on: date) -> Held:
    """The roles through which the user may open this file on that day; none behind a wall.

    It answers for one file what `CaseFile.objects.open_to` answers for all of them.
    """
    if not is_active(user) or behind_wall(user, case_file, on=on):
        return NONE
    return once(("roles", user.pk, case_file.pk, on), lambda: _roles_on(user, case_file, on))


def _roles_on(user: Any, case_file: CaseFile, on: date) -> Held:
    to_file = appointments_to(user, case_file, on=on)
    party = {role for role, in_force in to_file if role in PARTIES}
    held = {role for role, in_force in to_file if in_force}
    if party:
        return frozenset(held & PARTIES)
    return frozenset(held & WORKING) | standing_roles_on(user, case_file, on=on)


def roles_held(user: Any, *, on: date) -> Held:
    """Every role the user holds anywhere that day: for navigation, never for permission on a file."""
    if not is_active(user):
        return NONE
    return frozenset(row.role for row in appointments_of(user, on=on).in_force)


def is_active(user: Any) -> bool:
    return bool(getattr(user, "pk", None) and user.is_active)


def behind_wall(user: Any, case_file: CaseFile, *, on: date) -> bool:
    return case_file.pk in files_walled_off(user, on=on)


def is_or_was_party(user: Any, case_file: CaseFile, *, on: date) -> bool:
    return any(role in PARTIES for role, _ in appointments_to(user, case_file, on=on))


def appointments_to(user: Any, case_file: CaseFile, *, on: date) -> list[tuple[Role, bool]]:
    """Each role the user has had on the file by that day, and whether it is still in force."""
    return [(row.role, row.in_force) for row in appointments_of(user, on=on).to_file(case_file.pk)]


def standing_roles_on(user: Any, case_file: CaseFile, *, on: date) -> Held:
    """Body-wide roles count where the body holds the file in a capacity that the role reaches."""
    by_body = appointments_of(user, on=on).to_bodies(REACH)
    if not by_body:
        return NONE
    custodies = custodies_of(case_file, on=on)
    return frozenset(
        role for body, role in by_body if any((body, capacity) in custodies for capacity in REACH[role])
    )


def custodies_of(case_file: CaseFile, *, on: date) -> frozenset[tuple[str, str]]:
    """Each body that holds the file that day, with the capacity."""

    return once(("custodies", case_file.pk, on), lambda: frozenset(HELD_BY(case_file=case_file.pk, on=on)))
