"""Finding matters by reference, by a person's name and by words of the summary: only among those one may open."""

from datetime import date, datetime

import pytest

from candour.accounts.codes import Role
from candour.accounts.models import Person, PersonWord, User
from candour.accounts.models.words import words_of
from candour.ledger.verbs import Verb, register
from candour.ledger.writing import entry
from candour.matters.models import Matter, MatterWord
from candour.matters.views.search import find
from tests.make.matters import MONDAY, a_complaint, a_logged_complaint
from tests.make.moments import at_nine
from tests.make.people import FORCE, a_user, appointed

pytestmark = pytest.mark.django_db

register(
    Verb("trial.correct", "A name corrected", writes=frozenset({"accounts_person"})),
    Verb("trial.dispose", "A name disposed of", writes=frozenset({"accounts_person"}), disposes=True),
)
LATER = at_nine(date(2026, 3, 4))


def a_handler(name: str = "Hazel Brook", force: str = FORCE) -> User:
    return appointed(a_user(name), Role.COMPLAINT_HANDLER, body=force)


def found(words: str, user: User) -> list[Matter]:
    return [hit.matter for _, hits in find(words, user, on=MONDAY) for hit in hits]


def the_person(matter: Matter) -> Person:
    person = matter.parties.get().person
    assert person is not None
    return person


def named_anew(person: Person, name: str, *, at: datetime = LATER) -> None:
    person.name = name
    with entry("trial.correct", subject=person, by=None, at=at) as record:
        record.save(person)


@pytest.mark.both_databases
@pytest.mark.parametrize("words", ["vale", "Robin Vale", "vale rob", "VAL"])
def test_a_person_is_found_by_how_the_words_of_their_name_begin_in_any_order(words: str) -> None:
    matter = a_complaint()
    assert found(words, a_handler()) == [matter]


@pytest.mark.both_databases
@pytest.mark.parametrize("words", ["obin", "Robin Marsh", "v*le", "v?le", "%", "---"])
def test_what_no_word_of_a_name_begins_with_finds_nobody(words: str) -> None:
    a_complaint()
    assert found(words, a_handler()) == []


def test_accents_and_apostrophes_do_not_count() -> None:
    matter = a_complaint()
    named_anew(the_person(matter), "Siân O’Bryan-Ŵyn")
    assert [found(words, a_handler()) for words in ("sian", "OBRYAN", "wyn")] == [[matter]] * 3


def test_a_person_two_of_whose_names_begin_alike_is_found_once() -> None:
    matter = a_complaint()
    named_anew(the_person(matter), "Annabel Anne Annison")
    assert [found(words, a_handler()) for words in ("ann", "anne ann")] == [[matter]] * 2


def test_nobody_finds_a_person_in_a_file_they_may_not_open() -> None:
    a_complaint()
    assert found("vale", a_user("Ada Stranger")) == []


def test_a_corrected_name_is_found_and_the_old_one_no_longer() -> None:
    matter, handler = a_complaint(), a_handler()
    named_anew(the_person(matter), "Robin Dell")
    assert (found("dell", handler), found("vale", handler)) == ([matter], [])


def test_when_a_name_is_disposed_of_its_words_go_with_it() -> None:
    person = the_person(a_complaint())
    with entry("trial.dispose", subject=person, by=None, at=LATER) as record:
        record.dispose(person, "name")
    assert not PersonWord.objects.filter(person=person).exists()


def test_a_change_of_something_else_leaves_the_words_as_they_are() -> None:
    person = the_person(a_complaint())
    before = list(PersonWord.objects.values_list("pk", flat=True))
    person.language = "cy"
    with entry("trial.correct", subject=person, by=None, at=LATER) as record:
        record.save(person)
    assert list(PersonWord.objects.values_list("pk", flat=True)) == before


@pytest.mark.both_databases
def test_a_matter_is_found_by_words_of_its_summary() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    assert (found("street rude", handler), found("street kind", handler)) == ([matter], [])


def test_short_words_of_a_summary_are_not_kept() -> None:
    matter = a_logged_complaint(a_handler())
    assert not MatterWord.objects.filter(matter=matter, word__in=["in", "a"]).exists()


@pytest.mark.both_databases
def test_a_reference_is_found_by_how_it_begins_whatever_the_capitals() -> None:
    matter = a_complaint()
    assert matter in found(matter.reference.lower()[:12], a_handler())


def test_the_words_of_a_text_are_folded_and_each_is_there_once() -> None:
    assert words_of("The CAT, the cat & Zoë's dog") == ["the", "cat", "and", "zoes", "dog"]
