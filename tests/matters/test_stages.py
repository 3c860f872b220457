"""The stages drawn at the head of a matter: those on its own way, and nothing as done that never was."""

from datetime import date, timedelta

import pytest

from candour.matters.models import Matter
from candour.matters.stages import STAGES, milestone, stages_of_matter
from tests.make.courses import kept_outside, outcome_provided, resolved, withdrawal_decided, withdrawn
from tests.make.matters import MONDAY, a_complaint, a_logged_complaint, a_recorded_complaint, all_limbs, step
from tests.make.people import a_decision_maker, a_handler

pytestmark = pytest.mark.django_db
AFTER_THE_TIME = date(2026, 3, 31)


def way(matter: Matter) -> tuple[tuple[str, ...], str]:
    matter.refresh_from_db()
    return stages_of_matter(matter), milestone(matter)


def test_what_has_just_come_in_may_go_the_whole_way() -> None:
    assert way(a_complaint()) == (STAGES, "Received")


def test_outside_schedule_3_nothing_is_recorded_and_nothing_reviewed() -> None:
    matter, handler = a_logged_complaint(a_handler()), a_handler()
    kept_outside(matter, handler)
    assert way(matter) == (("Received", "Logged", "Handling", "Closed"), "Handling")
    resolved(matter, handler, MONDAY)
    assert way(matter) == (("Received", "Logged", "Handling", "Closed"), "Closed")


def test_what_is_no_complaint_was_never_handled() -> None:
    matter = a_complaint()
    said = {"ground": "no-standing", "reasons": "They read of it in a newspaper."}
    step("complaint.not-a-complaint", matter, a_handler(), MONDAY, limbs=all_limbs("standing"), **said)
    assert way(matter) == (("Received", "Closed"), "Closed")


def test_a_complaint_that_was_withdrawn_has_no_outcome() -> None:
    matter = a_recorded_complaint(a_handler())
    withdrawn(matter)
    withdrawal_decided(matter, a_decision_maker(), MONDAY, goes_on=False)
    assert way(matter) == (("Received", "Logged", "Recorded", "Closed"), "Closed")


def test_a_review_that_nobody_asked_for_is_no_stage_of_a_closed_complaint() -> None:
    matter = outcome_provided()
    assert way(matter) == (STAGES, "Outcome")
    step("handling.close", matter, a_handler(), AFTER_THE_TIME, actions_done="None was promised.")
    assert way(matter) == (("Received", "Logged", "Recorded", "Handling", "Outcome", "Closed"), "Closed")


def test_a_review_after_the_close_opens_it_again() -> None:
    matter = outcome_provided()
    step("handling.close", matter, a_handler(), AFTER_THE_TIME, actions_done="None was promised.")
    late = AFTER_THE_TIME + timedelta(days=20)
    asked = {
        "review_applied_for": late,
        "grounds": "Too thin.",
        "late_but_just": True,
        "reasons": "An old address.",
    }
    step("review.receive", matter, a_handler(), late, **asked)
    assert way(matter) == (STAGES, "Review")
