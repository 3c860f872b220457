"""Which phones hold one conversation is said by a person, entered, shown, and taken back with a reason; ties of names too."""

import re
from datetime import date

import pytest
from django.test import Client

from candour.accounts.codes import Role
from candour.accounts.models import CaseFile
from candour.accounts.permissions import NotPermitted
from candour.evidence.actions import EvidenceRefused
from candour.evidence.actions.joining import join_chats, part_chats
from candour.evidence.actions.people import tie_people
from candour.evidence.codes import Beyond
from candour.evidence.models import Exhibit, Joining, Tie
from candour.ledger.models import LedgerEntry
from candour.ledger.verification import verify
from tests.evidence.test_together import DELETED, SECOND, asked, two_phones
from tests.make.accounts import a_user, appointed, signed_in
from tests.make.exhibits import ADDED, a_file, a_marking, a_read_exhibit, a_scope, an_import, an_investigator
from tests.make.moments import at_nine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AT = {"at": at_nine(ADDED), "on": ADDED}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def joined() -> tuple[Client, CaseFile, Exhibit, Exhibit, Joining]:
    client, case_file, one, other, by = two_phones()
    chats = [one.chats.get(), other.chats.get()]
    return client, case_file, one, other, join_chats(case_file=case_file, chats=chats, by=by, **AT)


def words(client: Client, at: str) -> str:
    answer = client.get(at)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_laying_chats_side_by_side_records_nothing_until_a_person_says_so() -> None:
    client, case_file, one, other, _ = two_phones()
    at = f"/exhibits/together/{case_file.reference}/"
    preview = client.get(at, asked(one, other)).content.decode()
    assert "Nothing of this is recorded yet" in preview
    assert not Joining.objects.exists()
    answer = client.post(at, asked(one, other))
    joining = Joining.objects.get()
    assert answer.headers["Location"] == f"/exhibits/joined/{joining.pk}/"
    page = words(client, joining.get_absolute_url())
    assert "on the record since" in page
    assert "missing on HLM/2, filled from HLM/1" in page


def test_the_entry_names_the_exhibits_and_the_record_verifies() -> None:
    _, _, one, other, joining = joined()
    body = bytes(LedgerEntry.objects.order_by("-index").first().body).decode()
    assert '"chats.join"' in body
    assert str(one.pk) in body
    assert str(other.pk) in body
    assert joining.marks == ["HLM/1", "HLM/2"]
    assert verify().ok


def test_a_joined_conversation_is_listed_and_each_of_its_chats_leads_there() -> None:
    client, case_file, one, _, joining = joined()
    by = an_investigator(case_file, "Another")
    a_marking(one, by)
    shown = words(client, f"/exhibits/together/{case_file.reference}/")
    assert "On the record as one conversation" in shown
    assert "Called the same on several phones" not in shown
    for at in (one.chats.get().get_absolute_url(), f"{one.chats.get().get_absolute_url()}exposure/"):
        assert joining.get_absolute_url() in words(client, at)


def test_a_chat_belongs_to_one_conversation_at_a_time() -> None:
    _, case_file, one, other, _ = joined()
    third = a_read_exhibit(
        case_file, content=SECOND + "21/01/2023, 07:00 - Pc Alder: hello\n", reference="HLM/3"
    )
    chats = [one.chats.get(), third.chats.get()]
    with pytest.raises(EvidenceRefused, match="joined with others already"):
        join_chats(case_file=case_file, chats=chats, by=None, **AT)
    part_chats(
        joining=Joining.objects.get(), because="All three are meant.", by=Joining.objects.get().made_by, **AT
    )
    join_chats(case_file=case_file, chats=[*chats, other.chats.get()], by=None, **AT)


def test_they_are_taken_apart_with_a_reason_and_that_they_were_joined_stays_to_be_seen() -> None:
    client, case_file, one, _, joining = joined()
    at = f"{joining.get_absolute_url()}apart/"
    assert "govuk-error-summary" in client.post(at, {"because": " "}).content.decode()
    assert Joining.objects.get().stands
    assert client.post(at, {"because": "Two groups of one name."}).status_code == 302
    joining.refresh_from_db()
    assert not joining.stands
    assert "Two groups of one name." in words(client, f"/exhibits/together/{case_file.reference}/")
    assert joining.get_absolute_url() not in words(client, one.chats.get().get_absolute_url())
    assert "They were taken apart already" in client.post(at, {"because": "Again"}).content.decode()
    assert verify().ok


def test_a_joining_survives_a_second_reading_of_its_exhibits() -> None:
    client, _, one, _, joining = joined()
    an_import(one)
    assert "morning all" in words(client, joining.get_absolute_url())


def test_the_scope_of_each_exhibit_still_holds_for_who_looks() -> None:
    client, _, one, _, joining = joined()
    a_scope(one, first_day=date(2024, 1, 1), beyond=Beyond.REFUSED)
    assert "nothing to lay side by side" in words(client, joining.get_absolute_url())


