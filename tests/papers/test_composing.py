"""A letter is written only when everything it needs is there; what is missing is named with its provision."""

from datetime import date

import pytest
from django.template.base import VariableNode
from hypothesis import given
from hypothesis import strategies as st

from candour.papers.codes import LetterKind
from candour.papers.composing import SECTIONS, _sections, compose, engine
from candour.papers.letter_kinds import (
    TEXTS,
    KindOfLetter,
    LetterTextError,
    _TextFile,
    all_kinds,
    kind_of_letter,
)
from candour.papers.part_tag import PartNode
from candour.papers.prose import read
from candour.papers.refusal import IncompleteLetter
from candour.papers.slots import escaped
from tests.make.papers import values_of_an_outcome

EXAMPLES: dict[str, object] = {
    "text": "Ashwick Police",
    "prose": "The first paragraph.\n\nThe second.",
    "list": ["one thing", "another thing"],
    "date": date(2026, 3, 2),
    "yes-no": True,
}


def values_for(letter: KindOfLetter) -> dict[str, object]:
    every = {
        name: slot.values[0] if slot.values else EXAMPLES[slot.kind] for name, slot in letter.slots.items()
    }
    return {
        name: value
        for name, value in every.items()
        if (w := letter.slots[name].when) is None or w.holds(every)
    }


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_kind_of_letter_can_be_written_and_says_who_answers_questions(kind: LetterKind) -> None:
    composed = compose(kind, values_for(kind_of_letter(kind)))
    assert composed.subject
    assert "{" not in composed.markdown
    assert "Ashwick Police" in composed.markdown
    assert read(composed.body)


@pytest.mark.parametrize("kind", list(LetterKind))
def test_every_required_slot_is_missed_by_name(kind: LetterKind) -> None:
    letter = kind_of_letter(kind)
    values = values_for(letter)
    needed = [name for name in values if letter.slots[name].required and not letter.slots[name].standard]
    for name in needed:
        with pytest.raises(IncompleteLetter, match=f"{name} is missing"):
            compose(kind, {slot: value for slot, value in values.items() if slot != name})


@pytest.mark.parametrize("kind", list(LetterKind))
def test_a_text_uses_only_slots_that_are_declared_and_every_slot_is_used(kind: LetterKind) -> None:
    written = "".join((TEXTS / f"{kind.value}.md").read_text())
    included = [name for name in ("_contact", "_review_right") if name in written]
    whole = written + "".join((TEXTS / f"{name}.md").read_text() for name in included)
    shown = {
        node.filter_expression.var.lookups[0]
        for node in engine().from_string(whole).nodelist.get_nodes_by_type(VariableNode)
    }
    slots = set(kind_of_letter(kind).slots)
    assert shown - slots <= {"item", "forloop"}
    assert {name for name in slots if name not in whole} == slots & {"no_right_to_director_general"}


def test_every_text_cites_and_says_what_is_unconfirmed() -> None:
    for kind, letter in all_kinds().items():
        assert letter.statements or kind == LetterKind.FREE
        for statement in letter.statements:
            assert all("/" in source for source in statement.source)
            assert statement.confidence != "unconfirmed" or statement.confidence_note


FIVE = [
    ("review_body", "33(2)(a)(i)"),
    ("review_body_name", "33(2)(a)(i)"),
    ("no_right_to_director_general", "33(2)(a)(iii)"),
    ("time_limit", "33(2)(a)(iv)"),
]


@pytest.mark.parametrize(("slot", "provision"), FIVE)
def test_the_outcome_letter_is_refused_without_a_compulsory_part(slot: str, provision: str) -> None:
    values = values_of_an_outcome()
    del values[slot]
    with pytest.raises(IncompleteLetter) as refused:
        compose(LetterKind.OUTCOME, values)
    assert f"(regulation {provision})" in str(refused.value)


def test_the_outcome_letter_is_refused_without_the_paragraph_that_makes_the_director_general_the_reviewer() -> (
    None
):
    values = values_of_an_outcome(review_body="director-general")
    del values["no_right_to_director_general"]
    with pytest.raises(
        IncompleteLetter, match=r"paragraph_of_regulation_32 is missing.*\(regulation 33\(2\)\(a\)\(ii\)\)"
    ):
        compose(LetterKind.OUTCOME, values)


def test_the_outcome_letter_is_refused_with_an_empty_list_of_what_an_application_must_contain() -> None:
    with pytest.raises(IncompleteLetter, match=r"application_must_contain.*regulation 33\(2\)\(a\)\(v\)"):
        compose(LetterKind.OUTCOME, values_of_an_outcome(application_must_contain=[]))


