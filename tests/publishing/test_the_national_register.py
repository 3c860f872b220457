"""The public page of an entry and the national register: gated, frozen, and each value led back to its words."""

import csv
import io
import json
from datetime import timedelta
from xml.etree.ElementTree import fromstring

import pytest
from django.test import Client

from candour.ledger.verification import verify
from candour.publishing.actions import PublishingRefused, Written, publish_entry, withdraw_entry
from candour.publishing.gate import NotYet
from candour.publishing.models import PublicPage, Snapshot
from candour.publishing.registers import rebuild
from candour.register.actions import note_vanished
from candour.register.codes import Standing
from candour.register.counted_words import counted_words
from candour.register.models import RegisterEntry
from candour.register.telling import account_of
from tests.make.accounts import signed_in
from tests.make.entries import confirmed, linked, opened_from, settled, the_outcome
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.sources import DAY, OUTCOME, PAGE, an_editor, captured, judged, one_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
WHAT = "Photographs of a collision shared"


def a_case(outcome: str = OUTCOME) -> RegisterEntry:
    entry = opened_from(confirmed(captured()).source)
    linked(entry, confirmed(the_outcome(outcome)).source)
    return entry


def made_public(entry: RegisterEntry, **said: str) -> Snapshot:
    written = Written(**{"what": WHAT, "warnings_answered": "The day is in both sources.", **said})
    snapshot = publish_entry(entry=entry, written=written, by=an_editor(), at=at_nine(DAY), on=DAY)
    rebuild()
    return snapshot


def test_a_page_shows_each_value_with_the_words_it_was_read_from(client: Client):
    snapshot = made_public(a_case())
    page = client.get(snapshot.path).content.decode()
    assert "Photographs of a collision shared – Wexmoor Constabulary, May 2024" in page
    assert "Dismissed without notice" in page
    assert page.count("Dismissed without notice") == 1
    assert "<q>2024/204417</q>" in page
    assert "confirmed by a person" in page
    assert "made up" in page


def test_words_about_a_person_are_repeated_only_where_they_can_hold_no_name(client: Client):
    named = OUTCOME.replace("A police constable", "PC Lee Marsh")
    page = client.get(made_public(a_case(named)).path).content.decode()
    assert "Marsh" not in page
    assert "a police constable of Wexmoor" not in page.lower()


@pytest.mark.parametrize(
    ("spoil", "title"),
    [
        (lambda entry: captured(PAGE + "It was sent by Snapchat.\n", on=DAY), "judged by a person"),
        (
            lambda entry: judged(one_of(captured(), "force"), decision=Standing.REJECTED, reasons="Not it."),
            "force",
        ),
    ],
)
def test_what_stands_in_the_way_is_told_and_no_decision_overrides_it(spoil: object, title: str):
    entry = opened_from(confirmed(captured()).source)
    spoil(entry)  # type: ignore[operator]
    with pytest.raises(NotYet, match=title):
        made_public(entry)
    assert not Snapshot.objects.exists()


def test_sources_that_differ_hold_it_up_until_somebody_settles_which_stands(client: Client):
    entry = a_case(OUTCOME.replace("12 January", "13 January"))
    with pytest.raises(NotYet, match="settled which value stands"):
        made_public(entry)
    [(person, conflict)] = account_of(entry).conflicts
    settled(entry, conflict.told[0].statements[0], person, reasons="The overseer corrected its page.")
    page = client.get(made_public(entry).path).content.decode()
    assert "12 January 2026" in page
    assert "13 January 2026" in page
    assert "The overseer corrected its page." in page


def test_an_entry_whose_source_was_taken_down_needs_a_reason_that_the_public_is_shown(client: Client):
    entry = a_case()
    source = entry.links.get(source__reference="SRC-2026-00002").source
    note_vanished(source=source, gone_on=DAY, reason="", by=an_editor(), at=at_nine(DAY), on=DAY)
    with pytest.raises(PublishingRefused, match="taken down"):
        made_public(entry)
    snapshot = made_public(entry, why_gone="The overseer still tells the same.")
    page = client.get(snapshot.path).content.decode()
    assert "The overseer still tells the same." in page
    assert "No reason was given." in page


