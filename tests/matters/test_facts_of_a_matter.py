"""The facts of a matter: what was stated, what the record shows, and whose they are."""

from datetime import date

import pytest

from candour.bodies.models import Body
from candour.matters.actions import StepRefused
from candour.matters.facts import facts_of
from tests.make.courses import (
    being_handled,
    contacted,
    kept_outside,
    must_be_referred,
    outcome_provided,
    updated,
)
from tests.make.matters import (
    MONDAY,
    a_complaint,
    a_logged_complaint,
    an_interested_person,
    step,
    the_complainant,
)
from tests.make.moments import at_nine
from tests.make.people import a_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_what_nobody_has_stated_is_unknown_and_not_no() -> None:
    known = facts_of(a_complaint(), on=MONDAY)
    assert "wish-for-recording" not in known
    assert "handling-started" not in known


def test_every_track_is_known_from_the_first_day() -> None:
    known = facts_of(a_complaint(), on=MONDAY)
    assert (known["track.intake"], known["track.withdrawal"]) == ("received", "none")


def test_a_complaint_without_the_day_it_was_made_leaves_that_unknown() -> None:
    known = facts_of(a_complaint(made_on=None), on=MONDAY)
    assert "complaint-made" not in known
    assert known["complaint-received"] == MONDAY


def test_a_force_with_discipline_law_of_its_own_is_of_no_kind_the_law_knows() -> None:
    matter = a_complaint()
    matter.expressed_to = (
        Body.objects.filter(kind="police_force").exclude(force_kind__in=["territorial", "btp"]).first()
    )
    assert matter.expressed_to
    assert "force-kind" not in facts_of(matter, on=MONDAY)


def test_what_one_person_was_told_is_no_fact_of_another() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    relative = an_interested_person(matter, handler)
    updated(matter, handler, date(2026, 3, 9))
    assert facts_of(matter, on=MONDAY, party=the_complainant(matter))["update-given"] == (date(2026, 3, 9),)
    assert "update-given" not in facts_of(matter, on=MONDAY, party=relative)
    assert "update-given" not in facts_of(matter, on=MONDAY)


def test_the_newest_of_a_fact_counts_where_it_holds_one_value() -> None:
    matter = outcome_provided()
    assert facts_of(matter, on=MONDAY)["outcome-decided"] == MONDAY


def test_a_wish_binds_whatever_is_said_afterwards() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    for day, wish in ((MONDAY, False), (date(2026, 3, 3), True), (date(2026, 3, 4), False)):
        contacted(matter, handler, day, wish=wish)
    assert facts_of(matter, on=MONDAY)["wish-for-recording"] is True


def test_outside_schedule_3_is_so_while_it_lasts() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    assert facts_of(matter, on=MONDAY)["outside-schedule-3"] is True
    step(
        "complaint.record",
        matter,
        handler,
        MONDAY,
        recording_reason="authority-decision",
        copy_to_subject="give",
    )
    assert facts_of(matter, on=MONDAY)["outside-schedule-3"] is False


def test_no_allegation_at_all_counts_as_undecided() -> None:
    assert facts_of(a_complaint(), on=MONDAY)["allegations-undecided"] is True


def test_a_referral_is_owed_from_the_answer_until_the_reference() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    assert facts_of(matter, on=MONDAY)["referral-owed"] is False
    must_be_referred(matter, handler, at_nine(MONDAY))
    assert facts_of(matter, on=MONDAY)["referral-owed"] is True
    step("referral.refer", matter, handler, MONDAY, referral_kind="mandatory", reasons="As alleged.")
    assert facts_of(matter, on=MONDAY)["referral-owed"] is False


def test_somebodys_time_runs_through_its_last_day() -> None:
    matter = outcome_provided()
    assert facts_of(matter, on=date(2026, 3, 30))["review-time-running"] is True
    assert facts_of(matter, on=date(2026, 3, 31))["review-time-running"] is False


def test_a_refused_step_leaves_no_fact_behind() -> None:
    matter = being_handled()
    before = facts_of(matter, on=MONDAY)
    with pytest.raises(StepRefused):
        step("handling.close", matter, a_handler(), MONDAY, actions_done="-")
    assert facts_of(matter, on=MONDAY) == before
