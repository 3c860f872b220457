"""A round of requests: letters, clocks, replies held until somebody has looked, figures with their cells, totals."""

from datetime import date
from typing import Any

import pytest

from candour.accounts.permissions import NotPermitted
from candour.bodies.models import Body
from candour.deadlines.models import Deadline
from candour.papers.store import read_checked
from candour.register.actions.answers import Answered, NewFigure, answer, enter_figure, strike
from candour.register.actions.replying import take_in
from candour.register.actions.reported import NewStatement, enter_statements
from candour.register.actions.rounds import ask_review, clarify, extend, note_reply, note_review
from candour.register.models import RoundLetter
from candour.register.refusal import SourceRefused
from candour.register.replies.periods import Period
from candour.register.round_codes import CAME_IN, LATE, NOT_SENT, AnswerState, Law, Provenance, Unit
from candour.register.round_standing import standing_of
from candour.register.worked_rounds import load_newsroom_round
from tests.make.moments import at_nine
from tests.make.people import a_handler
from tests.make.rounds import ASKED, a_round, asked_of, said, sent, taken_in
from tests.make.sources import an_editor
from tests.make.workbooks import excel

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
PEOPLE: dict[str, Any] = {
    "Reply": [["Year", "Disciplined", "Dismissed"], ["2019", 3, 1]],
    "Staff": [["Surname"], ["made up"]],
}


def due_of(authority: Any, rule: str = "foi.reply") -> date | None:
    due: date | None = Deadline.objects.get(subject_id=authority.pk, rule=rule).due
    return due


def state_of(round_: Any, on: date = ASKED, body: str = "wexmoor") -> str:
    return next(one.state for one in standing_of(round_, on=on).asked if one.row.body_id == body)


def totals(round_: Any) -> list[tuple[int, int | None, int, int]]:
    counted = standing_of(round_, on=ASKED).totals
    return [(one.total.at_least, one.total.at_most, one.total.rests_on, one.total.asked) for one in counted]


def test_each_authority_is_asked_under_its_own_law_with_its_own_limit() -> None:
    round_ = a_round("kent", "police-scotland", "mod-police")
    limits = {one.body_id: (one.law, one.limit_hours, one.limit_pounds) for one in round_.authorities.all()}

    assert limits == {
        "kent": (Law.FOIA, 18, 450),
        "police-scotland": (Law.FOISA, 40, 600),
        "mod-police": (Law.FOIA, 24, 600),
    }


def test_the_48_forces_of_the_newsrooms_round_are_known_with_their_law() -> None:
    asked = Body.objects.in_information_round()
    round_ = a_round(*(one.pk for one in asked))

    assert round_.authorities.count() == 48
    assert [one.body_id for one in round_.authorities.filter(law=Law.FOISA)] == ["police-scotland"]


def test_sending_makes_a_letter_for_each_and_starts_each_clock_by_its_own_calendar() -> None:
    round_ = sent(a_round())
    forces = {key: asked_of(round_, key) for key in ("wexmoor", "glenwex")}
    letter = RoundLetter.objects.get(authority=forces["wexmoor"])

    assert due_of(forces["wexmoor"]) == date(2026, 3, 31)
    assert due_of(forces["glenwex"]) == date(2026, 3, 30)
    assert "How many officers were disciplined?" in letter.words
    assert "1 January 2018 to 31 December 2021" in letter.words
    assert read_checked(letter.document.sha256).startswith(b"%PDF")


def test_a_request_is_sent_once() -> None:
    round_ = sent(a_round())

    with pytest.raises(SourceRefused, match="sent already"):
        sent(round_)


def test_clarification_starts_the_clock_afresh_and_the_old_day_stays() -> None:
    authority = asked_of(sent(a_round()))
    clarify(authority=authority, given_on=date(2026, 3, 16), **said(date(2026, 3, 16), an_editor()))
    moved = Deadline.objects.get(subject_id=authority.pk).moves.get()

    assert due_of(authority) == date(2026, 4, 16)
    assert (moved.old_due, moved.reason) == (date(2026, 3, 31), "clarification")


def test_the_public_interest_gives_time_under_one_act_and_none_under_the_other() -> None:
    round_, editor = sent(a_round()), an_editor()
    extend(authority=asked_of(round_), until=date(2026, 4, 28), **said(by=editor))
    scotland = asked_of(round_, "glenwex")

    assert due_of(asked_of(round_)) == date(2026, 4, 28)
    with pytest.raises(SourceRefused, match="no later day"):
        extend(authority=scotland, until=date(2026, 4, 28), **said(by=editor))
    assert asked_of(round_, "glenwex").extended_to is None


def test_a_request_that_has_not_gone_out_is_not_awaited() -> None:
    round_ = a_round()
    assert state_of(round_) == NOT_SENT
    assert state_of(sent(round_)) == AnswerState.AWAITING


def test_an_authority_is_late_the_day_after_its_last_day_and_not_before() -> None:
    round_ = sent(a_round())

    assert state_of(round_, date(2026, 3, 31)) == AnswerState.AWAITING
    assert state_of(round_, date(2026, 4, 1)) == LATE
    note_reply(authority=asked_of(round_), came_on=date(2026, 4, 2), **said(date(2026, 4, 2)))
    assert state_of(round_, date(2026, 4, 3)) == CAME_IN


