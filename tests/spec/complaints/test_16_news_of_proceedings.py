"""Proceedings that arise from a complaint: sent to the prosecutor, and told to everybody entitled as they go on."""

from datetime import date

import pytest

from candour.matters.actions import StepRefused
from candour.matters.models import Matter
from tests.make.courses import being_investigated, outcome_provided, under_the_director_general
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
    the_complainant,
)
from tests.make.people import a_decision_maker, a_director, a_handler, an_investigator_to_be

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PROGRESS, OUTCOME, APPEAL = (
    "keeping-informed.proceedings-progress",
    "keeping-informed.proceedings-outcome",
    "keeping-informed.appeal-brought",
)
BEGAN, TOLD, VERDICT = date(2026, 4, 1), date(2026, 4, 20), date(2026, 6, 1)
AFTER_THE_REVIEW_TIME = date(2026, 7, 1)


def with_proceedings(kind: str = "criminal") -> Matter:
    matter = outcome_provided()
    said = {"proceedings_kind": kind, "proceedings_started": BEGAN, "what_began": "A charge of assault."}
    step("keeping-informed.proceedings-began", matter, a_handler(), BEGAN, **said)
    return matter


def over(matter: Matter, on: date = VERDICT) -> None:
    said = {"proceedings_outcome": on, "result": "Acquitted."}
    step("keeping-informed.proceedings-outcome", matter, a_handler(), on, **said)


def told(matter: Matter, news: str, on: date, channel: str = "email") -> None:
    said = {"party": the_complainant(matter), "channel": channel, "views": "What happened in court."}
    step("keeping-informed.proceedings-news", matter, a_handler(), on, news_of_proceedings=news, **said)


@pytest.mark.parametrize("kind", ["criminal", "disciplinary", "performance", "reflective-practice"])
def test_people_are_told_of_proceedings_within_four_weeks_of_their_start(kind: str) -> None:
    assert due(with_proceedings(kind), PROGRESS) == date(2026, 4, 29)


def test_the_next_four_weeks_run_from_the_day_each_was_actually_told() -> None:
    matter = outcome_provided()
    other = an_interested_person(matter, a_handler())
    said = {"proceedings_kind": "criminal", "proceedings_started": BEGAN, "what_began": "A charge."}
    step("keeping-informed.proceedings-began", matter, a_handler(), BEGAN, **said)
    told(matter, "progress", TOLD)
    assert due_for(matter, PROGRESS, the_complainant(matter)) == date(2026, 5, 18)
    assert due_for(matter, PROGRESS, other) == date(2026, 4, 29)


def test_the_outcome_is_told_within_five_working_days_and_ends_the_updates() -> None:
    matter = with_proceedings()
    over(matter)
    assert due(matter, OUTCOME) == date(2026, 6, 8)
    assert not owes(matter, PROGRESS)
    told(matter, "outcome", date(2026, 6, 3))
    assert states_of(matter, OUTCOME) == ["met"]


def test_an_appeal_is_told_within_five_working_days_and_only_after_an_outcome() -> None:
    matter, said = with_proceedings(), {"appeal_brought": VERDICT, "result": "By the officer."}
    with pytest.raises(StepRefused, match="No outcome of proceedings"):
        step("keeping-informed.appeal-brought", matter, a_handler(), VERDICT, **said)
    over(matter)
    step("keeping-informed.appeal-brought", matter, a_handler(), VERDICT, **said)
    assert due(matter, APPEAL) == date(2026, 6, 8)
    told(matter, "appeal-brought", date(2026, 6, 2))
    assert states_of(matter, APPEAL) == ["met"]


def test_news_that_is_not_owed_is_not_told_in_its_place() -> None:
    with pytest.raises(StepRefused, match="not owed to this person"):
        told(with_proceedings(), "outcome", TOLD)


def test_news_of_proceedings_on_a_recorded_complaint_is_given_in_writing() -> None:
    with pytest.raises(StepRefused, match="must be given in writing"):
        told(with_proceedings(), "progress", TOLD, channel="telephone")


