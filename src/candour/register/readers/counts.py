"""Numbers that a document counts, each with what it counts: people, cases, allegations and replies are kept apart."""

import re
from collections.abc import Iterator

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.vocabulary import load, pattern_list
from candour.register.statements import Span


def read_counts(document: Document, *, start: int) -> Iterator[Finding]:
    """Percentages, years, sections of an Act and times are no counts; a number told again is the same one."""
    number = 0
    told: set[int] = set()
    for sentence in (one for one in document.sentences if one.start >= start):
        for what, value, start, end in _in_sentence(document, sentence):
            if value in told:
                continue
            told.add(value)
            number += 1
            subject = f"count-{number}"
            yield Finding("what", what, start, end, subject=subject)
            yield Finding("value", value, start, end, subject=subject)


def _in_sentence(document: Document, sentence: Span) -> Iterator[tuple[str, int, int, int]]:
    taken: set[int] = set()
    for pattern in pattern_list("counts", "counted"):
        for found in pattern.finditer(document.plain, sentence.start, sentence.end):
            value = _value(found["n"])
            if value is None or found.start("n") in taken or _is_context(document, found):
                continue
            taken.add(found.start("n"))
            yield _what(document, found), value, found.start(), found.end()


def _value(written: str) -> int | None:
    words = load("counts")["words"]
    if written in words:
        return int(words[written])
    digits = written.replace(",", "")
    return int(digits) if digits.isdigit() else None


def _what(document: Document, found: re.Match[str]) -> str:
    """The counted noun and what was done with it, in the document's order; else the last counted noun before it."""
    parts = [" ".join((found.groupdict().get(name) or "").split()) for name in ("what", "done")]
    same = load("counts")["same"]
    written = " ".join(same.get(one, one) for one in parts if one)
    before = document.plain[max(document.begin, found.start() - 200) : found.start()]
    nouns = re.findall(load("counts")["nouns"], before)
    return written or (nouns[-1] if nouns else "")


def _is_context(document: Document, found: re.Match[str]) -> bool:
    around = document.plain[max(document.begin, found.start() - 24) : found.end() + 12]
    return any(pattern.search(around) for pattern in pattern_list("counts", "context"))
