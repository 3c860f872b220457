"""What a published report says of a round: beside our own total with the difference, corrected and struck out in sight."""

from typing import Any

import pytest

from candour.accounts.permissions import NotPermitted
from candour.ledger.models import LedgerEntry
from candour.ledger.verification import verify
from candour.ledger.writing import Overtaken
from candour.register.actions.answers import Answered, answer
from candour.register.actions.reported import (
    NewStatement,
    correct_statement,
    enter_statements,
    strike_statement,
)
from candour.register.models import Round, RoundStatement
from candour.register.refusal import SourceRefused
from candour.register.replies.against import Against, against
from candour.register.replies.totals import Total
from candour.register.round_codes import AnswerState, Unit
from candour.register.round_content import round_content
from candour.register.templatetags.rounds import difference_words
from candour.register.worked_rounds import load_newsroom_round
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.reported import ARTICLE, DISMISSED, a_question, told
from tests.make.rounds import ASKED, a_round, asked_of, read_in, said, sent
from tests.make.sources import an_editor, captured

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def compared(round_: Round, number: int = 1) -> dict[str, Any] | None:
    shown = round_content(round_, on=ASKED)["statements"]
    found: dict[str, Any] | None = next(one["compared"] for one in shown if one["number"] == number)
    return found


@pytest.mark.parametrize(
    ("reported", "own", "found"),
    [
        (5, Total(5, 5, 2, 2, 2), (Against.SAME, 0)),
        (5, Total(3, 7, 2, 1, 2), (Against.WITHIN, 0)),
        (9, Total(3, 7, 2, 1, 2), (Against.MORE, 2)),
        (9, Total(3, None, 2, 1, 2), (Against.WITHIN, 0)),
        (1, Total(3, 7, 2, 1, 2), (Against.FEWER, 2)),
        (9, Total(0, None, 0, 0, 2), (Against.NOTHING, 0)),
    ],
)
def test_a_reported_number_is_the_same_within_outside_or_alone(
    reported: int, own: Total, found: tuple[Against, int]
) -> None:
    difference = against(reported, own)
    assert (difference.against, difference.by) == found


def test_a_reported_number_stands_beside_our_own_total_with_the_difference() -> None:
    round_ = sent(a_round())
    read_in(asked_of(round_))
    told(round_, 9)
    shown = compared(round_)

    assert shown is not None
    assert difference_words(shown) == (
        "That is 8 more than our own total can be. Ours is 1, resting on 1 of 2 authorities."
    )


def test_what_counts_something_else_is_not_compared() -> None:
    round_ = sent(a_round())
    read_in(asked_of(round_))
    told(round_, 257, unit=Unit.CASES)

    assert difference_words(compared(round_) or {}) == "Not compared: the question counts officers."


def test_a_number_of_one_authority_is_compared_with_what_that_authority_gave() -> None:
    round_ = sent(a_round())
    read_in(asked_of(round_))
    told(round_, 1, body=asked_of(round_).body)
    told(round_, 1, body=asked_of(round_, "glenwex").body)

    assert [(compared(round_, one) or {})["against"] for one in (1, 2)] == [Against.SAME, Against.NOTHING]


def test_how_many_replied_is_compared_with_those_of_whom_it_is_known_here() -> None:
    round_ = load_newsroom_round(at=at_nine(ASKED))
    assert round_ is not None
    shown = {one["value"]: one["compared"] for one in round_content(round_, on=ASKED)["statements"]}

    assert difference_words(shown[36]) == (
        "Our own total leaves room for it. Ours is at least 1 and at most 48, resting on 1 of 48 authorities."
    )
    assert shown[257] == {"against": "other-unit", "unit": Unit.OFFICERS}
    assert shown[33]["against"] == Against.NOTHING
    assert shown[25] == {"against": "other-unit", "unit": Unit.OFFICERS}
    assert [one["compared"] for one in round_content(round_, on=ASKED)["statements"] if one["value"] is None]


def test_more_replies_than_the_report_counts_are_told() -> None:
    round_ = sent(a_round())
    for body in ("wexmoor", "glenwex"):
        rows = list(asked_of(round_, body).answers.all())
        answer(answers=rows, given=Answered(AnswerState.NOT_HELD), **said())
    told(round_, 1, words="forces replied", unit=Unit.FORCES, reported="replied", question=None)

    shown = compared(round_)
    assert shown is not None
    assert (shown["against"], shown["by"]) == (Against.FEWER, 1)


def test_a_number_is_quoted_from_the_captured_report_with_the_place_of_its_words() -> None:
    round_ = a_round()
    source = captured(ARTICLE, address="https://news.example/dismissed").source
    made = told(round_, source=source, quoted="9 officers\nwere dismissed", place="")

    assert made.reading == source.latest.reading
    assert made.quoted == "9 officers were dismissed"
    [shown] = round_content(round_, on=ASKED)["statements"]
    assert shown["source"]["reference"] == source.reference
    assert shown["source"]["words"] == f"{made.start}-{made.end}"


