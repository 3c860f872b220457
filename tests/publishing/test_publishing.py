"""Publishing and withdrawing: frozen content, stored bytes, versions, tombstones, and the record of it all."""

import json
from datetime import date
from hashlib import sha256

import pytest

from candour.accounts.access import NotPermitted
from candour.ledger.verification import verify
from candour.publishing.actions import Publication, PublishingRefused, publish, withdraw
from candour.publishing.actions.publishing import preview
from candour.publishing.models import PublicPage, Snapshot
from candour.publishing.registers import rebuild
from tests.make.emptying import attack
from tests.make.moments import at_nine
from tests.make.people import a_casework_manager
from tests.make.publications import TODAY, a_draft, all_considered, drafted, published, ready
from tests.make.recommendations import a_director, a_recommendation, answered

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LATER = date(2026, 4, 1)


def test_what_is_published_is_the_preview_byte_for_byte():
    case_file = ready()
    seen = preview(case_file, on=TODAY)
    [snapshot] = published(case_file)
    stored = PublicPage.objects.get(path=snapshot.path)
    assert bytes(stored.body) == seen
    assert stored.sha256 == snapshot.page_sha256 == sha256(seen).hexdigest()


def test_the_content_is_frozen_while_the_draft_goes_on():
    case_file = ready()
    [snapshot] = published(case_file)
    before = bytes(PublicPage.objects.get(path=snapshot.path).body)
    drafted(case_file, happened="Something else entirely.")
    rebuild()
    assert bytes(PublicPage.objects.get(path=snapshot.path).body) == before
    assert json.loads(Snapshot.objects.get().content)["happened"] == a_draft().happened


def test_the_record_rebuilds_everything_and_finds_an_altered_content():
    case_file = ready()
    published(case_file)
    assert verify().findings == []
    attack("UPDATE publishing_snapshot SET content = %s", ["{}"])
    assert verify().findings != []


def test_drafting_again_replaces_people_and_events_under_an_entry():
    case_file = ready()
    summary = drafted(case_file, people=(), events=a_draft().events[:1])
    assert (summary.people.count(), summary.events.count(), summary.forces.count()) == (0, 1, 1)
    assert verify().findings == []


def test_a_new_version_keeps_the_address_and_tells_what_changed():
    case_file = ready()
    [first] = published(case_file)
    drafted(case_file, what="Video of two arrests deleted")
    [second] = published(case_file, on=LATER, change="There were two arrests.")
    page = bytes(PublicPage.objects.get(path=first.path).body).decode()
    assert (second.path, second.version) == (first.path, 2)
    assert "There were two arrests." in page
    assert list(Snapshot.objects.public()) == [second]


def test_a_new_version_needs_a_word_about_what_changed():
    case_file = ready()
    published(case_file)
    with pytest.raises(PublishingRefused, match="what changed"):
        published(case_file, on=LATER)


def test_two_pages_of_one_title_have_addresses_of_their_own():
    [first] = published(ready("EXA-2025-000001"))
    [second] = published(ready("EXA-2025-000002"))
    assert first.path != second.path


def test_two_pages_of_one_title_do_not_go_out_at_once():
    with pytest.raises(PublishingRefused, match="one address"):
        published(ready("EXA-2025-000001"), ready("EXA-2025-000002"))
    assert not Snapshot.objects.exists()


def test_withdrawing_leaves_a_tombstone_with_the_reason_and_the_hash():
    [snapshot] = published(ready())
    withdraw(snapshot=snapshot, reason="A court has forbidden it.", by=None, at=at_nine(LATER), on=LATER)
    page = PublicPage.objects.get(path=snapshot.path)
    shown = bytes(page.body).decode()
    assert page.status == 410
    assert "A court has forbidden it." in shown
    assert snapshot.content_sha256 in shown
    assert a_draft().happened not in shown
    assert list(Snapshot.objects.public()) == []


def test_a_withdrawn_page_needs_a_reason():
    [snapshot] = published(ready())
    with pytest.raises(PublishingRefused, match="Say why"):
        withdraw(snapshot=snapshot, reason=" ", by=None, at=at_nine(LATER), on=LATER)


def test_only_the_version_that_is_public_can_be_withdrawn():
    case_file = ready()
    [first] = published(case_file)
    published(case_file, on=LATER, change="A word.")
    with pytest.raises(PublishingRefused, match="not the one that is public"):
        withdraw(snapshot=first, reason="Old.", by=None, at=at_nine(LATER), on=LATER)


def test_a_withdrawn_page_may_come_back_as_a_new_version():
    case_file = ready()
    [first] = published(case_file)
    withdraw(snapshot=first, reason="A court has forbidden it.", by=None, at=at_nine(LATER), on=LATER)
    [second] = published(case_file, on=LATER, change="The order was lifted.")
    assert PublicPage.objects.get(path=first.path).status == 200
    assert second.version == 2


def test_an_investigation_and_its_recommendation_go_out_together_and_link_to_each_other():
    row = a_recommendation(published_due_date=date(2026, 4, 27))
    answered(row)
    case_file = ready(recommendations=(row,))
    all_considered(row.case_file)
    investigation, recommendation = published(case_file, row.case_file)
    assert recommendation.path in bytes(PublicPage.objects.get(path=investigation.path).body).decode()
    assert investigation.path in bytes(PublicPage.objects.get(path=recommendation.path).body).decode()


def test_a_page_does_not_link_to_what_is_not_public():
    row = a_recommendation()
    [snapshot] = published(ready(recommendations=(row,)))
    page = bytes(PublicPage.objects.get(path=snapshot.path).body).decode()
    assert row.text in page
    assert "/publications/recommendations/rec-" not in page


def test_publishing_a_recommendation_meets_the_duty_to_publish_it():
    row = a_recommendation()
    answered(row, received="2026-04-20")
    all_considered(row.case_file)
    published(row.case_file, on=LATER)
    assert set(row.case_file.deadlines.values_list("rule", "state")) == {
        ("learning.response", "met"),
        ("learning.recommendation-publication", "met"),
        ("learning.publication", "met"),
    }


def test_a_director_may_publish_and_a_casework_manager_may_only_draft():
    case_file = ready()
    publication = [Publication(case_file)]
    with pytest.raises(NotPermitted):
        publish(publications=publication, by=a_casework_manager(), at=at_nine(TODAY), on=TODAY)
    [snapshot] = publish(publications=publication, by=a_director(), at=at_nine(TODAY), on=TODAY)
    assert snapshot.by is not None


def test_wording_that_was_warned_about_is_published_only_with_an_answer():
    case_file = ready(found="The officer was guilty of misconduct.")
    with pytest.raises(PublishingRefused, match="warned about"):
        published(case_file)
    [snapshot] = published(case_file, warnings_answered="It is the court's own word.")
    assert snapshot.warnings_answered == "It is the court's own word."
