"""Tracks and their steps: which step is open on the facts, to whom, and why another is not."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from candour.procedure.conditions import Answer, Block
from candour.procedure.facts import Facts
from candour.procedure.law_file import Confidence
from candour.procedure.wording import all_in_words


class PowerOrDuty(StrEnum):
    POWER = "power"
    DUTY = "duty"


class AnswerKind(StrEnum):
    DATE = "date"
    MOMENT = "moment"
    YES_NO = "yes-no"
    CODE = "code"
    TEXT = "text"
    PARTY = "party"
    ALLEGATION = "allegation"
    LIST = "list"
    BODY = "body"
    FILE = "file"


@dataclass(frozen=True)
class State:
    key: str
    title: str
    stage: str
    ended: bool


@dataclass(frozen=True)
class Requirement:
    block: Block
    reason: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """What a step asks of the person who takes it."""

    name: str
    kind: AnswerKind
    question: str
    hint: str
    required: bool
    list: str | None


@dataclass(frozen=True)
class Start:
    rule: str
    trigger: str | None


@dataclass(frozen=True)
class Branch:
    """The state that a step leads to, by what was answered."""

    answer: str
    leads: Mapping[str, str]


@dataclass(frozen=True)
class Step:
    """`title` says what is to be done, `done` what was: the one is on a button, the other in the record."""

    track: str
    key: str
    title: str
    done: str
    gist: str
    from_states: tuple[str, ...]
    to: str | None
    to_by: Branch | None
    who: tuple[str, ...]
    source: tuple[str, ...]
    confidence: Confidence
    confidence_note: str
    checked: date
    power_or_duty: PowerOrDuty
    test: str | None
    tells: tuple[str, ...]
    states: Mapping[str, Any]
    requires: tuple[Requirement, ...]
    asks: tuple[Question, ...]
    starts: tuple[Start, ...]
    stops: tuple[str, ...]

    def state_after(self, answers: Mapping[str, str]) -> str | None:
        """The track's state once the step is taken; None where it moves nothing.

        `answers` hold the codes given, `yes` and `no` for yes-no. Raises KeyError for an answer that leads nowhere.
        """
        return self.to if self.to_by is None else self.to_by.leads[answers[self.to_by.answer]]


@dataclass(frozen=True)
class Lifecycle:
    track: str
    title: str
    initial: str
    states: Mapping[str, State]
    steps: tuple[Step, ...]

    @property
    def fact(self) -> str:
        return track_fact(self.track)


@dataclass(frozen=True)
class Reason:
    text: str
    source: tuple[str, ...]


@dataclass(frozen=True)
class StepStanding:
    """Whether a step may be taken now, and if not, each reason why."""

    step: Step
    open: bool
    reasons: tuple[Reason, ...]


def track_fact(track: str) -> str:
    return f"track.{track}"


def standing(step: Step, lifecycle: Lifecycle, facts: Facts, roles: Collection[str]) -> StepStanding:
    """A track of which nothing is stated stands in its initial state."""
    state = str(facts.get(lifecycle.fact, lifecycle.initial))
    facts = {**facts, lifecycle.fact: state}
    reasons = [*_wrong_state(step, lifecycle, state), *_wrong_role(step, roles)]
    for requirement in step.requires:
        reasons.extend(_unmet(requirement, facts))
    return StepStanding(step, not reasons, tuple(reasons))


def _wrong_state(step: Step, lifecycle: Lifecycle, state: str) -> list[Reason]:
    if state in step.from_states:
        return []
    now = lifecycle.states[state].title if state in lifecycle.states else state
    wanted = " or ".join(lifecycle.states[key].title for key in step.from_states)
    return [Reason(f"{lifecycle.title} stands at “{now}”; this is for “{wanted}”.", step.source)]


def _wrong_role(step: Step, roles: Collection[str]) -> list[Reason]:
    if not step.who or any(role in step.who for role in roles):
        return []
    return [for_others(step)]


def for_others(step: Step) -> Reason:
    """Why somebody without the role for it may not take a step."""
    return Reason(f"This is for: {all_in_words(step.who)}.", step.source)


def _unmet(requirement: Requirement, facts: Facts) -> list[Reason]:
    answer: Answer = requirement.block.answer(facts)
    if answer is True:
        return []
    if answer is False:
        return [Reason(requirement.reason, requirement.source)]
    needed = [fact for fact in requirement.block.needs(facts) if not fact.name.startswith("answered.")]
    unknown = f" Not yet known: {'; '.join(fact.meaning for fact in needed)}." if needed else ""
    return [Reason(f"{requirement.reason}{unknown}", requirement.source)]
