"""Explained deadlines beside libraries that do the bare arithmetic: they add days, and explain nothing."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from typing import Any

from benchmarks.measuring import Measured, a_second
from candour.deadlines.law import the_law
from candour.procedure.due import Due
from candour.procedure.facts import Facts
from candour.procedure.rules import Version

GOAL = 50_000
A_ROUND = 2_000
WORKING_DAYS = 5


def measure(*, seconds: float) -> Iterator[Measured]:
    ours = a_second(_round(_explained()), seconds=seconds)
    lined = a_second(_round(_explained(write_out=True)), seconds=seconds)
    peers = dict(_peers(seconds))
    yield Measured("deadline, its trail made when asked for", "deadlines/s", ours, goal=GOAL)
    yield Measured("the same, each day's reason written out", "deadlines/s", lined)
    for name, rate in peers.items():
        yield Measured(f"{name}, nothing explained", "dates/s", rate, peer=name, ratio=ours / rate, note="")


def _round(acts: Callable[[], object]) -> Callable[[], int]:
    def run() -> int:
        for _ in range(A_ROUND):
            acts()
        return A_ROUND

    return run


def _explained(*, write_out: bool = False) -> Callable[[], object]:
    """Rules that count, on facts that change from one to the next, so that no answer is one given before."""
    law, asked = the_law(), cycle(questions())

    def one() -> object:
        rule, facts = next(asked)
        answer = law.due(rule, facts)
        assert isinstance(answer, Due)
        return answer.trail.lines() if write_out else answer.due

    return one


def questions() -> list[tuple[str, Facts]]:
    """Each rule that gives a date on its first fact alone, asked for each day of four years."""
    return [
        (rule, {trigger: day, "complaint-made": day, "complaint-received": day, "force-kind": "territorial"})
        for rule, trigger in _answerable()
        for day in days()
    ]


def days() -> list[date]:
    return [date(2021, 1, 4) + timedelta(days=7 * place + place % 5) for place in range(200)]


def _answerable() -> Iterator[tuple[str, str]]:
    law, day = the_law(), date(2024, 3, 4)
    for rule in sorted(law.rules):
        for trigger in sorted({version.trigger for version in _counting(law.versions_of(rule))}):
            facts = {trigger: day, "complaint-made": day, "complaint-received": day, "force-kind": "territorial"}
            answer = law.due(rule, facts) if law.facts[trigger].kind == "date" else None
            if isinstance(answer, Due) and answer.due is not None:
                yield rule, trigger


def _counting(versions: Any) -> Iterator[Version]:
    return (version for version in versions if version.count is not None and version.trigger)


def _peers(seconds: float) -> Iterator[tuple[str, float]]:
    import numpy
    from businesstimedelta import BusinessTimeDelta, HolidayRule, Rules, WorkDayRule
    from dateutil.relativedelta import relativedelta
    from holidays import country_holidays
    from workalendar.europe import UnitedKingdom

    asked = cycle(days())
    calendar, holidays = UnitedKingdom(), country_holidays("GB", subdiv="ENG", years=range(2020, 2028))
    closed = numpy.array(sorted(holidays), dtype="datetime64[D]")
    week = WorkDayRule(start_time=datetime.min.time().replace(hour=9), end_time=datetime.min.time().replace(hour=17), working_days=[0, 1, 2, 3, 4])
    hours = BusinessTimeDelta(Rules([week, HolidayRule(holidays)]), hours=8 * WORKING_DAYS)
    acts: dict[str, Callable[[], object]] = {
        "dateutil (28 days on)": lambda: next(asked) + relativedelta(days=28),
        "numpy busday_offset": lambda: numpy.busday_offset(next(asked), WORKING_DAYS, roll="forward", holidays=closed),
        "workalendar add_working_days": lambda: calendar.add_working_days(next(asked), WORKING_DAYS),
        "businesstimedelta": lambda: datetime.combine(next(asked), datetime.min.time().replace(hour=9)) + hours,
    }
    for name, act in acts.items():
        run = _round(act) if "businesstimedelta" not in name else _few(act)
        yield name, a_second(run, seconds=seconds)


def _few(act: Callable[[], object]) -> Callable[[], int]:
    """Of a slow one a round would take minutes."""

    def run() -> int:
        for _ in islice(range(A_ROUND), 50):
            act()
        return 50

    return run
