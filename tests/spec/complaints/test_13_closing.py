"""Closing: when nothing more is owed, and what may still be asked for afterwards."""

from datetime import date

import pytest

from candour.matters.actions import StepRefused
from candour.matters.stages import milestone, stage
from tests.make.courses import outcome_provided, review_open
from tests.make.matters import owes, states_of, step
from tests.make.people import a_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LAST_DAY, DAY_AFTER = date(2026, 3, 30), date(2026, 3, 31)
DONE = {"actions_done": "None was promised."}


def test_a_complaint_stays_open_until_the_time_for_a_review_has_passed() -> None:
    matter = outcome_provided()
    with pytest.raises(StepRefused, match="have not passed"):
        step("handling.close", matter, a_handler(), LAST_DAY, **DONE)
    step("handling.close", matter, a_handler(), DAY_AFTER, **DONE)
    assert (matter.handling, milestone(matter), stage(matter)) == ("closed", "Closed", "Closed")


def test_a_review_that_nobody_asked_for_is_not_shown_as_asked_for() -> None:
    matter = outcome_provided()
    step("handling.close", matter, a_handler(), DAY_AFTER, **DONE)
    assert states_of(matter, "review.application") == ["cancelled"]
    assert not owes(matter, "review.application")


def test_a_complaint_under_review_is_not_closed() -> None:
    matter = outcome_provided()
    review_open(matter, date(2026, 3, 20))
    with pytest.raises(StepRefused, match="A review is open"):
        step("handling.close", matter, a_handler(), DAY_AFTER, **DONE)


def test_a_late_application_may_still_be_accepted_after_the_close() -> None:
    matter = outcome_provided()
    step("handling.close", matter, a_handler(), DAY_AFTER, **DONE)
    applied = {"review_applied_for": date(2026, 4, 20), "grounds": "Too thin."}
    with pytest.raises(StepRefused, match="ended on 30 March 2026"):
        step("review.receive", matter, a_handler(), date(2026, 4, 20), **applied)
    just = {"late_but_just": True, "reasons": "The letter went to an old address."}
    step("review.receive", matter, a_handler(), date(2026, 4, 20), **applied, **just)
    assert matter.review == "open"
