"""The review: who may ask, by when, who decides, and what a recommendation brings."""

from datetime import date, timedelta

import pytest

from candour.accounts.access import NotPermitted
from candour.accounts.codes import Role
from candour.matters.actions import StepRefused
from candour.matters.facts import facts_of
from candour.matters.letters.values import Writing, values_for
from candour.matters.models import Matter
from candour.papers.codes import LetterKind
from tests.make.courses import (
    kept_outside,
    outcome_provided,
    resolved,
    review_open,
    under_the_director_general,
)
from tests.make.matters import (
    MONDAY,
    a_logged_complaint,
    an_allegation,
    decided,
    due,
    owes,
    step,
    the_complainant,
)
from tests.make.people import (
    a_casework_manager,
    a_decision_maker,
    a_director,
    a_handler,
    a_reviewer,
    appointed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LAST_DAY, TOO_LATE = date(2026, 3, 30), date(2026, 3, 31)
LATER = date(2026, 5, 20)


def reviewed(matter: Matter, *, fair: bool, on: date = LATER) -> None:
    said = {"review_decided": on, "outcome_reasonable_and_proportionate": fair, "reasons": "On the papers."}
    step("review.decide", matter, a_reviewer(), on, **said)


def recommended(matter: Matter, on: date = LATER) -> None:
    kind = {"review_recommendation_kind": "findings", "recommendation_text": "Ask the second witness."}
    step("review.recommend", matter, a_reviewer(), on, review_recommendation_made=on, **kind)


def test_an_application_on_the_last_day_is_in_time() -> None:
    matter = outcome_provided()
    review_open(matter, LAST_DAY)
    assert matter.review == "open"
    assert not owes(matter, "review.application")


def test_a_late_application_is_refused_with_the_regulation() -> None:
    matter = outcome_provided()
    with pytest.raises(StepRefused, match=r"ended on 30 March 2026.*regulation/29"):
        review_open(matter, TOO_LATE)
    assert matter.review == "none"


def test_a_late_application_is_accepted_for_special_circumstances_with_reasons() -> None:
    matter = outcome_provided()
    said = {"review_applied_for": TOO_LATE, "grounds": "Too thin.", "late_but_just": True}
    with pytest.raises(StepRefused, match="says why"):
        step("review.receive", matter, a_handler(), TOO_LATE, **said)
    step("review.receive", matter, a_handler(), TOO_LATE, **said, reasons="She was in hospital.")
    assert matter.review == "open"
    assert facts_of(matter, on=TOO_LATE)["late-review-allowed-to"] == TOO_LATE


def test_an_application_that_is_not_accepted_is_entered_as_refused() -> None:
    matter = outcome_provided()
    step(
        "review.refuse",
        matter,
        a_handler(),
        TOO_LATE,
        review_applied_for=TOO_LATE,
        reasons="Nothing special.",
    )
    assert matter.review == "refused"
    step("handling.close", matter, a_handler(), TOO_LATE, actions_done="None was promised.")
    assert matter.handling == "closed"


def test_the_days_with_the_wrong_body_do_not_count() -> None:
    matter, forwarded = outcome_provided(), date(2026, 3, 30)
    days = {"misdirected_received": date(2026, 3, 20), "misdirected_forwarded": forwarded}
    step("review.misdirected", matter, a_handler(), forwarded, **days)
    assert due(matter, "review.application") == date(2026, 4, 10)
    said = values_for(LetterKind.FORWARDING, Writing(matter, the_complainant(matter), "Hazel Handler", forwarded))
    assert (said["what"], said["received_on"], said["forwarded_on"]) == ("review", date(2026, 3, 20), forwarded)
    review_open(matter, date(2026, 4, 10))
    assert matter.review == "open"


def test_there_is_no_review_of_a_complaint_handled_outside_schedule_3() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    kept_outside(matter, handler)
    resolved(matter, handler, MONDAY)
    with pytest.raises(StepRefused, match="no review of a complaint handled outside"):
        review_open(matter, MONDAY)


@pytest.mark.parametrize("mode", ["directed", "independent"])
def test_there_is_no_review_after_a_directed_or_independent_investigation(mode: str) -> None:
    matter, director = under_the_director_general(mode), a_director()
    decided(an_allegation(matter, a_handler()), director, on=MONDAY)
    said = {"outcome_decided": MONDAY, "findings": "-", "action_taken": "-", "authority_views": "-"}
    step("handling.determine", matter, director, MONDAY, **said, offence_indicated=False)
    step("handling.provide-determination", matter, director, MONDAY, outcome_sent=MONDAY, method="post")
    with pytest.raises(StepRefused, match="no review after a directed or independent"):
        review_open(matter, MONDAY)


def test_the_review_body_alone_decides_and_never_somebody_of_the_force() -> None:
    matter = outcome_provided()
    review_open(matter, date(2026, 3, 20))
    said = {"review_decided": LATER, "outcome_reasonable_and_proportionate": True, "reasons": "-"}
    for stranger in (a_decision_maker(), a_casework_manager()):
        with pytest.raises(NotPermitted):
            step("review.decide", matter, stranger, LATER, **said)
    reviewed(matter, fair=True)
    assert matter.review == "not-upheld"


def test_where_the_director_general_reviews_the_policing_body_does_not() -> None:
    matter = outcome_provided(cannot_rule_out=True)
    review_open(matter, date(2026, 3, 20))
    with pytest.raises(NotPermitted):
        reviewed(matter, fair=True)
    said = {"review_decided": LATER, "outcome_reasonable_and_proportionate": False, "reasons": "-"}
    step("review.decide", matter, a_casework_manager(), LATER, **said)
    assert matter.review == "upheld"


def test_whoever_handled_the_complaint_does_not_review_it() -> None:
    matter = outcome_provided()
    review_open(matter, date(2026, 3, 20))
    handler = appointed(a_handler(), Role.LPB_REVIEWER, body="wexmoor-pcc")
    said = {"review_decided": LATER, "outcome_reasonable_and_proportionate": True, "reasons": "-"}
    with pytest.raises(NotPermitted, match="You handled this complaint"):
        step("review.decide", matter, handler, LATER, **said)


def test_an_upheld_review_leads_to_a_recommendation_and_its_answer() -> None:
    matter = outcome_provided()
    review_open(matter, date(2026, 3, 20))
    reviewed(matter, fair=False)
    recommended(matter)
    assert due(matter, "review.recommendation-response") == date(2026, 6, 17)
    with pytest.raises(StepRefused, match="recommendation has not been answered"):
        step("handling.close", matter, a_handler(), LATER, actions_done="-")
    step(
        "review.answer", matter, a_decision_maker(), LATER, recommendation_accepted="accepted", reasons="Yes."
    )
    assert matter.review == "answered"
    assert not owes(matter, "review.recommendation-response")


def test_nothing_is_recommended_on_a_day_before_the_review_was_decided() -> None:
    matter = outcome_provided()
    review_open(matter, date(2026, 3, 20))
    reviewed(matter, fair=False)
    said = {"review_recommendation_kind": "performance", "recommendation_text": "Look at how it was handled."}
    with pytest.raises(StepRefused, match="cannot be before"):
        step("review.recommend", matter, a_reviewer(), LATER, review_recommendation_made=LATER - timedelta(days=1), **said)
    step("review.recommend", matter, a_reviewer(), LATER, review_recommendation_made=LATER, **said)
    assert matter.review == "recommended"


def test_an_outcome_found_fair_leads_to_no_recommendation() -> None:
    matter = outcome_provided()
    review_open(matter, date(2026, 3, 20))
    reviewed(matter, fair=True)
    with pytest.raises(StepRefused, match="reasonable and proportionate"):
        recommended(matter)