@pytest.mark.parametrize(
    ("quoted", "said_of_it"),
    [
        ("", "Quote the words"),
        ("12 officers were dismissed", "do not stand in the source"),
        ("were", "2 times"),
    ],
)
def test_words_that_are_not_in_the_report_or_in_two_places_are_refused(quoted: str, said_of_it: str) -> None:
    round_ = a_round()
    source = captured(ARTICLE.replace("nobody else", "who were named"), address="https://n.example/").source
    with pytest.raises(SourceRefused, match=said_of_it):
        told(round_, source=source, quoted=quoted)
    assert not RoundStatement.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said_of_it"),
    [
        ({"words": " "}, "in your own words"),
        ({"place": ""}, "where it stands"),
        ({"unit": Unit.NONE}, "what the number counts"),
        ({"value": None}, "Only a number stands beside a total"),
        ({"question": "described"}, "not answered by a number"),
        ({"body": "kent"}, "not asked in the round"),
        ({"reported": "replied"}, "a number of forces"),
    ],
)
def test_what_is_missing_of_a_reported_number_is_said(wrong: dict[str, Any], said_of_it: str) -> None:
    round_ = a_round()
    if "question" in wrong:
        wrong = {"question": a_question(round_, wrong["question"])}
    if "body" in wrong:
        wrong = {"body": asked_of(a_round("kent"), "kent").body}
    with pytest.raises(SourceRefused, match=said_of_it):
        told(round_, **wrong)


def test_a_correction_takes_the_place_of_what_was_wrong_which_stays_in_sight() -> None:
    round_, editor = a_round(), an_editor()
    wrong = told(round_)
    given = NewStatement(value=8, **DISMISSED, question=a_question(round_))
    right = correct_statement(statement=wrong, given=given, reasons="Misread.", **said(by=editor))

    assert [(one["number"], one["value"]) for one in round_content(round_, on=ASKED)["statements"]] == [
        (2, 8)
    ]
    wrong.refresh_from_db()
    assert (right.replaces, wrong.struck_reasons, wrong.struck_by) == (wrong, "Misread.", editor)
    assert b'"round.restate"' in bytes(LedgerEntry.objects.latest("index").body)
    assert verify().findings == []


def test_how_many_replied_is_said_once_and_can_be_corrected() -> None:
    round_, editor = a_round(), an_editor()
    forces = {"words": "forces replied", "unit": Unit.FORCES, "reported": "replied", "question": None}
    wrong = told(round_, 1, **forces)
    with pytest.raises(SourceRefused, match="said once in a round"):
        told(round_, 2, **forces)
    given = NewStatement(value=2, words="forces replied", unit=Unit.FORCES, reported="replied", place="p. 1")
    correct_statement(statement=wrong, given=given, reasons="Misread.", **said(by=editor))
    assert round_content(round_, on=ASKED)["reported"] == {"replied": 2, "no_reply": None}


def test_a_correction_that_changes_nothing_and_one_without_reasons_are_refused() -> None:
    round_, editor = a_round(), an_editor()
    wrong = told(round_)
    same = NewStatement(value=9, **DISMISSED, question=a_question(round_))
    with pytest.raises(SourceRefused, match="Nothing is different"):
        correct_statement(statement=wrong, given=same, reasons="Misread.", **said(by=editor))
    other = NewStatement(value=8, **DISMISSED, question=a_question(round_))
    with pytest.raises(SourceRefused, match="what was wrong"):
        correct_statement(statement=wrong, given=other, reasons=" ", **said(by=editor))
    assert RoundStatement.objects.count() == 1


def test_what_is_struck_out_says_nothing_any_more_and_is_struck_out_once() -> None:
    round_, editor = a_round(), an_editor()
    made = told(round_)
    seen_by_another = RoundStatement.objects.get()
    strike_statement(statement=made, reasons="It speaks of another year.", **said(by=editor))

    assert round_content(round_, on=ASKED)["statements"] == []
    with pytest.raises(Overtaken):
        strike_statement(statement=seen_by_another, reasons="Twice.", **said(by=editor))
    assert verify().findings == []


def test_whoever_is_no_editor_neither_enters_corrects_nor_strikes_out() -> None:
    round_, nobody = a_round(), a_handler()
    made = told(round_)
    given = NewStatement(value=8, **DISMISSED)
    for act in (
        lambda: enter_statements(round_=round_, statements=[given], **said(by=nobody)),
        lambda: correct_statement(statement=made, given=given, reasons="x", **said(by=nobody)),
        lambda: strike_statement(statement=made, reasons="x", **said(by=nobody)),
    ):
        with pytest.raises(NotPermitted):
            act()
