"""Days that cannot be right: in the future, before the complaint, or out of order."""

from datetime import date, datetime, timedelta

import pytest

from candour.accounts.codes import Role
from candour.matters.actions import StepRefused
from tests.make.courses import being_handled, outcome_decided, outcome_provided, review_body_worked_out
from tests.make.matters import MONDAY, a_complaint, all_limbs, step
from tests.make.moments import LONDON, at_nine
from tests.make.people import a_decision_maker, a_handler, a_user, appointed

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STANDING = all_limbs("standing", conduct_towards_them=True)
LOGGED = {"linked_matter_under_2012_on_arrival": False, "summary": "Rudeness."}


def test_a_step_is_not_taken_on_a_day_to_come() -> None:
    tomorrow = MONDAY + timedelta(days=1)
    with pytest.raises(StepRefused, match="today or in the past"):
        step(
            "complaint.log",
            a_complaint(),
            a_handler(),
            tomorrow,
            limbs=STANDING,
            at=at_nine(MONDAY),
            handling_started=MONDAY,
            **LOGGED,
        )


def test_a_step_is_not_taken_before_the_complaint_was_received() -> None:
    matter, early = a_complaint(), date(2026, 3, 1)
    clerk = appointed(a_user("Cleo Clerk"), Role.COMPLAINT_HANDLER, case_file=matter.case_file)
    with pytest.raises(StepRefused, match="before 2 March 2026, when the complaint was received"):
        step(
            "complaint.log",
            matter,
            clerk,
            early,
            limbs=STANDING,
            at=at_nine(MONDAY),
            handling_started=MONDAY,
            **LOGGED,
        )


@pytest.mark.parametrize(
    ("started", "why"),
    [
        (date(2026, 2, 1), "cannot be before 2 March 2026, when the complaint was made"),
        (date(2027, 1, 1), "today or in the past"),
    ],
)
def test_handling_does_not_start_before_the_complaint_nor_in_the_future(started: date, why: str) -> None:
    with pytest.raises(StepRefused, match=why):
        step(
            "complaint.log",
            a_complaint(),
            a_handler(),
            MONDAY,
            limbs=STANDING,
            handling_started=started,
            **LOGGED,
        )


def test_handling_may_start_before_receipt_where_the_complaint_was_made_earlier() -> None:
    matter = a_complaint(made_on=date(2026, 2, 20))
    step(
        "complaint.log",
        matter,
        a_handler(),
        MONDAY,
        limbs=STANDING,
        handling_started=date(2026, 2, 27),
        **LOGGED,
    )
    assert matter.intake == "logged"


def test_a_plan_lies_ahead() -> None:
    said = {"hold_scope": "whole", "reasons": "-", "next_look": MONDAY}
    limbs = all_limbs("suspension-prejudice", True)
    with pytest.raises(StepRefused, match="must be in the future"):
        step("hold.suspend", being_handled(), a_decision_maker(), MONDAY, limbs=limbs, **said)


def test_an_application_is_not_made_before_the_letter_was_provided() -> None:
    matter = outcome_provided(on=date(2026, 3, 10))
    with pytest.raises(StepRefused, match="cannot be before 10 March 2026"):
        step(
            "review.receive",
            matter,
            a_handler(),
            date(2026, 3, 12),
            review_applied_for=date(2026, 3, 9),
            grounds="-",
        )


def test_two_days_of_one_answer_are_held_against_each_other() -> None:
    matter = outcome_provided()
    days = {"misdirected_received": date(2026, 3, 20), "misdirected_forwarded": date(2026, 3, 12)}
    with pytest.raises(StepRefused, match="cannot be before 20 March 2026"):
        step("review.misdirected", matter, a_handler(), date(2026, 3, 20), **days)


def test_an_outcome_is_not_decided_before_handling_started() -> None:
    matter = being_handled(made_on=date(2026, 2, 20))
    with pytest.raises(StepRefused, match="cannot be before 2 March 2026"):
        step(
            "handling.decide-outcome",
            matter,
            a_decision_maker(),
            MONDAY,
            outcome_decided=date(2026, 2, 25),
            findings="-",
            action_taken="-",
        )


def test_today_is_the_day_in_london() -> None:
    """Half past midnight on a summer's day is still the day before in Greenwich."""
    matter = being_handled()
    review_body_worked_out(matter, MONDAY)
    outcome_decided(matter, MONDAY)
    day = date(2026, 7, 1)
    just_after_midnight = datetime(2026, 7, 1, 0, 30, tzinfo=LONDON)
    said = {"review_right_provided": day, "method": "post"}
    step("handling.provide-outcome", matter, a_handler(), day, at=just_after_midnight, **said)
    assert matter.handling == "outcome-sent"
