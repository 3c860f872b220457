"""Which functions on a complaint the local policing body has taken on, by the day the complaint was made."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from candour.accounts.codes import REACH, Capacity, Role
from candour.accounts.models import User
from candour.accounts.models.appointed import appointments_of
from candour.accounts.models.reading_once import once
from candour.accounts.permissions import Refusal
from candour.accounts.roles import custodies_of, roles_on
from candour.bodies.kinds import Delegation
from candour.matters.authority import delegated, handling_body
from candour.matters.models import Matter, MatterKind
from candour.procedure.lifecycles import Step

FIRST_CONTACT = frozenset(
    {
        "complaint.contact",
        "complaint.keep-outside",
        "complaint.look-again-at-copy",
        "complaint.not-a-complaint",
        "complaint.record",
        "complaint.recording-test",
        "complaint.resolve",
    }
)
"""Schedule 3, paragraph 2(6) to (6D) with (9) and (10): moved under Models 2 and 3."""
KEEPING_INFORMED = frozenset(
    {
        "complaint.tell-outcome",
        "handling.provide-outcome",
        "keeping-informed.look-again",
        "keeping-informed.update",
        "keeping-informed.withhold",
    }
)
"""Sections 20 and 21: moved under Model 3 only."""
EITHER = {"complaint.forward", "complaint.log", "complaint.take-in", "referral.refer-by-policing-body"}
"""Whoever receives a complaint logs it or sends it on; the policing body's own referral is entered by either."""

TAKEN_ON = Refusal(
    _(
        "The local policing body has taken this function on for complaints made that day, so its own people do it."
    ),
    "ukpga/2002/30/section/13A",
)
NOT_TAKEN_ON = Refusal(
    _(
        "The local policing body has not taken this function on, so the appropriate authority’s own people do it."
    ),
    "ukpga/2002/30/section/13A",
)


@dataclass(frozen=True)
class Share:
    """A complaint handler's share of the work: the functions moved on this complaint, and in what right they act.

    Nothing in `reached` stands for somebody whom the split does not concern: another role, or an appointment to the file.
    """

    moved: frozenset[str]
    reached: frozenset[Capacity]

    def may_take(self, step: Step) -> Refusal | None:
        if step.key in EITHER or not self.reached:
            return None
        if step.key in self.moved:
            return None if Capacity.HANDLER in self.reached else TAKEN_ON
        return None if Capacity.APPROPRIATE_AUTHORITY in self.reached else NOT_TAKEN_ON


def share_of(matter: Matter, user: User, *, on: date) -> Share:
    return once(("share", user.pk, matter.pk, on), lambda: _share_of(matter, user, on))


def _share_of(matter: Matter, user: User, on: date) -> Share:
    if roles_on(user, matter.case_file, on=on) != {Role.COMPLAINT_HANDLER}:
        return Share(frozenset(), frozenset())
    return Share(functions_moved(matter), _capacities_reached(matter, user, on))


def functions_moved(matter: Matter) -> frozenset[str]:
    made_on = matter.made_on or matter.received_on
    complaint = matter.kind == MatterKind.COMPLAINT
    if not complaint or not handling_body(matter.expressed_to, matter.appropriate_authority, made_on=made_on):
        return frozenset()
    model = delegated(matter.expressed_to, on=made_on)
    return FIRST_CONTACT | KEEPING_INFORMED if model == Delegation.MODEL_3 else FIRST_CONTACT


def _capacities_reached(matter: Matter, user: User, on: date) -> frozenset[Capacity]:
    """In what right the handler's own bodies hold the file; nothing for one appointed to this file alone."""
    mine = appointments_of(user, on=on)
    if any(row.in_force and row.role == Role.COMPLAINT_HANDLER for row in mine.to_file(matter.case_file.pk)):
        return frozenset()
    bodies = {body for body, _ in mine.to_bodies({Role.COMPLAINT_HANDLER})}
    held = {Capacity(capacity) for body, capacity in custodies_of(matter.case_file, on=on) if body in bodies}
    return frozenset(held & REACH[Role.COMPLAINT_HANDLER])
