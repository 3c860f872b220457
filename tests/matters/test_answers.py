"""Answers that a step cannot take, whoever sends them: missing, of the wrong kind, or of no list."""

from typing import Any

import pytest

from candour.matters.actions import StepRefused
from candour.matters.models import StatedFact
from tests.make.matters import MONDAY, a_logged_complaint, all_limbs, step
from tests.make.people import a_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
RIGHT = {"recording_reason": "complainant-wish", "copy_to_subject": "give"}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"recording_reason": None}, "must be answered: Why is it being recorded"),
        ({"recording_reason": ""}, "must be answered: Why is it being recorded"),
        ({"recording_reason": "because"}, "one of the codes of its list"),
        ({"copy_to_subject": True}, "not a code"),
        ({"next_look": "soon"}, "not a date"),
        ({"mood": "good"}, "does not ask for mood"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_nothing_is_kept(wrong: dict[str, Any], why: str) -> None:
    matter = a_logged_complaint(a_handler())
    stated = StatedFact.objects.count()
    with pytest.raises(StepRefused, match=why):
        step("complaint.record", matter, a_handler(), MONDAY, **{**RIGHT, **wrong})
    assert StatedFact.objects.count() == stated


def test_a_refusal_repeats_the_question_and_never_the_answer() -> None:
    matter = a_logged_complaint(a_handler())
    with pytest.raises(StepRefused) as refused:
        step(
            "complaint.record",
            matter,
            a_handler(),
            MONDAY,
            **{**RIGHT, "recording_reason": "Robin Vale said so"},
        )
    assert "Robin Vale" not in str(refused.value)


def test_a_test_is_answered_on_limbs_that_it_has() -> None:
    matter = a_logged_complaint(a_handler())
    with pytest.raises(StepRefused, match="no limb called hearsay"):
        step(
            "complaint.recording-test",
            matter,
            a_handler(),
            MONDAY,
            limbs={**all_limbs("recording"), "hearsay": True},
        )


def test_a_step_without_a_test_takes_no_limbs() -> None:
    matter = a_logged_complaint(a_handler())
    with pytest.raises(StepRefused, match="asks no statutory test"):
        step("complaint.record", matter, a_handler(), MONDAY, limbs=all_limbs("recording"), **RIGHT)
