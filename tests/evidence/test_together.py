"""One conversation on several phones: where each message stands, what was filled, what differs, within every scope."""

from datetime import date

import pytest
from django.test import Client

from candour.accounts.codes import Role
from candour.accounts.models import CaseFile, User
from candour.evidence.codes import Beyond
from candour.evidence.models import Exhibit
from tests.make.accounts import a_user, appointed, signed_in
from tests.make.exhibits import CHAT, a_file, a_marking, a_read_exhibit, a_scope, an_investigator
from tests.make.matters import a_logged_complaint
from tests.make.people import a_handler

pytestmark = pytest.mark.django_db
SECOND = (
    "13/01/2023, 06:40 - Pc Alder: morning all\n"
    "13/01/2023, 06:52 - Pc Briar: who has the van keys\n"
    "13/01/2023, 07:05 - Pc Dogwood: under the mat\n"
    "14/01/2023, 21:11 - Pc Briar: Not on. Take that down.\n"
    "20/01/2023, 07:00 - Pc Alder: kit check at 0800\n"
)
DELETED = CHAT.replace("that [insult] again", "This message was deleted")


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def two_phones(second: str = SECOND) -> tuple[Client, CaseFile, Exhibit, Exhibit, User]:
    case_file = a_file()
    one = a_read_exhibit(case_file)
    other = a_read_exhibit(case_file, content=second, reference="HLM/2")
    by = an_investigator(case_file)
    return signed_in(by), case_file, one, other, by


def asked(*exhibits: Exhibit) -> dict[str, list[str]]:
    return {"chat": [f"{one.pk}/{one.chats.get().key}" for one in exhibits]}


def page(client: Client, case_file: CaseFile, *exhibits: Exhibit) -> str:
    answer = client.get(f"/exhibits/together/{case_file.reference}/", asked(*exhibits))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_chats_that_two_phones_call_the_same_are_suggested_and_a_person_chooses() -> None:
    client, case_file, one, other, _ = two_phones()
    shown = page(client, case_file)
    assert "Called the same on several phones" in shown
    assert "HLM/1, HLM/2" in shown
    assert "Choose two chats at least" in page(client, case_file, one)
    assert "Choose two chats at least" not in page(client, case_file, one, other)


def test_a_message_says_on_which_phones_it_stands_and_from_which_a_gap_was_filled() -> None:
    client, case_file, one, other, _ = two_phones()
    shown = page(client, case_file, one, other)
    assert shown.count("morning all") == 1
    assert "on HLM/1; missing on HLM/2, filled from HLM/1" in shown
    assert "on HLM/2; missing on HLM/1, filled from HLM/2" in shown
    assert shown.count("(all phones)") == 4
    assert (
        shown.index("who has the van keys")
        < shown.index("under the mat")
        < shown.index("that [insult] again")
    )


def test_what_differs_stands_side_by_side_each_copy_as_its_phone_has_it() -> None:
    client, case_file, one, other, _ = two_phones(DELETED)
    shown = page(client, case_file, one, other)
    assert "One phone shows as deleted what another still has." in shown
    assert shown.count("govuk-grid-column-one-half") == 2
    assert "that [insult] again" in shown


def test_how_far_one_phones_clock_stood_from_the_others_is_said() -> None:
    hours = {" 06:": " 07:", " 07:": " 08:", " 21:": " 22:"}
    later = SECOND
    for before, after in reversed(hours.items()):
        later = later.replace(before, after)
    client, case_file, one, other, _ = two_phones(later)
    shown = page(client, case_file, one, other)
    assert "minutes from the first phone’s, from 2023-01-1" in shown
    assert "60 minutes" in shown


def test_the_matrix_is_over_the_joined_conversation_with_people_of_every_phone() -> None:
    client, case_file, one, other, by = two_phones()
    item = a_marking(one, by).item
    shown = page(client, case_file, one, other)
    assert item.mark in shown
    assert '<abbr title="sent it (shown by the record; HLM/1)">S</abbr>' in shown
    assert "Pc Dogwood" in shown[shown.index("<svg") : shown.rindex("</svg>")]


def test_the_scope_of_each_exhibit_holds_for_what_it_gives() -> None:
    client, case_file, one, other, _ = two_phones()
    a_scope(one, first_day=date(2023, 1, 14), last_day=date(2023, 1, 14), beyond=Beyond.REFUSED)
    shown = page(client, case_file, one, other)
    assert "that [insult] again" in shown
    a_scope(one, first_day=date(2023, 1, 20), beyond=Beyond.REFUSED)
    assert "that [insult] again" not in page(client, case_file, one, other)
    a_scope(one, chats=("another",), beyond=Beyond.REFUSED)
    assert "HLM/1" not in page(client, case_file)
    assert "under the mat" not in page(client, case_file, one, other)


def test_where_only_one_phone_holds_anything_within_its_scope_nothing_is_laid() -> None:
    client, case_file, one, other, _ = two_phones()
    a_scope(one, first_day=date(2024, 1, 1), beyond=Beyond.REFUSED)
    assert "nothing to lay side by side" in page(client, case_file, one, other)


def test_the_same_file_twice_adds_nothing_and_is_not_laid_beside_itself() -> None:
    client, case_file, one, other, _ = two_phones(CHAT)
    assert "Two of these exhibits are the same file" in page(client, case_file, one, other)


def test_chats_of_another_file_cannot_be_laid_beside_these() -> None:
    client, case_file, one, _, _ = two_phones()
    elsewhere = a_read_exhibit(a_file(), content=SECOND.replace("keys", "jacks"), reference="XYZ/1")
    shown = page(client, case_file, one, elsewhere)
    assert "govuk-error-summary" in shown
    assert "jacks" not in shown


def test_a_long_conversation_is_paged_and_each_message_stands_on_one_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client, case_file, one, other, _ = two_phones()
    monkeypatch.setattr("candour.evidence.views.together.A_PAGE", 4)
    at = f"/exhibits/together/{case_file.reference}/"
    first = client.get(at, asked(one, other)).content.decode()
    second = client.get(at, {**asked(one, other), "from": "4"}).content.decode()
    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second
    for words in ("morning all", "under the mat", "Take that down", "kit check"):
        assert (words in first) + (words in second) == 1
    assert client.get(at, {**asked(one, other), "from": "x"}).content.decode().count("morning all") == 1


def test_the_evidence_of_a_matter_leads_there_once_two_exhibits_were_read() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    client = signed_in(handler)
    a_read_exhibit(matter.case_file)
    at = f"/matters/{matter.reference}/evidence/"
    assert "/exhibits/together/" not in client.get(at).content.decode()
    a_read_exhibit(matter.case_file, content=SECOND, reference="HLM/2")
    assert f"/exhibits/together/{matter.reference}/" in client.get(at).content.decode()


def test_who_may_not_read_exhibits_does_not_see_the_page_and_a_stranger_learns_nothing() -> None:
    _, case_file, one, other, _ = two_phones()
    at = f"/exhibits/together/{case_file.reference}/"
    auditor = appointed(a_user("Ada Auditor"), Role.AUDITOR, case_file).user
    assert signed_in(auditor).get(at, asked(one, other)).status_code == 403
    assert signed_in(a_user("Nobody Here")).get(at).status_code == 404
