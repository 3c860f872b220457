"""A draft is read for names, numbers, days and claims; the warning says where and never repeats a name."""

import pytest

from candour.accounts.models import Person
from candour.matters.actions.parties import PartyDetails
from candour.matters.models import PartyRole
from candour.publishing.naming import names_of, sentences_of, warnings_for
from tests.make.matters import a_complaint

pytestmark = pytest.mark.django_db


@pytest.fixture
def matter():
    people = (
        PartyDetails(role=PartyRole.COMPLAINANT, person=Person(name="Robin Vale")),
        PartyDetails(
            role=PartyRole.COMPLAINED_ABOUT, person=Person(name="Ada Brown", warrant_number="WX4417")
        ),
    )
    return a_complaint(parties=people)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The officer spoke to Robin Vale.", "name"),
        ("It was Vale's own telephone.", "name"),
        ("ROBIN said so.", "name"),
        ("WX4417 was on duty.", "name"),
        ("PC 4417 was on duty.", "number"),
        ("Sergeant 12 was on duty.", "number"),
        ("His number 4417 could be seen.", "number"),
        ("It began on 24 November 2021.", "day"),
        ("It began on the 3rd March.", "day"),
        ("A chief superintendent was told.", "rank"),
        ("He was found guilty.", "claim"),
        ("It was proved.", "claim"),
        ("It shows that all officers knew.", "claim"),
    ],
)
def test_each_of_these_sentences_is_warned_about(matter, sentence: str, kind: str):
    [warning] = warnings_for({"happened": sentence}, matter.case_file, ())
    assert warning.kind == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "The officer wore a brown coat.",
        "In November 2021 the officer resigned.",
        "Six officers were told.",
        "The vale lies north of the town.",
        "The 13 officers were told in May.",
        "It was video number 12.",
    ],
)
def test_ordinary_words_are_left_alone(matter, sentence: str):
    assert warnings_for({"happened": sentence}, matter.case_file, ()) == []


def test_a_claim_that_the_outcomes_carry_is_not_warned_about(matter):
    said = {"found": "The officer was convicted. Gross misconduct was proven."}
    assert warnings_for(said, matter.case_file, ("convicted", "dismissed-without-notice")) == []
    assert len(warnings_for(said, matter.case_file, ())) == 2


def test_a_warning_says_where_and_does_not_repeat_the_name(matter):
    [warning] = warnings_for({"found": "It was late. Vale was there."}, matter.case_file, ())
    assert (warning.section, warning.sentence) == ("found", 2)
    assert not any(name in warning.message.casefold() for name in names_of(matter.case_file))


def test_sentences_are_counted_as_a_reader_counts_them():
    assert sentences_of("One.\n\nTwo? Three!") == ["One.", "Two?", "Three!"]
