"""For which forces a handler may enter a complaint, and on which subjects."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from candour.accounts.codes import Role
from candour.accounts.models import Appointment, User
from candour.accounts.permissions import Refusal
from candour.bodies.models import Body, Governance
from candour.matters.authority import About, is_policing_body
from candour.matters.guided.forces import receivers

NOBODY = Refusal(
    _(
        "Entering a complaint is for complaint handlers of a force, or of a policing body that deals with complaints about one."
    ),
    "ukpga/2002/30/schedule/3/paragraph/2",
)
NOT_THIS_ONE = Refusal(
    _("Your policing body does not deal with this kind of complaint about this force: the force does."),
    "ukpga/2002/30/section/13A",
)


def handler_bodies(user: User, *, on: date) -> list[Body]:
    """The bodies for which this person is a complaint handler on the day."""
    held = Appointment.objects.in_force(on).filter(user=user, role=Role.COMPLAINT_HANDLER, body__isnull=False)
    return list(Body.objects.filter(pk__in=held.values("body")))


def own_forces(user: User, *, on: date) -> list[Body]:
    """A handler's own force; for a policing body's handler, the forces it governs that day."""
    bodies = handler_bodies(user, on=on)
    governed = Governance.objects.on(on).filter(
        policing_body__in=[body for body in bodies if is_policing_body(body)]
    )
    forces = Body.objects.filter(
        pk__in=[
            *(body.pk for body in bodies if not is_policing_body(body)),
            *governed.values_list("force", flat=True),
        ]
    )
    return [force for force in forces.order_by("official_name") if _anything(user, force, on)]


def _anything(user: User, force: Body, on: date) -> bool:
    return any(may_enter(user, force, about, on=on) is None for about in About.values)


def may_enter(user: User, force: Body, about: str, *, on: date) -> Refusal | None:
    """A force's own handler may take in any complaint about it; a policing body's only what it deals with."""
    bodies = handler_bodies(user, on=on)
    if not bodies:
        return NOBODY
    if force in bodies or any(body in bodies for body in receivers(force, about, on=on)):
        return None
    return NOT_THIS_ONE
