"""An allegation cites an item of concern and those whose part in it may be cited under a Standard, and nobody else's."""

from datetime import date

import pytest
from django.test import Client

from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.accounts.permissions import NotPermitted
from candour.evidence.actions.joining import join_chats, part_chats
from candour.evidence.codes import Beyond
from candour.evidence.exposure.citing import CHALLENGING, Citation
from candour.evidence.models import Item
from candour.ledger.models import LedgerEntry
from candour.ledger.writing import Overtaken
from candour.matters.actions.citing import CitedItem, cite_item, withdraw_citation
from candour.matters.models import Allegation, AllegationCitation
from tests.make.accounts import a_user, appointed, signed_in
from tests.make.exhibits import ADDED, CHAT, a_file, a_marking, a_read_exhibit, a_scope
from tests.make.matters import MONDAY, a_logged_complaint, an_allegation
from tests.make.moments import at_nine
from tests.make.people import a_handler

pytestmark = pytest.mark.django_db
AT = {"at": at_nine(ADDED), "on": ADDED}
CONDUCT = "equality_diversity"
SECOND_PHONE = CHAT + "20/01/2023, 07:05 - Pc Dogwood: on my way\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def alleged(words: str = "[insult]") -> tuple[Client, Allegation, Item, User]:
    """A complaint with one allegation, and one item of concern in the exhibit of its file."""
    handler = a_handler()
    matter = a_logged_complaint(handler, received=MONDAY)
    allegation = an_allegation(matter, handler)
    investigator = appointed(a_user("Ivo Inquirer"), Role.INVESTIGATOR, matter.case_file).user
    item = a_marking(a_read_exhibit(matter.case_file), investigator, words).item
    return signed_in(investigator), allegation, item, investigator


def address(allegation: Allegation, item: Item, standard: str) -> str:
    start = f"/matters/{allegation.matter.reference}/allegations/{allegation.pk}/cite/"
    return f"{start}{item.exhibit_id}/{item.number}/{standard}/"


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def a_citation(allegation: Allegation, item: Item, by: User) -> AllegationCitation:
    client = signed_in(by)
    given = {"people": ["Pc Cedar"]}
    assert client.post(address(allegation, item, CONDUCT), given).status_code == 302
    return allegation.citations.get()


def listed(client: Client, allegation: Allegation) -> str:
    return page(client, f"/matters/{allegation.matter.reference}/allegations/")


def test_the_item_and_the_standard_are_chosen_first_and_lead_to_the_people() -> None:
    client, allegation, item, _ = alleged()
    start = f"/matters/{allegation.matter.reference}/allegations/{allegation.pk}/cite/"
    assert item.mark in page(client, start)
    led = client.get(start, {"item": str(item.pk), "standard": CONDUCT})
    assert led.headers["Location"] == address(allegation, item, CONDUCT)
    assert "govuk-error-summary" in client.get(start, {"item": "", "standard": CONDUCT}).content.decode()


def test_only_who_took_a_part_is_offered_and_the_others_are_named_with_the_reason() -> None:
    client, allegation, item, _ = alleged()
    shown = page(client, address(allegation, item, CONDUCT))
    assert 'value="Pc Cedar"' in shown
    assert "Pc Cedar is recorded as the sender" in shown
    assert 'value="Pc Briar"' not in shown
    assert "Pc Briar: nothing shows that they took any part in it" in shown


def test_for_failing_to_challenge_the_sender_is_not_offered_and_says_why() -> None:
    client, allegation, item, _ = alleged()
    shown = page(client, address(allegation, item, CHALLENGING))
    assert "Pc Cedar: they sent it: what they did themselves is cited under another Standard" in shown
    assert 'value="Pc Cedar"' not in shown


def test_what_is_cited_stands_on_the_allegation_with_the_exposure_card_a_link_away() -> None:
    client, allegation, item, by = alleged()
    citation = a_citation(allegation, item, by)
    shown = listed(client, allegation)
    assert citation.card in shown
    assert client.get(citation.card).status_code == 200
    assert "Pc Cedar is recorded as the sender" in shown
    assert (citation.standard, citation.item, citation.cited_by) == (CONDUCT, item, by)
    assert citation.standard_edition == "2020", "the names in force when the message was sent"


def test_somebody_who_may_not_be_cited_cannot_be_slipped_in() -> None:
    client, allegation, item, _ = alleged()
    answer = client.post(address(allegation, item, CONDUCT), {"people": ["Pc Briar"]})
    assert "govuk-error-summary" in answer.content.decode()
    assert not allegation.citations.exists()


def test_nobody_is_cited_twice_for_the_same_unless_it_was_withdrawn() -> None:
    client, allegation, item, by = alleged()
    first = a_citation(allegation, item, by)
    assert 'value="Pc Cedar"' not in page(client, address(allegation, item, CONDUCT))
    again = CitedItem(item, "2020", CONDUCT, [Citation(item.identity, "Pc Cedar", CONDUCT, ())], [["Told."]])
    with pytest.raises(NotPermitted, match="cited already"):
        cite_item(allegation=allegation, cited=again, by=by, **AT)
    withdraw_citation(citation=first, because="Wrong message.", by=by, **AT)
    assert [row.number for row in cite_item(allegation=allegation, cited=again, by=by, **AT)] == [2]


