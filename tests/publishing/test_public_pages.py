"""What the public is sent: stored bytes under constant headers, registers, search, feed and open data."""

import csv
import io
import json
from datetime import date
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from candour.ledger.checkpoints import checkpoint
from candour.publishing.actions import withdraw
from candour.publishing.models import PublicPage, Snapshot
from candour.publishing.registers import rebuild
from tests.make.moments import at_nine
from tests.make.publications import TODAY, all_considered, published, ready
from tests.make.recommendations import a_recommendation, answered

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def shelf() -> tuple[Snapshot, Snapshot]:
    """One investigation with the recommendation that came of it, public."""
    row = a_recommendation(made_on="2022-01-20", published_due_date=date(2022, 3, 17))
    answered(row, received="2022-03")
    case_file = ready(recommendations=(row,))
    all_considered(row.case_file)
    investigation, recommendation = published(case_file, row.case_file)
    rebuild()
    return investigation, recommendation


def test_the_server_sends_the_stored_bytes(client: Client, shelf: tuple[Snapshot, Snapshot]):
    for page in PublicPage.objects.all():
        response = client.get(page.path)
        expected = page.path.endswith("/search/") or response.content == bytes(page.body)
        assert (response.status_code, expected) == (200, True), page.path


def test_headers_are_constant_and_no_cookie_is_set(client: Client, shelf: tuple[Snapshot, Snapshot]):
    response = client.get(shelf[0].path, headers={"accept-language": "cy"})
    policy = response["Content-Security-Policy"]
    assert not response.cookies
    assert "nonce" not in policy
    assert "default-src 'none'" in policy
    assert response["Content-Language"] == "en-GB"


def test_everybody_gets_the_same_bytes_signed_in_or_not(client: Client, shelf: tuple[Snapshot, Snapshot]):
    from tests.make.recommendations import a_director

    before = client.get(shelf[0].path).content
    client.force_login(a_director())
    assert client.get(shelf[0].path).content == before


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, shelf: tuple[Snapshot, Snapshot]):
    tag = client.get(shelf[0].path)["ETag"]
    assert client.get(shelf[0].path, headers={"if-none-match": tag}).status_code == 304


def test_what_is_not_published_is_not_found(client: Client):
    assert client.get("/publications/investigations/nothing-of-this-name/").status_code == 404
    assert client.get("/glossary/nothing/").status_code == 404


def test_a_withdrawn_page_answers_gone_and_leaves_the_lists(client: Client, shelf: tuple[Snapshot, Snapshot]):
    investigation, _ = shelf
    withdraw(snapshot=investigation, reason="By order of a court.", by=None, at=at_nine(TODAY), on=TODAY)
    rebuild()
    gone = client.get(investigation.path)
    assert (gone.status_code, b"By order of a court." in gone.content) == (410, True)
    for address in ("/publications/", "/publications/investigations/", "/publications/investigations.json"):
        assert investigation.path.encode() not in client.get(address).content


def test_the_page_says_what_happened_was_found_and_followed_in_that_order(shelf: tuple[Snapshot, Snapshot]):
    page = bytes(PublicPage.objects.get(path=shelf[0].path).body).decode()
    places = [
        page.index(words)
        for words in ("What happened", "What was found", "What followed", "People, by role", "Timeline")
    ]
    assert places == sorted(places)
    assert "One police constable" in page
    assert "Written warning" in page
    assert shelf[0].content_sha256 in page


def test_the_clock_shows_the_lawful_day_the_announced_day_and_why_they_differ(
    shelf: tuple[Snapshot, Snapshot],
):
    page = bytes(PublicPage.objects.get(path=shelf[1].path).body).decode()
    assert "16 March 2022" in page
    assert "17 March 2022 is 56 days after 20 January 2022" in page
    assert "Received March 2022" in page


def test_terms_are_explained_in_place_without_a_script(shelf: tuple[Snapshot, Snapshot]):
    page = bytes(PublicPage.objects.get(path=shelf[0].path).body).decode()
    assert 'popovertarget="meaning-case-to-answer">case to answer</button>' in page
    assert 'popover id="meaning-case-to-answer"' in page


def test_lists_that_were_never_stored_are_made_when_asked_for(client: Client):
    assert not PublicPage.objects.exists()
    assert b"Nothing has been published yet" in client.get("/publications/").content
    assert client.get("/glossary/gross-misconduct/").status_code == 200
    assert not PublicPage.objects.exists()


