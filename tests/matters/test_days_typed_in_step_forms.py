"""Days as people mistype them, on the form of every step: the error names the question, and what was typed stays."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from candour.deadlines.law import the_law
from candour.matters.actions.days import LOOKS_AHEAD
from candour.matters.forms.steps import StepForm, field_name
from candour.matters.models import Matter
from candour.procedure.lifecycles import AnswerKind, Question, Step
from tests.make.accounts import signed_in
from tests.make.matters import a_complaint, a_logged_complaint
from tests.make.people import a_handler

pytestmark = pytest.mark.django_db
Typed = tuple[str, str, str]
DAYS = {AnswerKind.DATE, AnswerKind.MOMENT}
IMPOSSIBLE: dict[str, Typed] = {
    "31 February": ("31", "2", "2026"),
    "29 February of a year without one": ("29", "2", "2025"),
    "a thirteenth month": ("1", "13", "2026"),
    "a month that is none": ("1", "Ju", "2026"),
    "the year 0": ("1", "1", "0"),
    "the year 0000": ("1", "1", "0000"),
    "two figures of a year": ("1", "1", "26"),
    "a year of five figures": ("1", "1", "20266"),
    "the year 9999": ("31", "12", "9999"),
    "long before any police": ("1", "1", "1799"),
    "no month": ("1", "", "2026"),
    "only a year": ("", "", "2026"),
    "words": ("first", "of", "spring"),
    "a negative day": ("-1", "1", "2026"),
    "figures of another script": ("١", "1", "2026"),
    "markup": ("<b>", '">', "&"),
}


def asked_for_days() -> Iterator[tuple[Step, Question]]:
    for step in the_law().steps.values():
        for question in step.asks:
            if question.kind in DAYS:
                yield step, question


ASKED = list(asked_for_days())


def boxes(name: str, typed: Typed, at: str = "10:00") -> dict[str, str]:
    return {
        **dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), typed, strict=True)),
        f"{name}_time": at,
    }


def written(day: date) -> Typed:
    return str(day.day), str(day.month), str(day.year)


def a_form(step: Step, matter: Matter, given: dict[str, str]) -> StepForm:
    today = boxes("on", written(timezone.localdate()))
    posted = QueryDict(mutable=True)
    posted.update({**today, **given})
    return StepForm(step, matter, a_handler(), posted)


def errors_of(step: Step, question: Question, matter: Matter, typed: Typed, at: str = "10:00") -> list[str]:
    name = field_name(question.name)
    return [str(error) for error in a_form(step, matter, boxes(name, typed, at)).errors.get(name, [])]


def test_there_are_steps_that_ask_for_days() -> None:
    assert len(ASKED) > 20


@pytest.mark.parametrize("typed", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_a_day_that_cannot_be_is_refused_by_every_step_under_the_name_of_the_question(typed: Typed) -> None:
    matter = a_complaint()
    for step, question in ASKED:
        [said] = errors_of(step, question, matter, typed)
        assert question.question in said, f"{step.key} {question.name}"


def test_a_day_to_come_is_refused_by_every_step_but_for_plans() -> None:
    matter, tomorrow = a_complaint(), written(timezone.localdate() + timedelta(days=1))
    for step, question in ASKED:
        said = errors_of(step, question, matter, tomorrow)
        assert bool(said) is (question.name not in LOOKS_AHEAD), f"{step.key} {question.name}"
        assert all(question.question in one for one in said)


def test_a_plan_for_today_or_for_the_next_century_is_refused() -> None:
    matter, today = a_complaint(), timezone.localdate()
    for step, question in ASKED:
        if question.name in LOOKS_AHEAD:
            for typed in (written(today), ("1", "1", "2126")):
                [said] = errors_of(step, question, matter, typed)
                assert question.question in said


@pytest.mark.parametrize("at", ["25:00", "9:7", "noonish", "13pm", ""])
def test_a_time_that_cannot_be_is_refused_under_the_name_of_the_question(at: str) -> None:
    matter = a_complaint()
    for step, question in ASKED:
        if question.kind is AnswerKind.MOMENT:
            [said] = errors_of(step, question, matter, ("2", "3", "2026"), at)
            assert question.question in said


@pytest.mark.parametrize("typed", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_the_form_shows_again_what_was_typed(typed: Typed) -> None:
    matter = a_complaint()
    for step, question in ASKED:
        name = field_name(question.name)
        shown = str(a_form(step, matter, boxes(name, typed))[name])
        assert all(f'value="{escape(part)}"' in shown for part in typed if part), (
            f"{step.key} {question.name}"
        )


@pytest.mark.parametrize("typed", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_the_day_of_the_step_itself_is_named(typed: Typed) -> None:
    step = the_law().steps["complaint.log"]
    [said] = a_form(step, a_complaint(), boxes("on", typed)).errors["on"]
    assert "the day this was done" in str(said).lower()


def test_a_day_before_the_complaint_names_the_question_it_answers() -> None:
    step = the_law().steps["complaint.log"]
    question = next(one for one in step.asks if one.name == "handling-started")
    [said] = errors_of(step, question, a_complaint(), ("1", "1", "2026"))
    assert question.question in said
    assert "2 March 2026, when the complaint was made" in said


@pytest.fixture
def handler() -> Client:
    return signed_in(a_handler())


@pytest.mark.parametrize("typed", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_the_page_of_a_step_answers_a_mistyped_day_and_nothing_is_done(handler: Client, typed: Typed) -> None:
    matter = a_complaint()
    given = {
        **boxes("handling-started", typed),
        **boxes("on", written(timezone.localdate())),
        "summary": "Rudeness.",
    }
    page = handler.post(f"/matters/{matter.reference}/steps/complaint.log/", given)
    text = page.content.decode()
    assert page.status_code == 200
    assert "There is a problem" in text
    assert "Rudeness." in text
    matter.refresh_from_db()
    assert matter.intake == "received"


def test_days_in_the_wrong_order_are_refused_on_the_page(handler: Client) -> None:
    matter = a_logged_complaint(a_handler())
    step = the_law().steps["review.misdirected"]
    given = {
        **boxes("misdirected-received", ("20", "3", "2026")),
        **boxes("misdirected-forwarded", ("12", "3", "2026")),
    }
    form = a_form(step, matter, given)
    [said] = form.errors["misdirected-forwarded"]
    assert "On which day was it forwarded?" in str(said)
    assert "20 March 2026" in str(said)