def test_a_citation_is_withdrawn_with_a_reason_and_stays_to_be_seen() -> None:
    client, allegation, item, by = alleged()
    citation = a_citation(allegation, item, by)
    at = f"/matters/{allegation.matter.reference}/allegations/citations/{citation.pk}/withdraw/"
    assert "govuk-error-summary" in client.post(at, {"because": " "}).content.decode()
    assert client.post(at, {"because": "Cited under the wrong Standard."}).status_code == 302
    shown = listed(client, allegation)
    assert "Cited under the wrong Standard." in shown
    assert "Withdrawn on" in shown
    assert client.get(at).status_code == 404, "it is withdrawn once"


def test_of_two_who_withdraw_it_in_two_windows_the_second_is_told() -> None:
    _, allegation, item, by = alleged()
    one = a_citation(allegation, item, by)
    other = AllegationCitation.objects.get(pk=one.pk)
    withdraw_citation(citation=one, because="Wrong message.", by=by, **AT)
    with pytest.raises(Overtaken):
        withdraw_citation(citation=other, because="Another reason.", by=by, **AT)


def test_an_item_of_another_file_cannot_be_cited() -> None:
    client, allegation, _, by = alleged()
    elsewhere = a_file()
    theirs = appointed(a_user("Una Other"), Role.INVESTIGATOR, elsewhere).user
    item = a_marking(a_read_exhibit(elsewhere), theirs).item
    assert client.get(address(allegation, item, CONDUCT)).status_code == 404
    cited = CitedItem(item, "2020", CONDUCT, [Citation(item.identity, "Pc Cedar", CONDUCT, ())], [["Told."]])
    with pytest.raises(NotPermitted, match="its own file"):
        cite_item(allegation=allegation, cited=cited, by=by, **AT)


def test_what_lies_outside_the_scope_is_neither_cited_nor_told() -> None:
    client, allegation, item, by = alleged()
    a_citation(allegation, item, by)
    assert "is recorded as the sender" in listed(client, allegation)
    a_scope(item.exhibit, first_day=date(2023, 1, 20), beyond=Beyond.REFUSED)
    assert client.get(address(allegation, item, CONDUCT)).status_code in {403, 404}
    assert "is recorded as the sender" not in listed(client, allegation)


def test_only_who_works_allegations_and_reads_exhibits_may_cite() -> None:
    _, allegation, item, by = alleged()
    citation = a_citation(allegation, item, by)
    officer = appointed(a_user("Pat Proceedings"), Role.PROCEEDINGS_OFFICER, allegation.matter.case_file).user
    assert signed_in(officer).get(address(allegation, item, CONDUCT)).status_code == 403
    with pytest.raises(NotPermitted):
        withdraw_citation(citation=citation, because="No.", by=officer, **AT)
    auditor = appointed(a_user("Ada Auditor"), Role.AUDITOR, allegation.matter.case_file).user
    seen = listed(signed_in(auditor), allegation)
    assert citation.card not in seen
    assert "is recorded as the sender" not in seen


def test_the_record_of_citing_holds_no_name_and_no_words() -> None:
    _, allegation, item, by = alleged()
    citation = a_citation(allegation, item, by)
    withdraw_citation(citation=citation, because="A mistaken reading.", by=by, **AT)
    entries = [bytes(one.body) for one in LedgerEntry.objects.all()]
    of_citing = [body for body in entries if b"citation" in body]
    assert len(of_citing) == 2
    bodies = b"".join(of_citing)
    for word in (b"Cedar", b"sender", b"mistaken"):
        assert word not in bodies


def test_what_is_cited_of_joined_phones_names_the_exhibits_and_stays_when_they_are_taken_apart() -> None:
    client, allegation, item, by = alleged()
    other = a_read_exhibit(allegation.matter.case_file, content=SECOND_PHONE, reference="HLM/2")
    chats = [item.exhibit.chats.get(), other.chats.get()]
    joining = join_chats(case_file=allegation.matter.case_file, chats=chats, by=by, **AT)
    offered = page(client, address(allegation, item, CONDUCT))
    assert "Found over HLM/1, HLM/2 as one conversation" in offered
    citation = a_citation(allegation, item, by)
    assert citation.joining == joining
    assert "Pc Cedar is recorded as the sender" in citation.findings
    assert "(shown by the record; HLM/1, HLM/2)" in citation.findings
    part_chats(joining=joining, because="Two groups of one name.", by=by, **AT)
    shown = listed(client, allegation)
    assert "Taken apart since" in shown
    assert "Two groups of one name." in shown
    assert "(shown by the record; HLM/1, HLM/2)" in shown, "it stays as it was cited"
    a_scope(other, first_day=date(2023, 1, 20), beyond=Beyond.REFUSED)
    assert "is recorded as the sender" not in listed(client, allegation), "the scope of each phone holds"
