"""The pages of recommendations, for those who make them and those who answer."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from candour.learning.models import Commitment, Recommendation
from tests.make.accounts import signed_in
from tests.make.matters import a_logged_complaint
from tests.make.people import FORCE, OVERSIGHT, a_decision_maker, a_handler
from tests.make.recommendations import a_director, a_recommendation, answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def director() -> Client:
    return signed_in(a_director())


def typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def address(row: Recommendation, more: str = "") -> str:
    return f"/recommendations/{row.reference}/{more}"


def test_one_is_made_answered_and_followed_up_on_the_pages(director: Client):
    today = timezone.localdate()
    new: dict[str, Any] = {
        "power": "28A",
        "maker": OVERSIGHT,
        "addressee": FORCE,
        "text": "Check videos.",
        "national": "no",
    }
    director.post("/recommendations/new/", {**new, **typed("made_on", today)})
    row = Recommendation.objects.get()
    assert row.statutory_last_day == today + timedelta(days=55)
    force = signed_in(a_decision_maker())
    force.post(
        address(row, "respond/"),
        {"accepted": "in-part", "action": "From May.", **typed("received_on", today)},
    )
    force.post(address(row, "commitments/add/"), {"promised": "Weekly checks.", "due_year": "2030"})
    promise = Commitment.objects.get()
    force.post(
        address(row, f"commitments/{promise.pk}/done/"), {"evidence": "A log.", **typed("done_on", today)}
    )
    page = director.get(address(row)).content.decode()
    assert "Accepted in part" in page
    assert "A log." in page
    assert force.get(address(row, f"commitments/{promise.pk}/done/")).status_code == 404


def test_the_list_counts_and_narrows(director: Client):
    a_recommendation(made_on="2022-01-20")
    answered(a_recommendation(made_on="2022-01-21"), received="2022-02-01")
    a_recommendation(power="s10")
    page = director.get("/recommendations/").content.decode()
    assert "2 await a response" in page
    assert "1 late" in page
    for state, found in (("open", 2), ("late", 1), ("accepted", 1), ("no", 0)):
        rows = director.get(f"/recommendations/export.csv?state={state}").content.decode().splitlines()
        assert len(rows) == found + 1, state


def test_both_days_and_the_difference_stand_on_the_page(director: Client):
    row = a_recommendation(made_on="2022-01-20", published_due_date=date(2022, 3, 17))
    page = director.get(address(row)).content.decode()
    assert "16 March 2022" in page
    assert "17 March 2022 is 56 days after" in page


def test_a_refusal_is_said_on_the_form_and_nothing_is_lost(director: Client):
    row = a_recommendation(made_on="2022-01-20")
    late = {**typed("asked_on", date(2022, 4, 1)), **typed("until", date(2022, 5, 1))}
    page = director.post(address(row, "more-time/"), late).content.decode()
    assert "must be asked for before the time for a response ends" in page
    assert 'value="2022"' in page


def test_the_maker_decides_on_representations(director: Client):
    row = a_recommendation(made_on="2022-01-20")
    answered(row, received="2022-02-01", representations="It names a method.")
    assert "Decide on publication" in director.get(address(row)).content.decode()
    director.post(
        address(row, "decide-publication/"),
        {"decision": "part", "reasons": "A method.", "published_part": ""},
    )
    assert row.responses.get().publish == "undecided"
    director.post(address(row, "decide-publication/"), {"decision": "none", "reasons": "A method."})
    assert row.responses.get().publish == "none"


def test_judicial_review_adds_its_days(director: Client):
    row = a_recommendation(made_on="2026-03-02")
    days = {**typed("first", date(2026, 3, 10)), **typed("last", date(2026, 3, 19))}
    director.post(address(row, "judicial-review/"), days)
    row.refresh_from_db()
    assert row.statutory_last_day == date(2026, 5, 6)


def test_one_made_from_a_matter_is_tied_to_it():
    matter = a_logged_complaint(a_handler())
    force = signed_in(a_decision_maker())
    new: dict[str, Any] = {
        "power": "local",
        "maker": FORCE,
        "addressee": FORCE,
        "text": "Brief all.",
        "national": "no",
    }
    force.post(
        f"/recommendations/new/?matter={matter.reference}", {**new, **typed("made_on", timezone.localdate())}
    )
    assert Recommendation.objects.get().matter == matter


def test_somebody_without_the_makers_role_is_told_on_the_form():
    force = signed_in(a_decision_maker())
    new: dict[str, Any] = {
        "power": "28A",
        "maker": OVERSIGHT,
        "addressee": FORCE,
        "text": "Check.",
        "national": "no",
    }
    page = force.post(
        "/recommendations/new/", {**new, **typed("made_on", timezone.localdate())}
    ).content.decode()
    assert "You hold no role for this body" in page
    assert not Recommendation.objects.exists()


def test_it_does_not_exist_for_a_stranger():
    row = a_recommendation(
        addressee=Recommendation._meta.get_field("maker").related_model.objects.get(pk=OVERSIGHT)
    )
    assert signed_in(a_handler()).get(address(row)).status_code == 404


def test_a_handler_sees_it_and_may_not_answer():
    row, client = a_recommendation(), signed_in(a_handler())
    assert client.get(address(row)).status_code == 200
    assert client.get(address(row, "respond/")).status_code == 403
