"""Messages are marked by two readers, each blind to the other; a third settles what they saw differently."""

import re
from fractions import Fraction

import pytest

from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.accounts.permissions import NotPermitted
from candour.evidence.actions import Answers, EvidenceRefused, adjudicate
from candour.evidence.codes import Concern, Standing
from candour.evidence.marking import agreements, awaiting, settled, shown_to, standing_of
from candour.evidence.models import Exhibit, Item, Marking
from candour.ledger.models import LedgerEntry
from candour.ledger.recorded import OutsideTheRecord
from tests.make.accounts import a_user, appointed, signed_in
from tests.make.exhibits import (
    ADDED,
    CHAT,
    a_file,
    a_marking,
    a_read_exhibit,
    an_investigator,
    place_of,
)
from tests.make.moments import at_nine
from tests.make.rivals import meanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AT = {"at": at_nine(ADDED), "on": ADDED}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def readers() -> tuple[Exhibit, User, User, User]:
    """A read exhibit, two readers and somebody who may settle."""
    case_file = a_file()
    first, second = an_investigator(case_file, "First"), an_investigator(case_file, "Second")
    third = appointed(a_user("Third"), Role.DECISION_MAKER, case_file).user
    return a_read_exhibit(case_file), first, second, third


def the_item() -> Item:
    return Item.objects.get()


def at_message(exhibit: Exhibit, words: str, page: str = "") -> str:
    place = place_of(exhibit, words)
    return f"{exhibit.get_absolute_url()}messages/{place.source}/{place.place}/{page}"


def test_the_first_marking_puts_a_message_forward_under_its_identity() -> None:
    exhibit, first, _, _ = readers()
    a_marking(exhibit, first)
    item, place = the_item(), place_of(exhibit, "[insult]")
    assert item.identity == f"{place.source}:{place.place}"
    assert (item.mark, standing_of(item)) == ("HLM/1/1", Standing.AWAITS_SECOND)


def test_until_both_have_marked_neither_sees_what_the_other_said() -> None:
    exhibit, first, second, third = readers()
    a_marking(exhibit, first, reasons="A word about a detainee.")
    assert [one.reader for one in shown_to(the_item(), first)] == [first]
    assert shown_to(the_item(), second) == shown_to(the_item(), third) == []
    a_marking(exhibit, second, minute=1)
    assert len(shown_to(the_item(), second)) == len(shown_to(the_item(), third)) == 2


def test_the_page_of_a_message_does_not_give_away_what_the_first_reader_said() -> None:
    exhibit, first, second, _ = readers()
    a_marking(exhibit, first, reasons="A word about a detainee.")
    for page in ("", "marking/"):
        shown = signed_in(second).get(at_message(exhibit, "[insult]", page)).content.decode()
        assert "A word about a detainee" not in shown
        assert not re.search("<input[^>]* checked", shown)
    listed = signed_in(second).get(f"/exhibits/items/{exhibit.case_file.reference}/").content.decode()
    assert "HLM/1/1" in listed
    assert "Offensive" not in listed
    assert "A word about a detainee" in signed_in(first).get(at_message(exhibit, "[insult]")).content.decode()


def test_readers_who_say_the_same_agree_and_their_answer_is_taken() -> None:
    exhibit, first, second, _ = readers()
    a_marking(exhibit, first, reasons="one way")
    a_marking(exhibit, second, reasons="said otherwise", minute=1)
    assert standing_of(the_item()) == Standing.AGREED
    assert settled(the_item()).reader == first


@pytest.mark.parametrize("said", [{"gravity": "less"}, {"behaviours": ("sexualised_messages",)}])
def test_readers_who_say_different_things_differ_and_nothing_is_taken(said: dict[str, object]) -> None:
    exhibit, first, second, _ = readers()
    a_marking(exhibit, first)
    a_marking(exhibit, second, minute=1, **said)
    assert standing_of(the_item()) == Standing.DIFFER
    assert settled(the_item()) is None


