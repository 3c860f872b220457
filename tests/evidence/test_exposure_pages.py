"""Who was there, who saw, who answered: on the pages, within the scope, with what people say cited as said by people."""

from datetime import date

import pytest
from django.test import Client

from candour.accounts.models import User
from candour.accounts.permissions import NotPermitted
from candour.evidence.actions import EvidenceRefused
from candour.evidence.actions.people import (
    NewAccount,
    code_reply,
    enter_account,
    say_answers_coded,
    tie_people,
)
from candour.evidence.codes import Beyond
from candour.evidence.exposing import exposed, persons_of, reviewed, ties_of
from candour.evidence.exposure.terms import Exposure, Strength
from candour.evidence.imports.folders import folder_of
from candour.evidence.models import Exhibit, Item, Tie
from candour.evidence.scope import Days, Reach
from candour.ledger.models import LedgerEntry
from tests.make.accounts import signed_in
from tests.make.exhibits import (
    ADDED,
    a_file,
    a_marking,
    a_read_exhibit,
    a_scope,
    an_investigator,
    place_of,
)
from tests.make.moments import at_nine

pytestmark = pytest.mark.django_db
EVERYTHING = Reach((Days(),))
AT = {"at": at_nine(ADDED), "on": ADDED}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def marked() -> tuple[Client, Exhibit, User, Item]:
    """An exhibit with one item of concern, at the message with the insult."""
    case_file = a_file()
    exhibit, by = a_read_exhibit(case_file), an_investigator(case_file)
    item = a_marking(exhibit, by).item
    return signed_in(by), exhibit, by, item


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def matrix_of(client: Client, exhibit: Exhibit) -> str:
    return page(client, f"{exhibit.chats.get().get_absolute_url()}exposure/")


def test_the_matrix_says_in_words_what_it_draws_and_claims_no_more_than_the_record_holds() -> None:
    client, exhibit, _, item = marked()
    shown = matrix_of(client, exhibit)
    assert item.mark in shown
    assert '<abbr title="sent it (shown by the record)">S</abbr>' in shown
    assert "silence shows no view" in shown
    assert "did not read" not in shown.replace("does not mean that somebody did not read", "")


def test_a_chat_without_items_shows_who_was_a_member_when() -> None:
    case_file = a_file()
    exhibit = a_read_exhibit(case_file)
    shown = matrix_of(signed_in(an_investigator(case_file)), exhibit)
    assert "Who was a member when" in shown
    assert "No message of this chat is an item" in shown


def test_a_reply_counts_for_what_a_reader_says_of_it_and_their_last_word_counts() -> None:
    client, exhibit, by, item = marked()
    reply = place_of(exhibit, "Take that down").place
    code_reply(item=item, place=reply, stance="endorsed", by=by, **AT)
    code_reply(item=item, place=reply, stance="challenged", by=by, **AT)
    card = page(client, f"{item.get_absolute_url()}exposure/")
    assert "coded by a reader as challenging it" in card
    assert "endorsing" not in card
    assert item.reply_codings.count() == 2


def test_what_a_statement_says_is_cited_as_said_and_its_person_need_be_no_member() -> None:
    client, _, by, item = marked()
    said = NewAccount("shown", "statement", "A neighbour", "Statement S7, page 3", "Pc Cedar")
    enter_account(item=item, account=said, by=by, **AT)
    card = page(client, f"{item.get_absolute_url()}exposure/")
    assert "A neighbour was shown it in person by Pc Cedar" in card
    assert "Statement S7, page 3" in card
    assert "said in a statement or interview, not shown by the record" in card


def test_a_statement_without_its_place_and_a_reply_to_itself_are_refused() -> None:
    _, _, by, item = marked()
    with pytest.raises(EvidenceRefused, match="document in which it stands"):
        enter_account(item=item, account=NewAccount("shown", "statement", "A neighbour", " "), by=by, **AT)
    with pytest.raises(EvidenceRefused, match="no reply to itself"):
        code_reply(item=item, place=item.place, stance="neutral", by=by, **AT)


def test_a_tied_name_is_shown_as_its_person_with_the_name_beside_it() -> None:
    client, exhibit, by, _ = marked()
    tie_people(exhibit=exhibit, persons={"Pc Cedar": "Constable 4417"}, by=by, **AT)
    chat = page(client, exhibit.chats.get().get_absolute_url())
    assert "Constable 4417" in chat
    assert "Pc Cedar" in chat
    assert "Constable 4417" in matrix_of(client, exhibit)


def test_a_tie_is_undone_with_a_reason_and_both_are_kept() -> None:
    _, exhibit, by, _ = marked()
    tie_people(exhibit=exhibit, persons={"Pc Cedar": "Constable 4417"}, by=by, **AT)
    with pytest.raises(EvidenceRefused, match="Say why"):
        tie_people(exhibit=exhibit, persons={"Pc Cedar": "Constable 1173"}, by=by, **AT)
    for person in ("Constable 1173", ""):
        persons = {"Pc Cedar": person, "Pc Alder": ""}
        tie_people(exhibit=exhibit, persons=persons, by=by, because="Misread.", **AT)
    assert {tie.undone_because for tie in Tie.objects.all()} == {"Misread."}
    assert persons_of(exhibit) == {}
    assert [tie.stands for tie in Tie.objects.all()] == [False, False]
    assert len(ties_of(exhibit).made) == 2
    assert tie_people(exhibit=exhibit, persons={"Pc Cedar": ""}, by=by, **AT) == []