def test_the_page_stays_as_it_was_when_a_source_changes_and_a_new_version_says_what_changed(client: Client):
    entry = a_case()
    first = made_public(entry)
    before = client.get(first.path).content
    later = DAY + timedelta(days=3)
    confirmed(captured(PAGE.replace("March 2025", "April 2025"), on=later))
    rebuild()
    assert client.get(first.path).content == before
    with pytest.raises(PublishingRefused, match="what changed"):
        made_public(entry)
    second = made_public(entry, change="The overseer amended a date.")
    assert second.version == 2
    assert b"The overseer amended a date." in client.get(first.path).content


def test_the_register_lists_by_force_and_year_and_answers_a_search(client: Client):
    snapshot = made_public(a_case())
    for address in (
        "/publications/register/",
        "/publications/register/forces/wexmoor/",
        "/publications/register/years/2024/",
        "/publications/register/search/?force=wexmoor&year=2024&began=conduct_matter",
        "/publications/register/search/?q=collision&outcome=dismissed_without_notice",
        "/publications/search/?q=photographs&kind=entry",
    ):
        assert snapshot.path in client.get(address).content.decode(), address
    assert snapshot.path not in client.get("/publications/register/search/?year=2019").content.decode()
    assert snapshot.path not in client.get("/publications/register/search/?began=dsi").content.decode()


def test_every_value_of_the_files_leads_to_a_source_a_hash_and_a_place(client: Client):
    entry = a_case()
    made_public(entry)
    rows = list(csv.DictReader(io.StringIO(client.get("/publications/register.csv").content.decode())))
    assert len(rows) > 20
    assert all(row["source_sha256"] and row["start"] and row["end"] and row["decided_on"] for row in rows)
    force = next(row for row in rows if row["field"] == "force")
    assert (force["value"], force["quote"]) == ("Wexmoor Constabulary", "Wexmoor Constabulary")
    [kept] = json.loads(client.get("/publications/register.json").content)["entries"]
    assert kept["content"]["reference"] == entry.reference


def test_a_withdrawn_entry_is_gone_with_its_reason_and_leaves_the_register(client: Client):
    snapshot = made_public(a_case())
    withdraw_entry(snapshot=snapshot, reason="A court ordered it.", by=an_editor(), at=at_nine(DAY), on=DAY)
    rebuild()
    gone = client.get(snapshot.path)
    assert (gone.status_code, b"A court ordered it." in gone.content) == (410, True)
    assert snapshot.path not in client.get("/publications/register/").content.decode()


def test_free_text_of_a_source_reaches_no_page(client: Client):
    """Titles and descriptions are the words of others, in which somebody may be named."""
    entry = a_case()
    label = one_of(captured(), "label", "person-1").value
    made_public(entry)
    everything = b"".join(bytes(page.body) for page in PublicPage.objects.all()).decode()
    assert str(label) not in everything


def test_the_record_proves_what_was_published():
    made_public(a_case())
    assert verify().findings == []


def test_an_entry_is_published_from_its_desk_after_a_preview_that_is_the_page():
    entry = a_case()
    editor = signed_in(an_editor())
    desk = f"/sources/entries/{entry.reference}/publication/"
    assert "Nothing stands in the way" in editor.get(desk).content.decode()
    typed = {"what": WHAT, "warnings_answered": "It is in both sources."}
    preview = editor.post(f"{desk}publish/", {**typed, "preview": "1"})
    assert not Snapshot.objects.exists()
    editor.post(f"{desk}publish/", typed)
    page = editor.get(Snapshot.objects.get().path)
    assert page.content == preview.content
    assert "It is public" in editor.get(desk).content.decode()
    withdraw = f"{desk}{Snapshot.objects.get().pk}/withdraw/"
    editor.post(withdraw, {"reason": "It was a mistake."})
    assert editor.get(Snapshot.objects.get().path).status_code == 410


def test_wording_that_identifies_is_warned_about_before_anything_goes_out():
    entry, editor = a_case(), signed_in(an_editor())
    desk = f"/sources/entries/{entry.reference}/publication/"
    page = editor.post(f"{desk}publish/", {"what": "What PC 4417 sent on 12 January"}).content.decode()
    assert "It has a number that may identify an officer" in page
    assert "It gives an exact day" in page
    assert not Snapshot.objects.exists()


def test_whoever_is_no_editor_publishes_no_entry():
    entry = a_case()
    desk = f"/sources/entries/{entry.reference}/publication/"
    for address in (desk, f"{desk}publish/"):
        assert signed_in(a_handler()).get(address).status_code == 403
        assert Client().get(address).status_code == 302


