"""Taking a step of the law: is it open to this person, what was answered, what moves, which clocks start and stop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, cast

from django.db import connection

from candour.accounts.access import may_take, require
from candour.accounts.codes import Function
from candour.accounts.models import User
from candour.accounts.models.reading_once import roles_read_once
from candour.accounts.models.written_once import Question, key
from candour.deadlines.actions import OWED_ON, already_read, owed_now
from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline
from candour.ledger.newest import newest_entry_about
from candour.ledger.writing import Record, entry
from candour.matters.actions.answers import answer_problems
from candour.matters.actions.clocks import settle_clocks
from candour.matters.actions.days import day_problems
from candour.matters.actions.stating import state_answers
from candour.matters.facts import Facts, MatterRows, facts_of, rows_of
from candour.matters.models import LimbAnswer, Matter, Party, StatedFact, StepTaken, TestAnswer
from candour.matters.separation import function_of
from candour.procedure.dates import london_day
from candour.procedure.lifecycles import Reason, Step, standing

Answers = Mapping[str, Any]
"""By the name of the question: a date, moment, yes-no, code, words, or a row of this matter."""


AS_IT_STANDS = Question(lambda: Matter.objects.select_for_update().filter(pk=key("matter")))
KEPT_INFORMED = Question(lambda: Party.objects.filter(matter=key("matter")).kept_informed())


class StepRefused(Exception):
    """The law does not allow the step now; each reason names its provision."""

    def __init__(self, step: Step, reasons: tuple[Reason, ...]) -> None:
        super().__init__(" ".join(f"{reason.text} ({', '.join(reason.source)})" for reason in reasons))
        self.step, self.reasons = step, reasons


@dataclass(frozen=True)
class Limbs:
    """A person's answers to the limbs of the step's test, and their reasons."""

    holds: Mapping[str, bool | None] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Taking:
    """One step being taken: what its effects need to know."""

    step: Step
    matter: Matter
    answers: Answers
    limbs: Limbs
    by: User | None
    on: date
    at: datetime
    taken: StepTaken
    function: Function | None = None
    record: Record = field(init=False)
    before: Facts = field(default_factory=dict)
    test_outcome: str = ""
    rows: MatterRows | None = None
    """What the matter's facts are read from; None once this step has written what they do not follow."""
    owed: list[Deadline] = field(default_factory=list)
    _informed: list[Party] | None = None

    def facts(self, party: Party | None = None) -> Facts:
        """As they stand now, with what the step has written so far; with `party`, that person's own."""
        owed = _days_owed(owed_now(self.record, self.matter.pk))
        self.rows = replace(self.rows, owed=owed) if self.rows else rows_of(self.matter, owed=owed)
        return facts_of(self.matter, on=self.on, party=party, rows=self.rows)

    def has_stated(self, *facts: StatedFact) -> None:
        """Written just now: known from here on without another reading."""
        if self.rows:
            self.rows = replace(self.rows, stated=[*self.rows.stated, *facts])

    def has_answered(self, test: str, outcome: str) -> None:
        if self.rows:
            self.rows = replace(self.rows, answers=[*self.rows.answers, (test, outcome)])

    def informed(self) -> Sequence[Party]:
        """Those whom sections 20 and 21 protect."""
        if self._informed is None:
            self._informed = KEPT_INFORMED(matter=self.matter.pk)
        return self._informed


def take(
    step_key: str,
    *,
    matter: Matter,
    by: User | None,
    on: date,
    at: datetime,
    answers: Answers | None = None,
    limbs: Limbs | None = None,
) -> Taking:
    """Take the step; everything is written in one transaction, or nothing is.

    `by` is None only for what a member of the public does through a public form. Raises StepRefused, NotPermitted,
    Overtaken.
    """
    with roles_read_once():
        return _take(the_law().steps[step_key], matter, by, on, at, answers, limbs)


def _take(
    step: Step,
    matter: Matter,
    by: User | None,
    on: date,
    at: datetime,
    answers: Answers | None,
    limbs: Limbs | None,
) -> Taking:
    from candour.matters.actions.effects import effect_of

    function = None if by is None else function_of(step, by, matter, on)
    if by is not None:
        require(may_take(by, matter.case_file, step.who, function, on=on))
    taken = StepTaken(matter=matter, step=step.key, on=on, at=at, by=by)
    taking = Taking(step, matter, dict(answers or {}), limbs or Limbs(), by, on, at, taken, function)
    seen = _seen_before_its_turn(taking)
    acting = "public" if by is None else None
    with entry(
        step.key, subject=matter, by=None if by is None else by.pk, at=at, on=on, acting_as=acting
    ) as record:
        taking.record = record
        if seen is None or seen != newest_entry_about(matter):
            _look(taking)
        already_read(record, matter.pk, taking.owed)
        record.save(taken)
        _answer_test(taking)
        state_answers(taking)
        effect_of(step.key)(taking)
        _move_track(taking)
        settle_clocks(taking)
    return taking