def test_rebuilding_again_changes_nothing(shelf: tuple[Snapshot, Snapshot]):
    assert rebuild() == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("q=2025/000001", 1),
        ("q=sergeant", 1),
        ("q=elephant", 0),
        ("kind=recommendation", 1),
        ("force=wexmoor", 2),
        ("year=2026", 2),
        ("answer=accepted", 1),
        ("answer=late", 0),
        ("page=7", 2),
    ],
)
def test_the_search_answers_a_form(client: Client, shelf: Any, query: str, found: int):
    page = client.get(f"/publications/search/?{query}").content.decode()
    assert f"{found} publication" in page
    assert page.count('class="candour-listed"') == found


def test_an_unanswered_recommendation_is_late_in_the_search_and_never_on_a_frozen_page(client: Client):
    row = a_recommendation(made_on="2022-01-20")
    all_considered(row.case_file)
    [snapshot] = published(row.case_file)
    assert snapshot.path in client.get("/publications/search/?answer=late").content.decode()
    assert ">Late<" not in bytes(PublicPage.objects.get(path=snapshot.path).body).decode()


def test_the_feed_is_atom_with_the_days_of_publication(shelf: tuple[Snapshot, Snapshot]):
    feed = fromstring(bytes(PublicPage.objects.get(path="/publications/feed.atom").body))
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}published") for entry in entries] == ["2026-03-02T00:00:00Z"] * 2
    assert feed.findtext(f"{ATOM}updated") == "2026-03-02T00:00:00Z"
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2


def test_each_row_of_the_open_data_carries_the_hashes_of_its_snapshot(shelf: tuple[Snapshot, Snapshot]):
    for snapshot, kind in zip(shelf, ("investigations", "recommendations"), strict=True):
        body = bytes(PublicPage.objects.get(path=f"/publications/{kind}.csv").body).decode()
        [row] = csv.DictReader(io.StringIO(body))
        assert (row["content_sha256"], row["page_sha256"]) == (snapshot.content_sha256, snapshot.page_sha256)
        [same] = json.loads(bytes(PublicPage.objects.get(path=f"/publications/{kind}.json").body))[kind]
        assert same["content"] == json.loads(snapshot.content)


def test_a_cell_that_begins_like_a_formula_is_made_harmless():
    row = a_recommendation(text="=HYPERLINK(1) every sergeant")
    all_considered(row.case_file)
    published(row.case_file)
    rebuild()
    body = bytes(PublicPage.objects.get(path="/publications/recommendations.csv").body).decode()
    [cells] = csv.DictReader(io.StringIO(body))
    assert cells["text"].startswith("'=")


def test_the_record_shows_the_newest_checkpoint_in_full_and_in_short(client: Client):
    assert b"No checkpoint has been signed yet" in client.get("/record/").content
    assert client.get("/record/checkpoint.txt").status_code == 404
    published(ready())
    signed = checkpoint(at=at_nine(TODAY))
    page = client.get("/record/").content.decode()
    assert signed.short in page
    assert client.get("/record/checkpoint.txt").content.decode() == signed.text


def test_every_address_of_the_glossary_has_a_page_and_lists_link_to_it(client: Client):
    rebuild()
    assert PublicPage.objects.filter(path__startswith="/glossary/").count() == 146
    page = client.get("/glossary/appeal/").content.decode()
    assert "No new matter came under it after 31 January 2020" in page
    assert 'href="/glossary/review/"' in page


def test_the_page_of_a_force_counts_what_is_published_of_it_and_leads_to_the_rows(
    client: Client, shelf: tuple[Snapshot, Snapshot]
):
    page = client.get("/forces/wexmoor/").content.decode()
    for href, words in [
        ("/publications/forces/wexmoor/#investigations", "1 summary of an investigation"),
        ("/publications/forces/wexmoor/#recommendations", "1 recommendation"),
    ]:
        assert f'href="{href}">{words}</a>' in page
        address, _, part = href.partition("#")
        assert f'id="{part}"' in client.get(address).content.decode()
    assert "all answered" in page


def test_what_is_withdrawn_is_no_longer_counted_on_the_page_of_the_force(
    client: Client, shelf: tuple[Snapshot, Snapshot]
):
    withdraw(snapshot=shelf[0], reason="A name was left in.", by=None, at=at_nine(TODAY), on=TODAY)
    assert "summary of an investigation" not in client.get("/forces/wexmoor/").content.decode()
