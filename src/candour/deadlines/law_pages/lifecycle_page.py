"""What the page of a lifecycle shows: the drawing, the states, and each step with its law."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.rule_page import sentence_of
from candour.look.diagrams import Diagram, lifecycle_diagram
from candour.look.diagrams import Step as Line
from candour.procedure.lifecycles import Lifecycle, PowerOrDuty, Step
from candour.procedure.rules import Rule
from candour.procedure.statutory_tests import StatutoryTest
from candour.procedure.wording import all_in_words

MOST_LINES = (
    12  # a step that joins more pairs of states is named below the drawing, which it would only tangle
)


@dataclass(frozen=True)
class StepShown:
    step: Step
    duty: bool
    who: str
    tells: str
    move: str
    note: str
    test: StatutoryTest | None
    starts: list[Rule]
    stops: list[Rule]


@dataclass(frozen=True)
class LifecyclePage:
    lifecycle: Lifecycle
    description: str
    diagram: Diagram
    not_drawn: list[Step]
    steps: list[StepShown]


def lifecycle_page(lifecycle: Lifecycle) -> LifecyclePage:
    states = [state.title for state in lifecycle.states.values()]
    terms = {"first": lifecycle.states[lifecycle.initial].title, "number": len(lifecycle.steps)}
    return LifecyclePage(
        lifecycle=lifecycle,
        description=_("It begins at “%(first)s”; %(number)s steps move it or act within it.") % terms,
        diagram=lifecycle_diagram(states, drawn_lines(lifecycle)),
        not_drawn=[step for step in lifecycle.steps if len(pairs_of(step)) > MOST_LINES],
        steps=[_shown(step, lifecycle) for step in lifecycle.steps],
    )


def drawn_lines(lifecycle: Lifecycle) -> list[Line]:
    """A line for each pair of states, with the steps that lead from one to the other."""
    names: dict[tuple[str, str], list[str]] = {}
    for step in lifecycle.steps:
        pairs = pairs_of(step)
        for pair in pairs if len(pairs) <= MOST_LINES else ():
            names.setdefault(pair, []).append(step.title)
    titles = {key: state.title for key, state in lifecycle.states.items()}
    return [Line("; ".join(steps), titles[start], titles[end]) for (start, end), steps in names.items()]


def pairs_of(step: Step) -> list[tuple[str, str]]:
    """The states that the step leads from and to; none for a step that moves nothing."""
    return [(start, end) for start in step.from_states for end in leads_to(step) if end != start]


def leads_to(step: Step) -> list[str]:
    if step.to_by is not None:
        return list(dict.fromkeys(step.to_by.leads.values()))
    return [step.to] if step.to else []


def _shown(step: Step, lifecycle: Lifecycle) -> StepShown:
    law = the_law()
    return StepShown(
        step=step,
        duty=step.power_or_duty is PowerOrDuty.DUTY,
        who=capfirst(all_in_words(step.who)),
        tells=all_in_words(step.tells),
        move=_move(step, lifecycle),
        note=sentence_of(step.confidence_note),
        test=law.tests[step.test] if step.test else None,
        starts=[law.rules[start.rule] for start in step.starts],
        stops=[law.rules[stopped] for stopped in step.stops],
    )


def _move(step: Step, lifecycle: Lifecycle) -> str:
    starts = _(" or ").join(f"“{lifecycle.states[key].title}”" for key in step.from_states)
    ends = _(" or ").join(f"“{lifecycle.states[key].title}”" for key in leads_to(step))
    if not ends:
        return _("At %(starts)s; it moves nothing") % {"starts": starts}
    return _("From %(starts)s to %(ends)s") % {"starts": starts, "ends": ends}