RECOMMENDED = """
Date of recommendation: 4 April 2025
Date response due: 29 May 2025
We recommend that Wexmoor Constabulary reminds its officers that photographs of a collision are evidence and no more.
Do you accept the recommendation?
Yes

"""
REPLY = """Officers dismissed for misconduct: freedom of information reply of Wexmoor Constabulary

Published 3 February 2026

Wexmoor Constabulary recorded 14 allegations about photographs. Six officers were dismissed.
"""


def a_case_with_more() -> RegisterEntry:
    """With a recommendation, and with a reply that counts."""
    page = captured(PAGE.replace("IOPC reference", RECOMMENDED + "IOPC reference"))
    entry = opened_from(confirmed(page).source)
    reply = captured(REPLY, file_name="reply.txt", address="https://wexmoor.example/foi/7")
    linked(entry, confirmed(reply).source, reasons="The reply speaks of the same officers.")
    return entry


def test_recommendations_and_numbers_are_public_each_with_its_words(client: Client):
    page = " ".join(client.get(made_public(a_case_with_more()).path).content.decode().split())
    for told in (
        "Recommendation 1",
        "4 April 2025",
        "29 May 2025",
        "Made to",
        "Officers were dismissed",
        "never added up",
    ):
        assert told in page
    assert "<q>Six officers were dismissed" in page or "<q>Six" in page


def test_recommendations_and_numbers_are_in_the_open_data_each_with_its_span(client: Client):
    made_public(a_case_with_more())
    rows = list(csv.DictReader(io.StringIO(client.get("/publications/register.csv").content.decode())))
    told = {(row["subject"], row["field"]): row for row in rows}
    assert told["recommendation-1", "date"]["value"] == "2025-04-04"
    assert told["recommendation-1", "to"]["value"] == "Wexmoor Constabulary"
    assert told["recommendation-1", "accepted"]["value"] == "True"
    assert told["count-2", "what"]["value"] == "officers were dismissed"
    assert told["count-2", "value"]["value"] == "6"
    assert all(row["start"] and row["end"] and row["fictional"] == "yes" for row in rows)


@pytest.mark.parametrize(
    ("what", "public"),
    [
        ("officers were dismissed", "officers were dismissed"),
        ("Officers dismissed 2019/20", "Officers dismissed 2019/20"),
        ("officers of Sergeant Marsh's team", "officers"),
        ("Marsh allegations", "allegations"),
        ("cases of Jo Marsh", "cases"),
        ("Jo Marsh", ""),
    ],
)
def test_what_a_number_counts_goes_out_only_in_words_that_can_name_nobody(what: str, public: str):
    assert counted_words(what) == public


def test_an_entry_is_in_the_feed_like_every_other_publication_and_marked_as_made_up(client: Client):
    snapshot = made_public(a_case())
    feed = fromstring(client.get("/publications/feed.atom").content)
    [item] = feed.findall(f"{ATOM}entry")
    assert item.findtext(f"{ATOM}id").endswith(snapshot.path)  # type: ignore[union-attr]
    assert (
        item.findtext(f"{ATOM}title") == "Photographs of a collision shared – Wexmoor Constabulary, May 2024"
    )
    assert {one.get("term") for one in item.findall(f"{ATOM}category")} == {"entry", "fiction"}
    summary = item.findtext(f"{ATOM}summary")
    assert summary == "Made up for the worked examples. Dismissed without notice. Gathered from 2 sources."


def test_a_withdrawn_entry_leaves_the_feed(client: Client):
    snapshot = made_public(a_case())
    withdraw_entry(snapshot=snapshot, reason="It was another case.", by=an_editor(), at=at_nine(DAY), on=DAY)
    rebuild()
    feed = fromstring(client.get("/publications/feed.atom").content)
    assert feed.findall(f"{ATOM}entry") == []


def test_the_page_of_the_force_counts_its_entries_and_leads_to_them(client: Client):
    made_public(a_case())
    page = client.get("/forces/wexmoor/").content.decode()
    assert 'href="/publications/register/forces/wexmoor/">1 entry in the national register</a>' in page
    assert WHAT in client.get("/publications/register/forces/wexmoor/").content.decode()
