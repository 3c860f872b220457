"""When a matter reached the oversight body, and when the body's own investigation ended."""

import re
from dataclasses import replace

from candour.register.readers.dates import WrittenDate, dates_in, year_before
from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import term_named
from candour.register.statements import Span

SAME_DAY = re.compile(r"\bthe same day\b|\bthat (?:same )?day\b")


def read_start(document: Document, *, referrals_only: bool = False) -> Finding | None:
    """The referral or complaint to the body; where no date is given for it, the start of the body's investigation."""
    referred = _first_of(document, "referral", "referral_or_start_date")
    if referred or referrals_only:
        return referred
    return _first_of(document, "start", "referral_or_start_date")


def read_conclusion(document: Document) -> Finding | None:
    """The first end given: a linked investigation's is told after the primary one's."""
    return _first_of(document, "concluded", "investigation_concluded")


def _first_of(document: Document, name: str, field: str) -> Finding | None:
    term = term_named("milestones", name)
    for sentence in document.sentences:
        for match in sorted(
            term.matches(document.plain, sentence.start, sentence.end), key=lambda one: one.start()
        ):
            written = _date_near(document, sentence, match.start(), match.end())
            if written:
                start, end = min(match.start(), written.start), max(match.end(), written.end)
                return Finding(field, written.value, start, end)
    return None


def _date_near(document: Document, sentence: Span, start: int, end: int) -> WrittenDate | None:
    """The first date after the words in the same clause, else the last one before them."""
    year = year_before(document.plain, sentence.start)
    within = list(dates_in(document.plain, sentence.start, sentence.end, year=year))
    after = [one for one in within if one.start >= end and one.start - end < 60]
    before = [one for one in within if one.end <= start and start - one.end < 60]
    inside = [one for one in within if start <= one.start and one.end <= end]
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
