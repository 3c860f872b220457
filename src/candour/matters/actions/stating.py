"""Writing down what was answered in a step: facts as the law reads them, and words."""

from typing import TYPE_CHECKING, Any

from candour.deadlines.law import one_spelling
from candour.matters.models import Party, StatedFact, StatedText
from candour.procedure.lifecycles import AnswerKind

if TYPE_CHECKING:
    from candour.matters.actions.taking import Taking

STATED = {AnswerKind.DATE, AnswerKind.MOMENT, AnswerKind.YES_NO, AnswerKind.CODE}


def state_answers(taking: "Taking") -> None:
    """Every dated, yes-no and coded answer becomes a stated fact, every text a committed one."""
    given = [(question, taking.answers.get(question.name)) for question in taking.step.asks]
    given = [(question, answer) for question, answer in given if answer is not None and answer != ""]
    facts = [_stated(taking, question.name, answer) for question, answer in given if question.kind in STATED]
    facts += [_stated(taking, name, value) for name, value in taking.step.states.items()]
    texts = [(question.name, str(answer)) for question, answer in given if question.kind is AnswerKind.TEXT]
    taking.record.add(facts)
    taking.has_stated(*facts)
    taking.record.add([StatedText(step_taken=taking.taken, name=name, text=text) for name, text in texts])


def state_fact(taking: "Taking", name: str, value: Any, *, party: Party | None = None) -> StatedFact:
    fact = taking.record.save(_stated(taking, name, value, party=party))
    taking.has_stated(fact)
    return fact


def _stated(taking: "Taking", name: str, value: Any, *, party: Party | None = None) -> StatedFact:
    return StatedFact(
        matter=taking.matter,
        party=party,
        step_taken=taking.taken,
        name=name,
        value=one_spelling(value),
        at=taking.at,
    )
