"""A complaint that is recorded, handled otherwise than by investigation, and reviewed."""

from datetime import date

import pytest

from candour.matters.actions import StepRefused
from tests.make.matters import (
    MONDAY,
    a_complaint,
    a_logged_complaint,
    a_recorded_complaint,
    all_limbs,
    an_allegation,
    decided,
    due,
    owes,
    step,
    the_complainant,
)
from tests.make.people import a_decision_maker, a_handler, a_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_logging_a_complaint_starts_the_four_weeks_for_an_update() -> None:
    matter = a_logged_complaint(a_handler())
    assert matter.intake == "logged"
    assert due(matter, "keeping-informed.progress") == date(2026, 3, 30)


def test_the_next_update_is_due_four_weeks_after_the_last_one_that_was_given() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    step(
        "keeping-informed.update",
        matter,
        handler,
        date(2026, 3, 11),
        party=the_complainant(matter),
        channel="email",
        views="Statements are being taken.",
    )
    assert due(matter, "keeping-informed.progress") == date(2026, 4, 8)


def test_a_complaint_stays_outside_schedule_3_only_when_no_limb_says_otherwise() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    with pytest.raises(StepRefused, match="recording test must be answered first"):
        step("complaint.keep-outside", matter, handler, MONDAY, agreed_with_complainant="An apology.")


def test_a_wish_for_recording_binds_at_any_time() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    step("complaint.recording-test", matter, handler, MONDAY, limbs=all_limbs("recording"))
    step(
        "complaint.contact",
        matter,
        handler,
        MONDAY,
        party=the_complainant(matter),
        channel="telephone",
        views="Wants it taken seriously.",
        wish_for_recording=True,
        was_an_update=False,
    )
    with pytest.raises(StepRefused, match="must not have asked for recording"):
        step("complaint.keep-outside", matter, handler, MONDAY, agreed_with_complainant="An apology.")


def test_a_complaint_is_worked_to_its_outcome_and_a_review() -> None:
    handler, decider = a_handler(), a_decision_maker()
    matter = a_recorded_complaint(handler)
    allegation = an_allegation(matter, handler)
    step(
        "handling.decide",
        matter,
        decider,
        MONDAY,
        handling_choice="otherwise",
        reasons="Quick enquiries suffice.",
    )
    decided(allegation, decider, on=date(2026, 4, 2))
    step("handling.review-body", matter, decider, date(2026, 4, 2), limbs=all_limbs("relevant-review-body"))
    step(
        "handling.decide-outcome",
        matter,
        decider,
        date(2026, 4, 2),
        outcome_decided=date(2026, 4, 2),
        findings="The officer raised his voice over traffic.",
        action_taken="None.",
    )
    assert due(matter, "keeping-informed.outcome") == date(2026, 4, 13)
    step(
        "handling.provide-outcome",
        matter,
        handler,
        date(2026, 4, 8),
        review_right_provided=date(2026, 4, 8),
        method="email",
    )
    assert not owes(matter, "keeping-informed.progress")
    assert due(matter, "review.application") == date(2026, 5, 6)
    reviewer = a_reviewer()
    step(
        "review.receive",
        matter,
        handler,
        date(2026, 4, 20),
        review_applied_for=date(2026, 4, 20),
        grounds="Too thin.",
    )
    step(
        "review.decide",
        matter,
        reviewer,
        date(2026, 5, 20),
        review_decided=date(2026, 5, 20),
        outcome_reasonable_and_proportionate=True,
        reasons="It was both.",
    )
    assert matter.review == "not-upheld"


def test_a_complaint_that_is_only_received_owes_nothing_yet() -> None:
    matter = a_complaint()
    assert not owes(matter, "keeping-informed.progress")
