"""The outcome: decided on every allegation, told within five working days, with the review explained in five parts."""

from datetime import date

import pytest

from candour.accounts.access import NotPermitted
from candour.matters.actions import StepRefused
from candour.matters.facts import facts_of
from candour.matters.letters.values import Writing, values_for
from candour.matters.review_body import review_body
from candour.papers.codes import LetterKind
from candour.papers.letter_kinds import kind_of_letter
from tests.make.courses import (
    being_handled,
    being_investigated,
    must_be_referred,
    outcome_decided,
    outcome_provided,
    overseen_elsewhere,
    referred,
    returned,
    review_body_worked_out,
    under_the_director_general,
)
from tests.make.matters import MONDAY, all_limbs, an_allegation, decided, due, owes, step, the_complainant
from tests.make.moments import at_nine
from tests.make.people import a_decision_maker, a_director, a_handler, an_investigator_to_be

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
MAUNDY_THURSDAY = date(2026, 4, 2)
DETERMINED = {"outcome_decided": MONDAY, "findings": "No case.", "action_taken": "None."}


def test_five_working_days_run_over_easter() -> None:
    matter = being_handled()
    outcome_decided(matter, MAUNDY_THURSDAY)
    assert due(matter, "keeping-informed.outcome") == date(2026, 4, 13)


def test_every_allegation_is_decided_first() -> None:
    matter = being_handled()
    an_allegation(matter, a_handler(), code="A1")
    decided(matter.allegations.get(number=1), a_decision_maker(), on=MONDAY)
    with pytest.raises(StepRefused, match="Every allegation needs a decision"):
        step("handling.decide-outcome", matter, a_decision_maker(), MONDAY, **DETERMINED)


def test_a_handler_does_not_decide_the_outcome_of_a_recorded_complaint() -> None:
    matter = being_handled()
    with pytest.raises(NotPermitted, match="This is for: decision maker"):
        step("handling.decide-outcome", matter, a_handler(), MONDAY, **DETERMINED)


def test_an_outcome_waits_for_a_referral_that_is_owed() -> None:
    matter = being_handled()
    must_be_referred(matter, a_handler(), at_nine(MONDAY))
    with pytest.raises(StepRefused, match="has not been referred"):
        outcome_decided(matter, MONDAY)


def test_a_local_investigation_comes_to_its_outcome() -> None:
    matter, on = being_investigated(), date(2026, 4, 1)
    step("investigation.report", matter, an_investigator_to_be(), on, report_submitted=on, report_text="-")
    decided(matter.allegations.get(), a_decision_maker(), on=on)
    step("investigation.determine", matter, a_decision_maker(), on, offence_indicated=False, reasons="-")
    outcome_decided(matter, on)
    assert matter.handling == "decided"


def test_the_letter_is_not_provided_before_the_review_body_is_worked_out() -> None:
    matter = being_handled()
    outcome_decided(matter, MONDAY)
    with pytest.raises(StepRefused, match="the letter has to name it"):
        step(
            "handling.provide-outcome",
            matter,
            a_handler(),
            MONDAY,
            review_right_provided=MONDAY,
            method="post",
        )


def test_the_28_days_run_from_the_day_it_was_provided_not_from_the_day_of_the_decision() -> None:
    matter = outcome_provided(decided_on=MAUNDY_THURSDAY, on=date(2026, 4, 9))
    assert due(matter, "review.application") == date(2026, 5, 7)
    for rule in ("keeping-informed.outcome", "keeping-informed.progress"):
        assert not owes(matter, rule)


def test_a_letter_is_not_provided_before_the_outcome_was_decided() -> None:
    with pytest.raises(StepRefused, match="cannot be before 2 April 2026"):
        outcome_provided(decided_on=MAUNDY_THURSDAY, on=date(2026, 4, 1))


LIMBS = ("senior_officer", "cannot_rule_out", "same_incident", "any_part")


@pytest.mark.parametrize("limb", LIMBS)
def test_any_limb_of_regulation_32_makes_the_director_general_the_review_body(limb: str) -> None:
    matter = being_handled()
    review_body_worked_out(matter, MONDAY, **{limb: True})
    found = review_body(matter, facts_of(matter, on=MONDAY), on=MONDAY)
    assert found.is_director_general
    assert [one.key for one in found.limbs] == [limb.replace("_", "-")]
    assert found.paragraph.startswith("32 (“")


def test_with_no_limb_the_local_policing_body_reviews() -> None:
    matter = being_handled()
    review_body_worked_out(matter, MONDAY)
    found = review_body(matter, facts_of(matter, on=MONDAY), on=MONDAY)
    assert (found.body.pk if found.body else None, found.is_director_general) == ("wexmoor-pcc", False)


def test_a_limb_that_the_record_shows_cannot_be_answered_no() -> None:
    matter = being_handled()
    must_be_referred(matter, a_handler(), at_nine(MONDAY))
    with pytest.raises(StepRefused, match="It has been referred, or must be"):
        review_body_worked_out(matter, MONDAY)


