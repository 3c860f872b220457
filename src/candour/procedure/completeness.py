"""Walks the boundary values of every rule's conditions and finds gaps and overlaps between its versions."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from candour.procedure.conditions import Condition, Line, Operator
from candour.procedure.dates import in_words
from candour.procedure.facts import NOT_HAPPENED, Fact, FactKind
from candour.procedure.law import Law
from candour.procedure.rules import Rule

_ONE = timedelta(days=1)


@dataclass(frozen=True)
class Problem:
    """A case that the rule answers twice, or not at all, with the facts of that case."""

    rule: str
    kind: str
    versions: tuple[str, ...]
    facts: tuple[tuple[str, Any], ...]

    @property
    def sentence(self) -> str:
        case = ", ".join(f"{name} = {_shown(value)}" for name, value in self.facts)
        if self.kind == "gap":
            return f"{self.rule}: no version governs, and no 'outside' names it, where {case or 'nothing is stated'}"
        return f"{self.rule}: {' and '.join(self.versions)} both hold where {case}"


def check_law(law: Law) -> list[Problem]:
    """Every gap and overlap of every rule; empty when each case is governed once or expressly outside."""
    return [problem for rule in law.rules.values() for problem in check_rule(rule)]


def check_rule(rule: Rule) -> list[Problem]:
    conditions = {version.id: version.applies for version in rule.governing}
    outside = [one.condition for one in rule.outside]
    lines = [line for condition in (*conditions.values(), *outside) for line in condition.lines]
    if not conditions:
        return []
    triggers = {version.trigger for version in rule.governing}
    return [problem for case in cases(lines, started_by=triggers) if (problem := _judge(rule, case, conditions, outside, lines))]


def _judge(
    rule: Rule, case: dict[str, Any], conditions: dict[str, Condition], outside: list[Condition], lines: list[Line]
) -> Problem | None:
    holding = tuple(name for name, condition in conditions.items() if condition.answer(case))
    left_out = any(condition.answer(case) for condition in outside)
    facts = tuple(sorted(case.items()))
    if len(holding) > 1:
        return Problem(rule.key, "overlap", holding, facts)
    if holding and left_out:
        return Problem(rule.key, "overlap", (*holding, "an 'outside'"), facts)
    if not holding and not left_out and _has_started(case, lines):
        return Problem(rule.key, "gap", (), facts)
    return None


def _has_started(case: dict[str, Any], lines: list[Line]) -> bool:
    """Whether the dated facts of the case lie on or after the first day that the rule's conditions name for each."""
    named: dict[str, date] = {}
    for line in lines:
        if line.operator in (Operator.ON_OR_AFTER, Operator.BEFORE):
            named[line.fact.name] = min(named.get(line.fact.name, line.value), line.value)
    if not named:
        return True
    happened = [(case[name], first) for name, first in named.items() if case[name] is not NOT_HAPPENED]
    return bool(happened) and all(day >= first for day, first in happened)


def cases(lines: list[Line], *, started_by: Container[str | None] = ()) -> Iterator[dict[str, Any]]:
    """Every combination of values that the lines can tell apart, all facts known; those that start the clock have
    happened."""
    facts = {line.fact.name: line.fact for line in lines}
    facts |= {line.at.name: line.at for line in lines if line.at}
    told = {name: _told_apart(fact, lines, may_not_happen=name not in started_by) for name, fact in facts.items()}
    for values in product(*told.values()):
        yield dict(zip(told, values, strict=True))


def _told_apart(fact: Fact, lines: list[Line], *, may_not_happen: bool) -> list[Any]:
    """Boundary values of one fact, one for each way in which its lines can answer."""
    own = [line for line in lines if line.fact == fact]
    distinct: dict[tuple[Any, ...], Any] = {}
    for value in boundary_values(fact, own):
        if value is NOT_HAPPENED and not may_not_happen:
            continue
        stated = {fact.name: value} | {line.at.name: date.min for line in own if line.at}
        distinct.setdefault(tuple(line.answer(stated) for line in own), value)
    return list(distinct.values())


def boundary_values(fact: Fact, lines: list[Line]) -> list[Any]:
    """The day before, the day and the day after each date named; yes and no; each code that the
    fact takes, named by a line or not."""
    if fact.dated:
        named = {line.value for line in lines if isinstance(line.value, date)}
        days = sorted({day + step for day in named for step in (-_ONE, timedelta(0), _ONE)})
        return [*days, NOT_HAPPENED] if days else [date(2020, 2, 1), NOT_HAPPENED]
    if fact.kind is FactKind.YES_NO:
        return [True, False]
    return list(fact.values)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is NOT_HAPPENED:
        return "has not happened"
    return in_words(value) if isinstance(value, date) else str(value)
