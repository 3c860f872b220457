"""Messages that say the same are offered together, marked together when asked, and each keeps its own history."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from candour.accounts.models import User
from candour.evidence.actions import EvidenceRefused
from candour.evidence.chats.alike import alike, folded
from candour.evidence.chats.lines import select
from candour.evidence.chats.within import Condition
from candour.evidence.codes import Standing
from candour.evidence.imports.folders import LINES, folder_of
from candour.evidence.imports.schema import looking
from candour.evidence.marking import agreements, awaiting, standing_of
from candour.evidence.models import Exhibit, Item
from candour.evidence.worked.android_database import write_android_database
from candour.evidence.worked.group import story
from candour.evidence.worked.phones import Phone
from candour.ledger.models import LedgerEntry, LedgerSubject
from tests.make.accounts import signed_in
from tests.make.exhibits import (
    ADDED,
    CHAT,
    a_file,
    a_marking,
    a_read_exhibit,
    a_scope,
    an_investigator,
    place_of,
)
from tests.make.moments import at_nine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AT = {"at": at_nine(ADDED), "on": ADDED}


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def at_message(exhibit: Exhibit, words: str, page: str = "") -> str:
    place = place_of(exhibit, words)
    return f"{exhibit.get_absolute_url()}messages/{place.source}/{place.place}/{page}"


SAID_TWICE = CHAT + (
    "21/01/2023, 07:00 - Pc Briar: That  [INSULT], again!!\n"
    "21/01/2023, 07:01 - Pc Briar: that [insult] again 😂\n"
    "22/01/2023, 07:00 - Pc Alder: THAT INSULT AGAIN\n"
    "22/01/2023, 07:01 - Pc Alder: not that [insult] again\n"
)
MARKED = {"concern": "yes", "behaviours": ["offensive_messages"], "gravity": "grave"}


def said_twice() -> tuple[Exhibit, User, User, str]:
    """Three messages say the same; two hold the same words and say something else."""
    case_file = a_file()
    first, second = an_investigator(case_file, "First"), an_investigator(case_file, "Second")
    exhibit = a_read_exhibit(case_file, content=SAID_TWICE)
    return exhibit, first, second, at_message(exhibit, "[insult]", "marking/")


def test_what_says_the_same_is_offered_and_never_marked_unasked() -> None:
    _, first, _, at = said_twice()
    client = signed_in(first)
    shown = client.get(at).content.decode()
    assert "The same words also stand here (2)" in shown
    offered = shown.partition('id="alike"')[2]
    assert "That  [INSULT], again!!" in offered
    assert "THAT INSULT AGAIN" in offered
    assert "😂" not in offered
    assert "not that" not in offered
    assert client.post(at, MARKED).status_code == 302
    assert Item.objects.count() == 1


def test_with_one_tick_all_are_marked_in_one_entry_each_with_its_own_row_and_history() -> None:
    exhibit, first, _, at = said_twice()
    before = LedgerEntry.objects.count()
    assert signed_in(first).post(at, {**MARKED, "alike": "2"}).status_code == 302
    assert LedgerEntry.objects.count() == before + 1
    items = list(Item.objects.of(exhibit.case_file))
    assert [item.number for item in items] == [1, 2, 3]
    assert [item.alike for item in items] == [None, items[0], items[0]]
    for item in items:
        assert item.markings.get().behaviours == ["offensive_messages"]
        assert LedgerSubject.objects.filter(kind="item", subject_id=str(item.pk)).count() == 1


def test_the_blind_second_reader_is_led_to_one_of_them_and_may_answer_for_all() -> None:
    exhibit, first, second, at = said_twice()
    signed_in(first).post(at, {**MARKED, "alike": "2"})
    items = Item.objects.of(exhibit.case_file)
    assert [item.number for item in awaiting(items, second)] == [1]
    assert "Offensive messages" not in signed_in(second).get(f"{at}../").content.decode()
    signed_in(second).post(at, {**MARKED, "alike": "2"})
    items = Item.objects.of(exhibit.case_file)
    assert {standing_of(item) for item in items} == {Standing.AGREED}
    assert agreements(items, ["offensive_messages"])["concern"].n == 1


def test_a_second_reader_who_answers_for_one_alone_is_led_to_the_others() -> None:
    exhibit, first, second, at = said_twice()
    signed_in(first).post(at, {**MARKED, "alike": "2"})
    signed_in(second).post(at, MARKED)
    assert [one.number for one in awaiting(Item.objects.of(exhibit.case_file), second)] == [2, 3]


def test_where_what_says_the_same_has_changed_since_the_page_was_opened_it_is_asked_anew() -> None:
    _, first, _, at = said_twice()
    answer = signed_in(first).post(at, {**MARKED, "alike": "5"})
    assert "has changed meanwhile" in answer.content.decode()
    assert not Item.objects.exists()


def test_what_lies_outside_the_scope_is_not_offered() -> None:
    exhibit, first, _, at = said_twice()
    a_scope(exhibit, last_day=date(2023, 1, 21))
    assert "also stand here (1)" in signed_in(first).get(at).content.decode()


def test_a_message_that_two_others_have_marked_is_not_offered_and_not_marked() -> None:
    exhibit, first, second, at = said_twice()
    a_marking(exhibit, first, "THAT INSULT")
    a_marking(exhibit, second, "THAT INSULT", minute=1)
    another = an_investigator(exhibit.case_file, "Another")
    assert "also stand here (1)" in signed_in(another).get(at).content.decode()
    with pytest.raises(EvidenceRefused, match="Two readers have marked"):
        a_marking(exhibit, another, alike=[place_of(exhibit, "THAT INSULT")])
    assert Item.objects.count() == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Straße  frei!", "STRASSE FREI", True),
        ("who, me?", "Who me", True),
        ("\u200ewho me", "who me", True),
        ("nice", "nice 🙄", False),
        ("two words", "twowords", False),
    ],
)
def test_case_spaces_and_punctuation_make_no_difference_and_everything_else_does(
    one: str, other: str, same: bool
) -> None:
    assert (folded(one) == folded(other)) is same


def test_pictures_are_alike_by_their_hash_and_not_by_their_name(tmp_path: Path) -> None:
    told, archived = story(), BytesIO()
    path = write_android_database(told, Phone(told[0].who), tmp_path)
    with ZipFile(archived, "w") as archive:
        archive.write(path, path.name)
    exhibit = a_read_exhibit(content=archived.getvalue())
    with looking(folder_of(exhibit.imports.get().folder) / LINES) as lines:
        photos = select(lines, Condition("line.media = 'photo'"))
        by_hash = {one.n: one.more.get("attachment_sha256") for one in photos}
        for one in photos:
            found = {other.n for other in alike(lines, one, Condition("1"), 9)}
            assert found == {n for n, sha256 in by_hash.items() if sha256 == by_hash[one.n] and n != one.n}
    assert len(set(by_hash.values())) < len(by_hash)


def test_the_same_picture_under_two_names_in_a_text_export_is_alike_and_another_caption_is_not() -> None:
    sent = [("IMG-20230121-WA0001.jpg", "", b"one"), ("IMG-20230122-WA0007.jpg", "", b"one")]
    sent += [("IMG-20230123-WA0002.jpg", "", b"two"), ("IMG-20230124-WA0003.jpg", "look at that\n", b"one")]
    lines = [
        f"{20 + at}/01/2023, 07:00 - Pc Alder: {name} (file attached)\n{caption}"
        for at, (name, caption, _) in enumerate(sent, start=1)
    ]
    archived = BytesIO()
    with ZipFile(archived, "w") as archive:
        archive.writestr("WhatsApp Chat with Relief.txt", "".join(lines))
        for name, _, content in sent:
            archive.writestr(name, content)
    exhibit = a_read_exhibit(content=archived.getvalue())
    with looking(folder_of(exhibit.imports.get().folder) / LINES) as connection:
        first, *others = select(connection, Condition("line.media = 'photo'"))
        found = alike(connection, first, Condition("1"), 9)
    assert [one.n for one in found] == [others[0].n]
