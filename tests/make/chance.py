"""Answers drawn by chance to whatever a step asks, so that any order of lawful steps can be tried."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline
from candour.matters.actions.days import LOOKS_AHEAD
from candour.matters.codes import question_choices
from candour.matters.facts import facts_of
from candour.matters.models import Matter
from candour.papers.models import Document
from candour.procedure.lifecycles import AnswerKind, Question, Step
from tests.make.people import an_investigator_to_be


def drawn_answers(draw: Any, step: Step, matter: Matter, at: datetime) -> dict[str, Any]:
    """Every required question is answered, others by the toss of a coin."""
    asked = [question for question in step.asks if question.required or draw(st.booleans())]
    return {question.name: drawn_answer(draw, question, matter, at) for question in asked}


def drawn_answer(draw: Any, question: Question, matter: Matter, at: datetime) -> Any:
    match question.kind:
        case AnswerKind.DATE:
            return drawn_day(draw, question, matter, at.date())
        case AnswerKind.MOMENT:
            return at - timedelta(hours=draw(st.integers(0, 48)))
        case AnswerKind.YES_NO:
            return draw(st.booleans())
        case AnswerKind.CODE:
            return draw(st.sampled_from([code for code, _ in question_choices(question, matter.received_on)]))
        case AnswerKind.PARTY:
            return draw(st.sampled_from(list(matter.parties.filter(person__isnull=False))))
        case AnswerKind.BODY:
            return Body.objects.get(pk=draw(st.sampled_from(["wexmoor-pcc", "essex"])))
        case AnswerKind.LIST:
            return an_investigator_to_be()
        case AnswerKind.FILE:
            return list(Document.objects.filter(case_file=matter.case_file))
        case _:
            return "Words of no meaning."


def drawn_day(draw: Any, question: Question, matter: Matter, today: date) -> date:
    if question.name in LOOKS_AHEAD:
        return today + timedelta(days=draw(st.integers(1, 60)))
    if question.name == "overrun-period-ended":
        owed = Deadline.objects.for_subject(matter.pk).owed().filter(rule="timeliness.overrun").first()
        return owed.due if owed and owed.due else today
    return today - timedelta(days=draw(st.sampled_from([0, 0, 0, 0, 1, 5])))


def drawn_limbs(draw: Any, step: Step, matter: Matter, on: date) -> dict[str, bool | None]:
    if step.test is None:
        return {}
    limbs = the_law().tests[step.test].limbs_for(facts_of(matter, on=on))
    same = draw(st.sampled_from([True, False, False, None]))
    odd = draw(st.sampled_from([limb.key for limb in limbs]))
    return {limb.key: draw(st.booleans()) if limb.key == odd else same for limb in limbs}
