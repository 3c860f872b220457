"""The worked case with everybody on it: each of the demonstration's parties finds something of their own."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from candour.accounts.models import User
from candour.ledger.verification import verify
from candour.matters.models import Disclosure, Matter
from candour.papers.models import Letter
from candour.web.examples.accounts import make_accounts
from candour.web.examples.followed import followed_case, tell
from tests.make.accounts import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TODAY = date(2026, 11, 20)
Shown = Callable[[str], str]


@pytest.fixture
def staff() -> dict[str, User]:
    made = make_accounts(at=datetime(2020, 2, 3, 9, tzinfo=UTC))
    tell(followed_case(made, TODAY))
    return made


@pytest.fixture
def shown(staff: dict[str, User]) -> Shown:
    matter = Matter.objects.get()
    return lambda account: signed_in(staff[account]).get(f"/my-complaints/{matter.reference}/").content.decode()


def begins_at(user: User) -> str:
    client: Client = signed_in(user)
    return str(client.get("/work/", follow=True).request["PATH_INFO"])


def test_the_complainant_reads_where_it_stands_and_every_letter(shown: Shown) -> None:
    page = shown("complainant")
    assert "Outcome sent" in page
    assert "The outcome of your complaint" in page
    assert page.count("How your complaint is getting on") == 2


def test_the_officer_was_given_both_papers_and_the_friend_the_report(shown: Shown) -> None:
    assert "Transcript of the door camera" in shown("officer")
    assert "Summary of the report" in shown("friend")
    assert "Transcript of the door camera" not in shown("friend")


def test_the_outcome_letter_names_the_body_that_would_review_it(staff: dict[str, User]) -> None:
    letter = Letter.objects.get(kind="outcome")
    assert "Police and Crime Commissioner for Wexmoor" in letter.body + letter.fixed


def test_the_record_proves_it(staff: dict[str, User]) -> None:
    assert Disclosure.objects.count() == 3
    assert verify().ok


def test_everybody_begins_where_their_own_things_are(staff: dict[str, User]) -> None:
    pages = {account: begins_at(staff[account]) for account in ("handler", "officer", "oversight", "editor", "administrator")}
    assert pages == {
        "handler": "/work/",
        "officer": "/my-complaints/",
        "oversight": "/recommendations/",
        "editor": "/sources/",
        "administrator": "/administration/wexmoor/people/",
    }


def test_time_that_a_complainant_has_is_not_shown_as_late(staff: dict[str, User]) -> None:
    page = signed_in(staff["handler"]).get(f"/matters/{Matter.objects.get().reference}/").content.decode()
    assert "The time that others have" in page
    assert "days late" not in page
