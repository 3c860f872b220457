"""Delegation: what a local policing body has taken on, by the day the complaint was made."""

from datetime import date

import pytest

from candour.accounts.access import NotPermitted
from candour.matters.actions import StepRefused
from candour.matters.models import Matter
from candour.matters.steps import standings
from tests.make.courses import contacted, kept_outside, recorded, referred, under_model, updated
from tests.make.matters import MONDAY, a_logged_complaint, all_limbs, step
from tests.make.people import a_decision_maker, a_handler, a_policing_body_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NOTICE = date(2026, 3, 1)


def under(model: int) -> Matter:
    under_model(model, since=NOTICE)
    return a_logged_complaint(a_policing_body_handler())


def test_under_model_1_the_policing_body_does_not_see_the_file() -> None:
    with pytest.raises(NotPermitted):
        a_logged_complaint(a_policing_body_handler())


@pytest.mark.parametrize("model", [2, 3])
def test_first_contact_and_recording_are_the_policing_bodys(model: int) -> None:
    matter = under(model)
    kept_outside(matter, a_policing_body_handler())
    assert matter.intake == "outside-schedule-3"


@pytest.mark.parametrize("model", [2, 3])
def test_the_force_no_longer_does_what_was_taken_on(model: int) -> None:
    matter = under(model)
    with pytest.raises(StepRefused, match="has taken this function on"):
        contacted(matter, a_handler())
    with pytest.raises(StepRefused, match="has taken this function on"):
        recorded(matter, a_handler())


def test_keeping_people_informed_is_taken_on_under_model_3_only() -> None:
    matter = under(2)
    updated(matter, a_handler(), date(2026, 3, 9))
    with pytest.raises(StepRefused, match="has not taken this function on"):
        updated(matter, a_policing_body_handler(), date(2026, 3, 10))


def test_under_model_3_the_policing_body_keeps_people_informed() -> None:
    matter = under(3)
    updated(matter, a_policing_body_handler(), date(2026, 3, 9))
    with pytest.raises(StepRefused, match="has taken this function on"):
        updated(matter, a_handler(), date(2026, 3, 10))


def test_referral_and_handling_stay_with_the_force_under_every_model() -> None:
    matter = under(3)
    recorded(matter, a_policing_body_handler())
    with pytest.raises(StepRefused, match="has not taken this function on"):
        referred(matter, a_policing_body_handler())
    referred(matter, a_handler())
    assert matter.referral == "referred"


def test_the_model_is_that_of_the_day_the_complaint_was_made_not_of_the_day_it_came() -> None:
    under_model(2, since=NOTICE)
    matter = a_logged_complaint(a_handler(), made_on=date(2026, 2, 27))
    recorded(matter, a_handler())
    assert not matter.case_file.custodies.filter(capacity="handler").exists()


def test_each_is_shown_only_the_steps_that_are_theirs() -> None:
    matter = under(2)
    theirs = {one.step.key for one in standings(matter, a_policing_body_handler(), on=MONDAY) if one.open}
    ours = {one.step.key for one in standings(matter, a_handler(), on=MONDAY) if one.open}
    assert {"complaint.record", "complaint.contact"} <= theirs - ours
    assert {"referral.test", "keeping-informed.update"} <= ours - theirs


def test_the_decision_maker_of_the_force_is_not_concerned_by_the_split() -> None:
    under_model(3, since=NOTICE)
    matter = a_recorded_by_both()
    step("handling.decide", matter, a_decision_maker(), MONDAY, handling_choice="otherwise", reasons="-")
    assert matter.handling == "otherwise"


def a_recorded_by_both() -> Matter:
    matter = a_logged_complaint(a_policing_body_handler())
    recorded(matter, a_policing_body_handler())
    step("referral.test", matter, a_handler(), MONDAY, limbs=all_limbs("mandatory-referral"))
    return matter
