"""Withdrawal: signed, asked for and confirmed, cancelled or taken as made; and who decides what follows."""

from datetime import date

import pytest

from candour.accounts.access import NotPermitted
from candour.matters.actions import StepRefused
from candour.matters.letters.values import Writing, values_for
from candour.matters.models import Matter, MatterLink
from candour.papers.codes import LetterKind
from tests.make.courses import (
    outcome_provided,
    overseen_elsewhere,
    recorded,
    referred,
    returned,
    review_open,
    withdrawal_decided,
    withdrawn,
)
from tests.make.matters import (
    MONDAY,
    a_complaint,
    a_logged_complaint,
    a_recorded_complaint,
    all_limbs,
    due,
    owes,
    step,
)
from tests.make.moments import at_nine
from tests.make.people import a_decision_maker, a_handler, an_assessor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SENT, LAST_DAY, DAY_AFTER = MONDAY, date(2026, 3, 30), date(2026, 3, 31)


def wished() -> Matter:
    matter = a_recorded_complaint(a_handler())
    step(
        "withdrawal.wish", matter, a_handler(), MONDAY, channel="telephone", reasons="Not worth the trouble."
    )
    return matter


def written_to() -> Matter:
    matter = wished()
    step("withdrawal.letter", matter, a_handler(), SENT, letter_sent=SENT, method="recorded-delivery")
    return matter


@pytest.mark.parametrize("signed_by", ["complainant", "solicitor", "agent"])
@pytest.mark.parametrize("kind", ["withdraws", "no-further-steps"])
def test_a_signed_notice_withdraws_at_once(signed_by: str, kind: str) -> None:
    matter = a_recorded_complaint(a_handler())
    step("withdrawal.signed-notice", matter, a_handler(), MONDAY, withdrawal_kind=kind, signed_by=signed_by)
    assert matter.withdrawal == "withdrawn"


def test_there_is_nothing_to_withdraw_before_it_is_logged() -> None:
    with pytest.raises(StepRefused, match="nothing open to withdraw"):
        withdrawn(a_complaint())


def test_a_wish_by_telephone_withdraws_nothing_until_the_letter_is_answered() -> None:
    matter = wished()
    with pytest.raises(StepRefused, match="this is for"):
        withdrawal_decided(matter, a_decision_maker(), MONDAY, goes_on=False)
    step("withdrawal.letter", matter, a_handler(), SENT, letter_sent=SENT, method="recorded-delivery")
    assert due(matter, "withdrawal.reply") == LAST_DAY


def test_the_letter_says_what_silence_means_under_the_law_that_governs() -> None:
    matter = wished()
    writing = Writing(matter, matter.parties.get(), "Hazel Handler", SENT)
    said = values_for(LetterKind.WITHDRAWAL_REQUEST, writing)
    assert said["time_limit"].endswith("after that the complaint counts as withdrawn")


def test_a_complainant_who_confirms_has_withdrawn() -> None:
    matter = written_to()
    step("withdrawal.confirmed", matter, a_handler(), date(2026, 3, 9), reasons="Wrote back.")
    assert matter.withdrawal == "withdrawn"
    assert not owes(matter, "withdrawal.reply")


def test_a_complainant_who_thinks_better_of_it_goes_on() -> None:
    matter = written_to()
    step("withdrawal.cancelled", matter, a_handler(), date(2026, 3, 9), reasons="Wants it to go on.")
    assert matter.withdrawal == "none"
    assert not owes(matter, "withdrawal.reply")


def test_an_answer_after_the_28_days_does_not_undo_the_withdrawal() -> None:
    matter = written_to()
    with pytest.raises(StepRefused, match="taken as withdrawn"):
        step("withdrawal.cancelled", matter, a_handler(), DAY_AFTER, reasons="Wants it to go on.")
    step("withdrawal.cancelled", matter, a_handler(), LAST_DAY, at=at_nine(DAY_AFTER), reasons="Wrote on the last day.")
    assert matter.withdrawal == "none"


def test_silence_withdraws_only_after_the_last_of_the_28_days() -> None:
    matter = written_to()
    with pytest.raises(StepRefused, match="have not passed"):
        step("withdrawal.deemed", matter, a_handler(), LAST_DAY)
    step("withdrawal.deemed", matter, a_handler(), DAY_AFTER)
    assert matter.withdrawal == "withdrawn"


