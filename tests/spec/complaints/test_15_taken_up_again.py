"""After an upheld review, or an order to investigate afresh: the complaint is dealt with again, to a new outcome."""

from datetime import date

import pytest

from candour.accounts.access import NotPermitted
from candour.accounts.models import CaseFile
from candour.deadlines.law import the_law
from candour.ledger.verification import verify
from candour.matters.actions import StepRefused
from candour.matters.facts import facts_of
from candour.matters.models import Matter, StatedText
from candour.matters.stages import milestone, stage
from candour.procedure.law_file import Confidence
from tests.make.courses import (
    given_a_form,
    outcome_decided,
    outcome_provided,
    overseen_elsewhere,
    review_body_worked_out,
    review_open,
    reviewed_elsewhere,
    under_the_director_general,
)
from tests.make.matters import MONDAY, an_allegation, decided, due, owes, states_of, step
from tests.make.people import (
    a_casework_manager,
    a_decision_maker,
    a_director,
    a_handler,
    a_reviewer,
    an_assessor,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
APPLIED, DECIDED, ANSWERED, AGAIN = date(2026, 3, 20), date(2026, 4, 20), date(2026, 5, 5), date(2026, 5, 11)
NEW_OUTCOME = date(2026, 6, 1)
WHY = {"reasons": "The second witness was not asked."}


def under_review(**limbs: bool) -> Matter:
    matter = outcome_provided(**limbs)
    review_open(matter, APPLIED)
    return matter


def upheld(**limbs: bool) -> Matter:
    matter = under_review(**limbs)
    by = a_casework_manager() if limbs else a_reviewer()
    said = {"review_decided": DECIDED, "outcome_reasonable_and_proportionate": False}
    step("review.decide", matter, by, DECIDED, **said, **WHY)
    return matter


def answered(kind: str = "re-investigate", answer: str = "accepted") -> Matter:
    matter = upheld()
    said = {"review_recommendation_kind": kind, "recommendation_text": "Ask the second witness."}
    step("review.recommend", matter, a_reviewer(), DECIDED, review_recommendation_made=DECIDED, **said)
    step("review.answer", matter, a_decision_maker(), ANSWERED, recommendation_accepted=answer, **WHY)
    return matter


def reopened(kind: str = "re-investigate") -> Matter:
    matter = answered(kind)
    step("handling.reopen", matter, a_handler(), AGAIN, handling_started=AGAIN, **WHY)
    return matter


def handled_again(matter: Matter, choice: str, on: date = AGAIN) -> None:
    step("handling.decide", matter, a_decision_maker(), on, handling_choice=choice, reasons="-")


def by_letter(matter: Matter, outcome: str, **said: object) -> None:
    settled = {"review_letter_outcome": outcome, "review_decided": DECIDED, "review_letter_dated": DECIDED}
    step(
        "review.enter-decision",
        matter,
        a_handler(),
        ANSWERED,
        letter_source="By post.",
        **settled,
        **WHY,
        **said,
    )


@pytest.mark.parametrize("kind", ["case-to-answer", "findings", "investigate", "re-investigate", "refer"])
def test_an_accepted_recommendation_to_deal_with_it_again_must_be_carried_out_before_the_close(
    kind: str,
) -> None:
    matter = answered(kind)
    with pytest.raises(StepRefused, match="was accepted, and that has not been done"):
        step("handling.close", matter, a_handler(), AGAIN, actions_done="-")
    step("handling.reopen", matter, a_handler(), AGAIN, handling_started=AGAIN, **WHY)
    assert (matter.handling, matter.review) == ("none", "taken-up-again")


@pytest.mark.parametrize(("kind", "answer"), [("remedy", "accepted"), ("re-investigate", "not-accepted")])
def test_nothing_is_taken_up_again_that_was_not_recommended_and_accepted(kind: str, answer: str) -> None:
    matter = answered(kind, answer)
    with pytest.raises(StepRefused, match="No recommendation of the review body"):
        step("handling.reopen", matter, a_handler(), AGAIN, handling_started=AGAIN, **WHY)
    step("handling.close", matter, a_handler(), AGAIN, actions_done="An apology.")
    assert matter.handling == "closed"


def test_it_is_shown_as_being_handled_and_no_longer_as_reviewed() -> None:
    matter = reopened()
    handled_again(matter, "investigation")
    assert (stage(matter), milestone(matter)) == ("Being investigated", "Handling")


def test_an_accepted_recommendation_to_investigate_is_followed_by_an_investigation() -> None:
    matter = reopened()
    with pytest.raises(StepRefused, match="was accepted, so it is investigated"):
        handled_again(matter, "otherwise")
    handled_again(matter, "investigation")
    assert (matter.handling, matter.investigation) == ("investigation", "none")


def test_people_are_told_of_progress_again_within_four_weeks_of_the_new_start() -> None:
    assert due(reopened(), "keeping-informed.progress") == date(2026, 6, 8)


def test_each_allegation_is_decided_anew_and_the_earlier_decision_stays_in_the_record() -> None:
    matter = reopened("findings")
    handled_again(matter, "otherwise")
    words = {"outcome_decided": NEW_OUTCOME, "findings": "-", "action_taken": "-"}
    with pytest.raises(StepRefused, match="Every allegation needs a decision first"):
        step("handling.decide-outcome", matter, a_decision_maker(), NEW_OUTCOME, **words)
    kept = StatedText.objects.get(step_taken__matter=matter, name="decision-on-allegation-1")
    assert "The officer explained what was happening." in kept.text
    assert verify().ok


def test_the_dates_of_the_first_outcome_say_nothing_of_the_second() -> None:
    facts = facts_of(reopened(), on=AGAIN)
    assert facts["handling-started"] == AGAIN
    assert not {"outcome-decided", "review-right-provided", "review-applied-for"} & set(facts)


def test_the_new_outcome_is_owed_told_and_may_be_reviewed_again() -> None:
    matter = reopened("findings")
    handled_again(matter, "otherwise")
    outcome_decided(matter, NEW_OUTCOME)
    assert owes(matter, "keeping-informed.outcome")
    review_body_worked_out(matter, NEW_OUTCOME)
    step(
        "handling.provide-outcome",
        matter,
        a_handler(),
        NEW_OUTCOME,
        review_right_provided=NEW_OUTCOME,
        method="post",
    )
    assert due(matter, "review.application") == date(2026, 6, 29)
    review_open(matter, date(2026, 6, 29))
    assert matter.review == "open"


def test_that_a_second_review_follows_is_shown_as_unconfirmed() -> None:
    taken = the_law().steps["handling.reopen"]
    assert taken.confidence is Confidence.UNCONFIRMED
    assert "second review" in taken.confidence_note


def test_the_director_general_may_require_an_investigation_and_decides_its_form() -> None:
    matter = upheld(cannot_rule_out=True)
    step("review.require-investigation", matter, a_casework_manager(), DECIDED, **WHY)
    assert (matter.review, matter.referral, matter.handling) == ("taken-up-again", "necessary", "none")
    with pytest.raises(StepRefused, match="has not handed it back"):
        handled_again(matter, "otherwise")
    assert CaseFile.objects.filter(pk=matter.case_file.pk).open_to(an_assessor(), on=DECIDED).exists()


@pytest.mark.parametrize("mode", ["local", "independent"])
def test_only_after_a_local_form_is_the_new_outcome_the_forces_own(mode: str) -> None:
    matter = upheld(cannot_rule_out=True)
    step("review.require-investigation", matter, a_casework_manager(), DECIDED, **WHY)
    given_a_form(matter, mode, DECIDED, necessity=False)
    if mode == "local":
        handled_again(matter, "investigation")
        assert matter.handling == "investigation"
        return
    with pytest.raises(StepRefused, match="has not handed it back"):
        handled_again(matter, "investigation")


def test_a_policing_body_recommends_and_never_requires() -> None:
    matter = upheld()
    with pytest.raises(NotPermitted):
        step("review.require-investigation", matter, a_reviewer(), DECIDED, **WHY)


def test_a_review_upheld_without_a_recommendation_leaves_the_complaint_to_be_closed() -> None:
    matter = upheld()
    with pytest.raises(StepRefused, match="what follows is not settled"):
        step("handling.close", matter, a_handler(), AGAIN, actions_done="-")
    step("review.no-recommendation", matter, a_reviewer(), DECIDED, reasons="An apology was given since.")
    step("handling.close", matter, a_handler(), AGAIN, actions_done="The apology.")
    assert (matter.review, matter.handling) == ("nothing-recommended", "closed")


def independent_and_told() -> Matter:
    matter, director = under_the_director_general(), a_director()
    decided(an_allegation(matter, a_handler()), director, on=MONDAY)
    said = {"outcome_decided": MONDAY, "findings": "-", "action_taken": "-", "authority_views": "-"}
    step("handling.determine", matter, director, MONDAY, **said, offence_indicated=False)
    step("handling.provide-determination", matter, director, MONDAY, outcome_sent=MONDAY, method="post")
    return matter


def test_for_compelling_reasons_an_independent_investigation_is_done_afresh() -> None:
    matter = independent_and_told()
    ordered = {"re_investigation_ordered": AGAIN, "reasons": "New evidence."}
    step("handling.re-investigate", matter, a_director(), AGAIN, **ordered)
    assert (matter.handling, matter.referral) == ("none", "necessary")
    assert facts_of(matter, on=AGAIN)["re-investigation-ordered"] == AGAIN
    given_a_form(matter, "independent", AGAIN, necessity=False)
    said = {"outcome_decided": AGAIN, "findings": "-", "action_taken": "-", "authority_views": "-"}
    with pytest.raises(StepRefused, match="Every allegation needs a decision first"):
        step("handling.determine", matter, a_director(), AGAIN, **said, offence_indicated=False)


def test_no_re_investigation_was_ordered_before_the_power_began() -> None:
    ordered = {"re_investigation_ordered": date(2020, 1, 31), "reasons": "New evidence."}
    with pytest.raises(StepRefused, match="cannot be before 1 February 2020"):
        step("handling.re-investigate", independent_and_told(), a_director(), AGAIN, **ordered)


def test_what_the_force_investigated_itself_is_not_ordered_to_be_done_afresh_under_that_power() -> None:
    with pytest.raises(NotPermitted):
        step(
            "handling.re-investigate",
            outcome_provided(),
            a_director(),
            AGAIN,
            re_investigation_ordered=AGAIN,
            **WHY,
        )


def test_an_order_of_a_body_elsewhere_arrives_by_letter_and_is_entered() -> None:
    matter = independent_and_told()
    said = {"re_investigation_ordered": ANSWERED, "order_dated": ANSWERED, **WHY}
    with pytest.raises(StepRefused, match="enters its own decision"):
        step("handling.enter-re-investigation", matter, a_handler(), AGAIN, **said)
    overseen_elsewhere()
    step("handling.enter-re-investigation", Matter.objects.get(pk=matter.pk), a_handler(), AGAIN, **said)
    assert Matter.objects.get(pk=matter.pk).referral == "necessary"


def test_nobody_enters_a_decision_for_a_review_body_that_enters_its_own() -> None:
    with pytest.raises(StepRefused, match="works on this installation and enters its own"):
        by_letter(under_review(), "not-upheld")


@pytest.mark.parametrize(("outcome", "left"), [("not-upheld", "not-upheld"), ("nothing-recommended",) * 2])
def test_the_decision_of_a_review_body_elsewhere_is_entered_from_its_letter(outcome: str, left: str) -> None:
    reviewed_elsewhere()
    matter = under_review()
    by_letter(matter, outcome)
    assert matter.review == left
    assert not owes(matter, "keeping-informed.progress")
    step("handling.close", matter, a_handler(), AGAIN, actions_done="None was promised.")


def test_a_recommendation_by_letter_is_entered_whole_and_answered() -> None:
    reviewed_elsewhere()
    matter = under_review()
    with pytest.raises(StepRefused, match="in its words"):
        by_letter(matter, "recommended", review_recommendation_kind="findings")
    words = {"recommendation_text": "Ask again.", "review_recommendation_made": DECIDED}
    by_letter(matter, "recommended", review_recommendation_kind="findings", **words)
    assert due(matter, "review.recommendation-response") == date(2026, 5, 18)
    step("review.answer", matter, a_decision_maker(), AGAIN, recommendation_accepted="accepted", **WHY)
    assert states_of(matter, "review.recommendation-response") == ["met"]


def test_a_letter_that_requires_an_investigation_reopens_the_complaint_and_its_form_is_entered_too() -> None:
    overseen_elsewhere()
    matter = under_review(cannot_rule_out=True)
    by_letter(matter, "investigation-required")
    assert (matter.handling, matter.referral, matter.review) == ("none", "necessary", "taken-up-again")
    assert owes(matter, "keeping-informed.progress")
    said = {"answer_to_referral": "local", "answer_letter_dated": ANSWERED, **WHY}
    step("referral.enter-answer", matter, a_handler(), AGAIN, **said)
    handled_again(matter, "investigation")
    assert matter.handling == "investigation"


def test_a_policing_bodys_letter_requires_nothing() -> None:
    reviewed_elsewhere()
    with pytest.raises(StepRefused, match="can only recommend"):
        by_letter(under_review(), "investigation-required")