def test_two_readers_who_cannot_decide_have_not_settled_anything() -> None:
    exhibit, first, second, _ = readers()
    for minute, reader in enumerate((first, second)):
        a_marking(exhibit, reader, minute=minute, concern=Concern.CANNOT_DECIDE, behaviours=(), gravity="")
    assert standing_of(the_item()) == Standing.DIFFER


def test_a_third_person_settles_it_with_reasons_and_neither_reader_may() -> None:
    exhibit, first, second, third = readers()
    a_marking(exhibit, first)
    answers = Answers("no", reasons="It is said of the weather.")
    with pytest.raises(EvidenceRefused, match="Two readers must have"):
        adjudicate(item=the_item(), answers=answers, by=third, **AT)
    a_marking(exhibit, second, minute=1, concern="no", behaviours=(), gravity="")
    with pytest.raises(EvidenceRefused, match="does not settle it"):
        adjudicate(item=the_item(), answers=answers, by=second, **AT)
    with pytest.raises(EvidenceRefused, match="say why"):
        adjudicate(item=the_item(), answers=Answers("no"), by=third, **AT)
    adjudicate(item=the_item(), answers=answers, by=third, **AT)
    assert standing_of(the_item()) == Standing.ADJUDICATED
    assert settled(the_item()).concern == Concern.NO


def test_there_is_no_third_reader() -> None:
    exhibit, first, second, _ = readers()
    a_marking(exhibit, first)
    a_marking(exhibit, second, minute=1)
    another = an_investigator(exhibit.case_file, "Another")
    with pytest.raises(EvidenceRefused, match="Two readers have marked"):
        a_marking(exhibit, another, minute=2)


def test_a_change_of_mind_stands_behind_what_was_said_before_and_nothing_is_lost() -> None:
    exhibit, first, second, _ = readers()
    a_marking(exhibit, first, gravity="less")
    a_marking(exhibit, first, minute=1)
    a_marking(exhibit, second, minute=2)
    assert [one.gravity for one in the_item().markings.all()] == ["less", "grave", "grave"]
    assert standing_of(the_item()) == Standing.AGREED
    with pytest.raises(OutsideTheRecord):
        Marking.objects.all().delete()


def test_agreement_counts_what_was_said_blind_and_not_what_was_said_after_seeing_the_other() -> None:
    exhibit, first, second, _ = readers()
    a_marking(exhibit, first)
    a_marking(exhibit, second, minute=1, concern="no", behaviours=(), gravity="")
    a_marking(exhibit, second, minute=2)
    for minute, reader in enumerate((first, second)):
        a_marking(exhibit, reader, "van keys", minute=minute, concern="no", behaviours=(), gravity="")
    found = agreements(Item.objects.of(exhibit.case_file), ["offensive_messages"])
    assert (found["concern"].n, found["concern"].agreed) == (2, 1)
    assert found["concern"].kappa == Fraction(0)
    assert set(found) == {"concern", "gravity", "offensive_messages"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"behaviours": ()}, "which behaviour"),
        ({"behaviours": ("made-up",)}, "from the lists"),
        ({"standards": ("made-up",)}, "from the lists"),
        ({"concern": "no"}, "no behaviour"),
    ],
)
def test_an_answer_that_contradicts_itself_is_refused(said: dict[str, object], why: str) -> None:
    exhibit, first, _, _ = readers()
    with pytest.raises(EvidenceRefused, match=why):
        a_marking(exhibit, first, **said)
    assert not Item.objects.exists()


def test_who_decides_the_case_does_not_read_for_it() -> None:
    exhibit, _, _, third = readers()
    with pytest.raises(NotPermitted):
        a_marking(exhibit, third)


def test_each_reader_is_led_to_what_awaits_them_and_to_nothing_of_their_own() -> None:
    exhibit, first, second, _ = readers()
    a_marking(exhibit, first)
    items = Item.objects.of(exhibit.case_file)
    assert (awaiting(items, first), len(awaiting(items, second))) == ([], 1)
    onward = f"/exhibits/items/next/{exhibit.case_file.reference}/"
    assert signed_in(second).get(onward)["Location"] == at_message(exhibit, "[insult]", "marking/")
    assert signed_in(first).get(onward)["Location"] == f"/exhibits/items/{exhibit.case_file.reference}/"


