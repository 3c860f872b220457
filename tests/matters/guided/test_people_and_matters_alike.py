"""Who and what may be the same: explained, only within the files open to whoever asks, never merged."""

from datetime import date

import pytest

from candour.accounts.models import Person
from candour.bodies.models import Body
from candour.ledger.verbs import Verb, register
from candour.ledger.writing import entry
from candour.matters import duplicates
from candour.matters.actions.parties import PartyDetails
from candour.matters.duplicates import Alike, Asked, Described, Suggestion, similar_matters, similar_people
from candour.matters.models import Matter, PartyRole
from tests.make.matters import a_complaint
from tests.make.moments import at_nine
from tests.make.people import a_handler, a_user

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TODAY = date(2026, 3, 20)
register(Verb("trial.correct-address", "An address corrected", writes=frozenset({"accounts_person"})))
STOPPED = (
    "I was stopped in my car on the High Street by two officers in the evening. One of them shouted and asked where I "
    "had got the car from. I told him it was mine and he laughed. They searched the boot, left my things on the pavement "
    "and drove away without telling me why. I was upset."
)
STOPPED_AGAIN_TOLD = (
    "On Tuesday evening two police officers stopped my car on High Street. The taller one shouted and wanted to know "
    "where I got the car. I said it was mine, he laughed. My boot was searched, my things were left on the pavement. They "
    "went off without an explanation. I am very upset."
)
UNANSWERED = (
    "I called 101 four times last week about the noise from next door and nobody came. Each time the person on the "
    "telephone told me that somebody would call back and they did not. When an officer came in the end she went away "
    "without telling me what I should do."
)


def in_a_file(**details: str) -> Person:
    person = Person(**details)
    a_complaint(parties=(PartyDetails(role=PartyRole.COMPLAINANT, person=person),))
    return person


def people(*, by: object = None, **wanted: str) -> list[Suggestion]:
    asked = Asked(user=by or a_handler(), on=TODAY)  # type: ignore[arg-type]
    given = {"name": "", "email": "", "telephone": "", "date_of_birth": "", **wanted}
    return similar_people(**given, asked=asked)


def matters(words: str, *, by: object = None, **more: str) -> list[Alike]:
    force = Body.objects.get(pk="wexmoor")
    described = Described(
        force=force,
        words=words,
        happened_on=more.get("happened_on", ""),
        received_on=TODAY,
        complainant=more.get("name", ""),
    )
    return similar_matters(described, asked=Asked(user=by or a_handler(), on=TODAY))  # type: ignore[arg-type]


def test_a_person_with_the_same_name_and_number_is_suggested_with_a_sentence_for_each() -> None:
    known = in_a_file(name="Robin Vale", telephone="01632 960001")

    [found] = people(name="Robin Vale", telephone="+44 1632 960 001")

    assert found.person == known
    assert found.reasons == ("The name is the same.", "The telephone number is the same.")
    assert found.score == 80


@pytest.mark.parametrize("typed", ["VALE, Robin", "Robin Vail", "robin  vale"])
def test_a_name_is_recognised_in_another_order_or_slightly_misspelt(typed: str) -> None:
    known = in_a_file(name="Robin Vale")

    assert [found.person for found in people(name=typed)] == [known]


def test_another_date_of_birth_speaks_against_the_same_name() -> None:
    in_a_file(name="Robin Vale", date_of_birth="1980-03-31")

    assert people(name="Robin Vale", date_of_birth="1955-01-02") == []


def test_a_year_of_birth_that_agrees_counts_for_less_than_the_whole_date() -> None:
    in_a_file(name="Robin Vale", date_of_birth="1980-03-31")

    [in_part] = people(name="Robin Vale", date_of_birth="1980")
    [whole] = people(name="Robin Vale", date_of_birth="1980-03-31")

    assert whole.score > in_part.score
    assert "The dates of birth agree as far as they are known." in in_part.reasons


@pytest.mark.parametrize("wanted", [{}, {"name": "Al"}, {"telephone": "12"}, {"name": "Somebody Else"}])
def test_nothing_in_common_suggests_nobody(wanted: dict[str, str]) -> None:
    in_a_file(name="Robin Vale", email="robin@example.invalid", telephone="01632 960001")

    assert people(**wanted) == []


def test_people_of_files_that_are_not_open_are_never_suggested() -> None:
    in_a_file(name="Robin Vale", email="robin@example.invalid")

    assert people(by=a_user("Sam Stranger"), name="Robin Vale", email="robin@example.invalid") == []


def test_the_same_event_told_in_other_words_is_found() -> None:
    earlier = a_complaint(words_used=STOPPED)

    [found] = matters(STOPPED_AGAIN_TOLD, name="Robin Vale")

    assert found.matter == earlier
    assert any("longer words" in reason for reason in found.reasons)


def test_two_accounts_of_different_things_are_not_called_alike() -> None:
    a_complaint(words_used=STOPPED)

    assert matters(UNANSWERED) == []


def test_the_same_day_and_the_same_name_point_to_the_same_matter_whatever_the_words() -> None:
    earlier = a_complaint(words_used=UNANSWERED, happened_on="2026-02-28")

    [found] = matters(STOPPED, name="Robin Vale", happened_on="2026-02-28")

    assert found.matter == earlier
    assert found.reasons == (
        "The complainant’s name is the same or nearly so.",
        "It is about the same time: 28 February 2026.",
    )


def test_a_matter_of_more_than_a_year_ago_is_not_shown() -> None:
    a_complaint(words_used=STOPPED, received=date(2024, 3, 2))

    assert matters(STOPPED) == []


def test_matters_that_are_not_open_are_never_shown() -> None:
    a_complaint(words_used=STOPPED)

    assert matters(STOPPED, by=a_user("Sam Stranger")) == []


def test_looking_changes_nothing() -> None:
    in_a_file(name="Robin Vale")
    before = (Person.objects.count(), Matter.objects.count())

    people(name="Robin Vale")

    assert (Person.objects.count(), Matter.objects.count()) == before


def test_the_same_address_is_found_whatever_its_capitals_and_under_another_name() -> None:
    known = in_a_file(name="Robin Vale", email="Robin@Example.invalid", telephone="(01632) 960001")

    [found] = people(name="R. V. Marsh", email="robin@example.INVALID", telephone="+441632960001")

    assert found.person == known
    assert found.score == 80


def test_one_person_is_found_among_more_of_that_first_name_than_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(duplicates, "MOST_READ", 3)
    for number in range(5):
        in_a_file(name=f"Robin Marsh{number}")
    known = in_a_file(name="Robin Vale")

    assert [found.person for found in people(name="Robin Vale")] == [known]


def test_a_changed_address_is_found_and_the_old_one_no_longer() -> None:
    known = in_a_file(name="Robin Vale", email="robin@example.invalid")
    with entry("trial.correct-address", subject=known, by=None, at=at_nine(TODAY), on=TODAY) as record:
        known.email = "vale@example.invalid"
        record.save(known)

    assert [row.pk for row in Person.objects.reached_by("VALE@example.invalid", "")] == [known.pk]
    assert not Person.objects.reached_by("robin@example.invalid", "").exists()
