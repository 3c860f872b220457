"""Replies to requests for information, and internal reviews, under the Act of 2000 and the Scottish Act of 2002."""

from datetime import date
from typing import Any

import pytest

from candour.procedure.due import Due
from candour.procedure.law import Law, load_law


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


def due(law: Law, rule: str, authority: str, **facts: Any) -> Due:
    answer = law.due(rule, {"authority-law": authority, **{k.replace("_", "-"): v for k, v in facts.items()}})
    assert isinstance(answer, Due), answer
    return answer


def test_saint_andrews_day_counts_against_nobody_under_the_act_of_2000(law: Law) -> None:
    answer = due(law, "foi.reply", "foia", request_received=date(2026, 11, 20))

    assert answer.due == date(2026, 12, 21)
    assert any("30 November 2026" in line for line in answer.trail.lines())


def test_police_in_scotland_count_by_the_scottish_calendar_alone(law: Law) -> None:
    """17 March and Easter Monday are holidays elsewhere in the United Kingdom, not under the Scottish Act."""
    received = date(2026, 3, 9)

    assert due(law, "foi.reply", "foisa", request_received=received).due == date(2026, 4, 7)
    assert due(law, "foi.reply", "foia", request_received=received).due == date(2026, 4, 9)


def test_the_holiday_for_the_world_cup_moves_replies_on_both_sides_of_the_border(law: Law) -> None:
    received = date(2026, 6, 1)

    assert due(law, "foi.reply", "foisa", request_received=received).due == date(2026, 6, 30)
    assert due(law, "foi.reply", "foia", request_received=received).due == date(2026, 6, 30)


def test_a_request_may_be_received_on_a_day_that_is_no_working_day(law: Law) -> None:
    sunday, monday = date(2026, 2, 1), date(2026, 2, 2)

    assert due(law, "foi.reply", "foia", request_received=sunday).due == date(2026, 2, 27)
    assert due(law, "foi.reply", "foia", request_received=monday).due == date(2026, 3, 2)


@pytest.mark.parametrize("authority", ["foia", "foisa"])
def test_clarification_starts_the_clock_afresh(law: Law, authority: str) -> None:
    asked = due(law, "foi.reply", authority, request_received=date(2026, 2, 2))
    clarified = due(
        law,
        "foi.reply",
        authority,
        request_received=date(2026, 2, 2),
        clarification_received=(date(2026, 2, 16),),
    )

    assert (asked.due, clarified.due) == (date(2026, 3, 2), date(2026, 3, 16))


def test_the_public_interest_gives_more_time_under_the_act_of_2000_only(law: Law) -> None:
    later = {"request_received": date(2026, 2, 2), "public_interest_extended_to": date(2026, 3, 31)}

    assert due(law, "foi.reply", "foia", **later).due == date(2026, 3, 31)
    assert due(law, "foi.reply", "foisa", **later).due == date(2026, 3, 2)


def test_an_internal_review_is_answered_in_20_working_days_and_never_after_40(law: Law) -> None:
    asked = date(2026, 11, 20)
    plain = due(law, "foi.internal-review", "foia", review_requested=asked)
    complex_one = due(
        law,
        "foi.internal-review",
        "foia",
        review_requested=asked,
        review_answer_extended_to=date(2027, 6, 1),
    )

    assert (plain.due, complex_one.due) == (date(2026, 12, 21), date(2027, 1, 22))


def test_a_scottish_review_has_20_working_days_and_no_more(law: Law) -> None:
    answer = due(
        law,
        "foi.internal-review",
        "foisa",
        review_requested=date(2026, 11, 20),
        review_answer_extended_to=date(2027, 1, 29),
    )

    assert answer.due == date(2026, 12, 21)


def test_which_law_binds_the_authority_is_never_assumed(law: Law) -> None:
    answer = law.due("foi.reply", {"request-received": date(2026, 11, 20)})

    assert not isinstance(answer, Due)
    assert "authority-law" in str(answer)


@pytest.mark.parametrize(
    ("rule", "fact"), [("foi.reply", "request_received"), ("foi.internal-review", "review_requested")]
)
@pytest.mark.parametrize("authority", ["foia", "foisa"])
def test_what_was_not_read_in_the_act_is_shown_as_not_read(
    law: Law, rule: str, fact: str, authority: str
) -> None:
    version = due(law, rule, authority, **{fact: date(2026, 11, 20)}).version

    assert version.confidence != "read"
    assert version.confidence_note
    assert version.source