def test_the_authority_decides_what_follows_and_the_act_ceases_to_apply() -> None:
    matter = a_recorded_complaint(a_handler())
    withdrawn(matter)
    withdrawal_decided(matter, a_decision_maker(), MONDAY, goes_on=False)
    assert (matter.withdrawal, matter.handling) == ("ended", "ceased")
    assert not owes(matter, "keeping-informed.progress")


def test_the_decision_is_the_one_to_which_the_test_led() -> None:
    matter = a_recorded_complaint(a_handler())
    withdrawn(matter)
    limbs = all_limbs("public-interest-continue", True)
    with pytest.raises(StepRefused, match="to which the public-interest test led"):
        step(
            "withdrawal.decide",
            matter,
            a_decision_maker(),
            MONDAY,
            limbs=limbs,
            treat_as_conduct_matter=False,
            reasons="-",
        )


def test_a_withdrawn_complaint_goes_on_as_a_conduct_matter_where_the_public_interest_needs_it() -> None:
    matter = a_recorded_complaint(a_handler())
    withdrawn(matter)
    withdrawal_decided(matter, a_decision_maker(), MONDAY, goes_on=True)
    other = MatterLink.objects.get(other=matter).matter
    assert (other.kind, other.withdrawal) == ("conduct", "none")
    assert matter.handling == "converted"


def test_after_the_end_nothing_is_recorded_or_withdrawn_again() -> None:
    matter = a_logged_complaint(a_handler())
    withdrawn(matter)
    withdrawal_decided(matter, a_decision_maker(), MONDAY, goes_on=False)
    with pytest.raises(StepRefused, match="no longer applies"):
        recorded(matter, a_handler())
    with pytest.raises(StepRefused, match="nothing open to withdraw"):
        withdrawn(matter)


def test_in_a_referred_case_the_director_general_is_told_and_decides() -> None:
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    withdrawn(matter)
    with pytest.raises(StepRefused, match="the Director General decides"):
        withdrawal_decided(matter, a_decision_maker(), MONDAY, goes_on=False)
    with pytest.raises(NotPermitted):
        withdrawal_decided(
            matter, a_decision_maker(), MONDAY, goes_on=False, step_key="withdrawal.decide-referred"
        )
    step("withdrawal.tell-director-general", matter, a_handler(), MONDAY, director_general_told=MONDAY)
    withdrawal_decided(matter, an_assessor(), MONDAY, goes_on=False, step_key="withdrawal.decide-referred")
    assert matter.withdrawal == "ended"


def test_a_case_that_was_returned_is_the_authoritys_to_decide_again() -> None:
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    returned(matter)
    withdrawn(matter)
    with pytest.raises(StepRefused, match="not with the Director General"):
        step("withdrawal.tell-director-general", matter, a_handler(), MONDAY, director_general_told=MONDAY)
    withdrawal_decided(matter, a_decision_maker(), MONDAY, goes_on=False)
    assert matter.withdrawal == "ended"


def test_the_decision_of_a_director_general_elsewhere_is_entered_from_the_letter() -> None:
    overseen_elsewhere()
    matter = a_recorded_complaint(a_handler())
    referred(matter, a_handler())
    withdrawn(matter)
    said = {"treat_as_conduct_matter": True, "decision_dated": date(2026, 3, 5), "reasons": "It is grave."}
    step("withdrawal.enter-decision", matter, a_handler(), date(2026, 3, 9), **said)
    assert (matter.withdrawal, matter.handling) == ("continued", "converted")


def test_a_review_body_is_told_where_the_authority_knows_of_a_review() -> None:
    matter = outcome_provided()
    withdrawn(matter)
    with pytest.raises(StepRefused, match="No review of it is known"):
        step("withdrawal.tell-review-body", matter, a_handler(), MONDAY, review_body_told=MONDAY)
    another = outcome_provided()
    review_open(another, date(2026, 3, 10))
    withdrawn(another, date(2026, 3, 11))
    step(
        "withdrawal.tell-review-body",
        another,
        a_handler(),
        date(2026, 3, 12),
        review_body_told=date(2026, 3, 12),
    )
    assert another.withdrawal == "withdrawn"
