"""Steps that belong to whoever conducts the case: the Director General in one of their own, else the authority."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from candour.accounts.codes import Role
from candour.accounts.permissions import Refusal
from candour.matters.authority import oversight_body
from candour.matters.models import Matter
from candour.procedure.lifecycles import Step

OF_WHOEVER_CONDUCTS_IT = {
    "handling.prosecutor",
    "hold.ask",
    "hold.not-resume",
    "hold.proceedings-concluded",
    "hold.refused",
    "hold.resume",
    "investigation.ask-views",
    "investigation.decide-special-procedures",
    "investigation.own-progress-report",
}
OF_THE_DIRECTOR_GENERAL = {"dsi-matter.determine"}
FORCE = {Role.COMPLAINT_HANDLER, Role.DECISION_MAKER, Role.INVESTIGATOR}
THEIRS = Refusal(
    _("The Director General conducts or determines this, so it is for the Director General."),
    "ukpga/2002/30/schedule/3/paragraph/15",
)
OURS = Refusal(
    _("The investigation is neither directed nor independent, so this is for the appropriate authority."),
    "ukpga/2002/30/schedule/3/paragraph/16",
)


def not_theirs(step: Step, matter: Matter, roles: Collection[str]) -> Refusal | None:
    """Where the oversight body works elsewhere, the authority enters what its letters say."""
    always_theirs = step.key in OF_THE_DIRECTOR_GENERAL
    if step.key not in OF_WHOEVER_CONDUCTS_IT and not always_theirs:
        return None
    if (always_theirs or is_the_director_generals(matter)) and _works_here(matter):
        return None if Role.IOPC_DIRECTOR in roles else THEIRS
    return None if FORCE & set(roles) else OURS


def is_the_director_generals(matter: Matter) -> bool:
    return matter.referral in {"directed", "independent"}


def _works_here(matter: Matter) -> bool:
    body = oversight_body(matter.expressed_to)
    return body is not None and body.on_this_installation