def test_names_are_tied_and_replies_and_statements_entered_on_their_pages() -> None:
    client, exhibit, _, item = marked()
    at = f"{exhibit.get_absolute_url()}people/"
    assert "Pc Cedar" in page(client, at)
    assert client.post(at, {"person-0": "Constable 1", "person-2": "Constable 3"}).status_code == 302
    assert sorted(persons_of(exhibit).values()) == ["Constable 1", "Constable 3"]
    offered = page(client, f"{item.get_absolute_url()}reply/")
    assert "Take that down" in offered
    place = place_of(exhibit, "Take that down").place
    given = {"place": place, "stance": "challenged"}
    assert client.post(f"{item.get_absolute_url()}reply/", given).status_code == 302
    wrong = client.post(f"{item.get_absolute_url()}reply/", {"place": "0", "stance": "challenged"})
    assert "govuk-error-summary" in wrong.content.decode()
    told = {"person": "A neighbour", "said": "shown", "told": "interview", "reference": "Interview 4"}
    assert client.post(f"{item.get_absolute_url()}account/", told).status_code == 302
    assert "was challenged" not in page(client, f"{item.get_absolute_url()}exposure/")
    assert item.accounts.get().person == "A neighbour"


def silence_of(exhibit: Exhibit, items: list[Item]) -> set[str]:
    chat = exhibit.chats.get()
    found = exposed(folder_of(exhibit.imports.get().folder), chat, EVERYTHING, items)
    cells = found.reckoner.cells(["Pc Alder", "Pc Briar"])
    return {one.strength for cell in cells for one in cell.findings if one.exposure == Exposure.SILENT}


def test_silence_in_a_text_export_is_inferred_once_somebody_says_that_every_answer_was_coded() -> None:
    client, exhibit, by, item = marked()
    assert silence_of(exhibit, [item]) == {Strength.UNKNOWN}
    at = f"{exhibit.chats.get().get_absolute_url()}answers-coded/"
    assert "Say whether every answer" in client.post(at, {}).content.decode()
    assert client.post(at, {"every": "yes"}).status_code == 302
    assert silence_of(exhibit, [item]) == {Strength.INFERRED}
    assert f"{by.name} says that every answer in this chat was coded" in matrix_of(client, exhibit)
    assert b"chat.answers-coded" in bytes(LedgerEntry.objects.order_by("-index").first().body)
    client.post(at, {"every": "no"})
    assert silence_of(exhibit, [item]) == {Strength.UNKNOWN}
    assert [one.every for one in exhibit.answers_coded.all()] == [True, False]


def test_that_every_answer_was_coded_holds_neither_for_a_later_item_nor_under_another_scope() -> None:
    _, exhibit, by, item = marked()
    say_answers_coded(chat=exhibit.chats.get(), every=True, by=by, **AT)
    later = a_marking(exhibit, by, "van keys", minute=1).item
    assert [one.item for one in reviewed([item, later])] == [item.identity]
    a_scope(exhibit, last_day=date(2023, 1, 15))
    assert reviewed([Item.objects.get(pk=item.pk)]) == ()


def test_what_lies_outside_the_scope_plays_no_part_in_who_was_there() -> None:
    client, exhibit, _, item = marked()
    a_scope(exhibit, first_day=date(2023, 1, 14), last_day=date(2023, 1, 14), beyond=Beyond.REFUSED)
    shown = matrix_of(client, exhibit)
    assert "Pc Alder" not in shown, "they wrote on other days only"
    assert "Pc Briar" in shown
    a_scope(exhibit, first_day=date(2023, 1, 20), beyond=Beyond.REFUSED)
    assert item.mark not in matrix_of(client, exhibit)
    assert client.get(f"{item.get_absolute_url()}exposure/").status_code == 404


def test_only_who_may_mark_ties_codes_and_enters() -> None:
    _, exhibit, _, item = marked()
    from tests.make.accounts import a_user

    stranger = a_user("Nobody Here")
    with pytest.raises(NotPermitted):
        tie_people(exhibit=exhibit, persons={"Pc Cedar": "x"}, by=stranger, **AT)
    with pytest.raises(NotPermitted):
        code_reply(item=item, place="0", stance="neutral", by=stranger, **AT)
    with pytest.raises(NotPermitted):
        enter_account(item=item, account=NewAccount("told", "statement", "A", "B"), by=stranger, **AT)


def test_the_record_holds_no_name_and_no_reference() -> None:
    _, exhibit, by, item = marked()
    tie_people(exhibit=exhibit, persons={"Pc Cedar": "Constable Z4417"}, by=by, **AT)
    enter_account(item=item, account=NewAccount("told", "statement", "A neighbour", "S7"), by=by, **AT)
    bodies = b"".join(bytes(one.body) for one in LedgerEntry.objects.all())
    for word in (b"Cedar", b"Z4417", b"neighbour", b"S7"):
        assert word not in bodies