def _seen_before_its_turn(taking: Taking) -> int | None:
    """The newest entry about the matter when it was looked at, or None where that is left for later.

    SQLite lets one write at a time, so what can be read before is read before. It stands as long as there is no newer
    entry: each act that changes what is looked at says in its entry that it is about this matter.
    """
    if connection.features.has_select_for_update:
        return None
    newest = newest_entry_about(taking.matter)
    _look(taking)
    return newest


def _look(taking: Taking) -> None:
    """What the step rests on, and whether it is open on that. Steps of one matter are taken one after the other: a page
    opened before another step does not decide on what was."""
    taking.matter.take_over(_as_it_stands(taking.matter))
    taking.owed = OWED_ON(subject=taking.matter.pk)
    taking.rows = rows_of(taking.matter, owed=_days_owed(taking.owed))
    taking.before = facts_of(taking.matter, on=taking.on, rows=taking.rows)
    taking._informed = None
    _refuse_days(taking)
    _refuse_closed(taking)


def _as_it_stands(matter: Matter) -> Matter:
    for row in AS_IT_STANDS(matter=matter.pk):
        return cast(Matter, row)
    raise Matter.DoesNotExist


def _days_owed(deadlines: Sequence[Deadline]) -> list[tuple[str, date | None]]:
    return [(row.rule, row.due) for row in deadlines]


def _refuse_days(taking: Taking) -> None:
    step, today = taking.step, london_day(taking.at)
    problems = answer_problems(step, taking.matter, taking.answers, taking.limbs.holds)
    if not problems:
        days = day_problems(step, taking.matter, taking.answers, taking.before, on=taking.on, today=today)
        problems = [text for _, text in days]
    if problems:
        raise StepRefused(step, tuple(Reason(text, step.source) for text in problems))


def _refuse_closed(taking: Taking) -> None:
    """The step must be open on the facts, with its own test taken as it is being answered now."""
    step, facts = taking.step, dict(taking.before)
    if step.test and taking.limbs.holds:
        facts[f"answered.{step.test}"] = _outcome(taking, facts)
    lifecycle = the_law().lifecycles[step.track]
    found = standing(step, lifecycle, facts, step.who)
    if not found.open:
        raise StepRefused(step, found.reasons)


def _outcome(taking: Taking, facts: Facts) -> str:
    return the_law().tests[taking.step.test or ""].outcome(taking.limbs.holds, facts).value


def _answer_test(taking: Taking) -> None:
    test = the_law().tests.get(taking.step.test or "")
    if test is None or not taking.limbs.holds:
        return
    taking.test_outcome = _outcome(taking, taking.before)
    answer = TestAnswer(
        matter=taking.matter,
        test=test.key,
        test_hash=test.hash,
        outcome=taking.test_outcome,
        on=taking.on,
        at=taking.at,
        by=taking.by,
    )
    taking.record.save(answer)
    spoken = {True: "yes", False: "no", None: "cannot-say"}
    reasons = taking.limbs.reasons
    limbs = [
        LimbAnswer(answer=answer, limb=limb, holds=spoken[holds], reasons=reasons.get(limb, ""))
        for limb, holds in taking.limbs.holds.items()
    ]
    taking.record.add(limbs)
    taking.has_answered(test.key, taking.test_outcome)
    taking.record.note(test=test.key, outcome=taking.test_outcome)


def _move_track(taking: Taking) -> None:
    step, matter = taking.step, taking.matter
    reached = step.state_after(_spoken(taking.answers))
    if reached is None:
        return
    left = getattr(matter, step.track)
    setattr(matter, step.track, reached)
    taking.record.save(matter, expect={step.track: left})
    taking.record.note(track=step.track, left=left, reached=reached)


def _spoken(answers: Answers) -> dict[str, str]:
    """The answers that may settle where a step leads: codes as they are, yes and no as words."""
    words = {
        name: ("yes" if answer else "no") for name, answer in answers.items() if isinstance(answer, bool)
    }
    return words | {name: answer for name, answer in answers.items() if isinstance(answer, str)}
