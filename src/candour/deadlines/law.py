"""The one copy of the law that this process reads, and facts written down so that a date can be explained later."""

import json
from datetime import date, datetime
from functools import cache

from candour.procedure.dates import london_day
from candour.procedure.facts import NOT_HAPPENED, Facts, FactValue, Held, Span, state
from candour.procedure.law import Law, load_law


@cache
def the_law() -> Law:
    """Read once a process: a mistake in a file of the law stops the program at start."""
    return load_law()


def write_facts(facts: Facts) -> str:
    """Canonical JSON: for each fact, its values as a person would type them."""
    written = {name: spelt(value) for name, value in facts.items()}
    return json.dumps(written, separators=(",", ":"), sort_keys=True)


def read_facts(text: str) -> dict[str, FactValue]:
    """The facts that `write_facts` wrote."""
    written: dict[str, list[str]] = json.loads(text or "{}")
    return state(the_law().facts, [f"{name}={value}" for name, values in written.items() for value in values])


def spelt(value: FactValue) -> list[str]:
    match value:
        case Held(since):
            return [f"{spelt(held)[0]}@{day.isoformat()}" for day, held in since]
        case Span(first, last):
            return [f"{first.isoformat()}/{last.isoformat()}"]
        case tuple():
            return [text for one in value for text in spelt(one)]
        case bool():
            return ["yes" if value else "no"]
        case datetime():
            return [value.isoformat(timespec="minutes")]
        case date():
            return [value.isoformat()]
        case _:
            return ["none"] if value is NOT_HAPPENED else [str(value)]


def one_spelling(value: FactValue) -> str:
    """A single value as a person would type it, which is how the law reads it back."""
    [written] = spelt(value)
    return written


def day_of(value: FactValue | None) -> date | None:
    """The day of a dated fact, in London: the latest where several values are kept."""
    if isinstance(value, tuple) and not isinstance(value, Span | Held):
        return max((day for day in map(day_of, value) if day), default=None)
    return london_day(value) if isinstance(value, date) else None
