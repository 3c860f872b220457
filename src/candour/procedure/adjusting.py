"""What moves a counted day: a second reading of the text, a shortening agreed, an extension granted or refused."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from candour.procedure.calendars import Calendar
from candour.procedure.conditions import stated_value
from candour.procedure.counting import Count, count_out
from candour.procedure.dates import in_words, london_day
from candour.procedure.facts import NOT_HAPPENED, Facts
from candour.procedure.rules import Extension, OtherReading, Shortening, Take, Version


@dataclass(frozen=True)
class Adjustment:
    """One thing that moved the last day, or was refused; `sentence` says what and why."""

    kind: str
    fact: str | None
    was: date
    now: date
    sentence: str

    @property
    def moved(self) -> bool:
        return self.was != self.now


NOTHING_MOVED: tuple[Adjustment, ...] = ()


class AskedDayMissing(LookupError):
    """An extension is stated, but not the day on which it was asked for."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


def adjust(
    last: date, version: Version, facts: Facts, trigger: date, calendars: dict[str, Calendar]
) -> tuple[date, tuple[Adjustment, ...]]:
    """The last day after other reading, shortening and extension, in that order, and what each did."""
    made: list[Adjustment] = []
    if version.other_reading:
        made.append(_read_otherwise(last, version.other_reading, trigger, calendars))
        last = made[-1].now
    if version.shortening and (agreed := stated_day(version.shortening.fact, facts)):
        made.append(_shorten(last, version.shortening, agreed))
        last = made[-1].now
    if version.extension and (granted := stated_day(version.extension.fact, facts)):
        made.append(_extend(last, version.extension, granted, facts, trigger, calendars))
        last = made[-1].now
    return last, tuple(made)


def stated_day(name: str, facts: Facts) -> date | None:
    """The (latest) day stated for a dated fact; None when unknown or when it has not happened."""
    value = facts.get(name)
    if value.__class__ is date:
        return value
    value = stated_value(name, facts)
    return None if value is None or value is NOT_HAPPENED else london_day(value)


def stated_days(name: str, facts: Facts) -> list[date]:
    """Each day stated for a dated fact that may be stated many times, in their order."""
    value: Any = facts.get(name, ())
    if value is NOT_HAPPENED:
        return []
    return sorted(london_day(day) for day in (value if isinstance(value, tuple) else (value,)))


def _read_otherwise(
    last: date, reading: OtherReading, trigger: date, calendars: dict[str, Calendar]
) -> Adjustment:
    other = count_out(trigger, reading.count, calendars[reading.count.calendar]).last
    chosen = min(last, other) if reading.take is Take.EARLIER else max(last, other)
    spare = other if chosen == last else last
    sentence = (
        f"the text bears two readings: {in_words(last)}, or {in_words(other)} ({reading.gist}); "
        f"the {reading.take} is used ({in_words(chosen)}, not {in_words(spare)})"
    )
    return Adjustment("other-reading", None, last, chosen, sentence)


def _shorten(last: date, shortening: Shortening, agreed: date) -> Adjustment:
    if agreed < last:
        sentence = f"shortened from {in_words(last)} to {in_words(agreed)}: {shortening.gist}"
        return Adjustment("shortening", shortening.fact, last, agreed, sentence)
    sentence = f"not shortened: {in_words(agreed)} is not earlier than {in_words(last)}"
    return Adjustment("shortening", shortening.fact, last, last, sentence)


def _extend(
    last: date,
    extension: Extension,
    granted: date,
    facts: Facts,
    trigger: date,
    calendars: dict[str, Calendar],
) -> Adjustment:
    refused = _why_no_extension(last, extension, granted, facts)
    if refused:
        return Adjustment("extension", extension.fact, last, last, f"extension not applied: {refused}")
    cap = _cap(extension.at_most, trigger, calendars)
    if cap and granted > cap:
        sentence = f"extended from {in_words(last)} to {in_words(cap)}, the most allowed: {extension.gist}"
        return Adjustment("extension", extension.fact, last, cap, sentence)
    sentence = f"extended from {in_words(last)} to {in_words(granted)}: {extension.gist}"
    return Adjustment("extension", extension.fact, last, granted, sentence)


def _why_no_extension(last: date, extension: Extension, granted: date, facts: Facts) -> str | None:
    if granted <= last:
        return f"{in_words(granted)} is not later than {in_words(last)}"
    if extension.asked is None:
        return None
    asked = stated_day(extension.asked, facts)
    if asked is None:
        raise AskedDayMissing(extension.asked)
    if asked > last:
        return f"it was asked for on {in_words(asked)}, after the period expired on {in_words(last)}"
    return None


def _cap(at_most: Count | None, trigger: date, calendars: dict[str, Calendar]) -> date | None:
    return None if at_most is None else count_out(trigger, at_most, calendars[at_most.calendar]).last
