"""Conduct matters and death or serious injury matters: noticed, recorded, referred, investigated and closed."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from candour.accounts.permissions import NotPermitted
from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.ledger.verification import verify
from candour.matters.actions import StepRefused, notice_matter
from candour.matters.actions.noticing import MatterNoticed
from candour.matters.decisions import decisions_open_to
from candour.matters.facts import facts_of
from candour.matters.models import Matter, MatterKind, MatterLink
from candour.matters.stages import milestone, stage
from candour.matters.steps import standings
from tests.make.accounts import signed_in
from tests.make.courses import given_a_form, must_be_referred, overseen_elsewhere, referred, returned
from tests.make.matters import (
    MONDAY,
    all_limbs,
    an_allegation,
    an_interested_person,
    decided,
    due,
    due_for,
    owes,
    states_of,
    step,
)
from tests.make.moments import LONDON, at_nine
from tests.make.people import a_decision_maker, a_director, a_handler, a_reviewer, an_investigator_to_be
from tests.make.step_pages import page_of, taken_through_its_pages, typed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
NIGHT = datetime(2026, 3, 2, 3, 30, tzinfo=LONDON)
STARTED = {
    "handling_started": MONDAY,
    "linked_matter_under_2012_on_arrival": False,
    "reasons": "A video shows it.",
}
LATER = date(2026, 3, 20)


def noticed(kind: MatterKind, **said: Any) -> Matter:
    settled = {
        "expressed_to": Body.objects.get(pk="wexmoor"),
        "about": "officer-or-staff",
        "known_on": MONDAY,
    }
    told = {"summary": "A blow in the yard.", "words_used": "The sergeant saw a blow on the recording."}
    return notice_matter(
        noticed=MatterNoticed(kind=kind, **{**settled, **told, **said}), by=a_handler(), at=at_nine(MONDAY)
    )


def a_conduct_matter() -> Matter:
    return noticed(MatterKind.CONDUCT)


def a_dsi_matter() -> Matter:
    return noticed(MatterKind.DSI)


def referral_tested(matter: Matter, **limbs: bool) -> None:
    step("referral.test", matter, a_handler(), MONDAY, limbs=all_limbs("mandatory-referral", **limbs))


def conduct_recorded(ground: str = "not-excluded") -> Matter:
    matter = a_conduct_matter()
    referral_tested(matter)
    step("conduct-matter.record", matter, a_handler(), MONDAY, conduct_recording_ground=ground, **STARTED)
    return matter


def dsi_recorded(*, person: bool = False) -> Matter:
    matter = a_dsi_matter()
    if person:
        an_interested_person(matter, a_handler())
    step("dsi-matter.record", matter, a_handler(), MONDAY, matter_noticed=NIGHT, **STARTED)
    return matter


def dsi_under_the_director_general(mode: str = "independent", *, person: bool = False) -> Matter:
    matter = dsi_recorded(person=person)
    referred(matter, a_handler(), kind="mandatory")
    given_a_form(matter, mode)
    return matter


def dealt_with(matter: Matter, choice: str = "investigation") -> None:
    step("conduct-matter.decide", matter, a_decision_maker(), MONDAY, handling_choice=choice, reasons="-")


def investigated(matter: Matter) -> None:
    """Dealt with by investigation, to its report."""
    dealt_with(matter)
    chosen = {"investigator": an_investigator_to_be(), "terms_of_reference": "What happened in the yard."}
    step("investigation.appoint", matter, a_decision_maker(), MONDAY, **chosen)
    said = {"report_submitted": LATER, "report_text": "What each said."}
    step("investigation.report", matter, an_investigator_to_be(), LATER, **said)


def closed(matter: Matter, on: date = LATER) -> None:
    step("conduct-matter.close", matter, a_handler(), on, actions_done="Done as decided.")


def indicates(matter: Matter, by: Any, misconduct: bool) -> None:
    said = {"outcome_decided": LATER, "treat_as_conduct_matter": misconduct, "reasons": "On the recording."}
    step("dsi-matter.determine", matter, by, LATER, **said)


def test_what_comes_to_notice_has_a_file_of_its_own_and_the_law_of_that_day() -> None:
    matter = a_conduct_matter()
    assert (matter.kind, matter.intake, stage(matter), milestone(matter)) == (
        "conduct",
        "noticed",
        "Received",
        "Received",
    )
    facts = facts_of(matter, on=MONDAY)
    assert facts["matter-known"] == MONDAY
    assert "complaint-made" not in facts
    assert verify().ok


def test_a_matter_about_the_chief_officer_is_for_the_policing_body() -> None:
    matter = noticed(MatterKind.CONDUCT, about="chief-officer")
    assert matter.appropriate_authority.pk == "wexmoor-pcc"


@pytest.mark.parametrize("kind", [MatterKind.CONDUCT, MatterKind.DSI])
def test_no_step_of_a_complaints_intake_is_open_on_it(kind: MatterKind) -> None:
    open_now = {one.step.key for one in standings(noticed(kind), a_handler(), on=MONDAY) if one.open}
    assert not [key for key in open_now if key.startswith(("complaint.", "review.", "withdrawal."))]


def test_the_referral_test_comes_before_a_conduct_matter_is_recorded() -> None:
    said = {"conduct_recording_ground": "not-excluded", **STARTED}
    with pytest.raises(StepRefused, match="referral test must be answered first"):
        step("conduct-matter.record", a_conduct_matter(), a_handler(), MONDAY, **said)


@pytest.mark.parametrize("ground", ["not-excluded", "excluded-but-recorded"])
def test_a_conduct_matter_that_need_not_be_referred_is_recorded_on_its_ground(ground: str) -> None:
    matter = conduct_recorded(ground)
    assert (matter.intake, stage(matter), milestone(matter)) == ("conduct-recorded", "Recorded", "Recorded")


def test_one_that_must_be_referred_is_recorded_for_that_reason_and_referred_by_the_end_of_the_next_day() -> (
    None
):
    matter = a_conduct_matter()
    must_be_referred(matter, a_handler(), at_nine(MONDAY))
    said = {"conduct_recording_ground": "not-excluded", **STARTED}
    with pytest.raises(StepRefused, match="recorded because it must be referred"):
        step(
            "conduct-matter.record",
            matter,
            a_handler(),
            MONDAY,
            at=at_nine(MONDAY) + timedelta(hours=2),
            **said,
        )
    said = {"conduct_recording_ground": "must-be-referred", **STARTED}
    step(
        "conduct-matter.record", matter, a_handler(), MONDAY, at=at_nine(MONDAY) + timedelta(hours=2), **said
    )
    assert due(matter, "referral.mandatory") == date(2026, 3, 3)
    with pytest.raises(StepRefused, match="must be referred and has not been"):
        dealt_with(matter)
    referred(matter, a_handler(), date(2026, 3, 3), "mandatory")
    assert states_of(matter, "referral.mandatory") == ["met"]


def test_a_ground_that_the_referral_test_did_not_give_is_refused() -> None:
    with pytest.raises(StepRefused, match="was not answered yes"):
        conduct_recorded("must-be-referred")


def test_a_conduct_matter_of_an_excluded_description_need_not_be_recorded() -> None:
    matter = a_conduct_matter()
    referral_tested(matter)
    said = {"excluded_because": "The same blow is complained of in an earlier complaint."}
    step("conduct-matter.not-recorded", matter, a_handler(), MONDAY, **said)
    assert (matter.intake, stage(matter), milestone(matter)) == ("not-recorded", "Not recorded", "Closed")


def test_a_death_or_serious_injury_matter_is_always_recorded() -> None:
    with pytest.raises(StepRefused, match="always recorded"):
        step("conduct-matter.not-recorded", a_dsi_matter(), a_handler(), MONDAY, excluded_because="-")


def test_the_two_kinds_are_each_recorded_as_what_they_are() -> None:
    matter = a_conduct_matter()
    with pytest.raises(StepRefused, match="It is a conduct matter"):
        step("dsi-matter.record", matter, a_handler(), MONDAY, matter_noticed=NIGHT, **STARTED)


def test_a_death_or_serious_injury_is_referred_by_the_end_of_the_day_after_it_came_to_notice() -> None:
    matter = dsi_recorded()
    assert due(matter, "referral.death-or-serious-injury") == date(2026, 3, 3)
    assert facts_of(matter, on=MONDAY)["referral-owed"] is True
    referred(matter, a_handler(), kind="mandatory")
    assert states_of(matter, "referral.death-or-serious-injury") == ["met"]


def test_there_is_no_test_to_answer_whether_a_death_is_referred() -> None:
    with pytest.raises(StepRefused, match="there is nothing to test"):
        referral_tested(dsi_recorded())


def test_a_death_is_not_referred_as_a_favour() -> None:
    with pytest.raises(StepRefused, match="must be referred, so"):
        referred(dsi_recorded(), a_handler(), kind="voluntary-gravity")


def test_a_limb_about_complaints_is_not_asked_of_a_conduct_matter() -> None:
    asked = the_law().tests["mandatory-referral"].limbs_for(facts_of(a_conduct_matter(), on=MONDAY))
    keys = {limb.key for limb in asked}
    assert "chief-officer-conduct-matter" in keys
    assert not {"chief-officer-complaint", "death-or-serious-injury-matter"} & keys


@pytest.mark.parametrize("choice", ["otherwise", "investigation", "no-further-action"])
def test_a_recorded_conduct_matter_that_was_not_referred_is_dealt_with_as_the_force_thinks_fit(
    choice: str,
) -> None:
    matter = conduct_recorded()
    dealt_with(matter, choice)
    assert matter.handling == choice


def test_what_the_director_general_wants_investigated_locally_is_investigated() -> None:
    matter = dsi_recorded()
    referred(matter, a_handler(), kind="mandatory")
    given_a_form(matter, "local")
    with pytest.raises(StepRefused, match="so it is investigated"):
        dealt_with(matter, "otherwise")
    dealt_with(matter)
    assert matter.handling == "investigation"


def test_the_force_does_not_deal_with_what_is_with_the_director_general() -> None:
    with pytest.raises(StepRefused, match="has not handed it back"):
        dealt_with(dsi_under_the_director_general())


def test_a_complaint_is_not_dealt_with_by_the_steps_of_a_conduct_matter() -> None:
    matter = a_conduct_matter()
    with pytest.raises(StepRefused, match="recorded first"):
        dealt_with(matter)


def test_the_year_of_a_long_investigation_runs_from_the_day_it_came_to_notice() -> None:
    matter = conduct_recorded()
    investigated(matter)
    assert due(matter, "timeliness.overrun") == date(2027, 3, 1)


def test_an_allegation_of_a_conduct_matter_has_a_case_to_answer_or_none() -> None:
    codes = {code for code, _ in decisions_open_to(conduct_recorded())}
    assert {"case-to-answer", "no-case-to-answer"} <= codes
    assert "acceptable" not in codes


def test_a_conduct_matter_goes_from_its_report_to_its_close() -> None:
    matter, decider = conduct_recorded(), a_decision_maker()
    person = an_interested_person(matter, a_handler())
    investigated(matter)
    decided(an_allegation(matter, a_handler(), on=LATER), decider, on=LATER, decision="no-case-to-answer")
    step("investigation.determine", matter, decider, LATER, offence_indicated=False, reasons="-")
    said = {"outcome_decided": LATER, "findings": "-", "action_taken": "None."}
    step("handling.decide-outcome", matter, decider, LATER, **said)
    assert due_for(matter, "keeping-informed.outcome", person) == date(2026, 3, 27)
    with pytest.raises(StepRefused, match="still to be told the outcome"):
        closed(matter)
    told = {"party": person, "channel": "letter", "views": "That there is no case to answer."}
    step("conduct-matter.tell-outcome", matter, a_handler(), LATER, **told)
    closed(matter)
    assert (matter.handling, milestone(matter)) == ("closed", "Closed")
    assert not owes(matter, "keeping-informed.progress")
    assert verify().ok


def test_a_conduct_matter_is_closed_by_its_own_step_and_a_complaint_by_its_own() -> None:
    matter = conduct_recorded()
    with pytest.raises(StepRefused, match="closed by a step of its own"):
        step("handling.close", matter, a_handler(), LATER, actions_done="-")


def test_a_report_on_a_death_that_indicates_nothing_ends_with_its_outcome_told() -> None:
    matter = dsi_under_the_director_general(person=True)
    person = matter.parties.get()
    indicates(matter, a_director(), False)
    assert (matter.handling, matter.investigation) == ("decided", "determined")
    told = {"party": person, "channel": "letter", "views": "What was found."}
    step("conduct-matter.tell-outcome", matter, a_handler(), LATER, **told)
    closed(matter)
    assert not MatterLink.objects.exists()


def test_a_report_on_a_death_that_indicates_misconduct_is_carried_on_as_a_conduct_matter() -> None:
    matter = dsi_under_the_director_general()
    indicates(matter, a_director(), True)
    link = MatterLink.objects.get(other=matter)
    assert (link.matter.kind, link.matter.intake) == ("conduct", "conduct-recorded")
    assert (matter.handling, link.matter.reference == matter.reference) == ("converted", False)
    assert verify().ok


def test_the_director_general_determines_even_a_local_report_on_a_death() -> None:
    matter = dsi_recorded()
    referred(matter, a_handler(), kind="mandatory")
    given_a_form(matter, "local")
    with pytest.raises(StepRefused, match="No investigation of it has ended"):
        indicates(matter, a_director(), False)
    investigated(matter)
    with pytest.raises(StepRefused, match="for the Director General to determine"):
        step(
            "investigation.determine", matter, a_decision_maker(), LATER, offence_indicated=False, reasons="-"
        )
    with pytest.raises(StepRefused, match="so it is for the Director General"):
        indicates(matter, a_decision_maker(), False)
    indicates(matter, a_director(), False)
    assert matter.handling == "decided"


def test_a_determination_made_elsewhere_is_entered_by_the_force() -> None:
    matter = dsi_under_the_director_general()
    overseen_elsewhere()
    indicates(Matter.objects.get(pk=matter.pk), a_decision_maker(), False)
    assert Matter.objects.get(pk=matter.pk).handling == "decided"


def test_a_returned_matter_is_with_the_force_again() -> None:
    matter = dsi_recorded()
    referred(matter, a_handler(), kind="mandatory")
    returned(matter)
    dealt_with(matter, "otherwise")
    assert matter.handling == "otherwise"


NOTICE = {
    "kind": "dsi",
    "force": "wexmoor",
    "about": "officer-or-staff",
    "known_on_day": "2",
    "known_on_month": "3",
    "known_on_year": "2026",
    "summary": "A man fell in a cell.",
    "words_used": "The custody sergeant reported a fall.",
}


def test_a_handler_enters_a_matter_on_its_page_and_sees_what_comes_next() -> None:
    answer = signed_in(a_handler()).post("/matters/notice/", NOTICE, follow=True)
    matter = Matter.objects.get()
    assert answer.redirect_chain[-1][0] == f"/matters/{matter.reference}/"
    shown = answer.content.decode()
    assert "Death or serious injury matter" in shown
    assert "Record the death or serious injury matter" in shown
    assert "Came to notice" in shown
    assert "Log the complaint" not in shown


def test_the_page_says_what_is_missing_and_keeps_what_was_typed() -> None:
    shown = signed_in(a_handler()).post("/matters/notice/", {**NOTICE, "summary": ""}).content.decode()
    assert "govuk-error-summary" in shown
    assert "The custody sergeant reported a fall." in shown
    assert not Matter.objects.exists()


def test_only_those_who_enter_complaints_enter_matters() -> None:
    assert signed_in(a_reviewer()).get("/matters/notice/").status_code == 403


def test_the_steps_are_asked_checked_and_taken_through_their_pages() -> None:
    matter = a_dsi_matter()
    posted = typed(MONDAY, matter_noticed=NIGHT, **STARTED)
    matter = taken_through_its_pages("dsi-matter.record", matter, a_handler(), posted)
    posted = typed(MONDAY, referral_kind="mandatory", reasons="A man died.")
    matter = taken_through_its_pages("referral.refer", matter, a_handler(), posted)
    assert (matter.intake, matter.referral) == ("dsi-recorded", "referred")
    assert "there is nothing to test" in page_of(a_handler(), matter, "referral.test")


def test_nobody_outside_the_force_records_it() -> None:
    with pytest.raises(NotPermitted):
        step("dsi-matter.record", a_dsi_matter(), a_director(), MONDAY, matter_noticed=NIGHT, **STARTED)
