"""The form of a letter is made from its slots; what the law requires is asked for at the question it concerns."""

from candour.papers.codes import LetterKind
from candour.papers.forms import SlotForm
from tests.make.papers import values_of_an_outcome


def entered(**other: object) -> dict[str, object]:
    """An outcome as a browser would send it."""
    values = values_of_an_outcome(**other)
    made = {"complaint_made_day": "12", "complaint_made_month": "1", "complaint_made_year": "2026"}
    answers = {
        name: "yes" if value is True else "no" for name, value in values.items() if isinstance(value, bool)
    }
    lists = {name: "\n".join(value) for name, value in values.items() if isinstance(value, list)}
    standard = {
        "application_must_contain": "the details of the complaint\r\nthe reasons why you ask for a review"
    }
    return {**standard, **values, **made, **answers, **lists}


def outcome(data: dict[str, object]) -> SlotForm:
    return SlotForm(data, kind=LetterKind.OUTCOME)


def test_a_filled_form_is_a_written_letter() -> None:
    form = outcome(entered())
    assert form.is_valid(), form.errors
    assert form.composed is not None
    assert "**Commissioner for Ashwick**" in form.composed.fixed
    assert "- the reasons why you ask for a review" in form.composed.fixed


def test_a_compulsory_part_that_is_missing_is_asked_for_at_its_question() -> None:
    form = outcome(entered() | {"time_limit": ""})
    assert not form.is_valid()
    assert "(regulation 33(2)(a)(iv))" in form.errors["time_limit"][0]


def test_an_answer_that_has_no_place_is_left_out_instead_of_refused() -> None:
    form = outcome(entered() | {"paragraph_of_regulation_32": "32(3)(a)"})
    assert form.is_valid(), form.errors
    assert form.composed is not None
    assert "32(3)(a)" not in form.composed.fixed


def test_without_a_review_the_form_asks_why() -> None:
    form = outcome(entered() | {"review_right": "no"})
    assert not form.is_valid()
    assert "why_no_review" in form.errors


def test_the_form_offers_the_standard_wording_of_a_list() -> None:
    initial = SlotForm(kind=LetterKind.OUTCOME).fields["application_must_contain"].initial
    assert "the reasons why you ask for a review" in str(initial)


def test_every_kind_has_a_form() -> None:
    for kind in LetterKind:
        assert str(SlotForm(kind=kind))
