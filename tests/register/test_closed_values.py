"""The values of closed lists: everything the readers can give is one of them, and a person finds them in words."""

from pathlib import Path

import pytest

from candour.register.closed_values import CLOSED, closed_value
from candour.register.readers.vocabulary import load
from candour.register.refusal import SourceRefused
from candour.register.values import value_typed
from candour.register.wording import value_in_words
from tests.register.reading import read

ASIDE = {"standing", "level", "dated", "judged"}
"""Kinds of events that are no field of their own: what a person stands as, the level alleged, a line with a date, advice."""
DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))


@pytest.mark.parametrize("field", ["behaviours", "standards_breached", "platforms", "role"])
def test_every_tag_that_a_vocabulary_gives_is_in_the_list_of_its_field(field: str) -> None:
    named = {"standards_breached": "standards", "role": "roles"}.get(field, field)
    vocabulary = load(named)
    weak = vocabulary.get("weak", {})
    given = {weak.get(one["name"], one["name"]) for one in vocabulary["role" if field == "role" else "term"]}
    assert given - {"assault_alleged"} <= set(CLOSED[field]), "an assault is settled by what stands beside it"


def test_every_value_that_is_read_in_a_document_is_in_the_list_of_its_field() -> None:
    found = [one for page in DOCUMENTS for one in read(page.read_bytes(), page.name).statements]
    values = {(one.field, str(one.value).split("(")[0]) for one in found if one.field in CLOSED}
    assert len(values) > 50
    assert not [(field, value) for field, value in values if value not in CLOSED[field]]


def test_every_event_that_the_readers_know_is_a_value_of_its_field() -> None:
    events = [one["name"].split(":") for one in load("events")["term"]]
    known = {f"{field}:{value}" for field, values in CLOSED.items() for value in values}
    assert {":".join(one) for one in events if one[0] not in ASIDE} <= known
    assert {value for kind, value in events if kind == "level"} <= set(CLOSED["allegation_level"])


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("role", "Police constable", "pc"),
        ("role", "pc", "pc"),
        ("outcome", "final written warning", "final_written_warning"),
        ("outcome", "Final_Written_Warning", "final_written_warning"),
        ("outcome", "imprisonment (18 months)", "imprisonment(18 months)"),
        ("decision", "case to answer for gross misconduct", "case_to_answer_gross"),
        ("platforms", "whatsapp", "WhatsApp"),
        ("behaviours", "discriminatory racist", "discriminatory_racist"),
        ("behaviours", "discriminatory: racist", "discriminatory_racist"),
        ("behaviours", "Bullying or harassment", "bullying_harassment"),
    ],
)
def test_a_person_types_a_value_in_the_words_in_which_it_is_shown(field: str, typed: str, value: str) -> None:
    assert closed_value(field, typed) == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("outcome", "final warning of some kind"),
        ("role", "constable (18 months)"),
        ("outcome", "resigned(soon)"),
        ("role", ""),
    ],
)
def test_a_value_of_no_list_is_refused_with_the_list(field: str, typed: str) -> None:
    assert closed_value(field, typed) is None
    with pytest.raises(SourceRefused):
        value_typed(field, typed)


def test_no_two_values_of_a_field_are_shown_in_the_same_words() -> None:
    for field, values in CLOSED.items():
        assert len({value_in_words(one) for one in values}) == len(values), field
