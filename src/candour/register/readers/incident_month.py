"""The month of the first incident that an account tells, for pages whose title names none."""

import re
from collections.abc import Iterator
from dataclasses import replace

from candour.register.readers.dates import MONTH, dates_in, month_number
from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.vocabulary import find_any, pattern_list
from candour.register.readers.written_date import WrittenDate
from candour.register.statements import Span

SENTENCES = 18
BEFORE = 110
ABOUT = re.compile(
    r" (?:after|following|regarding|about|concerning|relating to|related to|examined|looked (?:at|into)|into|focused on|because|as(?= (?:an?|the|officers|police)\b)) ",
    re.ASCII,
)
FIRST_OF_TWO = re.compile(
    r"\b(?:\d{1,2} )?" + MONTH.format(n="") + r" (?:and|to|-|until) (?:\d{1,2} )?$", re.ASCII
)


def read_incident_month(document: Document, *, start: int, now: str | None = None) -> Finding | None:
    """The first dated sentence that tells an incident and no step of a procedure; sure where it opens with its date."""
    told = [one for one in document.sentences if one.start >= start and one.end - one.start > 30][:SENTENCES]
    first: Finding | None = None
    for found in (_in_sentence(document, sentence, now) for sentence in told):
        if found and found.sure:
            return found
        first = first or found
    return first


def _in_sentence(document: Document, sentence: Span, now: str | None) -> Finding | None:
    words = document.plain[sentence.start : sentence.end]
    written = next(_months(document, sentence.start, sentence.end, now), None)
    if written is None or find_any(pattern_list("incidents", "no_account"), words):
        return None
    if find_any(pattern_list("incidents", "procedure"), words):
        return _told_within(document, sentence, now)
    near = document.plain[max(sentence.start, written.start - 60) : written.end]
    sure = bool(find_any(pattern_list("incidents", "incident"), words)) and (
        written.worked_out or bool(find_any(pattern_list("incidents", "dated"), near))
    )
    return _month(written, sure=sure)


def _told_within(document: Document, sentence: Span, now: str | None) -> Finding | None:
    """A step of a procedure may tell what it was about: `heard that on 3 May he …`."""
    told = find_any(pattern_list("incidents", "told"), document.plain[sentence.start : sentence.end])
    start = sentence.start + (told.end() if told else 0)
    for written in _months(document, start, sentence.end, now):
        before = document.plain[max(start, written.start - BEFORE) : written.start]
        before = ABOUT.split(before)[-1]
        if (told or find_any(pattern_list("incidents", "happened"), before)) and not find_any(
            pattern_list("incidents", "procedure"), before
        ):
            return _month(written, sure=True)
    return None


def _month(written: WrittenDate, *, sure: bool) -> Finding:
    return Finding(
        "incident_or_title_month",
        written.value[:7],
        written.start,
        written.end,
        sure=sure,
        worked_out=written.worked_out,
    )


def _months(document: Document, start: int, end: int, now: str | None) -> Iterator[WrittenDate]:
    """Dates with a month; `between March and October 2020` begins in March, which borrows the year."""
    for written in dates_in(document.plain, start, end, now=now):
        first = FIRST_OF_TWO.search(document.plain, max(start, written.start - 24), written.start)
        if written.width > 1 and first:
            yield replace(
                written, value=f"{written.value[:4]}-{month_number(first['m']):02}", start=first.start()
            )
        elif written.width > 1:
            yield written
