"""Answers that cannot be taken: one that is missing, a code that no list holds, a test left unanswered."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from candour.deadlines.law import the_law
from candour.matters.codes import question_choices
from candour.matters.models import Matter
from candour.procedure.lifecycles import AnswerKind, Question, Step

KINDS: dict[AnswerKind, type] = {
    AnswerKind.DATE: date,
    AnswerKind.MOMENT: date,
    AnswerKind.YES_NO: bool,
    AnswerKind.TEXT: str,
    AnswerKind.CODE: str,
}


def answer_problems(
    step: Step, matter: Matter, answers: Mapping[str, Any], limbs: Collection[str]
) -> list[str]:
    """Sentences that name the question, never the answer."""
    asked = {question.name for question in step.asks}
    problems = [f"This step does not ask for {name}." for name in answers if name not in asked]
    for question in step.asks:
        problems += _problems_with(question, matter, answers.get(question.name))
    return problems + _test_problems(step, limbs)


def _problems_with(question: Question, matter: Matter, answer: Any) -> list[str]:
    if answer is None or answer in ("", []):
        return [f"This must be answered: {question.question}"] if question.required else []
    if not isinstance(answer, KINDS.get(question.kind, object)):
        return [f"This is not a {question.kind}: {question.question}"]
    if question.kind is AnswerKind.CODE and answer not in _codes(question, matter):
        return [f"This takes one of the codes of its list: {question.question}"]
    return []


def _codes(question: Question, matter: Matter) -> set[str]:
    return {code for code, _ in question_choices(question, matter.made_on or matter.received_on)}


def _test_problems(step: Step, limbs: Collection[str]) -> list[str]:
    if step.test is None:
        return ["This step asks no statutory test."] if limbs else []
    test = the_law().tests[step.test]
    if not limbs:
        return [f"Its test must be answered limb by limb: {test.question}"]
    known = {limb.key for limb in test.limbs}
    return [f"The test has no limb called {limb}." for limb in limbs if limb not in known]
