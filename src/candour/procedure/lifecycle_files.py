"""Reads lifecycle files against the rest of the law: every state, rule, test, list and fact they name must exist."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from candour.procedure.conditions import declared_fact, read_block
from candour.procedure.facts import Fact, FactKind
from candour.procedure.law_file import (
    LawFileError,
    LawTable,
    citation,
    files_of,
    read_law_file,
    stated_confidence,
)
from candour.procedure.lifecycles import (
    AnswerKind,
    Branch,
    Lifecycle,
    PowerOrDuty,
    Question,
    Requirement,
    Start,
    State,
    Step,
    track_fact,
)
from candour.procedure.lists import CodeList
from candour.procedure.rules import Rule
from candour.procedure.statutory_tests import StatutoryTest


def read_lifecycle_files(root: Path) -> dict[str, LawTable]:
    return {path.stem: read_law_file(path, root) for path in files_of(root / "lifecycles")}


def track_facts(tables: Mapping[str, LawTable]) -> dict[str, Fact]:
    """The fact `track.TRACK` of every lifecycle, with its states as codes."""
    facts = {}
    for track, table in tables.items():
        states = [row.text("key") for row in table.tables("state", required=True)]
        facts[track_fact(track)] = Fact(
            name=track_fact(track),
            kind=FactKind.CODE,
            meaning=f"the state of the track {track}",
            stated_by="the record itself",
            values=tuple(states),
        )
    return facts


@dataclass(frozen=True)
class LifecycleReader:
    """Reads lifecycle files against the rest of the law, which they may name but not add to."""

    declared: Mapping[str, Fact]
    rules: Mapping[str, Rule]
    tests: Mapping[str, StatutoryTest]
    lists: Mapping[str, CodeList]

    def read(self, track: str, table: LawTable) -> Lifecycle:
        if table.text("track") != track:
            raise table.error("track", f"must be {track}, as the file is called")
        states = [_read_state(row) for row in table.tables("state", required=True)]
        lifecycle = Lifecycle(
            track=track,
            title=table.text("title"),
            initial=table.text("initial"),
            states={state.key: state for state in states},
            steps=tuple(self._step(row, track) for row in table.tables("step", required=True)),
        )
        table.finish()
        self._refuse_strangers(table, lifecycle, len(states))
        return lifecycle

    def _step(self, row: LawTable, track: str) -> Step:
        confidence, note = stated_confidence(row)
        asks = tuple(self._question(question) for question in row.tables("asks"))
        step = Step(
            track=track,
            key=row.text("key"),
            title=row.text("title"),
            done=row.text("done"),
            gist=row.text("gist"),
            from_states=row.texts("from", required=True),
            to=row.optional_text("to"),
            to_by=_read_branch(row.optional_table("to_by")),
            who=row.texts("who", required=True),
            source=citation(row),
            confidence=confidence,
            confidence_note=note,
            checked=row.day("checked"),
            power_or_duty=row.choice("power_or_duty", PowerOrDuty),
            test=self._named(row, "test", self.tests) if "test" in row.written else None,
            tells=row.texts("tells"),
            states=self._stated(row.optional_table("states")),
            requires=tuple(self._requirement(one) for one in row.tables("requires")),
            asks=asks,
            starts=tuple(self._start(one) for one in row.tables("starts")),
            stops=tuple(self._stop(one) for one in row.tables("stops")),
        )
        row.finish()
        self._refuse_bad_branch(row, step)
        return step

    def _named(self, row: LawTable, key: str, among: Mapping[str, object]) -> str:
        name = row.text(key)
        if name not in among:
            raise row.error(key, f"names {name}, which the law does not hold")
        return name

    def _requirement(self, row: LawTable) -> Requirement:
        requirement = Requirement(read_block(row, self.declared), row.text("reason"), citation(row))
        row.finish()
        return requirement

    def _question(self, row: LawTable) -> Question:
        question = Question(
            name=row.text("name"),
            kind=row.choice("kind", AnswerKind),
            question=row.text("question"),
            hint=row.optional_text("hint") or "",
            required=row.yes_no("required"),
            list=self._named(row, "list", self.lists) if "list" in row.written else None,
        )
        row.finish()
        fact = self.declared.get(question.name)
        if fact is not None and fact.kind.value != question.kind.value:
            raise row.error("kind", f"is {question.kind}, but the fact {fact.name} is {fact.kind}")
        if question.kind is AnswerKind.CODE and question.list is None and fact is None:
            raise row.error("list", f"is missing: {question.name} is a code, and no declared fact gives its values")
        return question

    def _stated(self, table: LawTable | None) -> Mapping[str, Any]:
        """Facts that the step itself makes so; each must be declared, with a value of its kind."""
        if table is None:
            return {}
        stated = {name: table.either(name) for name in table.written}
        for name, value in stated.items():
            fact = self.declared.get(name)
            wanted = bool if fact is not None and fact.kind is FactKind.YES_NO else str
            if fact is None or fact.dated or not isinstance(value, wanted):
                raise table.error(name, "must be a declared yes-no or code fact with a value of its kind")
            if isinstance(value, str) and value not in fact.values:
                raise table.error(name, f"cannot be {value}: it takes {', '.join(fact.values)}")
        return stated

    def _start(self, row: LawTable) -> Start:
        trigger = declared_fact(row, "from", self.declared).name if "from" in row.written else None
        start = Start(self._named(row, "rule", self.rules), trigger)
        row.finish()
        triggers = {version.trigger for version in self.rules[start.rule].versions}
        if trigger is not None and trigger not in triggers:
            raise row.error("from", f"is {trigger}, on which the clock of {start.rule} does not start")
        return start

    def _stop(self, row: LawTable) -> str:
        stopped = self._named(row, "rule", self.rules)
        row.finish()
        return stopped

    def _refuse_bad_branch(self, row: LawTable, step: Step) -> None:
        if step.to_by is None:
            return
        if step.to is not None:
            raise row.error("to_by", "and to cannot both be there")
        possible = self._possible_answers(step.to_by.answer, step)
        if possible is None:
            raise row.error("to_by", f"turns on {step.to_by.answer}, which the step does not ask")
        if possible != set(step.to_by.leads):
            raise row.error("to_by", f"must lead somewhere for exactly: {', '.join(sorted(possible))}")

    def _possible_answers(self, name: str, step: Step) -> set[str] | None:
        asked = next((question for question in step.asks if question.name == name), None)
        if asked is None:
            return None
        if asked.kind is AnswerKind.YES_NO:
            return {"yes", "no"}
        if asked.list is not None:
            return set(self.lists[asked.list].every_code)
        return set(self.declared[name].values) if name in self.declared else set()

    def _refuse_strangers(self, table: LawTable, lifecycle: Lifecycle, states: int) -> None:
        if len(lifecycle.states) < states:
            raise table.error("state", "has the same key twice")
        if len({step.key for step in lifecycle.steps}) < len(lifecycle.steps):
            raise table.error("step", "has the same key twice")
        named = {lifecycle.initial: "initial"}
        for step in lifecycle.steps:
            led_to = list(step.to_by.leads.values()) if step.to_by else [step.to] if step.to else []
            named |= dict.fromkeys((*step.from_states, *led_to), step.key)
        strangers = [f"{state} ({by})" for state, by in named.items() if state not in lifecycle.states]
        if strangers:
            raise LawFileError(f"{table.where}: no such state of this track: {', '.join(sorted(strangers))}.")


def _read_branch(table: LawTable | None) -> Branch | None:
    if table is None:
        return None
    answer = table.text("answer")
    leads = {name: table.text(name) for name in table.written if name != "answer"}
    table.finish()
    return Branch(answer, leads)


def _read_state(row: LawTable) -> State:
    title = row.text("title")
    state = State(row.text("key"), title, row.optional_text("stage") or title, row.yes_no("ended"))
    row.finish()
    return state
