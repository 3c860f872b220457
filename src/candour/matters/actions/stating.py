"""Writing down what was answered in a step: facts as the law reads them, and words."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from candour.matters.models import Party, StatedFact, StatedText
from candour.procedure.lifecycles import AnswerKind

if TYPE_CHECKING:
    from candour.matters.actions.taking import Taking

STATED = {AnswerKind.DATE, AnswerKind.MOMENT, AnswerKind.YES_NO, AnswerKind.CODE}


def state_answers(taking: "Taking") -> None:
    """Every dated, yes-no and coded answer becomes a stated fact, every text a committed one."""
    for question in taking.step.asks:
        answer = taking.answers.get(question.name)
        if answer is None or answer == "":
            continue
        if question.kind in STATED:
            state_fact(taking, question.name, answer)
        elif question.kind is AnswerKind.TEXT:
            taking.record.save(StatedText(step_taken=taking.taken, name=question.name, text=str(answer)))
    for name, value in taking.step.states.items():
        state_fact(taking, name, value)


def state_fact(taking: "Taking", name: str, value: Any, *, party: Party | None = None) -> StatedFact:
    stated = StatedFact(
        matter=taking.matter,
        party=party,
        step_taken=taking.taken,
        name=name,
        value=spelt(value),
        at=taking.at,
    )
    return taking.record.save(stated)


def spelt(value: Any) -> str:
    """A fact's value as a person would type it, which is how the law reads it back."""
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case _:
            return str(value)