def test_a_message_is_marked_on_its_page_beside_the_criteria() -> None:
    exhibit, first, _, _ = readers()
    client, at = signed_in(first), at_message(exhibit, "[insult]", "marking/")
    assert "Challenging and reporting" in client.get(at).content.decode()
    wrong = client.post(at, {"concern": "yes", "reasons": "as it reads"}).content.decode()
    assert "Choose at least one behaviour" in wrong
    assert "as it reads" in wrong
    given = {"concern": "yes", "behaviours": ["offensive_messages"], "gravity": "less"}
    assert client.post(at, given).status_code == 302
    assert the_item().markings.get().behaviours == ["offensive_messages"]
    chat = client.get(exhibit.chats.get().get_absolute_url()).content.decode()
    assert "Item HLM/1/1" in chat


def test_after_many_messages_within_the_hour_a_break_is_suggested() -> None:
    exhibit, first, _, _ = readers()
    client, at = signed_in(first), at_message(exhibit, "[insult]", "marking/")
    for _ in range(29):
        client.get(at)
    assert "Take a break" in client.get(at).content.decode()


def test_the_record_holds_no_word_of_a_message_and_no_reasons() -> None:
    exhibit, first, _, _ = readers()
    a_marking(exhibit, first, reasons="A word about a detainee.")
    body = bytes(LedgerEntry.objects.order_by("-index").first().body)
    assert b"offensive_messages" in body
    assert b"detainee" not in body
    assert b"insult" not in body


COUNTED = ("COUNT(", "evidence_")


def test_of_two_who_mark_at_the_same_moment_the_second_is_told_and_keeps_what_they_entered() -> None:
    exhibit, first, second, _ = readers()
    client, at = signed_in(second), at_message(exhibit, "[insult]", "marking/")
    given = {"concern": "yes", "behaviours": ["offensive_messages"], "reasons": "as it reads"}
    for minute, rival in enumerate((first, an_investigator(exhibit.case_file, "Another"))):
        with meanwhile(
            lambda rival=rival, minute=minute: a_marking(exhibit, rival, minute=minute), after=COUNTED
        ):
            answer = client.post(at, given)
        assert answer.status_code == 200
        assert "at the same moment" in answer.content.decode()
        assert "as it reads" in answer.content.decode()
        assert second not in {one.reader for one in Marking.objects.all()}


def test_after_a_clash_the_same_answer_is_saved_as_the_second_readers() -> None:
    exhibit, first, second, _ = readers()
    client, at = signed_in(second), at_message(exhibit, "[insult]", "marking/")
    given = {"concern": "yes", "behaviours": ["offensive_messages"], "gravity": "grave"}
    with meanwhile(lambda: a_marking(exhibit, first), after=COUNTED):
        client.post(at, given)
    assert client.post(at, given).status_code == 302
    assert standing_of(the_item()) == Standing.AGREED


def test_a_message_older_than_the_lists_is_coded_by_their_first_edition() -> None:
    exhibit = a_read_exhibit(content=CHAT.replace("/2023", "/2011"))
    by = an_investigator(exhibit.case_file)
    place = place_of(exhibit, "[insult]")
    at = f"{exhibit.get_absolute_url()}messages/{place.source}/{place.place}/marking/"
    page = signed_in(by).get(at).content.decode()
    assert page.count("is older than the first edition") == 2
    assert "offensive_messages" in page


def test_a_reader_is_told_before_the_form_that_somebody_else_settles_it() -> None:
    exhibit = a_read_exhibit()
    first, second, third = (an_investigator(exhibit.case_file, name) for name in ("One", "Two", "Three"))
    item = a_marking(exhibit, first).item
    at = f"{item.get_absolute_url()}adjudication/"
    assert "Two readers must have marked" in signed_in(third).get(at, follow=True).content.decode()
    a_marking(exhibit, second, minute=1, gravity="less")
    assert "Ask somebody else" in signed_in(first).get(at, follow=True).content.decode()
    assert signed_in(third).get(at).status_code == 200
