"""Which body must handle a complaint, and which oversees and reviews it."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from candour.accounts.models.written_once import ON, Place, Question
from candour.bodies.kinds import BodyKind, Delegation
from candour.bodies.models import Body, DelegationModel

FORCE = Place("force", models.SlugField())
MODELS = Question(
    lambda: (
        DelegationModel.objects.filter(force=FORCE, starts__lte=ON)
        .order_by("-starts")
        .values_list("model")[:1]
    )
)


class About(models.TextChoices):
    """What the dissatisfaction is with; it settles who the appropriate authority is."""

    OFFICER_OR_STAFF = "officer-or-staff", _("What an officer, a special constable, a volunteer or a member of staff did")
    SERVICE = "service", _("The service, or how the force is run")
    CHIEF_OFFICER = "chief-officer", _("What the chief officer did")


def appropriate_authority(force: Body, about: str, *, on: date) -> Body:
    """The local policing body for the chief officer's conduct, else the chief officer of the force.

    Source: Police Reform Act 2002, section 29(1). A force whose policing body is not recorded answers for itself.
    """
    if about != About.CHIEF_OFFICER:
        return force
    return policing_body(force, on=on) or force


def policing_body(force: Body, *, on: date) -> Body | None:
    governance = Body.objects.governing(force, on=on)
    return governance.policing_body if governance else None


def delegated(force: Body, *, on: date) -> Delegation:
    """The model of `Body.objects.delegation_model`, without the words of its notice: every step asks for it."""
    return next((Delegation(model) for (model,) in MODELS(force=force.pk, on=on)), Delegation.MODEL_1)


def handling_body(force: Body, authority: Body, *, made_on: date) -> Body | None:
    """The policing body that has taken on first contact and recording (Models 2 and 3), by the day the complaint was made."""
    if authority != force:
        return None
    if delegated(force, on=made_on) == Delegation.MODEL_1:
        return None
    return policing_body(force, on=made_on)


def oversight_body(expressed_to: Body) -> Body | None:
    """Who oversees the handling of complaints about the force: none is recorded for some bodies."""
    return expressed_to.overseen_by


def is_policing_body(body: Body) -> bool:
    return body.kind == BodyKind.LOCAL_POLICING_BODY
