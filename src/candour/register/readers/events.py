"""What a sentence says was decided or done about a person; each of its words is used once, by the first term that holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from candour.register.readers.dates import WrittenDate, dates_in, year_before
from candour.register.readers.document import Document
from candour.register.readers.vocabulary import Term, load, terms
from candour.register.statements import Span

FAR = 130
TOLD = re.compile(
    r"\b(?:heard|told|alleged|found|proven|proved|that) (?:that|he|she|they|how)\b|\bfor (?:an )?(?:incident|offences?)"
)
SPAN_OF_TIME = re.compile(r"\b(?:between|from) (?:\d{1,2} )?(?:[a-z]+ )?(?:\d{4} )?(?:and|to|-)? ?$")
SEVERAL_AT_ONCE = {"level", "proceeding"}


@dataclass(frozen=True, slots=True)
class Event:
    """`field` is outcome, decision, proceeding, level or standing; `when` is the nearest date of its sentence."""

    field: str
    value: str
    start: int
    end: int
    when: str = ""

    @property
    def criminal(self) -> bool:
        return f"{self.field}:{self.value.split('(')[0]}" in load("events")["criminal"]


def events_in(document: Document, sentence: Span, cues: frozenset[str], now: str | None) -> list[Event]:
    """Events in the order they stand; a level may share its words with a decision, nothing else may."""
    used: list[tuple[int, int]] = []
    found: list[Event] = []
    dates = list(
        dates_in(
            document.plain,
            sentence.start,
            sentence.end,
            year=year_before(document.plain, sentence.end),
            now=now,
        )
    )
    for term in terms("events"):
        if not cues.isdisjoint(term.cues):
            found += _of_term(document, sentence, term, used, dates)
    return sorted(found, key=lambda one: one.start)


def cues_in(document: Document, sentence: Span) -> frozenset[str]:
    """The cues that a sentence holds: most hold none, and are not read further."""
    return frozenset(
        found[0] for found in _cue_pattern().finditer(document.plain, sentence.start, sentence.end)
    ) | frozenset(
        cue for cue in _overlapping() if document.plain.find(cue, sentence.start, sentence.end) >= 0
    )


def _of_term(
    document: Document, sentence: Span, term: Term, used: list[tuple[int, int]], dates: list[WrittenDate]
) -> Iterator[Event]:
    field, value = term.name.split(":")
    for match in term.matches(document.plain, sentence.start, sentence.end):
        if field != "level" and any(match.start() < end and start < match.end() for start, end in used):
            continue
        if field not in SEVERAL_AT_ONCE:
            used.append((match.start(), match.end()))
        yield Event(
            field,
            value + _extent(value, document, match, sentence),
            match.start(),
            match.end(),
            _nearest(dates, match, document.plain, field),
        )


def _extent(value: str, document: Document, match: re.Match[str], sentence: Span) -> str:
    """How long a sentence, how high a fine: `(6 months)`, as written, in or right after the words."""
    key = {
        "imprisonment": "length_of_sentence",
        "suspended_sentence": "length_of_sentence",
        "fine": "amount",
    }.get(value)
    if not key:
        return ""
    around = document.cased[max(sentence.start, match.start() - 30) : min(sentence.end, match.end() + 60)]
    pattern = re.compile(load("events")[key], re.IGNORECASE)
    found = pattern.search(document.cased, match.start(), match.end()) or pattern.search(around)
    return f"({found['text'].replace('-', ' ')})" if found else ""


def _nearest(dates: list[WrittenDate], match: re.Match[str], plain: str, field: str) -> str:
    """The date nearest to the words; not one far off, nor one of what the sentence says was alleged or heard."""
    near = [
        one
        for one in dates
        if -FAR < one.start - match.end() < FAR
        and not TOLD.search(plain, match.end(), max(one.start, match.end()))
    ]
    if field != "proceeding":
        near = [
            one
            for one in near
            if one.end <= match.start() or not SPAN_OF_TIME.search(plain[max(0, one.start - 24) : one.start])
        ]
    return (
        min(near, key=lambda one: max(one.start - match.end(), match.start() - one.end)).value if near else ""
    )


@cache
def _all_cues() -> tuple[str, ...]:
    return tuple(sorted({cue for term in terms("events") for cue in term.cues}, key=len, reverse=True))


@cache
def _cue_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(cue) for cue in _all_cues()))


@cache
def _overlapping() -> tuple[str, ...]:
    """Cues that lie inside a longer one, which the search for the longest would pass over."""
    return tuple(cue for cue in _all_cues() if any(cue in other and cue != other for other in _all_cues()))
