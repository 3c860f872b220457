"""The worked examples of sources: fictional, marked so, and whole from the capture to the public page."""

import pytest
from django.test import Client

from candour.ledger.verification import verify
from candour.publishing.models import Snapshot
from candour.register.models import RegisterEntry, Source
from candour.register.telling import account_of
from candour.web.examples.accounts import make_accounts
from candour.web.examples.sources import CASES, DOCUMENTS, load_sources
from tests.make.accounts import signed_in
from tests.make.moments import at_nine
from tests.make.sources import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded() -> dict[str, object]:
    staff = make_accounts(at=at_nine(DAY))
    load_sources(staff, say=lambda _words: None)
    return dict(staff)


def test_all_of_it_is_fiction_and_says_so(loaded: dict[str, object], client: Client):
    sources = Source.objects.all()
    assert len({one.address for one in DOCUMENTS}) == sources.count() == 7
    assert all(source.fictional and ".example/" in source.address for source in sources)
    for snapshot in Snapshot.objects.all():
        assert "made up" in client.get(snapshot.path).content.decode()


def test_both_cases_are_public_with_what_differed_settled(loaded: dict[str, object], client: Client):
    assert RegisterEntry.objects.count() == Snapshot.objects.count() == len(CASES)
    for entry in RegisterEntry.objects.all():
        account = account_of(entry)
        assert len(account.people) == 1
        assert account.conflicts == []
    photographs = client.get("/publications/register/reg-2026-00001/").content.decode()
    assert "12 January 2026" in photographs
    assert "13 January 2026" in photographs
    assert "The force held the hearing" in photographs
    listed = client.get("/publications/register/").content.decode()
    assert "2 cases of police misconduct" in listed


def test_what_was_recommended_stands_on_the_page_of_its_case(loaded: dict[str, object], client: Client):
    page = " ".join(client.get("/publications/register/reg-2026-00002/").content.decode().split())
    for told in ("Recommendation 1", "4 November 2024", "29 December 2024", "Severnside Police", "Accepted"):
        assert told in page


def test_something_is_left_for_people_to_do(loaded: dict[str, object]):
    editor = signed_in(loaded["editor"])  # type: ignore[arg-type]
    assert "Wexmore Constabulary" in editor.get("/sources/waiting/").content.decode()
    assert "in 2 sources" in editor.get("/sources/").content.decode()
    assert "The force takes outcomes down after 28 days." in editor.get("/sources/gone/").content.decode()


def test_the_record_proves_all_of_it_and_a_second_loading_adds_nothing(loaded: dict[str, object]):
    assert verify().findings == []
    before = Source.objects.count()
    load_sources(loaded, say=lambda _words: None)  # type: ignore[arg-type]
    assert Source.objects.count() == before
