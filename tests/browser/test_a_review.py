"""A review is applied for and decided, and what it recommends is answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from candour.ledger.verification import verify
from candour.matters.models import Matter
from tests.browser.desk import Desk
from tests.make.courses import outcome_provided
from tests.make.matters import states_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_review_is_applied_for_upheld_and_its_recommendation_answered(desk: Desk) -> None:
    today = timezone.localdate()
    told = today - timedelta(days=10)
    matter = outcome_provided(decided_on=told, on=told)
    reference = matter.reference

    desk.step(
        "handler",
        reference,
        "review.receive",
        review_applied_for=today,
        grounds="Nobody spoke to the second witness.",
    )
    desk.step(
        "reviewer",
        reference,
        "review.decide",
        review_decided=today,
        outcome_reasonable_and_proportionate=False,
        reasons="One witness was not asked.",
    )
    desk.step(
        "reviewer",
        reference,
        "review.recommend",
        review_recommendation_made=today,
        review_recommendation_kind="findings",
        recommendation_text="Ask the second witness.",
    )
    assert states_of(matter, "review.recommendation-response") == ["open"]
    desk.step(
        "authority",
        reference,
        "review.answer",
        recommendation_accepted="accepted",
        reasons="The witness will be asked.",
    )
    page = desk.open("reviewer", f"/matters/{reference}/")
    assert "Review answered" in page.locator("main").inner_text()
    assert Matter.objects.get(pk=matter.pk).review == "answered"
    assert verify().ok


def test_an_application_out_of_time_is_refused_with_the_last_day_and_what_was_typed_stays(desk: Desk) -> None:
    today = timezone.localdate()
    told = today - timedelta(days=40)
    matter = outcome_provided(decided_on=told, on=told)
    page = desk.open("handler", f"/matters/{matter.reference}/steps/review.receive/")
    given: dict[str, Any] = {"review-applied-for": today, "grounds": "Nobody spoke to the second witness."}
    desk.answer(page, **given)
    said = page.locator("main").inner_text()
    assert "This was not done" in said
    assert "2020, reg. 29" in said
    assert page.input_value("textarea[name=grounds]") == "Nobody spoke to the second witness."
