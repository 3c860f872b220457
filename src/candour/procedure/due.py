"""A deadline that explains itself: the version that governs, the day, how it was counted and what moved it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeAlias

from candour.procedure.adjusting import Adjustment, stated_day, stated_days
from candour.procedure.calendars import Calendar
from candour.procedure.counting import Counted, months_beginning_with
from candour.procedure.counting import Unit as CountUnit
from candour.procedure.dates import in_words, last_minute_of, london_day
from candour.procedure.facts import Fact, Facts
from candour.procedure.law_file import Confidence
from candour.procedure.rules import Rule, Shape, Version
from candour.procedure.trail import Trail

MADE = "complaint-made"
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Turn:
    """One round of a clock that starts again: from when, due when, and when it was given (None: still owed)."""

    started: date
    due: date
    given: date | None

    @property
    def late(self) -> bool:
        return self.given is not None and self.given > self.due


@dataclass(frozen=True)
class Period:
    number: int
    first: date
    last: date


@dataclass(frozen=True)
class Due:
    """What is owed and by when. `due` is None for a duty or right without a figure."""

    rule: Rule
    version: Version
    facts: Facts
    due: date | None
    opens: date | None
    counted: Counted | None
    calendar: Calendar | None
    turns: tuple[Turn, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    recipient: str | None = None

    @property
    def shape(self) -> Shape:
        return self.rule.shape

    @property
    def edition(self) -> int:
        return self.version.edition

    @property
    def version_hash(self) -> str:
        return self.version.hash

    @property
    def source(self) -> tuple[str, ...]:
        return self.version.source

    @property
    def confidence(self) -> Confidence:
        return self.version.confidence

    @property
    def confidence_note(self) -> str:
        return self.version.confidence_note

    @property
    def gist(self) -> str:
        return self.version.gist

    @property
    def owed_by(self) -> str:
        instead = self.version.owed_instead
        return self._whose(self.version.owed_by, instead.by if instead else self.version.owed_by)

    @property
    def owed_to(self) -> str:
        instead = self.version.owed_instead
        return self._whose(self.version.owed_to, instead.to if instead else self.version.owed_to)

    def _whose(self, usually: str, instead: str) -> str:
        """Both, as long as the facts do not settle which."""
        if self.version.owed_instead is None or usually == instead:
            return usually
        match self.version.owed_instead.block.answer(self.facts):
            case True:
                return instead
            case False:
                return usually
            case None:
                return f"{usually}-or-{instead}"

    @property
    def can_be_late(self) -> bool:
        return self.shape.can_be_late and self.due is not None

    @property
    def last_moment(self) -> datetime | None:
        """23:59 in London on the last day: the duty is kept until the day ends."""
        return None if self.due is None else last_minute_of(self.due)

    @property
    def may_exist(self) -> tuple[Version, ...]:
        """Versions whose own start is not confirmed: they never govern, and a page says that they may exist."""
        return self.rule.may_exist

    def late_on(self, when: date | datetime) -> bool:
        return self.can_be_late and self.due is not None and london_day(when) > self.due

    def too_early_on(self, when: date | datetime) -> bool:
        return self.opens is not None and london_day(when) < self.opens

    @cached_property
    def why(self) -> tuple[str, ...]:
        """The reasons for which this version governs."""
        return self.version.applies.reasons(self.facts) or ("this rule has one version, which always applies",)

    @cached_property
    def trail(self) -> Trail:
        count = self.counted.count if self.counted else None
        used = self.calendar if count is not None and count.uses_calendar else None
        return Trail(
            trigger=self._started_by,
            triggered_on=self.counted.trigger if self.counted else None,
            rule=self.rule.key,
            version=self.version.id,
            edition=self.version.edition,
            calendar=used.key if used else None,
            calendar_edition=used.edition if used else None,
            calendar_hash=used.hash if used else None,
            counted=self.counted,
            kept_by=self.calendar,
            notes=tuple(self._notes()),
        )

    @property
    def _started_by(self) -> str:
        restarted = len(self.turns) > 1 and self.version.repeats_from
        return restarted or self.version.trigger or ""

    def _notes(self) -> list[str]:
        notes = [f"round {n}: {_turn_in_words(turn)}" for n, turn in enumerate(self.turns, start=1) if turn.given]
        notes += [adjustment.sentence for adjustment in self.adjustments]
        notes += self._out_of_order()
        if self.opens is None:
            return notes
        if self.shape is Shape.NOT_BEFORE:
            notes.append(f"may be done from {in_words(self.opens)}")
        elif self.due is not None:
            notes.append(f"opens on {in_words(self.opens)} and closes on {in_words(self.due)}")
        return notes

    def _out_of_order(self) -> Iterator[str]:
        """Days that cannot be in this order. They change nothing by themselves, and nobody should miss them."""
        trigger = stated_day(self.version.trigger or "", self.facts)
        if trigger is None:
            return
        for day in stated_days(self.version.repeats_from or "", self.facts):
            if day < trigger:
                yield f"{self.version.repeats_from} on {in_words(day)} is left out: the clock starts later, on {in_words(trigger)}"
        made = stated_day(MADE, self.facts)
        if made is not None and trigger < made:
            yield f"check the days: {self.version.trigger} ({in_words(trigger)}) is before {MADE} ({in_words(made)})"

    def periods(self, how_many: int) -> tuple[Period, ...]:
        """The first so many periods of a `period-ends` rule: each later one starts the day after the last one ended."""
        if self.shape is not Shape.PERIOD_ENDS or self.counted is None or self.due is None:
            raise ValueError(f"{self.rule.key} is of shape {self.shape}: only period-ends has periods.")
        periods = [Period(1, self.counted.first, self.due)]
        while self.version.repeats and len(periods) < how_many:
            periods.append(_next_period(periods[-1], self.version))
        return tuple(periods[:how_many])

    def period_on(self, day: date) -> Period:
        """The period that runs on that day (the first, for a day before it; the last, where they come once)."""
        period = self.periods(1)[0]
        while period.last < day and self.version.repeats:
            period = _next_period(period, self.version)
        return period


def _next_period(period: Period, version: Version) -> Period:
    assert version.repeats is not None
    first, n = period.last + _ONE, version.repeats.n
    match version.repeats.unit:
        case CountUnit.MONTHS:
            last = months_beginning_with(first, n)
        case CountUnit.YEARS:
            last = months_beginning_with(first, 12 * n)
        case CountUnit.WEEKS:
            last = first + timedelta(days=7 * n - 1)
        case CountUnit.DAYS | CountUnit.WORKING_DAYS:
            last = first + timedelta(days=n - 1)
    return Period(period.number + 1, first, last)


def _turn_in_words(turn: Turn) -> str:
    assert turn.given is not None
    late = ", late" if turn.late else ""
    return f"from {in_words(turn.started)}, due {in_words(turn.due)}, given {in_words(turn.given)}{late}"


@dataclass(frozen=True)
class Needs:
    """The answer turns on facts that nobody has stated."""

    rule: Rule
    facts: tuple[Fact, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(fact.name for fact in self.facts)

    @property
    def sentence(self) -> str:
        asked = "; ".join(f"{fact.name} ({fact.meaning})" for fact in self.facts)
        return f"{self.rule.title}: needs {asked}"


@dataclass(frozen=True)
class NotInForce:
    """On these facts no version of the rule governs; `reasons` says why."""

    rule: Rule
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return f"{self.rule.title} is not in force here: {'; '.join(self.reasons)}"


Outcome: TypeAlias = Due | Needs | NotInForce
Calendars: TypeAlias = Mapping[str, Calendar]
