"""The worked case with everybody on it: each of the demonstration's parties finds something of their own."""

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
BEGINS_AT = {
    "handler": "/work/",
    "officer": "/my-complaints/",
    "oversight": "/recommendations/",
    "editor": "/sources/",
    "administrator": "/administration/wexmoor/people/",
}


@pytest.fixture
def staff() -> dict[str, User]:
    return make_accounts(at=datetime(2020, 2, 3, 9, tzinfo=UTC))


def begins_at(user: User) -> str:
    client: Client = signed_in(user)
    return str(client.get("/work/", follow=True).request["PATH_INFO"])


def test_each_party_finds_what_is_theirs_and_the_record_proves_it(staff: dict[str, User]) -> None:
    tell(followed_case(staff, TODAY))
    reference = Matter.objects.get().reference

    def shown(account: str, address: str = "/my-complaints/") -> str:
        return signed_in(staff[account]).get(f"{address}{reference}/").content.decode()

    assert shown("complainant").count("How your complaint is getting on") == 2
    assert "Outcome sent" in shown("complainant")
    assert "Transcript of the door camera" in shown("officer")
    assert "Summary of the report" in shown("friend")
    assert "Transcript of the door camera" not in shown("friend")
    assert "The time that others have" in shown("handler", "/matters/")
    assert "days late" not in shown("handler", "/matters/")
    letter = Letter.objects.get(kind="outcome")
    assert "Police and Crime Commissioner for Wexmoor" in letter.body + letter.fixed
    assert Disclosure.objects.count() == 3
    assert verify().ok


def test_everybody_begins_where_their_own_things_are(staff: dict[str, User]) -> None:
    assert {account: begins_at(staff[account]) for account in BEGINS_AT} == BEGINS_AT
