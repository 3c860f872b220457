"""When a matter reached the oversight body, and when the body's own investigation ended."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from candour.register.readers.dates import dates_in, year_before
from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import sentences_of_term, term_named
from candour.register.readers.written_date import WrittenDate
from candour.register.statements import Span

REACH_AFTER = 110
NEAR = 30
OPENS = 6
FAR = 100
OVERSIGHT = re.compile(r"\b(?:iopc|ipcc|watchdog|independent (?:office|police complaints))\b", re.ASCII)
FOCUS = re.compile(r"\b(?:focus\w*|looking|looked)\b", re.ASCII)
ENDING = re.compile(
    r"\b(?:concluded|completed|ended|finished|published|finalised|died|dismissed|focus\w*|looking)\b",
    re.ASCII,
)
WHAT_FOR = re.compile(
    r"\b(?:that (?!was\b|were\b)|as an? (?:\w+ ){0,2}(?:vehicle|car|van|man|woman)\b|collision|crash|shooting|involved in|following|after|regarding|about|concerning|relating to|related to|which (?:examined|looked|considered))\b",
    re.ASCII,
)
OWN = re.compile(r"\b(?:we|our|iopc|ipcc|independent)\b", re.ASCII)
OWN_BEFORE = 40
SAME_DAY = re.compile(r"\bthe same day\b|\bthat (?:same )?day\b", re.ASCII)


def read_start(document: Document, *, referrals_only: bool = False, now: str | None = None) -> Finding | None:
    """The referral or complaint to the body; where no date is given for it, the start of the body's investigation.

    `now` is the day of a page that tells of the days before it. `referrals_only` keeps a start only where its sentence names the body: reports tell of other investigations too.
    """
    referred = _first_of(document, "referral", "referral_or_start_date", now)
    started = None if referred else _first_of(document, "start", "referral_or_start_date", now)
    if started and referrals_only:
        index = bisect_right(document.sentence_starts, started.start) - 1
        told = document.sentences[index]
        return started if OVERSIGHT.search(document.plain, told.start, told.end) else None
    return referred or started


def read_conclusion(document: Document, *, now: str | None = None) -> Finding | None:
    """The first end given of the body's own: a linked investigation's is told after the primary one's, a force's before it."""
    ends = list(_all_of(document, "concluded", "investigation_concluded", now))
    own = (one for one in ends if OWN.search(document.plain, max(0, one.start - OWN_BEFORE), one.end))
    return next(own, ends[0] if ends else None)


def _first_of(document: Document, name: str, field: str, now: str | None) -> Finding | None:
    return next(_all_of(document, name, field, now), None)


def _all_of(document: Document, name: str, field: str, now: str | None) -> Iterator[Finding]:
    term = term_named("milestones", name)
    for index in sentences_of_term(document, term, None):
        sentence = document.sentences[index]
        for match in sorted(
            term.matches(document.plain, sentence.start, sentence.end, document.held_in(sentence)),
            key=lambda one: one.start(),
        ):
            written = _date_near(document, sentence, match, now)
            if written:
                start, end = min(match.start(), written.start), max(match.end(), written.end)
                value = written.begins if field == "referral_or_start_date" else ""
                yield Finding(field, value or written.value, start, end, worked_out=written.worked_out)


def _date_near(
    document: Document, sentence: Span, match: re.Match[str], now: str | None
) -> WrittenDate | None:
    """The first date after the words in the same clause, else the last one before them."""
    start, end = match.start(), match.end()
    year = year_before(document.plain, sentence.start)
    told = dates_in(document.plain, sentence.start, sentence.end, year=year, now=now)
    within = [one for one in told if not one.worked_out or abs(one.start - end) < NEAR]
    after = [
        one
        for one in within
        if one.start >= end
        and one.start - end < REACH_AFTER
        and not ENDING.search(document.plain, end, one.start)
        and not WHAT_FOR.search(document.plain, end, one.start)
    ]
    before = [
        one
        for one in within
        if one.end <= start
        and (start - one.end < 60 or one.start - sentence.start < OPENS)
        and not FOCUS.search(document.plain, max(sentence.start, one.start - FAR), one.start)
    ]
    inside = [one for one in within if start <= one.start and one.end <= end]
    if SAME_DAY.match(document.plain[end : end + 14].lstrip()):
        return _same_day(document, sentence)
    found = next(iter(after or inside), before[-1] if before else None)
    return found or _same_day(document, sentence)


def _same_day(document: Document, sentence: Span) -> WrittenDate | None:
    """`The same day` is the last whole date told before."""
    said = SAME_DAY.search(document.plain, sentence.start, sentence.end)
    if not said:
        return None
    whole = [
        one for one in dates_in(document.plain, max(0, sentence.start - 600), said.start()) if one.width == 3
    ]
    return replace(whole[-1], start=said.start(), end=said.end()) if whole else None