def test_chats_of_two_case_files_and_two_of_one_exhibit_are_never_joined() -> None:
    _, case_file, one, _other, _ = two_phones()
    elsewhere = a_read_exhibit(a_file(), content=SECOND + "21/01/2023, 07:00 - Pc Alder: hi\n")
    for chats in ([one.chats.get()], [one.chats.get()] * 2, [one.chats.get(), elsewhere.chats.get()]):
        with pytest.raises(EvidenceRefused):
            join_chats(case_file=case_file, chats=chats, by=None, **AT)


def test_who_only_decides_joins_nothing_and_a_stranger_learns_nothing() -> None:
    _, case_file, _one, _other, joining = joined()
    decides = appointed(a_user("Dee Decider"), Role.DECISION_MAKER, case_file).user
    with pytest.raises(NotPermitted):
        part_chats(joining=joining, because="x", by=decides, **AT)
    client = signed_in(decides)
    assert client.get(f"{joining.get_absolute_url()}apart/").status_code == 403
    assert "Take them apart" not in words(client, joining.get_absolute_url())
    stranger = signed_in(a_user("Nobody Here"))
    assert stranger.get(joining.get_absolute_url()).status_code == 404
    assert stranger.get(f"{joining.get_absolute_url()}apart/").status_code == 404


def test_a_matrix_of_many_items_is_paged_and_numbered_on(monkeypatch: pytest.MonkeyPatch) -> None:
    client, case_file, one, _, joining = joined()
    by = an_investigator(case_file, "Another")
    monkeypatch.setattr("candour.evidence.views.exposure.MOST_ITEMS", 2)
    for minute, said in enumerate(("morning all", "van keys", "[insult]")):
        a_marking(one, by, said, minute=minute)
    for at in (joining.get_absolute_url(), f"{one.chats.get().get_absolute_url()}exposure/"):
        first, second = words(client, at), words(client, f"{at}?items=3")
        assert "Items 1 to 2 of 3." in first
        assert "Items 3 to 3 of 3." in second
        assert "Item 3: HLM/1/3" in second
        assert "Item 3: HLM/1/3" not in first


def test_every_tie_can_be_undone_also_of_a_name_outside_the_scope() -> None:
    client, _, one, _, by = two_phones()
    tie_people(
        exhibit=one, persons={"Pc Alder": "Constable 1", "Nobody of this chat": "Constable 2"}, by=by, **AT
    )
    at = f"{one.get_absolute_url()}people/"
    shown = words(client, at)
    for tie in Tie.objects.all():
        assert f"{at}{tie.pk}/undo/" in shown
        assert "govuk-error-summary" in client.post(f"{at}{tie.pk}/undo/", {"because": ""}).content.decode()
        assert client.post(f"{at}{tie.pk}/undo/", {"because": "Misread."}).status_code == 302
        assert client.get(f"{at}{tie.pk}/undo/").status_code == 404
    assert not any(tie.stands for tie in Tie.objects.all())
    assert words(client, at).count("Misread.") == 2
    assert verify().ok


def test_changing_a_tie_on_the_page_of_names_asks_why() -> None:
    client, _, one, _, by = two_phones()
    tie_people(exhibit=one, persons={"Pc Alder": "Constable 1"}, by=by, **AT)
    at = f"{one.get_absolute_url()}people/"
    assert "Say why you change or undo" in client.post(at, {"person-0": "Constable 9"}).content.decode()
    assert client.post(at, {"person-0": "Constable 9", "because": "Misread."}).status_code == 302
    assert Tie.objects.get(person="Constable 1").undone_because == "Misread."
    assert client.post(at, {"person-0": "Constable 9", "person-1": "Constable 3"}).status_code == 302


def test_what_differs_between_phones_is_counted_and_led_to() -> None:
    client, case_file, one, other, by = two_phones(DELETED)
    joining = join_chats(case_file=case_file, chats=[one.chats.get(), other.chats.get()], by=by, **AT)
    shown = words(client, joining.get_absolute_url())
    assert "The copies of 1 message differ." in shown
    [place] = re.findall(r"#(place-\d+)", shown)
    assert f'id="{place}"' in shown


def test_a_letter_of_the_matrix_leads_to_its_persons_row_on_the_items_card() -> None:
    client, case_file, one, _, _ = joined()
    item = a_marking(one, an_investigator(case_file, "Another")).item
    shown = words(client, f"{one.chats.get().get_absolute_url()}exposure/")
    card, row = re.search(
        r'href="([^"#]+/exposure/)#(who-[0-9a-f]+)"[^>]*><abbr title="sent it', shown
    ).groups()
    assert card == f"{item.get_absolute_url()}exposure/"
    assert f'id="{row}"><th scope="row" class="govuk-table__header">Pc Cedar' in words(client, card)
