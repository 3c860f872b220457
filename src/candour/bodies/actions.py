"""The writes an operator makes: which bodies work here, where their letters go, and notices of delegation.

The room above that calls these holds the person and writes the entry; this floor knows neither.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from candour.bodies.kinds import BodyKind, Confidence, Delegation
from candour.bodies.models import Body, DelegationModel


def join_installation(*, body: Body, letters_address: str) -> Body:
    """From now on the body works on this installation; `letters_address` stands at the head of its letters."""
    if not letters_address.strip():
        raise ValidationError(_("Give the address that letters of this body are sent from."))
    body.on_this_installation = True
    body.letters_address = letters_address.strip()
    body.save(update_fields=["on_this_installation", "letters_address"])
    return body


def leave_installation(*, body: Body) -> Body:
    """From now on a referral to the body is a letter and a file. Its address is kept."""
    body.on_this_installation = False
    body.save(update_fields=["on_this_installation"])
    return body


def record_delegation_notice(
    *,
    force: Body,
    model: Delegation,
    starts: date,
    notice_reference: str,
    source: str,
    confidence: Confidence,
) -> DelegationModel:
    """Enters the model in force for complaints made from the day; it takes the place of a shipped row that day."""
    if force.kind != BodyKind.POLICE_FORCE:
        raise ValidationError(_("Only a police force shares complaints work with a policing body."))
    if model != Delegation.MODEL_1 and not notice_reference.strip():
        raise ValidationError(_("Models 2 and 3 rest on a notice. Give its reference."))
    entered, _created = DelegationModel.objects.update_or_create(
        force=force,
        starts=starts,
        defaults={
            "model": model,
            "notice_reference": notice_reference.strip(),
            "source": source,
            "source_address": "",
            "confidence": confidence,
            "shipped": False,
        },
    )
    return entered