def test_a_referral_after_the_answer_makes_the_director_general_the_review_body() -> None:
    matter = being_handled()
    review_body_worked_out(matter, MONDAY)
    referred(matter, a_handler())
    returned(matter)
    found = review_body(matter, facts_of(matter, on=MONDAY), on=MONDAY)
    assert found.is_director_general
    assert [one.key for one in found.limbs] == ["referred-or-must-be"]


def test_the_letter_has_all_five_parts_about_the_review() -> None:
    parts = {part.provision: part for part in kind_of_letter(LetterKind.OUTCOME).parts}
    assert list(parts) == [f"regulation 33(2)(a)({roman})" for roman in ("i", "ii", "iii", "iv", "v")]
    to_director_general = {"review_right": True, "review_body": "director-general"}
    to_policing_body = {"review_right": True, "review_body": "local-policing-body"}
    two, three = parts["regulation 33(2)(a)(ii)"].when, parts["regulation 33(2)(a)(iii)"].when
    assert two
    assert three
    assert (two.holds(to_director_general), two.holds(to_policing_body)) == (True, False)
    assert (three.holds(to_director_general), three.holds(to_policing_body)) == (False, True)


def test_what_was_decided_is_frozen_once_the_complainant_has_been_told() -> None:
    matter = outcome_provided()
    with pytest.raises(NotPermitted, match="no longer changes"):
        decided(matter.allegations.get(), a_decision_maker(), on=MONDAY, decision="not-acceptable")
    with pytest.raises(NotPermitted, match="no longer changes"):
        an_allegation(matter, a_handler())


def test_a_decision_may_be_put_right_before_the_letter_but_no_allegation_is_added() -> None:
    matter = being_handled()
    outcome_decided(matter, MONDAY)
    assert decided(
        matter.allegations.get(), a_decision_maker(), on=MONDAY, decision="not-acceptable"
    ).decision
    with pytest.raises(NotPermitted, match="Make a new one a complaint of its own"):
        an_allegation(matter, a_handler())


@pytest.mark.parametrize("mode", ["directed", "independent"])
def test_the_director_general_determines_a_directed_or_independent_investigation(mode: str) -> None:
    matter, director = under_the_director_general(mode), a_director()
    decided(an_allegation(matter, a_handler()), director, on=MONDAY)
    with pytest.raises(StepRefused, match="has not handed it back"):
        step("handling.decide-outcome", matter, a_decision_maker(), MONDAY, **DETERMINED)
    said = {**DETERMINED, "authority_views": "Agreed.", "offence_indicated": False}
    step("handling.determine", matter, director, MONDAY, **said)
    assert matter.handling == "decided"
    assert due(matter, "keeping-informed.outcome") == date(2026, 3, 9)


def test_the_letter_after_it_offers_no_review() -> None:
    matter, director = under_the_director_general(), a_director()
    decided(an_allegation(matter, a_handler()), director, on=MONDAY)
    step(
        "handling.determine",
        matter,
        director,
        MONDAY,
        **DETERMINED,
        authority_views="-",
        offence_indicated=False,
    )
    with pytest.raises(StepRefused, match="there is no review"):
        step(
            "handling.provide-outcome",
            matter,
            a_handler(),
            MONDAY,
            review_right_provided=MONDAY,
            method="post",
        )
    step("handling.provide-determination", matter, a_handler(), MONDAY, outcome_sent=MONDAY, method="post")
    assert matter.handling == "outcome-sent"
    assert not owes(matter, "review.application")
    assert review_body(matter, facts_of(matter, on=MONDAY), on=MONDAY).body is None
    said = values_for(LetterKind.OUTCOME, Writing(matter, the_complainant(matter), "Hazel Handler", MONDAY))
    assert (said["review_right"], said["handled_by"]) == ("no", "investigation")
    assert "no review after a directed or independent investigation" in said["why_no_review"]
    assert said["findings"] == DETERMINED["findings"]


def test_a_determination_made_elsewhere_is_entered_from_the_letter() -> None:
    overseen_elsewhere()
    matter = being_handled()
    referred(matter, a_handler())
    answer = {"answer_to_referral": "independent", "answer_letter_dated": MONDAY, "reasons": "-"}
    step("referral.enter-answer", matter, a_handler(), MONDAY, **answer)
    decided(matter.allegations.get(), a_decision_maker(), on=MONDAY)
    step(
        "handling.enter-determination", matter, a_handler(), MONDAY, **DETERMINED, determination_dated=MONDAY
    )
    assert matter.handling == "decided"


def test_the_review_body_may_be_worked_out_as_soon_as_it_is_recorded() -> None:
    matter = being_handled()
    step("handling.review-body", matter, a_handler(), MONDAY, limbs=all_limbs("relevant-review-body"))
    assert facts_of(matter, on=MONDAY)["answered.relevant-review-body"] == "not-met"
