"""Opening a matter for somebody: through the one gate, with the read logged, and what its pages share."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.access import roles_on
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.requests import SignedInRequest
from candour.matters.addresses import address_of
from candour.matters.facts import Facts, facts_of
from candour.matters.models import Matter
from candour.matters.stages import milestone, stage, stages_of_matter

SECTIONS = (
    ("overview", _("Overview")),
    ("steps", _("Steps")),
    ("allegations", _("Allegations")),
    ("people", _("People")),
    ("deadlines", _("Deadlines")),
    ("evidence", _("Evidence")),
    ("letters", _("Letters and documents")),
    ("record", _("Record")),
)


def open_matter(request: SignedInRequest, reference: str, section: str) -> Matter:
    """The matter, if this person may open its file; 404 otherwise, so that nothing is learned from a guess."""
    case_file = open_case_file_or_404(request, reference, f"matter.{section}")
    return Matter.of_file(case_file.pk)


def shared_context(request: SignedInRequest, matter: Matter, section: str) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "matter": matter,
        "today": today,
        "stage": stage(matter),
        "stages": stages_of_matter(matter),
        "milestone": milestone(matter),
        "fiction": matter.case_file.fictional and fiction_words(matter),
        "roles": roles_on(request.user, matter.case_file, on=today),
        "sections": _sections(matter, section),
    }


def _sections(matter: Matter, section: str) -> list[dict[str, Any]]:
    """This room's own, and those that rooms above add through the settings."""
    own = [(f"matters:{name}", name, text) for name, text in SECTIONS]
    return [
        {"href": address_of(matter.reference, address), "text": text, "active": name == section}
        for address, name, text in [*own, *settings.MATTER_SECTIONS]
    ]


def fiction_words(matter: Matter) -> str:
    return _("%(force)s does not exist. Everything on this page is made up.") % {"force": matter.expressed_to.official_name}


def todays_facts(matter: Matter) -> Facts:
    return facts_of(matter, on=timezone.localdate())
