"""Explaining a stored deadline: the trail worked out again from the facts it was computed from."""

from dataclasses import dataclass
from datetime import date

from candour.deadlines.law import read_facts, the_law
from candour.deadlines.models import Deadline
from candour.look.trails import Trail as CalendarTrail
from candour.look.trails import trail_of
from candour.procedure.due import Due
from candour.procedure.rules import Rule, Shape, Version
from candour.procedure.trail import Standing


@dataclass(frozen=True)
class Explained:
    """`same_text` False: the law's text was corrected since; the stored date stands until somebody moves it."""

    rule: Rule
    version: Version | None
    why: tuple[str, ...]
    lines: tuple[str, ...]
    calendar: CalendarTrail | None
    same_text: bool
    would_be: date | None


def explain(deadline: Deadline) -> Explained:
    rule = the_law().rule(deadline.rule)
    answer = the_law().due(deadline.rule, read_facts(deadline.facts))
    if not isinstance(answer, Due):
        return Explained(rule, None, (), (), None, same_text=not deadline.version_hash, would_be=None)
    same = answer.version_hash == deadline.version_hash
    return Explained(
        rule=rule,
        version=answer.version,
        why=answer.why,
        lines=tuple(answer.trail.lines()),
        calendar=calendar_of(answer),
        same_text=same,
        would_be=None if same else day_owed(answer, deadline.due),
    )


def day_owed(answer: Due, standing: date | None) -> date | None:
    """Of periods that follow each other, the end of the one that the deadline stands in."""
    if answer.shape is Shape.PERIOD_ENDS and answer.due and standing:
        return answer.period_on(standing).last
    return answer.due


def calendar_of(answer: Due) -> CalendarTrail | None:
    """The months to draw; nothing for a duty without a figure."""
    if answer.counted is None:
        return None
    days = [
        (day.day, day.standing is Standing.COUNTED, day.why)
        for day in answer.trail.days()
        if day.standing is not Standing.TRIGGER
    ]
    return trail_of(days, trigger=answer.counted.trigger, due=answer.due)
