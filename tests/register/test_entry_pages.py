"""The pages of entries: from a source to its case, linking with reasons, undoing, placing people, settling."""

import pytest
from django.test import Client

from candour.accounts.codes import Role
from candour.register.describing import case_in_words
from candour.register.models import RegisterEntry
from candour.register.telling import account_of
from tests.make.accounts import signed_in
from tests.make.entries import confirmed, linked, opened_from, the_outcome
from tests.make.people import FORCE, a_handler, a_user, appointed
from tests.make.sources import OUTCOME, an_editor, captured

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return signed_in(an_editor())


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def differing() -> RegisterEntry:
    entry = opened_from(confirmed(captured()).source)
    linked(entry, confirmed(the_outcome(OUTCOME.replace("12 January", "13 January"))).source)
    return entry


def test_a_case_is_opened_from_one_source_and_another_is_linked_to_it(editor: Client):
    first, second = confirmed(captured()), confirmed(the_outcome())
    opened = editor.post(f"/sources/{first.source.reference}/case/", follow=True).content.decode()
    entry = RegisterEntry.objects.get()
    assert "1 source tells of this case" in opened
    proposed = text_of(editor, f"/sources/{second.source.reference}/case/")
    assert "The same reference: 2024/204417 (+60)" in " ".join(proposed.split()).replace(
        '<span class="candour-value">', ""
    ).replace("</span>", "")
    address = f"/sources/{second.source.reference}/case/{entry.reference}/"
    assert "dismissed without notice" in text_of(editor, address)
    done = editor.post(address, {"person-1": "1", "reasons": ""}, follow=True).content.decode()
    assert "2 sources tell of this case" in done
    assert len(account_of(entry).people) == 1


def test_a_refusal_keeps_the_page_and_says_what_is_missing(editor: Client):
    first, second = confirmed(captured()), confirmed(the_outcome())
    entry = opened_from(first.source)
    page = editor.post(
        f"/sources/{second.source.reference}/case/{entry.reference}/", {"reasons": ""}
    ).content.decode()
    assert "There is a problem" in page
    assert "Say who this is in the case: Police constable" in page
    unread = captured(OUTCOME, address="https://news.example/b")
    told = editor.post(f"/sources/{unread.source.reference}/case/", follow=True).content.decode()
    assert "Confirm what the source says first" in told


def test_an_entry_is_known_by_force_month_and_behaviour_in_the_list_and_on_its_page(editor: Client):
    entry = opened_from(confirmed(captured()).source)
    known = case_in_words(account_of(entry))
    assert known.startswith("Wexmoor Constabulary, ")
    assert known in text_of(editor, "/sources/entries/")
    page = text_of(editor, entry.get_absolute_url())
    assert f'<h1 class="govuk-heading-l">{known}</h1>' in page
    assert entry.reference in page


def test_values_that_differ_are_settled_beside_each_other(editor: Client):
    entry = differing()
    page = text_of(editor, entry.get_absolute_url())
    assert "Sources differ" in page
    assert "12 January 2026" in page
    assert "13 January 2026" in page
    address = f"{entry.get_absolute_url()}settle/1/outcome_date/"
    shown = text_of(editor, address)
    assert "Wexmoor Constabulary, SRC-2026-00002" in shown
    [(_, conflict)] = account_of(entry).conflicts
    chosen = {"stands": str(conflict.told[1].statements[0].pk), "reasons": "The force held it."}
    assert "There is a problem" in editor.post(address, {**chosen, "reasons": ""}).content.decode()
    settled = editor.post(address, chosen, follow=True).content.decode()
    assert "The force held it." in settled
    assert "Set aside:" in settled
    assert account_of(entry).conflicts == []
    assert "Settle again" in settled
    otherwise = {"stands": str(conflict.told[0].statements[0].pk), "reasons": "It was the day before."}
    again = editor.post(address, otherwise, follow=True).content.decode()
    assert "It was the day before." in again
    assert "The force held it." not in again


def test_a_link_is_undone_and_a_person_moved_on_their_pages(editor: Client):
    entry = differing()
    link = entry.links.get(source__reference="SRC-2026-00002")
    place = f"{entry.get_absolute_url()}links/{link.pk}/person-1/"
    assert place in text_of(editor, entry.get_absolute_url())
    assert "Who is that in this case?" in text_of(editor, place)
    editor.post(place, {"where": "new"})
    assert len(account_of(entry).people) == 2
    gone = editor.post(place, {"where": "other"}, follow=True).content.decode()
    assert "person 1 of SRC-2026-00002 has no part in this case" in " ".join(gone.split())
    assert place in gone
    undo = f"{entry.get_absolute_url()}links/{link.pk}/undo/"
    page = editor.post(undo, {"reasons": "Another hearing."}, follow=True).content.decode()
    assert "Another hearing." in page
    assert "1 source tells of this case" in page
    assert editor.get(undo).status_code == 404
    assert entry.reference in text_of(editor, "/sources/entries/")


@pytest.mark.parametrize("missing", ["REG-1999-00001/", "ENTRY/settle/1/force/", "ENTRY/settle/9/outcome/"])
def test_what_is_not_there_is_not_found(editor: Client, missing: str):
    address = "/sources/entries/" + missing.replace("ENTRY", differing().reference)
    assert editor.get(address).status_code == 404


def test_an_auditor_reads_entries_and_changes_none():
    entry = differing()
    auditor = signed_in(appointed(a_user("Aud Itor"), Role.AUDITOR, body=FORCE))
    assert "Undo the link" not in text_of(auditor, entry.get_absolute_url())
    link = entry.links.first()
    for address in (
        f"{entry.get_absolute_url()}links/{link.pk}/undo/",
        f"{entry.get_absolute_url()}links/{link.pk}/person-1/",
        f"{entry.get_absolute_url()}settle/1/outcome_date/",
        f"{entry.get_absolute_url()}publication/publish/",
        f"/sources/{link.source.reference}/case/",
    ):
        assert auditor.post(address, {}).status_code == 403, address


def test_to_whoever_holds_no_such_role_no_page_of_entries_is_open():
    entry = differing()
    source = entry.links.first().source.reference
    for address in ("/sources/entries/", entry.get_absolute_url(), f"/sources/{source}/case/"):
        assert signed_in(a_handler()).get(address).status_code == 403
        assert Client().get(address).status_code == 302
