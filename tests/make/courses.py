"""Complaints brought some way along the procedure, each by the steps that lead there."""

from datetime import date, datetime, timedelta
from typing import Any

from candour.accounts.models import User
from candour.bodies.models import Body, DelegationModel
from candour.matters.models import Matter, Party
from tests.make.matters import (
    MONDAY,
    a_recorded_complaint,
    all_limbs,
    an_allegation,
    decided,
    step,
    the_complainant,
)
from tests.make.people import a_decision_maker, a_handler, an_assessor, an_investigator_to_be


def contacted(
    matter: Matter, by: User, on: date = MONDAY, *, wish: bool = False, update: bool = False
) -> None:
    said = {
        "channel": "email",
        "views": "Wants to know why.",
        "wish_for_recording": wish,
        "was_an_update": update,
    }
    step("complaint.contact", matter, by, on, party=the_complainant(matter), **said)


def updated(
    matter: Matter, by: User, on: date, *, party: Party | None = None, channel: str = "email"
) -> None:
    told = {
        "party": party or the_complainant(matter),
        "channel": channel,
        "views": "Statements are being taken.",
    }
    step("keeping-informed.update", matter, by, on, **told)


def recording_answered(matter: Matter, by: User, on: date = MONDAY, **limbs: bool | None) -> None:
    step("complaint.recording-test", matter, by, on, limbs=all_limbs("recording", **limbs))


def kept_outside(matter: Matter, by: User, on: date = MONDAY) -> None:
    contacted(matter, by, on)
    recording_answered(matter, by, on)
    step("complaint.keep-outside", matter, by, on, agreed_with_complainant="A call from the sergeant.")


def resolved(matter: Matter, by: User, on: date) -> None:
    """Closed outside Schedule 3 with its one allegation decided."""
    decided(an_allegation(matter, by), by, on=on, decision="resolved")
    step("complaint.resolve", matter, by, on, outcome_decided=on, outcome_text="The sergeant apologised.")


def recorded(matter: Matter, by: User, on: date = MONDAY, **said: Any) -> None:
    settled = {"recording_reason": "complainant-wish", "copy_to_subject": "give", **said}
    step("complaint.record", matter, by, on, **settled)


def must_be_referred(
    matter: Matter, by: User, clear: datetime, limb: str = "serious-assault", **said: Any
) -> None:
    """The referral test met on one description, which became clear at that moment."""
    limbs = all_limbs("mandatory-referral", **{limb: True})
    step(
        "referral.test",
        matter,
        by,
        clear.date(),
        limbs=limbs,
        at=clear + timedelta(hours=1),
        became_clear=clear,
        **said,
    )


def referred(matter: Matter, by: User, on: date = MONDAY, kind: str = "voluntary-gravity") -> None:
    step("referral.refer", matter, by, on, referral_kind=kind, reasons="It is grave.")


def returned(matter: Matter, on: date = MONDAY) -> None:
    """Found not necessary to investigate, and sent back."""
    assessor = an_assessor()
    necessity_decided(matter, necessary=False, on=on)
    step("referral.return", matter, assessor, on, reasons="The force can deal with it.")


def given_a_form(matter: Matter, mode: str, on: date = MONDAY, *, necessity: bool = True) -> None:
    """Without `necessity` it was found before that it must be investigated."""
    if necessity:
        necessity_decided(matter, necessary=True, on=on)
    form_decided(matter, mode, an_assessor(), on)


def necessity_decided(matter: Matter, *, necessary: bool, on: date = MONDAY) -> None:
    limbs = all_limbs("necessity", necessary=necessary)
    said = {"investigation_necessary": necessary, "reasons": "On its gravity."}
    step("referral.decide-necessity", matter, an_assessor(), on, limbs=limbs, **said)


