"""Intake: who may complain, what is logged, what is sent on, and what is not a complaint."""

from datetime import date

import pytest

from candour.accounts.models import CaseFile
from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.matters.actions import StepRefused
from candour.matters.models import StatedText
from candour.procedure import Confidence
from tests.make.courses import contacted, referred
from tests.make.matters import (
    MONDAY,
    a_complaint,
    a_logged_complaint,
    all_limbs,
    due,
    owes,
    step,
    the_complainant,
)
from tests.make.people import a_handler, a_policing_body_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STARTED = {"handling_started": MONDAY, "linked_matter_under_2012_on_arrival": False, "summary": "Rudeness."}


@pytest.mark.parametrize(
    "way_in", ["conduct_towards_them", "affected_by_conduct", "witnessed_conduct", "acts_for_another"]
)
def test_each_way_into_standing_for_conduct_makes_it_a_complaint(way_in: str) -> None:
    handler, matter = a_handler(), a_complaint()
    step("complaint.log", matter, handler, MONDAY, limbs=all_limbs("standing", **{way_in: True}), **STARTED)
    assert matter.intake == "logged"


def test_whoever_is_not_affected_by_a_service_has_no_standing_to_complain_of_it() -> None:
    handler, matter = a_handler(), a_complaint(about="service")
    with pytest.raises(StepRefused, match="it says that this is not a complaint"):
        step("complaint.log", matter, handler, MONDAY, limbs=all_limbs("standing"), **STARTED)


def test_a_complaint_is_logged_while_standing_cannot_yet_be_told() -> None:
    handler, matter = a_handler(), a_complaint()
    step("complaint.log", matter, handler, MONDAY, limbs=all_limbs("standing", None), **STARTED)
    assert matter.intake == "logged"


def test_a_complaint_is_not_logged_without_answering_who_may_complain() -> None:
    with pytest.raises(StepRefused, match="limb by limb"):
        step("complaint.log", a_complaint(), a_handler(), MONDAY, **STARTED)


def test_the_words_of_the_complainant_stay_beside_the_handlers_summary() -> None:
    matter = a_logged_complaint(a_handler())
    assert matter.summary == "Rudeness in the street."
    assert matter.words_used == "He shouted at me in the street and would not say why."


def test_a_complaint_logged_about_a_live_matter_of_before_2020_goes_by_the_older_law() -> None:
    handler, matter = a_handler(), a_complaint()
    said = {**STARTED, "linked_matter_under_2012_on_arrival": True}
    step(
        "complaint.log",
        matter,
        handler,
        MONDAY,
        limbs=all_limbs("standing", conduct_towards_them=True),
        **said,
    )
    assert due(matter, "keeping-informed.progress") == date(2026, 3, 30)
    assert matter.steps_taken.count() == 1
    clock = CaseFile.objects.get(matter=matter).deadlines.get(rule="keeping-informed.progress")
    assert clock.version == "2012"


def test_a_complaint_that_reached_the_wrong_body_is_sent_on_and_leaves_that_body() -> None:
    handler, matter = a_handler(), a_complaint()
    policing_body = Body.objects.get(pk="wexmoor-pcc")
    step("complaint.forward", matter, handler, MONDAY, to_body=policing_body, what_was_sent="The form.")
    assert matter.appropriate_authority == policing_body
    files = CaseFile.objects.filter(pk=matter.case_file.pk)
    assert not files.open_to(handler, on=MONDAY).exists()
    assert files.open_to(a_policing_body_handler(), on=MONDAY).exists()


def test_the_body_it_was_sent_to_takes_it_in_and_begins_from_the_beginning() -> None:
    theirs, matter = a_policing_body_handler(), a_complaint()
    to = Body.objects.get(pk="wexmoor-pcc")
    step("complaint.forward", matter, a_handler(), MONDAY, to_body=to, what_was_sent="The form.")
    step("complaint.take-in", matter, theirs, MONDAY)
    assert matter.intake == "received"


def test_what_was_sent_to_a_body_elsewhere_stays_readable_where_it_was_received() -> None:
    handler, matter = a_handler(), a_complaint()
    elsewhere = Body.objects.get(pk="essex")
    step("complaint.forward", matter, handler, MONDAY, to_body=elsewhere, what_was_sent="The form.")
    assert CaseFile.objects.filter(pk=matter.case_file.pk).open_to(handler, on=MONDAY).exists()
    assert matter.expressed_to == elsewhere
    with pytest.raises(StepRefused, match="does not work on this installation"):
        step("complaint.take-in", matter, handler, MONDAY)


def test_a_complaint_is_not_sent_on_to_the_body_that_has_it() -> None:
    handler, matter = a_handler(), a_complaint()
    with pytest.raises(StepRefused, match="already"):
        step(
            "complaint.forward",
            matter,
            handler,
            MONDAY,
            to_body=matter.appropriate_authority,
            what_was_sent="-",
        )


def test_what_is_not_a_complaint_is_kept_with_its_ground_and_owes_nothing_more() -> None:
    handler, matter = a_handler(), a_logged_complaint(a_handler())
    said = {"ground": "no-standing", "reasons": "She read about it."}
    step("complaint.not-a-complaint", matter, handler, MONDAY, limbs=all_limbs("standing"), **said)
    assert matter.intake == "not-a-complaint"
    assert not owes(matter, "keeping-informed.progress")


def test_a_person_with_standing_is_not_turned_away_for_want_of_it() -> None:
    handler, matter = a_handler(), a_complaint()
    limbs = all_limbs("standing", witnessed_conduct=True)
    with pytest.raises(StepRefused, match="somebody with standing is complaining"):
        step(
            "complaint.not-a-complaint",
            matter,
            handler,
            MONDAY,
            limbs=limbs,
            ground="no-standing",
            reasons="-",
        )


def test_a_referred_complaint_is_not_set_aside_as_no_complaint() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    referred(matter, handler)
    said = {"ground": "already-criminal", "reasons": "-"}
    with pytest.raises(StepRefused, match="called in or referred"):
        step("complaint.not-a-complaint", matter, handler, MONDAY, limbs=all_limbs("standing"), **said)


def test_the_complainants_views_are_asked_and_kept() -> None:
    handler, matter = a_handler(), a_logged_complaint(a_handler())
    contacted(matter, handler)
    assert matter.contacts.get().summary == "Wants to know why."
    assert matter.contacts.get().party == the_complainant(matter)


@pytest.mark.parametrize("taken", [False, True])
def test_what_is_done_to_preserve_evidence_is_written_down_from_the_first_day(taken: bool) -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler) if taken else a_complaint()
    step("preservation.enter", matter, handler, MONDAY, steps_to_preserve="The shop keeps its recording until April.")
    step("preservation.enter", matter, handler, date(2026, 3, 9), steps_to_preserve="The recording was copied.")
    kept = StatedText.objects.filter(step_taken__matter=matter, name="steps-to-preserve").order_by("step_taken__on")
    assert [one.text for one in kept] == ["The shop keeps its recording until April.", "The recording was copied."]


def test_that_the_duty_to_preserve_was_read_for_complaints_only_is_shown() -> None:
    assert the_law().steps["preservation.enter"].confidence is Confidence.UNCONFIRMED
