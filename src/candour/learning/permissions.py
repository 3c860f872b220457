"""Who may make a recommendation, answer it, decide what of the answer is published, and follow it up."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from candour.accounts.access import CLOSED, HOUSE_RULE, Refusal, may_take
from candour.accounts.codes import Role
from candour.accounts.models import Appointment
from candour.accounts.roles import is_active
from candour.bodies.models import Body
from candour.learning.codes import Power
from candour.learning.models import Recommendation

IOPC = (Role.IOPC_DIRECTOR, Role.IOPC_CASEWORK)
FORCE = (Role.DECISION_MAKER,)
MAKERS: dict[str, tuple[Role, ...]] = {
    Power.P28A: IOPC,
    Power.S10: IOPC,
    Power.P28ZA: (*IOPC, Role.LPB_REVIEWER),
    Power.LOCAL: FORCE,
    Power.HMICFRS: FORCE,
    Power.CORONER: FORCE,
}
MADE_OUTSIDE = frozenset({Power.HMICFRS, Power.CORONER})
"""Made by somebody who does not work here: the addressee enters them."""

ANSWERING = (*FORCE, *IOPC, Role.LPB_REVIEWER)
NOT_THE_MAKER = Refusal(
    _("A recommendation under this power is made by people who hold the role for the body that makes it."),
    HOUSE_RULE,
)


def may_recommend(user: Any, *, power: str, maker: Body, addressee: Body, on: date) -> Refusal | None:
    """The maker's people for its own powers; the addressee's for what somebody outside recommended to it."""
    if not is_active(user):
        return CLOSED
    body = addressee if power in MADE_OUTSIDE else maker
    return None if holds(user, MAKERS[power], body, on) else NOT_THE_MAKER


def may_respond(user: Any, recommendation: Recommendation, *, on: date) -> Refusal | None:
    """The addressee's decision maker, or the maker's people who enter what came in by post."""
    return may_take(user, recommendation.case_file, ANSWERING, None, on)


def may_follow_up(user: Any, recommendation: Recommendation, *, on: date) -> Refusal | None:
    return may_take(user, recommendation.case_file, ANSWERING, None, on)


def may_supervise(user: Any, recommendation: Recommendation, *, on: date) -> Refusal | None:
    """More time, judicial review and what is published: for those who made it."""
    return may_take(user, recommendation.case_file, MAKERS[recommendation.power], None, on)


def bodies_of(user: Any, roles: Collection[Role], *, on: date) -> list[str]:
    """The bodies for which the person holds one of the roles body-wide."""
    held = Appointment.objects.in_force(on).filter(user=user, body__isnull=False, role__in=roles)
    return list(held.values_list("body", flat=True).distinct())


def holds(user: Any, roles: Collection[Role], body: Body, on: date) -> bool:
    return body.pk in bodies_of(user, roles, on=on)
