"""Days that cannot be right: in the future, before the complaint, or out of order."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from candour.deadlines.law import day_of, the_law
from candour.matters.facts import Facts, first_day
from candour.matters.models import Matter, MatterKind
from candour.procedure.lifecycles import AnswerKind, Question, Step

LOOKS_AHEAD = {"estimated-end", "estimated-report", "next-look"}
"""Questions whose answer is a plan: the only days that may, and must, lie ahead."""
MAY_COME_BEFORE = {"overrun-period-ended", "proceedings-started"}
AFTER = {
    "review-right-provided": "outcome-decided",
    "review-applied-for": "review-right-provided",
    "review-decided": "review-applied-for",
    "review-recommendation-made": "review-decided",
    "misdirected-forwarded": "misdirected-received",
    "report-submitted": "handling-started",
    "outcome-decided": "handling-started",
    "outcome-sent": "outcome-decided",
    "review-letter-dated": "review-decided",
    "views-sought": "report-submitted",
    "resumption-letter-sent": "criminal-proceedings-concluded",
    "re-investigation-ordered": "outcome-decided",
}
"""A day that cannot come before another: a letter is not provided before the outcome is decided."""


def day_problems(
    step: Step, matter: Matter, answers: Mapping[str, Any], known: Facts, *, on: date, today: date
) -> list[tuple[str, str]]:
    """The question's name (`on` for the step's own day) and what is wrong, in a sentence."""
    problems = [("on", text) for text in _step_day(matter, on, today)]
    for question in step.asks:
        day = (
            day_of(answers.get(question.name))
            if question.kind in {AnswerKind.DATE, AnswerKind.MOMENT}
            else None
        )
        if day is not None:
            problems += [(question.name, text) for text in _answer_day(question, day, matter, today)]
            earlier = AFTER.get(question.name)
            before = earlier and (day_of(answers.get(earlier)) or first_day(known, earlier))
            if before and day < before:
                words = the_law_calls(step, earlier or "")
                problems.append((question.name, f"This day cannot be before {spoken(before)}, {words}."))
    return problems


def _step_day(matter: Matter, on: date, today: date) -> list[str]:
    if on > today:
        return ["The day of the step must be today or in the past."]
    if on < matter.received_on:
        return [
            f"The day of the step cannot be before {spoken(matter.received_on)}, {_came(matter, 'was received')}."
        ]
    return []


def _answer_day(question: Question, day: date, matter: Matter, today: date) -> list[str]:
    if question.name in LOOKS_AHEAD:
        return [] if day > today else ["This day must be in the future."]
    if day > today:
        return ["This day must be today or in the past."]
    declared = the_law().facts.get(question.name)
    if declared and declared.not_before and day < declared.not_before:
        return [f"This day cannot be before {spoken(declared.not_before)}: the law knew none earlier."]
    first = matter.made_on or matter.received_on
    if day < first and question.name not in MAY_COME_BEFORE:
        return [f"This day cannot be before {spoken(first)}, {_came(matter, 'was made')}."]
    return []


def _came(matter: Matter, how: str) -> str:
    complaint = matter.kind == MatterKind.COMPLAINT
    return f"when the complaint {how}" if complaint else "when the matter came to notice"


def the_law_calls(step: Step, name: str) -> str:
    """What the other day is: the fact's meaning, or the question where the law declares no such fact."""
    fact = the_law().facts.get(name)
    if fact is not None:
        return fact.meaning.rstrip(".")
    asked = next(question.question for question in step.asks if question.name == name)
    return f"the answer to “{asked}”"


def spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