def test_a_complaint_is_not_closed_while_people_are_still_to_be_told() -> None:
    matter = with_proceedings()
    with pytest.raises(StepRefused, match="still to be told"):
        step("handling.close", matter, a_handler(), AFTER_THE_REVIEW_TIME, actions_done="-")
    over(matter)
    told(matter, "outcome", VERDICT)
    step("handling.close", matter, a_handler(), AFTER_THE_REVIEW_TIME, actions_done="None was promised.")
    assert matter.handling == "closed"


def reported(*, offence: bool) -> Matter:
    matter = being_investigated()
    said = {"report_submitted": MONDAY, "report_text": "What each said."}
    step("investigation.report", matter, an_investigator_to_be(), MONDAY, **said)
    for allegation in matter.allegations.all():
        decided(allegation, a_decision_maker(), on=MONDAY)
    step(
        "investigation.determine", matter, a_decision_maker(), MONDAY, offence_indicated=offence, reasons="-"
    )
    return matter


def test_a_report_that_indicates_an_offence_is_sent_where_both_limbs_are_met() -> None:
    matter, limbs = reported(offence=True), all_limbs("prosecutor", True)
    with pytest.raises(StepRefused, match="so it must be sent"):
        step("handling.prosecutor", matter, a_decision_maker(), MONDAY, limbs=limbs, reasons="-")
    said = {"sent_to_prosecutor": MONDAY, "reasons": "A blow is seen."}
    step("handling.prosecutor", matter, a_decision_maker(), MONDAY, limbs=limbs, **said)
    with pytest.raises(StepRefused, match="It has been sent"):
        step("handling.prosecutor", matter, a_decision_maker(), MONDAY, limbs=limbs, **said)


def test_nothing_is_sent_where_it_is_not_right_that_the_prosecutor_considers_it() -> None:
    matter, limbs = reported(offence=True), all_limbs("prosecutor", True, appropriate_to_consider=False)
    said = {"sent_to_prosecutor": MONDAY, "reasons": "-"}
    with pytest.raises(StepRefused, match="nothing to send"):
        step("handling.prosecutor", matter, a_decision_maker(), MONDAY, limbs=limbs, **said)
    step("handling.prosecutor", matter, a_decision_maker(), MONDAY, limbs=limbs, reasons="A trivial one.")


def test_without_an_indication_of_an_offence_the_prosecutor_is_not_considered() -> None:
    matter, limbs = reported(offence=False), all_limbs("prosecutor", True)
    with pytest.raises(StepRefused, match="No report has been found"):
        step("handling.prosecutor", matter, a_decision_maker(), MONDAY, limbs=limbs, reasons="-")


def independent_with_an_offence() -> Matter:
    matter, director = under_the_director_general(), a_director()
    decided(an_allegation(matter, a_handler()), director, on=MONDAY)
    said = {"outcome_decided": MONDAY, "findings": "-", "action_taken": "-", "authority_views": "-"}
    step("handling.determine", matter, director, MONDAY, **said, offence_indicated=True)
    return matter


def test_after_an_independent_investigation_the_director_general_sends_it_and_not_the_force() -> None:
    matter = independent_with_an_offence()
    said = {"sent_to_prosecutor": MONDAY, "reasons": "A blow is seen."}
    limbs = all_limbs("prosecutor", True)
    with pytest.raises(StepRefused, match="it is for the Director General"):
        step("handling.prosecutor", matter, a_decision_maker(), MONDAY, limbs=limbs, **said)
    step("handling.prosecutor", matter, a_director(), MONDAY, limbs=limbs, **said)


def test_what_may_be_an_offence_is_considered_before_the_close() -> None:
    matter = independent_with_an_offence()
    step("handling.provide-determination", matter, a_handler(), MONDAY, outcome_sent=MONDAY, method="post")
    with pytest.raises(StepRefused, match="has not been decided"):
        step("handling.close", matter, a_handler(), MONDAY, actions_done="-")
