"""The words of names stand beside the authority of the matter, and who searches finds exactly what they may open."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from candour.accounts.codes import Role
from candour.accounts.models import CaseFile, Custody, Person, User, Wall
from candour.accounts.models.case_files import opens
from candour.bodies.models import Body
from candour.ledger.batches import batch
from candour.ledger.verbs import Verb, register
from candour.ledger.writing import entry
from candour.matters.actions.parties import PartyDetails, add_party, identify_party, write_party
from candour.matters.models import Matter, Party, PartyRole, PartyWord
from candour.matters.search import find
from tests.make.matters import MONDAY, a_complaint, a_logged_complaint, step
from tests.make.moments import at_nine
from tests.make.people import (
    OVERSIGHT,
    POLICING_BODY,
    a_decision_maker,
    a_handler,
    a_policing_body_handler,
    a_reviewer,
    a_user,
    an_assessor,
    appointed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

register(
    Verb(
        "trial.people",
        "People and their custody",
        writes=frozenset(
            {"accounts_person", "accounts_custody", "accounts_wall", "matters_party", "matters_matter"}
        ),
        disposes=True,
    )
)
TUESDAY = MONDAY + timedelta(days=1)


def found(words: str, user: User, on: date = TUESDAY) -> set[Matter]:
    return {hit.matter for group in find(words, user, on=on) for hit in group.hits}


def stored() -> set[tuple[object, str, str]]:
    return set(PartyWord.objects.values_list("party", "authority", "word"))


def as_it_follows() -> set[tuple[object, str, str]]:
    """From each party, the words of their name now and the authority of their matter now."""
    return {
        (party.pk, party.matter.appropriate_authority_id, word)
        for party in Party.objects.exclude(person=None).select_related("person", "matter")
        for word in party.person.words.exclude(word__begins="@")
        .exclude(word__begins="#")
        .values_list("word", flat=True)
    }


def held_by(body: str, capacity: str, case_file: CaseFile) -> None:
    custody = Custody(case_file=case_file, body=Body.objects.get(pk=body), capacity=capacity, starts=MONDAY)
    with entry("trial.people", subject=case_file, by=None, at=at_nine(MONDAY)) as record:
        record.save(custody)


def walled_off(user: User, case_file: CaseFile) -> User:
    with entry("trial.people", subject=case_file, by=None, at=at_nine(MONDAY)) as record:
        record.save(Wall(case_file=case_file, user=user, reason="They are cousins.", starts=MONDAY))
    return user


def test_who_complains_is_found_under_the_authority_from_the_day_the_complaint_came() -> None:
    matter = a_complaint()

    assert {(authority, word) for _, authority, word in stored()} == {
        ("wexmoor", "robin"),
        ("wexmoor", "vale"),
    }
    assert found("vale", a_handler()) == {matter}


def test_a_matter_sent_on_is_found_by_its_new_authority_and_no_longer_by_the_old_one() -> None:
    handler, matter = a_handler(), a_complaint()
    to = Body.objects.get(pk=POLICING_BODY)

    step("complaint.forward", matter, handler, MONDAY, to_body=to, what_was_sent="The form.")

    assert {authority for _, authority, _ in stored()} == {POLICING_BODY}
    assert (found("vale", handler), found("vale", a_policing_body_handler())) == (set(), {matter})


def test_somebody_identified_later_is_found_from_then_on() -> None:
    handler, matter = a_handler(), a_logged_complaint(a_handler())
    details = PartyDetails(role=PartyRole.COMPLAINED_ABOUT, description="A tall constable")
    party = add_party(matter=matter, details=details, by=handler, on=MONDAY, at=at_nine(MONDAY))
    assert found("hedley", handler) == set()

    identify_party(party=party, person=Person(name="Kit Hedley"), by=handler, on=MONDAY, at=at_nine(MONDAY))

    assert found("hedley", handler) == {matter}


def test_a_name_put_right_is_right_on_every_matter_of_that_person() -> None:
    first, second = a_complaint(), a_complaint()
    person = first.parties.get().person
    assert person is not None
    other = second.parties.get()
    with entry("trial.people", subject=second, by=None, at=at_nine(MONDAY)) as record:
        other.person = person
        record.save(other)

    with entry("trial.people", subject=person, by=None, at=at_nine(MONDAY)) as record:
        person.name = "Robin Dell"
        record.save(person)

    assert found("dell", a_handler()) == {first, second}
    assert stored() == as_it_follows()


def test_when_a_name_is_disposed_of_nobody_is_found_by_it() -> None:
    person = a_complaint().parties.get().person
    assert person is not None
    with entry("trial.people", subject=person, by=None, at=at_nine(MONDAY)) as record:
        record.dispose(person, "name")

    assert stored() == set()


def test_an_address_or_a_number_is_not_among_the_words_of_a_name() -> None:
    handler, matter = a_handler(), a_logged_complaint(a_handler())
    person = Person(name="Jo Marsh", email="jo@example.invalid", telephone="01632 960000")

    add_party(
        matter=matter,
        details=PartyDetails(PartyRole.WITNESS, person),
        by=handler,
        on=MONDAY,
        at=at_nine(MONDAY),
    )

    assert not [word for _, _, word in stored() if word[0] in "@#"]
    assert stored() == as_it_follows()


def test_words_are_kept_whatever_is_written_first_when_many_acts_go_in_together() -> None:
    matter, known = a_complaint(), Person(name="Sal Ford")
    with entry("trial.people", subject=known, by=None, at=at_nine(MONDAY)) as record:
        record.save(known)

    with batch() as many:
        for person in (known, Person(name="Wyn Heath")):  # a party comes before the second person is there
            with many.entry("trial.people", subject=matter, by=None, at=at_nine(MONDAY)) as record:
                write_party(record, matter=matter, details=PartyDetails(PartyRole.WITNESS, person))

    assert found("heath", a_handler()) == found("ford", a_handler()) == {matter}
    assert stored() == as_it_follows()


def an_investigator_of(case_file: CaseFile) -> User:
    return appointed(a_user("Ivy Appointed"), Role.INVESTIGATOR, case_file=case_file)


READERS: dict[str, Callable[[CaseFile], User]] = {
    "handler": lambda _: a_handler(),
    "decision maker": lambda _: a_decision_maker(),
    "handler of the policing body": lambda _: a_policing_body_handler(),
    "reviewer": lambda _: a_reviewer(),
    "assessor": lambda _: an_assessor(),
    "investigator of one file": an_investigator_of,
    "handler behind a wall": lambda file: walled_off(a_handler(), file),
    "handler with a file of another": lambda file: appointed(a_handler(), Role.INVESTIGATOR, case_file=file),
    "stranger": lambda _: a_user("Ada Stranger"),
}


@pytest.mark.parametrize("who", READERS)
def test_each_reader_finds_the_people_of_the_files_they_may_open_and_of_no_others(who: str) -> None:
    handler = a_handler()
    plain, referred, sent_on, reviewed = (a_complaint() for _ in range(4))
    held_by(OVERSIGHT, "oversight", referred.case_file)
    held_by(POLICING_BODY, "reviewer", reviewed.case_file)
    to = Body.objects.get(pk=POLICING_BODY)
    step("complaint.forward", sent_on, handler, MONDAY, to_body=to, what_was_sent="The form.")
    user = READERS[who]((plain if "wall" in who else sent_on).case_file)

    opened = Party.objects.filter(
        opens(user, on=TUESDAY, path="matter__case_file"), person__in=Person.objects.named("vale")
    )

    assert found("vale", user) == {party.matter for party in opened.select_related("matter")}
