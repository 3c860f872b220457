"""Which roles a person holds, on one case file or at all."""

from datetime import date
from typing import Any

from django.db.models import Q

from candour.accounts.codes import PARTIES, REACH, WORKING, Role
from candour.accounts.models import Appointment, CaseFile, Custody, Wall
from candour.accounts.models.reading_once import once

Held = frozenset[Role]
NONE: Held = frozenset()


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
    return once(("held", user.pk, on), lambda: _roles_held(user, on))


def _roles_held(user: Any, on: date) -> Held:
    held = Appointment.objects.in_force(on).filter(user=user).values_list("role", flat=True).distinct()
    return frozenset(Role(role) for role in held)


def is_active(user: Any) -> bool:
    return bool(getattr(user, "pk", None) and user.is_active)


def behind_wall(user: Any, case_file: CaseFile, *, on: date) -> bool:
    def read() -> bool:
        return Wall.objects.in_force(on).filter(user=user, case_file=case_file).exists()

    return once(("wall", user.pk, case_file.pk, on), read)


def is_or_was_party(user: Any, case_file: CaseFile, *, on: date) -> bool:
    return any(role in PARTIES for role, _ in appointments_to(user, case_file, on=on))


def appointments_to(user: Any, case_file: CaseFile, *, on: date) -> list[tuple[Role, bool]]:
    """Each role the user has had on the file by that day, and whether it is still in force."""
    begun = Appointment.objects.filter(user=user, case_file=case_file, starts__lte=on)
    return [(Role(role), ends is None or ends > on) for role, ends in begun.values_list("role", "ends")]


def standing_roles_on(user: Any, case_file: CaseFile, *, on: date) -> Held:
    """Body-wide roles count where the body holds the file in a capacity that the role reaches."""
    standing = Appointment.objects.in_force(on).filter(user=user, body__isnull=False, role__in=REACH)
    by_body = list(standing.values_list("body", "role"))
    if not by_body:
        return NONE
    held = Custody.objects.in_force(on).filter(Q(case_file=case_file), body__in={body for body, _ in by_body})
    custodies = set(held.values_list("body", "capacity"))
    return frozenset(
        Role(role)
        for body, role in by_body
        if any((body, capacity) in custodies for capacity in REACH[Role(role)])
    )
