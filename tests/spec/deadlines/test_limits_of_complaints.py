"""Time limits in the handling of complaints, as worked examples: the event, and the last lawful day."""

from datetime import date, datetime

import pytest

from candour.procedure import NOT_HAPPENED, Confidence, Due, Law, Needs, NotInForce, Shape, Span, load_law
from candour.procedure.dates import LONDON

NEW = {"complaint-made": date(2026, 1, 5), "force-kind": "territorial", "linked-matter-under-2012-on-arrival": False}
OLD = NEW | {"complaint-made": date(2019, 3, 4)}
NEVER_REOPENED = {"re-investigation-ordered": NOT_HAPPENED, "old-case-direction": NOT_HAPPENED}


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


def due(law: Law, rule: str, facts: dict) -> Due:
    found = law.due(rule, facts)
    assert isinstance(found, Due), found.sentence
    return found


def test_the_first_update_is_due_within_four_weeks_of_the_start_of_handling(law: Law) -> None:
    found = due(law, "keeping-informed.progress", NEW | {"handling-started": date(2026, 3, 2)})

    assert found.due == date(2026, 3, 30)


def test_each_later_update_is_due_within_four_weeks_of_the_one_before(law: Law) -> None:
    given = {"handling-started": date(2026, 3, 2), "update-given": (date(2026, 3, 20), date(2026, 4, 10))}

    found = due(law, "keeping-informed.progress", NEW | given)

    assert found.due == date(2026, 5, 8)
    assert [turn.due for turn in found.turns] == [date(2026, 3, 30), date(2026, 4, 17), date(2026, 5, 8)]


def test_the_outcome_is_told_within_five_working_days_and_easter_is_not_counted(law: Law) -> None:
    found = due(law, "keeping-informed.outcome", NEW | {"outcome-decided": date(2026, 4, 2)})

    assert found.due == date(2026, 4, 13)
    assert "3 April 2026: Good Friday" in found.trail.lines()


def test_a_review_is_applied_for_within_28_days_of_being_told_of_the_right(law: Law) -> None:
    assert due(law, "review.application", NEW | {"review-right-provided": date(2026, 3, 2)}).due == date(2026, 3, 30)


def test_days_during_which_an_application_lay_with_the_wrong_body_are_not_counted(law: Law) -> None:
    facts = {"review-right-provided": date(2026, 3, 2), "misdirected-application": Span(date(2026, 3, 9), date(2026, 3, 13))}

    assert due(law, "review.application", NEW | facts).due == date(2026, 4, 4)


def test_whether_the_complainant_withdraws_is_answered_within_28_days_of_the_letter(law: Law) -> None:
    found = due(law, "withdrawal.reply", NEW | {"letter-sent": date(2026, 3, 2)})

    assert found.due == date(2026, 3, 30)
    assert found.late_on(date(2026, 3, 31))


def test_whether_a_suspended_investigation_goes_on_is_answered_within_28_days_of_the_letter(law: Law) -> None:
    found = due(law, "resumption.reply", NEW | {"resumption-letter-sent": date(2026, 3, 2)})

    assert found.due == date(2026, 3, 30)


def test_a_learning_recommendation_is_answered_in_56_days_counting_the_day_it_was_made(law: Law) -> None:
    assert due(law, "learning.response", NEW | {"recommendation-made": date(2026, 3, 2)}).due == date(2026, 4, 26)


def test_a_response_is_published_in_21_days_counting_the_day_it_was_received(law: Law) -> None:
    assert due(law, "learning.publication", NEW | {"response-received": date(2026, 6, 1)}).due == date(2026, 6, 21)


def test_an_overrunning_investigation_is_reported_on_after_twelve_months_and_then_every_six(law: Law) -> None:
    found = due(law, "timeliness.overrun", NEW | {"complaint-made": date(2026, 3, 2)})

    assert found.shape is Shape.PERIOD_ENDS
    assert not found.can_be_late
    assert [period.last for period in found.periods(2)] == [date(2027, 3, 1), date(2027, 9, 1)]
    assert found.period_on(date(2027, 3, 2)).number == 2


def test_a_mandatory_referral_is_made_by_the_end_of_the_next_day_even_on_a_saturday(law: Law) -> None:
    clear = datetime(2026, 3, 6, 16, tzinfo=LONDON)

    found = due(law, "referral.mandatory", NEW | {"became-clear": clear})

    assert found.last_moment == datetime(2026, 3, 7, 23, 59, tzinfo=LONDON)
    assert found.confidence is Confidence.UNCONFIRMED


def test_an_appeal_under_the_old_law_is_made_within_28_days_of_the_date_of_the_letter(law: Law) -> None:
    assert due(law, "appeal.application", OLD | {"letter-dated": date(2019, 6, 3)}).due == date(2019, 7, 1)


def test_a_complaint_of_before_february_2020_has_no_review(law: Law) -> None:
    facts = OLD | NEVER_REOPENED | {"review-right-provided": date(2026, 3, 2)}

    assert isinstance(law.due("review.application", facts), NotInForce)


def test_a_new_complaint_tied_to_an_old_one_still_being_handled_keeps_the_appeal(law: Law) -> None:
    tied = NEW | {"linked-matter-under-2012-on-arrival": True, "letter-dated": date(2026, 3, 2)}

    assert due(law, "appeal.application", tied | NEVER_REOPENED).due == date(2026, 3, 30)


def test_british_transport_police_keep_the_old_law_until_january_2021(law: Law) -> None:
    made = {"force-kind": "btp", "linked-matter-under-2012-on-arrival": False, "review-right-provided": date(2021, 3, 1)}

    before = law.due("review.application", made | NEVER_REOPENED | {"complaint-made": date(2021, 1, 3)})
    after = law.due("review.application", made | {"complaint-made": date(2021, 1, 4)})

    assert isinstance(before, NotInForce)
    assert isinstance(after, Due)


def test_a_matter_that_is_re_investigated_comes_under_the_new_law_whatever_its_date(law: Law) -> None:
    facts = OLD | {"re-investigation-ordered": date(2023, 5, 1), "review-right-provided": date(2024, 3, 4)}

    assert due(law, "review.application", facts).due == date(2024, 4, 1)


def test_without_the_day_the_complaint_was_made_the_law_asks_for_it(law: Law) -> None:
    needs = law.due("review.application", {"review-right-provided": date(2026, 3, 2)})

    assert isinstance(needs, Needs)
    assert "complaint-made" in needs.names


def test_a_super_complaint_is_acknowledged_in_five_working_days_counting_a_working_day_of_receipt(law: Law) -> None:
    monday = law.due("super-complaint.acknowledgement", {"super-complaint-received": date(2026, 3, 2)})
    sunday = law.due("super-complaint.acknowledgement", {"super-complaint-received": date(2026, 3, 1)})

    assert isinstance(monday, Due)
    assert isinstance(sunday, Due)
    assert monday.due == sunday.due == date(2026, 3, 6)


@pytest.mark.parametrize(
    ("received", "last"),
    [
        ("2026-03-02", "2026-03-31"),
        ("2026-07-01", "2026-07-30"),
        ("2026-11-20", "2026-12-21"),
        ("2026-12-10", "2027-01-13"),
    ],
)
def test_a_request_for_information_skips_holidays_anywhere_in_the_united_kingdom(
    law: Law, received: str, last: str
) -> None:
    facts = {"authority-law": "foia", "request-received": date.fromisoformat(received)}

    assert due(law, "foi.reply", facts).due == date.fromisoformat(last)
