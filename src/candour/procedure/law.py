"""The whole law as loaded: what is due on stated facts, which version governs and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from candour.procedure.adjusting import NOTHING_MOVED, AskedDayMissing, adjust, stated_day, stated_days
from candour.procedure.calendars import Calendar, read_calendars
from candour.procedure.conditions import Answer
from candour.procedure.counting import Count, Counted, count_out
from candour.procedure.due import Due, Needs, NotInForce, Outcome, Turn
from candour.procedure.facts import NOT_HAPPENED, Fact, FactKind, Facts, Span, read_facts, require_declared
from candour.procedure.law_file import LawFileError, read_law_file
from candour.procedure.lifecycle_files import LifecycleReader, read_lifecycle_files, track_facts
from candour.procedure.lifecycles import Lifecycle, Step, StepStanding, standing
from candour.procedure.lists import CodeList, read_lists
from candour.procedure.rule_files import read_rules
from candour.procedure.rules import Rule, Shape, Version
from candour.procedure.statutory_tests import StatutoryTest, answer_facts, read_statutory_tests

OWN_LAW = Path(__file__).parent


class NoSuchRule(LookupError):
    """The law holds no rule of that key."""


class OverlappingVersions(LawFileError):
    """Two versions of one rule hold on the same facts: the files are wrong, and no date can be given."""


@dataclass(frozen=True)
class VersionStanding:
    """What one version answers on the facts: yes, no or None (unknown), why, and what it needs."""

    version: Version
    answer: Answer
    reasons: tuple[str, ...]
    needs: tuple[Fact, ...]


@dataclass(frozen=True)
class Law:
    facts: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    calendars: dict[str, Calendar]
    lists: Mapping[str, CodeList]
    tests: Mapping[str, StatutoryTest]
    lifecycles: Mapping[str, Lifecycle]

    def rule(self, key: str) -> Rule:
        if key not in self.rules:
            raise NoSuchRule(f"There is no rule {key!r}. 'candour law rules' lists those there are.")
        return self.rules[key]

    def versions_of(self, rule_key: str) -> tuple[Version, ...]:
        return self.rule(rule_key).versions

    def due(self, rule_key: str, facts: Facts, *, recipient: str | None = None) -> Outcome:
        """What is due under the rule on these facts, or what must first be known, or that the rule does not reach them.

        `recipient` names whose clock this is, where a rule runs one each; the facts are then that recipient's own.
        Raises FactError, NoSuchRule, NoCalendarYet, OverlappingVersions.
        """
        rule = self.rule(rule_key)
        require_declared(self.facts, facts)
        governing = self._governing(rule, facts)
        if not isinstance(governing, Version):
            return governing
        if governing.count is None:
            return self._without_figure(rule, governing, facts, recipient)
        return self._counted(rule, governing, governing.count, facts, recipient)

    def _governing(self, rule: Rule, facts: Facts) -> Version | Needs | NotInForce:
        holding: Version | None = None
        unknown: list[Version] = []
        for version in rule.governing:
            answer = version.applies.answer(facts)
            if answer is None:
                unknown.append(version)
            elif answer and holding is not None:
                raise OverlappingVersions(
                    f"rules/{rule.key.replace('.', '/')}.toml: versions {holding.id} and {version.id} both hold on the same facts."
                )
            elif answer:
                holding = version
        if unknown:
            return self._needs_conditions(rule, unknown, facts)
        return holding or NotInForce(rule, self._why_not_in_force(rule, facts))

    def _needs_conditions(self, rule: Rule, unknown: list[Version], facts: Facts) -> Needs:
        asked = {fact.name: fact for version in unknown for fact in version.applies.needs(facts)}
        triggers = {version.trigger for version in unknown if version.trigger}
        if len(triggers) == 1 and (trigger := triggers.pop()) not in facts:
            asked.setdefault(trigger, self.facts[trigger])
        return Needs(rule, tuple(asked.values()))

    def _why_not_in_force(self, rule: Rule, facts: Facts) -> tuple[str, ...]:
        for outside in rule.outside:
            if outside.condition.answer(facts):
                return (outside.gist, *outside.condition.reasons(facts))
        reasons = [reason for version in rule.governing for reason in version.applies.reasons(facts)]
        return tuple(dict.fromkeys(reasons))

    def _without_figure(self, rule: Rule, version: Version, facts: Facts, recipient: str | None) -> Outcome:
        if version.trigger and stated_day(version.trigger, facts) is None:
            return Needs(rule, (self.facts[version.trigger],))
        return Due(rule, version, facts, None, None, None, None, recipient=recipient)

    def _counted(
        self, rule: Rule, version: Version, count: Count, facts: Facts, recipient: str | None
    ) -> Outcome:
        trigger = stated_day(version.trigger or "", facts)
        if trigger is None:
            return Needs(rule, (self.facts[version.trigger or ""],))
        pauses = _pauses(version, facts) if version.pauses else ()
        turns = self._turns(version, count, trigger, facts, pauses) if version.repeats_from else ()
        if len(turns) > 1:
            trigger, count = turns[-1].started, version.repeats or count
        calendar = self.calendars[count.calendar]
        counted = count_out(trigger, count, calendar, pauses)
        last, adjustments = counted.last, NOTHING_MOVED
        if version.can_be_adjusted:
            try:
                last, adjustments = adjust(counted.last, version, facts, trigger, self.calendars)
            except AskedDayMissing as missing:
                return Needs(rule, (self.facts[missing.fact],))
        opens = _opens(rule, counted, last)
        return Due(rule, version, facts, last, opens, counted, calendar, turns, adjustments, recipient)

    def _turns(
        self, version: Version, count: Count, trigger: date, facts: Facts, pauses: tuple[Span, ...]
    ) -> tuple[Turn, ...]:
        """Each round of a clock that restarts; what was given before it first started is no round."""
        given = [day for day in stated_days(version.repeats_from or "", facts) if day >= trigger]
        turns, started, counting = [], trigger, count
        for day in (*given, None):
            last = count_out(started, counting, self.calendars[counting.calendar], pauses).last
            turns.append(Turn(started, last, day))
            started, counting = day or started, version.repeats or count
        return tuple(turns)

    def why(self, rule_key: str, facts: Facts) -> tuple[VersionStanding, ...]:
        """For every version: does it hold, not hold, or is it unknown, and for which reasons."""
        require_declared(self.facts, facts)
        return tuple(_standing_of(version, facts) for version in self.rule(rule_key).versions)

    def steps_open(self, facts: Facts, roles: Collection[str]) -> list[StepStanding]:
        """Every step of every track, open or not, with the reasons why not."""
        require_declared(self.facts, facts)
        return [standing(step, self.lifecycles[step.track], facts, roles) for step in self.steps.values()]

    @cached_property
    def steps(self) -> dict[str, Step]:
        return {step.key: step for lifecycle in self.lifecycles.values() for step in lifecycle.steps}


def load_law(path: Path = OWN_LAW) -> Law:
    """Reads and cross-checks every file of the law; raises LawFileError naming the first file that is wrong."""
    lists = read_lists(path)
    tracks = read_lifecycle_files(path)
    facts = _declared_facts(path, lists) | answer_facts(path) | track_facts(tracks)
    calendars = read_calendars(path)
    rules = read_rules(path, facts, calendars)
    tests = read_statutory_tests(path, facts)
    reader = LifecycleReader(facts, rules, tests, lists)
    lifecycles = {track: reader.read(track, table) for track, table in tracks.items()}
    _refuse_step_twice(lifecycles)
    return Law(facts, rules, calendars, lists, tests, lifecycles)


def _declared_facts(root: Path, lists: Mapping[str, CodeList]) -> dict[str, Fact]:
    """facts.toml, each code fact that names a list filled with the codes of all its editions."""
    facts = read_facts(read_law_file(root / "facts.toml", root))
    for name, fact in facts.items():
        if fact.list is not None and fact.list not in lists:
            raise LawFileError(f"facts.toml: {name}: list names {fact.list}, for which there is no file in lists/.")
        if fact.list is not None:
            facts[name] = replace(fact, values=lists[fact.list].every_code)
        if fact.assumed is not None and fact.kind is FactKind.CODE and fact.assumed not in facts[name].values:
            raise LawFileError(f"facts.toml: {name}: assumed is {fact.assumed}, which it does not take.")
    return facts


def _refuse_step_twice(lifecycles: Mapping[str, Lifecycle]) -> None:
    homes: dict[str, str] = {}
    for lifecycle in lifecycles.values():
        for step in lifecycle.steps:
            if homes.setdefault(step.key, lifecycle.track) != lifecycle.track:
                raise LawFileError(f"lifecycles/{lifecycle.track}.toml: {step.key} is a step of {homes[step.key]} too.")


def _standing_of(version: Version, facts: Facts) -> VersionStanding:
    if version.starts_unconfirmed:
        reason = f"its own start is not confirmed, so it never governs ({version.confidence_note or version.gist})"
        return VersionStanding(version, False, (reason,), ())
    applies = version.applies
    return VersionStanding(version, applies.answer(facts), applies.reasons(facts), applies.needs(facts))


def _pauses(version: Version, facts: Facts) -> tuple[Span, ...]:
    spans: list[Span] = []
    for name in version.pauses:
        value: Any = facts.get(name, ())
        if isinstance(value, Span):
            spans.append(value)
        elif value is not NOT_HAPPENED:
            spans.extend(value)
    return tuple(spans)


def _opens(rule: Rule, counted: Counted, last: date) -> date | None:
    """The first day on which the thing may be done, where the shape has one."""
    if counted.opens is not None:
        return min(counted.opens, last)
    return date.fromordinal(last.toordinal() + 1) if rule.shape is Shape.NOT_BEFORE else None
