"""Which function a step exercises, so that one person does not hold two that must be kept apart."""

from datetime import date

from candour.accounts.access import roles_on
from candour.accounts.codes import Function, Role
from candour.accounts.models import User
from candour.matters.models import Matter
from candour.procedure.lifecycles import Step

REVIEWING = {
    "review.decide",
    "review.no-recommendation",
    "review.recommend",
    "review.require-investigation",
}
RECEIVING_REVIEWS = {"review.receive", "review.misdirected", "review.refuse"}
REVIEWERS = frozenset({Role.LPB_REVIEWER, Role.IOPC_CASEWORK})
DECIDING = {
    "allegation.decide",
    "dsi-matter.determine",
    "handling.decide-outcome",
    "handling.determine",
    "handling.prosecutor",
    "handling.re-investigate",
    "hold.not-resume",
    "investigation.determine",
    "withdrawal.decide",
}
ASSESSING = {
    "referral.decide-mode",
    "referral.decide-necessity",
    "referral.return",
    "withdrawal.decide-referred",
}
INVESTIGATING = {"investigation.report", "investigation.special-procedures"}


def function_of(step: Step, user: User, matter: Matter, on: date) -> Function:
    """Handling is what is left: a step that neither investigates, decides, reviews nor assesses."""
    if step.key in REVIEWING:
        return Function.REVIEWED
    if step.key in DECIDING:
        return Function.DECIDED
    if step.key in ASSESSING:
        return Function.ASSESSED
    roles = roles_on(user, matter.case_file, on=on)
    if step.key in RECEIVING_REVIEWS and roles and roles <= REVIEWERS:
        return Function.REVIEWED
    if step.key in INVESTIGATING or (Role.INVESTIGATOR in step.who and roles == {Role.INVESTIGATOR}):
        return Function.INVESTIGATED
    return Function.HANDLED