def test_an_internal_review_has_a_clock_and_a_letter_of_its_own() -> None:
    round_, editor = sent(a_round()), an_editor()
    authority = asked_of(round_)
    note_reply(authority=authority, came_on=date(2026, 3, 20), **said(date(2026, 3, 20)))
    ask_review(authority=authority, asked_on=date(2026, 3, 23), **said(date(2026, 3, 23), editor))

    assert due_of(authority, "foi.internal-review") == date(2026, 4, 22)
    assert RoundLetter.objects.filter(authority=authority).count() == 2
    extend(authority=authority, until=date(2026, 12, 1), **said(date(2026, 3, 23), editor))
    assert due_of(authority, "foi.internal-review") == date(2026, 5, 21)
    note_review(authority=authority, came_on=date(2026, 4, 1), **said(date(2026, 4, 1), editor))
    assert Deadline.objects.get(rule="foi.internal-review").met_on == date(2026, 4, 1)


def test_a_refusal_cites_its_section_and_stands_question_by_question() -> None:
    round_ = sent(a_round())
    rows = {
        one.question.key: one
        for one in asked_of(round_).answers.select_related("question", "authority__round__case_file")
    }
    with pytest.raises(SourceRefused, match="which section"):
        answer(answers=[rows["described"]], given=Answered(AnswerState.REFUSED), **said())
    answer(answers=[rows["described"]], given=Answered(AnswerState.REFUSED, ("40",)), **said())
    answer(answers=[rows["disciplined"], rows["dismissed"]], given=Answered(AnswerState.IN_FULL), **said())

    assert [one.state for one in standing_of(round_, on=ASKED).asked[1].answers] == [
        "in-full",
        "in-full",
        "refused",
    ]
    assert state_of(round_) == AnswerState.IN_PART


def test_a_gap_filled_from_a_published_log_is_counted_and_said_to_be_one() -> None:
    round_ = sent(a_round())
    authority = asked_of(round_)
    question = round_.questions.get(key="dismissed")
    given = NewFigure(
        "2", Provenance.LOG, "Log of misconduct hearings, row 4", Period(date(2019, 1, 1), date(2019, 12, 31))
    )
    figure = enter_figure(authority=authority, question=question, given=given, **said())
    counted = standing_of(round_, on=ASKED).totals[1]

    assert (counted.total.at_least, counted.from_logs) == (2, 1)
    strike(figure=figure, **said(by=an_editor()))
    assert standing_of(round_, on=ASKED).totals[1].total.rests_on == 0


def test_a_figure_that_says_no_number_is_not_entered() -> None:
    round_ = sent(a_round())

    with pytest.raises(SourceRefused, match="Write the number"):
        enter_figure(
            authority=asked_of(round_), question=round_.questions.get(key="dismissed"),
            given=NewFigure("several", Provenance.REPLY, "page 2"), **said(),
        )  # fmt: skip


def test_what_a_report_says_stands_beside_the_figures_and_is_never_added_to_them() -> None:
    round_ = a_round()
    told = NewStatement("Twenty-five allegations led to action.", "paragraph 19", Unit.ALLEGATIONS, 25)
    enter_statements(round_=round_, statements=[told], **said())

    assert [(one.value, one.unit) for one in round_.statements.all()] == [(25, "allegations")]
    assert totals(round_)[0] == (0, None, 0, 2)
    with pytest.raises(SourceRefused, match="what the number counts"):
        enter_statements(round_=round_, statements=[NewStatement("x", "y", value=3)], **said())


def test_withdrawing_every_question_ends_the_clock() -> None:
    round_ = sent(a_round())
    answers = list(asked_of(round_).answers.select_related("authority__round__case_file"))
    answer(answers=answers, given=Answered(AnswerState.WITHDRAWN), **said())

    assert state_of(round_, date(2027, 1, 1)) == AnswerState.WITHDRAWN
    assert totals(round_)[0][3] == 1
    assert not Deadline.objects.for_subject(answers[0].authority_id).owed().exists()


@pytest.mark.parametrize("who", ["a handler", "nobody's account"])
def test_only_register_editors_run_a_round(who: str) -> None:
    authority = asked_of(sent(a_round()))
    user = a_handler()
    user.is_active = who == "a handler"

    with pytest.raises(NotPermitted):
        take_in(
            authority=authority, content=excel(PEOPLE), file_name="r.xlsx", received_on=ASKED, **said(by=user)
        )
    with pytest.raises(NotPermitted):
        note_reply(authority=authority, came_on=ASKED, **said(by=user))


def test_the_newsrooms_round_keeps_what_it_counted_apart_by_unit() -> None:
    """Forces, cases, officers and allegations: the report's four kinds of number, none of them a figure of a question."""
    round_ = load_newsroom_round(at=at_nine(ASKED))
    assert round_ is not None
    counted = {(one.unit, one.value) for one in round_.statements.all() if one.value is not None}

    assert counted == {("forces", 36), ("forces", 12), ("cases", 257), ("officers", 33), ("allegations", 25)}
    assert round_.authorities.count() == 36 + 12
    assert all(one.place.startswith("paragraph ") for one in round_.statements.all())
    assert [one.total.rests_on for one in standing_of(round_, on=ASKED).totals] == [0, 0]
    assert {one.state for one in standing_of(round_, on=ASKED).asked} == {"not-stated", "in-part"}
    assert load_newsroom_round(at=at_nine(ASKED)) is None


def test_a_reply_that_comes_ends_the_clock_and_an_acknowledgement_does_not() -> None:
    round_ = sent(a_round())
    taken_in(asked_of(round_))
    scotland = asked_of(round_, "glenwex")
    take_in(
        authority=scotland, content=b"We have your request.", file_name="a.txt", received_on=ASKED, ends_clock=False, **said()
    )  # fmt: skip

    assert state_of(round_, date(2026, 5, 1)) == CAME_IN
    assert state_of(round_, date(2026, 5, 1), "glenwex") == LATE
    assert standing_of(round_, on=ASKED).replied == 1


def test_a_reply_does_not_come_before_its_request() -> None:
    with pytest.raises(SourceRefused, match="between the request and today"):
        taken_in(asked_of(sent(a_round())), on=date(2026, 3, 1))
