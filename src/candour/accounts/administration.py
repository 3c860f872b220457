"""Who may run the accounts of a body (its administrators) and who may look at them (its auditors too)."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from candour.accounts.codes import Role
from candour.accounts.models import Appointment, CaseFile, Custody
from candour.accounts.permissions import Refusal
from candour.accounts.roles import is_active
from candour.bodies.models import Body

HOUSE_RULE = "Candour, docs/reference/permissions.md"
RUNS = frozenset({Role.ADMINISTRATOR})
INSPECTS = RUNS | {Role.AUDITOR}

NOT_YOURS = Refusal(_("Only an administrator of this body does this."), HOUSE_RULE)
NOT_YOUR_FILE = Refusal(_("Only an administrator of a body that holds this case file does this."), HOUSE_RULE)
NOT_ONESELF = Refusal(
    _("Nobody gives or takes away their own appointments. Ask another administrator."), HOUSE_RULE
)
NOT_OWN_WALL = Refusal(
    _("Nobody takes down a wall before themselves. Ask another administrator."), HOUSE_RULE
)


def may_administer(user: Any, body: Body, *, on: date) -> Refusal | None:
    return None if holds(user, RUNS, on).filter(body=body).exists() else NOT_YOURS


def may_administer_file(user: Any, case_file: CaseFile, *, on: date) -> Refusal | None:
    """An administrator acts on the files that their body holds, without being able to open one."""
    holders = Custody.objects.in_force(on).filter(case_file=case_file).values("body")
    return None if holds(user, RUNS, on).filter(body__in=holders).exists() else NOT_YOUR_FILE


def may_administer_appointment(user: Any, appointment: Appointment, *, on: date) -> Refusal | None:
    if appointment.user_id == user.pk:
        return NOT_ONESELF
    if appointment.body is not None:
        return may_administer(user, appointment.body, on=on)
    assert appointment.case_file is not None
    return may_administer_file(user, appointment.case_file, on=on)


def bodies_inspected(user: Any, *, on: date) -> QuerySet[Body]:
    """The bodies whose administration pages open to this person."""
    return Body.objects.filter(pk__in=holds(user, INSPECTS, on).values("body")).order_by("official_name")


def holds(user: Any, roles: frozenset[Role], on: date) -> QuerySet[Appointment]:
    if not is_active(user):
        return Appointment.objects.none()
    return Appointment.objects.in_force(on).filter(user=user, role__in=roles, body__isnull=False)
