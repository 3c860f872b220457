"""Finding matters by reference, by a person's name and by words of the summary: only among those one may open."""

from datetime import date, datetime

import pytest
from django.test import Client

from candour.accounts.codes import Capacity, Role
from candour.accounts.models import Custody, Person, PersonWord, User
from candour.accounts.models.words import words_of
from candour.bodies.models import Body
from candour.ledger.verbs import Verb, register
from candour.ledger.writing import entry
from candour.matters.models import Matter, MatterWord
from candour.matters.search import A_FEW, find
from tests.make.matters import MONDAY, a_complaint, a_logged_complaint
from tests.make.moments import at_nine
from tests.make.people import FORCE, POLICING_BODY, a_policing_body_handler, a_user, appointed

pytestmark = pytest.mark.django_db

register(
    Verb("trial.correct", "A name corrected", writes=frozenset({"accounts_person"})),
    Verb(
        "trial.forward",
        "A matter sent on, or its summary disposed of",
        writes=frozenset({"matters_matter", "accounts_custody"}),
        disposes=True,
    ),
    Verb("trial.dispose", "A name disposed of", writes=frozenset({"accounts_person"}), disposes=True),
)
LATER = at_nine(date(2026, 3, 4))


def a_handler(name: str = "Hazel Brook", force: str = FORCE) -> User:
    return appointed(a_user(name), Role.COMPLAINT_HANDLER, body=force)


def found(words: str, user: User) -> list[Matter]:
    return [hit.matter for group in find(words, user, on=MONDAY) for hit in group.hits]


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


@pytest.mark.both_databases
def test_a_word_typed_that_is_too_short_to_be_kept_does_not_hide_what_has_the_others() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    assert (found("rudeness in the street", handler), found("in of", handler)) == ([matter], [])


@pytest.mark.both_databases
def test_a_matter_sent_on_is_found_by_the_words_of_its_summary_at_its_new_authority_alone() -> None:
    handler, theirs = a_handler(), a_policing_body_handler()
    matter = a_logged_complaint(handler)
    with entry("trial.forward", subject=matter, by=None, at=LATER) as record:
        matter.appropriate_authority = Body.objects.get(pk=POLICING_BODY)
        record.save(matter)
    words = MatterWord.objects.filter(case_file=matter.case_file_id)

    assert set(words.values_list("authority", "word")) == {
        (POLICING_BODY, word) for word in ("rudeness", "the", "street")
    }
    assert (found("rudeness", handler), found("rudeness", theirs)) == ([], []), (
        "nobody holds it in that right yet"
    )

    with entry("trial.forward", subject=matter, by=None, at=LATER) as record:
        record.save(custody_of(matter, POLICING_BODY))
    assert (found("rudeness", handler), found("rudeness", theirs)) == ([], [matter])


def custody_of(matter: Matter, body: str) -> Custody:
    capacity = Capacity.APPROPRIATE_AUTHORITY
    return Custody(case_file=matter.case_file, body_id=body, capacity=capacity, starts=MONDAY)


def test_when_a_summary_is_disposed_of_nobody_finds_the_matter_by_it() -> None:
    matter = a_logged_complaint(a_handler())
    with entry("trial.forward", subject=matter, by=None, at=LATER) as record:
        record.dispose(matter, "summary")
    assert not MatterWord.objects.filter(case_file=matter.case_file_id).exists()


def test_more_of_one_kind_is_shown_where_it_is_asked_for_alone() -> None:
    handler = a_handler()
    matters = [a_complaint() for _ in range(A_FEW + 2)]
    client = Client()
    client.force_login(handler)

    few = client.get("/matters/search/", {"words": "vale"}).content.decode()
    all_of_them = client.get("/matters/search/", {"words": "vale", "kind": "people"}).content.decode()

    assert f"There are more than these {A_FEW}" in few
    assert "?words=vale&amp;kind=people" in few
    assert [few.count("is the complainant"), all_of_them.count("is the complainant")] == [A_FEW, len(matters)]
    assert "There are more" not in all_of_them


def test_a_kind_that_there_is_none_of_is_passed_over() -> None:
    a_complaint()
    client = Client()
    client.force_login(a_handler())
    answer = client.get("/matters/search/", {"words": "vale", "kind": "secrets"})
    assert (answer.status_code, "Robin Vale is the complainant" in answer.content.decode()) == (200, True)


def test_short_words_of_a_summary_are_not_kept() -> None:
    matter = a_logged_complaint(a_handler())
    assert not MatterWord.objects.filter(case_file=matter.case_file_id, word__in=["in", "a"]).exists()


@pytest.mark.both_databases
def test_a_reference_is_found_by_how_it_begins_whatever_the_capitals() -> None:
    matter = a_complaint()
    assert matter in found(matter.reference.lower()[:12], a_handler())


def test_the_words_of_a_text_are_folded_and_each_is_there_once() -> None:
    assert words_of("The CAT, the cat & Zoë's dog") == ["the", "cat", "and", "zoes", "dog"]
