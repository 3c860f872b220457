"""The Director General's steps, and those towards the Director General: what they must agree with and what follows."""

from collections.abc import Iterator

from candour.matters.actions.looking_again import SUSPENSION, look_again, looked_at
from candour.matters.actions.registry import checks, effect
from candour.matters.actions.stating import state_fact
from candour.matters.actions.taking import Taking
from candour.procedure.lifecycles import Reason

PARAGRAPH_15 = ("ukpga/2002/30/schedule/3/paragraph/15",)


@checks("referral.decide-necessity")
def _what_is_necessary_is_what_the_test_found(taking: Taking) -> Iterator[Reason]:
    if taking.answers["investigation-necessary"] is not (taking.test_outcome == "met"):
        yield Reason("The decision must be the one to which the test of necessity led.", taking.step.source)


@checks("referral.decide-mode")
def _the_form_is_the_one_to_which_the_limbs_lead(taking: Taking) -> Iterator[Reason]:
    form, due = taking.answers["mode-of-investigation"], _form_of(taking)
    if form == "local" and taking.before.get("local-form-unavailable") is True:
        yield Reason("The law leaves no local form for this investigation.", PARAGRAPH_15)
    elif due is None:
        yield Reason("The form cannot be decided until the test of form can be answered.", PARAGRAPH_15)
    elif form != due:
        yield Reason(f"The answers to the test of form lead to another form: {due}.", PARAGRAPH_15)


def _form_of(taking: Taking) -> str | None:
    """Local if that is appropriate; otherwise independent, unless directed is more appropriate."""
    local = taking.limbs.holds.get("local-appropriate", None)
    if taking.before.get("local-form-unavailable") is True:
        local = False
    directed = taking.limbs.holds.get("directed-more-appropriate")
    if local is None or (not local and directed is None):
        return None
    return "local" if local else "directed" if directed else "independent"


@checks("referral.refer")
def _what_is_called_in_is_referred_as_such(taking: Taking) -> Iterator[Reason]:
    if taking.matter.referral == "called-in" and taking.answers["referral-kind"] not in {
        "called-in",
        "mandatory",
    }:
        yield Reason(
            "The Director General requires it to be referred, so that is why it is.",
            ("ukpga/2002/30/schedule/3/paragraph/4",),
        )


@checks("handling.prosecutor")
def _it_is_sent_exactly_if_the_test_is_met(taking: Taking) -> Iterator[Reason]:
    sent, outcome = taking.answers.get("sent-to-prosecutor"), taking.test_outcome
    if outcome == "met" and sent is None:
        yield Reason("Both limbs are met, so it must be sent: say on which day it was.", taking.step.source)
    if outcome != "met" and sent is not None:
        yield Reason("Not both limbs are met, so there is nothing to send.", taking.step.source)


@effect("referral.decide-necessity")
def note_that_no_local_form_is_left(taking: Taking) -> None:
    """A matter of the prescribed kind about a chief officer is never investigated by the authority itself."""
    if taking.limbs.holds.get("prescribed-chief-officer-matter") is True:
        state_fact(taking, "local-form-unavailable", True)


@effect("handling.re-investigate", "handling.enter-re-investigation")
def leave_no_local_form(taking: Taking) -> None:
    state_fact(taking, "local-form-unavailable", True)


@effect("handling.prosecutor")
def note_that_it_was_considered(taking: Taking) -> None:
    if taking.test_outcome in {"met", "not-met"}:
        state_fact(taking, "prosecutor-considered", True)


@effect("hold.suspend-own")
def look_at_their_own_suspension_again(taking: Taking) -> None:
    look_again(taking, SUSPENSION, taking.answers["next-look"])


@effect("hold.direct-continuing")
def the_suspension_is_over(taking: Taking) -> None:
    looked_at(taking, SUSPENSION)