def test_the_outcome_letter_says_all_five_things_when_the_policing_body_reviews() -> None:
    fixed = compose(LetterKind.OUTCOME, values_of_an_outcome()).fixed
    assert "**Commissioner for Ashwick**" in fixed
    assert "no right to apply to the Director General" in fixed
    assert "within 28 days starting the day after the right was explained in writing" in fixed
    assert "the reasons why you ask for a review" in fixed
    assert "paragraph 32" not in fixed


def test_the_outcome_letter_names_the_paragraph_when_the_director_general_reviews() -> None:
    values = values_of_an_outcome(review_body="director-general", paragraph_of_regulation_32="32(3)(a)")
    del values["no_right_to_director_general"]
    fixed = compose(LetterKind.OUTCOME, values).fixed
    assert "we relied on paragraph 32(3)(a)" in fixed
    assert "no right to apply to the Director General" not in fixed


def test_no_letter_says_both_that_the_director_general_reviews_and_that_there_is_no_such_right() -> None:
    values = values_of_an_outcome(paragraph_of_regulation_32="32(3)(a)")
    with pytest.raises(IncompleteLetter, match="paragraph_of_regulation_32 does not belong"):
        compose(LetterKind.OUTCOME, values)


def test_an_outcome_without_a_review_says_why_and_offers_none() -> None:
    values = {
        name: value
        for name, value in values_of_an_outcome(review_right=False, handled_by="outside-schedule-3").items()
        if not name.startswith(("review_body", "no_right", "time_limit"))
    }
    reason = "Your complaint was not recorded under Schedule 3, so no review is available."
    fixed = compose(LetterKind.OUTCOME, {**values, "why_no_review": reason}).fixed
    assert reason in fixed
    assert "You may apply for a review" not in fixed


def test_a_text_from_which_a_compulsory_part_was_taken_out_writes_no_letter() -> None:
    # given the outcome's text with the time limit no longer marked as the part that it is
    template = _sections(LetterKind.OUTCOME)["fixed"]
    part = _included_part("regulation 33(2)(a)(iv)")
    kept, part.nodelist = part.nodelist, type(part.nodelist)()
    try:
        with pytest.raises(
            IncompleteLetter, match=r"does not say the time limit, which regulation 33\(2\)\(a\)\(iv\)"
        ):
            compose(LetterKind.OUTCOME, values_of_an_outcome())
    finally:
        part.nodelist = kept
    assert template is _sections(LetterKind.OUTCOME)["fixed"]


def _included_part(provision: str) -> PartNode:
    """The part in the text that the engine keeps loaded for including."""
    template = engine().get_template("_review_right.md")
    return next(node for node in template.nodelist.get_nodes_by_type(PartNode) if node.provision == provision)


WRONG = [
    ({"complaint_made": "12 January"}, "complaint_made must be a date"),
    ({"review_body": "the council"}, "review_body must be one of"),
    ({"allegations": ["", "x"]}, "allegations must be a list"),
    ({"contact": "a\nb"}, "contact must be one line"),
    ({"review_right": "yes"}, "review_right must be yes or no"),
    ({"no_right_to_director_general": False}, "must be yes"),
    ({"favourite_colour": "blue"}, "'favourite_colour' is not a slot"),
]


@pytest.mark.parametrize(("wrong", "sentence"), WRONG)
def test_a_value_of_the_wrong_kind_is_named_and_not_repeated(wrong: dict[str, object], sentence: str) -> None:
    with pytest.raises(IncompleteLetter, match=sentence):
        compose(LetterKind.OUTCOME, values_of_an_outcome(**wrong))


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_somebody_wrote_reads_as_exactly_those_words(words: str) -> None:
    # given any text at all, put into a letter as one line
    nodes = read(escaped(words))

    # then it is one paragraph of plain words, with white space made even
    plain = " ".join(words.replace("\0", "\ufffd").split())
    assert [node.kind for node in nodes] == ["paragraph"]
    assert {part.kind for part in nodes[0].parts} <= {"text"}
    assert nodes[0].words() == plain


def test_a_slot_with_an_unknown_key_stops_the_reading_and_names_the_file(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("candour.papers.letter_kinds.TEXTS", tmp_path)
    (tmp_path / "bad.toml").write_text('[slots.x]\nkind = "text"\nmeaning = "m"\ncolour = "blue"\n')
    with pytest.raises(LetterTextError, match=r"bad\.toml: slots\.x: unknown key colour"):
        _TextFile("bad.toml").slots()


def test_every_text_has_its_three_sections() -> None:
    for kind in LetterKind:
        assert tuple(_sections(kind)) == SECTIONS
