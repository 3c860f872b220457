"""What a sentence says was decided or done about a person; each of its words is used once, by the first term that holds."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from candour.register.readers.dates import dates_in, year_before
from candour.register.readers.document import Document
from candour.register.readers.vocabulary import Term, load
from candour.register.readers.written_date import WrittenDate
from candour.register.statements import Span

FAR = 130
TOLD = re.compile(
    r"\b(?:heard|told|alleged|found|proven|proved|that) (?:that|he|she|they|how)\b|\bfor (?:an )?(?:incident|offences?)|\b(?:was told|were told|heard)\b(?! (?:on|yesterday|today|this|last)\b)",
    re.ASCII,
)
LEAVING = re.compile(
    r"\b(?:(?:has|had|have|since|also|then) )*(?:resign|retir|quit|left\b|leaving\b)", re.ASCII
)
LEFT_ON = re.compile(r"\b(?:resign|retir|quit)\w*\b[^,.;]{0,40}\Z", re.ASCII)
SINCE = re.compile(r",? (?:has|have) (?:now |also |since |today )?been ", re.ASCII)
SPAN_OF_TIME = re.compile(
    r"\b(?:between|from) (?:\d{1,2} )?(?:[a-z]+ )?(?:\d{4} )?(?:and|to|-)? ?$", re.ASCII
)
HELD_ON = re.compile(
    r",?(?: (?:commenced|began|started|opened) [^.;]{3,40}? and)? (?:which |that )?(?:was |were )?(?:held|took place|concluded|ended|finished|completed)\b[^.;]{0,30}\Z",
    re.ASCII,
)
OF_THE_INCIDENT = re.compile(
    r"\b(?:deaths?|murder|killing|collision|crash|incident|shooting|fire|actions|conduct|behaviour|comments|messages) "
    r"(?:of |in |at |involving )?(?:(?!hearing|meeting)[^.,;]){0,40}\b(?:in|on) \Z",
    re.ASCII,
)
SEVERAL_AT_ONCE = {"level", "proceeding"}


@dataclass(frozen=True, slots=True)
class Event:
    """`field` is outcome, decision, proceeding, level or standing; `dated` is the nearest date of its sentence."""

    field: str
    value: str
    start: int
    end: int
    dated: WrittenDate | None = None

    @property
    def when(self) -> str:
        return self.dated.value if self.dated else ""

    @property
    def criminal(self) -> bool:
        return f"{self.field}:{self.value.split('(')[0]}" in load("events")["criminal"]


def events_in(document: Document, sentence: Span, cues: frozenset[str], now: str | None) -> list[Event]:
    """Events in the order they stand; a level may share its words with a decision, nothing else may."""
    used: list[tuple[int, int]] = []
    held = document.held_in(sentence)
    matched = [
        (term, match)
        for term in document.events_able
        if not cues.isdisjoint(term.cues)
        for match in _free(document, sentence, held, term, used)
    ]
    dates = list(_dates(document, sentence, now)) if matched else []
    found = [_event(document, sentence, term, match, dates) for term, match in matched]
    cleared = [one for one in found if one.value == "no_indication"]
    told = [one for one in found if one.field != "level" or not any(_within(one, each) for each in cleared)]
    return sorted(told, key=lambda one: one.start)


def _within(level: Event, cleared: Event) -> bool:
    """Misconduct of which there was no indication is no level of anything."""
    return cleared.start <= level.start and level.end <= cleared.end


def cues_of(document: Document) -> dict[int, frozenset[str]]:
    """The cues that each sentence holds, by its number: most hold none, and are not read further."""
    found: dict[int, set[str]] = {}
    for cue in document.cues_of_events:
        for index in document.sentences_of(cue):
            found.setdefault(index, set()).add(cue)
    return {index: frozenset(cues) for index, cues in found.items()}


def _dates(document: Document, sentence: Span, now: str | None) -> Iterator[WrittenDate]:
    year = year_before(document.plain, sentence.end) or document.year_of_address
    return dates_in(document.plain, sentence.start, sentence.end, year=year, now=now)


def _free(
    document: Document, sentence: Span, held: Set[str] | None, term: Term, used: list[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """The matches of a term in words that no term before it has used."""
    field = term.name.split(":")[0]
    for match in term.matches(document.plain, sentence.start, sentence.end, held):
        if field not in SEVERAL_AT_ONCE and any(
            match.start() < end and start < match.end() for start, end in used
        ):
            continue
        if field not in SEVERAL_AT_ONCE:
            used.append((match.start(), match.end()))
        yield match


def _event(
    document: Document, sentence: Span, term: Term, match: re.Match[str], dates: list[WrittenDate]
) -> Event:
    field, value = term.name.split(":")
    value += _extent(value, document, match, sentence)
    return Event(field, value, match.start(), match.end(), _nearest(dates, match, document.plain, field))


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


def _nearest(dates: list[WrittenDate], match: re.Match[str], plain: str, field: str) -> WrittenDate | None:
    """The date nearest to the words; not one far off, nor one of what the sentence says was alleged or heard."""
    near = [
        one
        for one in dates
        if -FAR < one.start - match.end() < FAR
        and not TOLD.search(plain, match.start(), max(one.end, match.end()))
    ]
    if field in {"outcome", "proceeding"}:
        near = [one for one in near if not OF_THE_INCIDENT.search(plain[max(0, one.start - 60) : one.start])]
    if field == "outcome":
        near = [one for one in near if not SINCE.fullmatch(plain, one.end, match.start())]
    if field == "outcome" and not LEAVING.match(match[0]):
        near = [one for one in near if not LEFT_ON.search(plain[max(0, one.start - 60) : one.start])]
        near = [one for one in near if not LEAVING.search(plain, match.end(), max(one.start, match.end()))]
    if field != "proceeding":
        near = [
            one
            for one in near
            if one.end <= match.start() or not SPAN_OF_TIME.search(plain[max(0, one.start - 24) : one.start])
        ]
    if field == "proceeding":
        near = [
            one for one in near if HELD_ON.match(plain[match.end() : max(match.end(), one.start)])
        ] or near
    return min(near, key=lambda one: max(one.start - match.end(), match.start() - one.end), default=None)
