"""What `candour accounts` does, in words for the terminal; each gives the command's exit status."""

from argparse import Namespace
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from candour.accounts.actions import invite_user, seal_days_until
from candour.accounts.actions.users import first_step
from candour.accounts.codes import Role
from candour.accounts.reads import verify_reads
from candour.bodies.models import Body

Say = Callable[[str], object]


def invite_administrator(chosen: Namespace, *, say: Say, warn: Say) -> int:
    at = timezone.now()
    body = Body.objects.filter(pk=chosen.body).first()
    if body is None:
        warn(f"There is no body with the key {chosen.body}. The page /forces/ has the keys in its addresses.")
        return 1
    asked = {"email": chosen.email, "name": chosen.name, "body": body, "role": Role.ADMINISTRATOR}
    try:
        user = invite_user(**asked, starts=timezone.localdate(at), by=None, at=at, on=timezone.localdate(at))
    except (ValidationError, ValueError) as wrong:
        warn(" ".join(getattr(wrong, "messages", [str(wrong)])))
        return 1
    say(f"Administrator of {body.official_name}. To begin, open:")
    say(settings.PUBLIC_ADDRESS + first_step(user))
    return 0


def seal(chosen: Namespace, *, say: Say, warn: Say) -> int:
    sealed = seal_days_until(timezone.now())
    for day in sealed:
        say(f"{day.date.isoformat()}: {day.count} reads sealed.")
    if not sealed:
        say("Every finished day is sealed already.")
    return 0


def verify(chosen: Namespace, *, say: Say, warn: Say) -> int:
    found = verify_reads(at=timezone.now())
    for unsound in found.unsound:
        warn(unsound.text)
    for day in found.unsealed_days:
        warn(f"{day.isoformat()} is over and not sealed. Run `candour accounts seal-reads`.")
    say(f"{found.reads} reads on {found.days} sealed days; {len(found.unsound)} days differ from their seal.")
    return 0 if found.ok else 1