def form_decided(matter: Matter, mode: str, by: User, on: date = MONDAY) -> None:
    """With the limbs that lead to that form."""
    limbs = {"local-appropriate": mode == "local", "directed-more-appropriate": mode == "directed"}
    said = {"mode_of_investigation": mode, "reasons": "Public interest."}
    step("referral.decide-mode", matter, by, on, limbs=limbs, **said)


def under_the_director_general(mode: str = "independent") -> Matter:
    handler = a_handler()
    matter = a_recorded_complaint(handler)
    referred(matter, handler)
    given_a_form(matter, mode)
    return matter


def being_handled(choice: str = "otherwise", *, on: date = MONDAY, **said: Any) -> Matter:
    matter = a_recorded_complaint(a_handler(), received=on, **said)
    an_allegation(matter, a_handler(), on=on)
    step(
        "handling.decide",
        matter,
        a_decision_maker(),
        on,
        handling_choice=choice,
        reasons="It is proportionate.",
    )
    return matter


def being_investigated(*, on: date = MONDAY) -> Matter:
    matter = being_handled("investigation", on=on)
    chosen = {"investigator": an_investigator_to_be(), "terms_of_reference": "What happened in the street."}
    step("investigation.appoint", matter, a_decision_maker(), on, **chosen)
    return matter


def review_body_worked_out(matter: Matter, on: date, **limbs: bool | None) -> None:
    answers = all_limbs("relevant-review-body", **limbs)
    step("handling.review-body", matter, a_decision_maker(), on, limbs=answers)


def outcome_decided(matter: Matter, on: date) -> None:
    """Every allegation acceptable, and the outcome decided on that day."""
    decider = a_decision_maker()
    for allegation in matter.allegations.all():
        decided(allegation, decider, on=on)
    words = {"findings": "He raised his voice over traffic.", "action_taken": "None."}
    step("handling.decide-outcome", matter, decider, on, outcome_decided=on, **words)


def outcome_provided(*, decided_on: date = MONDAY, on: date = MONDAY, **limbs: bool | None) -> Matter:
    """Handled otherwise than by investigation, and the letter provided on the day `on`."""
    matter = being_handled()
    review_body_worked_out(matter, decided_on, **limbs)
    outcome_decided(matter, decided_on)
    step("handling.provide-outcome", matter, a_handler(), on, review_right_provided=on, method="email")
    return matter


def review_open(matter: Matter, on: date) -> None:
    step("review.receive", matter, a_handler(), on, review_applied_for=on, grounds="Too thin.")


def suspended(matter: Matter, on: date, *, next_look: date) -> None:
    step(
        "hold.suspend",
        matter,
        a_decision_maker(),
        on,
        limbs=all_limbs("suspension-prejudice", criminal_proceedings=True),
        hold_scope="whole",
        next_look=next_look,
        reasons="The trial is listed.",
    )


def withdrawn(matter: Matter, on: date = MONDAY) -> None:
    step(
        "withdrawal.signed-notice",
        matter,
        a_handler(),
        on,
        withdrawal_kind="withdraws",
        signed_by="complainant",
    )


def withdrawal_decided(
    matter: Matter, by: User, on: date, *, goes_on: bool, step_key: str = "withdrawal.decide"
) -> None:
    limbs = all_limbs("public-interest-continue", goes_on)
    step(
        step_key, matter, by, on, limbs=limbs, treat_as_conduct_matter=goes_on, reasons="On what it alleges."
    )


def overseen_elsewhere() -> None:
    """The oversight body of the fictional force does not work on this installation."""
    Body.objects.filter(pk="example-iopc").update(on_this_installation=False)


def reviewed_elsewhere() -> None:
    """The policing body of the fictional force does not work on this installation."""
    Body.objects.filter(pk="wexmoor-pcc").update(on_this_installation=False)


def under_model(model: int, *, since: date) -> None:
    """The policing body has given notice that it takes functions on."""
    DelegationModel.objects.create(
        force_id="wexmoor",
        model=model,
        starts=since,
        notice_reference="Notice of a test",
        source="Invented for a test",
        confidence="read",
    )
