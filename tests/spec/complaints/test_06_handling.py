"""Handling a recorded complaint: the choice, what must come before it, and when it must be investigated."""

from datetime import date

import pytest

from candour.matters.actions import StepRefused
from tests.make.courses import being_handled, must_be_referred, under_the_director_general
from tests.make.matters import MONDAY, a_logged_complaint, a_recorded_complaint, all_limbs, owes, step
from tests.make.moments import at_nine
from tests.make.people import a_decision_maker, a_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
OTHERWISE = {"handling_choice": "otherwise", "reasons": "It is proportionate."}


@pytest.mark.parametrize("choice", ["otherwise", "investigation", "no-further-action"])
def test_a_recorded_complaint_is_handled_in_one_of_three_ways(choice: str) -> None:
    assert being_handled(choice).handling == choice


def test_how_to_handle_it_is_decided_only_once_it_is_recorded() -> None:
    matter = a_logged_complaint(a_handler())
    with pytest.raises(StepRefused, match="recorded first"):
        step("handling.decide", matter, a_decision_maker(), MONDAY, **OTHERWISE)


def test_the_referral_test_comes_before_the_handling() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    step(
        "complaint.record",
        matter,
        handler,
        MONDAY,
        recording_reason="authority-decision",
        copy_to_subject="give",
    )
    with pytest.raises(StepRefused, match="referral test must be answered first"):
        step("handling.decide", matter, a_decision_maker(), MONDAY, **OTHERWISE)


def test_what_must_be_referred_is_referred_before_it_is_handled() -> None:
    matter = a_recorded_complaint(a_handler())
    must_be_referred(matter, a_handler(), at_nine(MONDAY))
    with pytest.raises(StepRefused, match="has not been referred"):
        step("handling.decide", matter, a_decision_maker(), MONDAY, **OTHERWISE)


@pytest.mark.parametrize("choice", ["otherwise", "no-further-action"])
@pytest.mark.parametrize("limb", ["crime_or_discipline", "article_2_or_3"])
def test_an_indication_at_any_time_turns_it_into_an_investigation(choice: str, limb: str) -> None:
    matter = being_handled(choice)
    limbs, on = all_limbs("forced-investigation", **{limb: True}), date(2026, 3, 20)
    step(
        "handling.must-investigate",
        matter,
        a_handler(),
        on,
        limbs=limbs,
        reasons="The recording shows a blow.",
    )
    assert matter.handling == "investigation"


def test_without_an_indication_nothing_forces_an_investigation() -> None:
    matter = being_handled()
    limbs = all_limbs("forced-investigation")
    with pytest.raises(StepRefused, match="yes on at least one limb"):
        step("handling.must-investigate", matter, a_handler(), MONDAY, limbs=limbs, reasons="-")


def test_no_further_action_still_leaves_an_outcome_to_be_decided_and_told() -> None:
    matter = being_handled("no-further-action")
    assert matter.intake == "recorded"
    assert owes(matter, "keeping-informed.progress")


def test_what_is_with_the_director_general_is_not_moved_by_the_force() -> None:
    matter = under_the_director_general()
    limbs = all_limbs("forced-investigation", True)
    with pytest.raises(StepRefused, match="has not handed it back"):
        step("handling.must-investigate", matter, a_handler(), MONDAY, limbs=limbs, reasons="-")
