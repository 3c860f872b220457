"""Recommendations laid out in fields: when they were made, when the response is due, and whether it was accepted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from candour.register.readers.addressees import read_addressee
from candour.register.readers.dates import first_date
from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import sentences_with
from candour.register.readers.vocabulary import find_any, load, pattern_list
from candour.register.readers.written_date import WrittenDate

SUMMARY_WORDS = 15
ANOTHER = re.compile(r"\brec+om+ends\b|(?m:^)recommendations? \d", re.ASCII)
ADVISED = re.compile(r"\b(?:iopc|ipcc) rec+om+ends\b|\bit is recommended\b", re.ASCII)
OPENS = re.compile(r"(?m:^)the (?:iopc|ipcc) recommends\b", re.ASCII)
RECOMMENDS = re.compile(r"\bthe (?:iopc|ipcc) recommends\b", re.ASCII)
REFERENCE = re.compile(r"(?:iopc|ipcc) references?\W*", re.ASCII)
FURTHER = re.compile(r"[;,] (?:and )?(?=that\b)", re.ASCII)
ANSWER_WITHIN = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A field's label where it stands."""

    name: str
    start: int
    end: int


LABELS = ("made", "due", "text", "accepted", "action")


def read_recommendations(document: Document) -> Iterator[Finding]:
    """One for each question of acceptance; where none is asked, one for each recommending sentence under a date."""
    labels = sorted(_labels(document), key=lambda one: one.start)
    if not any(one.name in {"made", "accepted"} for one in labels):
        yield from _bare(document)
        return
    begun = _beginning(document, labels)
    for number, (start, end, asked) in enumerate(_stretches(document, labels, begun), 1):
        subject = f"recommendation-{number}"
        yield from _dates(document, labels, start, end, subject)
        yield from _summary(document, max(start, begun), asked.start if asked else end, subject)
        yield from read_addressee(document, max(start, begun), asked.start if asked else end, subject)
        if asked:
            yield from _answer(document, asked, subject)


def fields_begin(document: Document) -> int | None:
    """Where the block of recommendation fields starts: what follows is about forces, not about the case."""
    return min(
        (one.start for one in _labels(document) if one.name in {"made", "due", "accepted"}), default=None
    )


def recommending_begins(document: Document, fields: int | None) -> int | None:
    """Where the page turns from its case to what is recommended: officers spoken of there are nobody's case.

    `fields` is where the block of recommendation fields starts, if there is one.
    """
    begun = RECOMMENDS.search(document.plain, document.begin)
    places = [fields, begun.start() if begun else None, _heading(document)]
    return min((one for one in places if one is not None), default=None)


def _heading(document: Document) -> int | None:
    """The line `Recommendations` under the line of the reference, which else counts as part of the frame."""
    lines = [(line, document.words_of(line).lower()) for line in document.lines]
    referred = next((line.end for line, words in lines if REFERENCE.fullmatch(words)), None)
    if referred is None:
        return None
    return next(
        (line.end for line, words in lines if line.start > referred and words == "recommendations"), None
    )


def _labels(document: Document) -> tuple[Label, ...]:
    words = find_any(pattern_list("recommendations", "word"), document.plain[document.begin :])
    if words is None:
        return ()
    begin = max(document.begin, document.begin + words.start() - 200)
    labels = tuple(
        Label(name, one.start(), one.end()) for name in LABELS for one in _written(document, name, begin)
    )
    answered = [one.end for one in labels if one.name == "accepted"]
    return (*labels, *_answers_alone(document, begin, answered))


def _written(document: Document, key: str, begin: int) -> Iterator[re.Match[str]]:
    """Where any pattern of a list stands."""
    for pattern in pattern_list("recommendations", key).able(document.plain, begin, len(document.plain)):
        yield from pattern.finditer(document.plain, begin)


def _answers_alone(document: Document, begin: int, answered: list[int]) -> Iterator[Label]:
    """`Accepted` on a line of its own, unless the same recommendation was asked about, or answered, above it."""
    for one in _written(document, "alone", begin):
        last = max((end for end in answered if end <= one.start()), default=document.begin)
        if last == document.begin or ANOTHER.search(document.plain, last, one.start()):
            answered.append(one.end())
            yield Label("accepted", one.start(), one.start())
    if not answered:
        yield from _bare_answers(document, begin)


def _bare_answers(document: Document, begin: int) -> Iterator[Label]:
    """`Yes`, on a line of its own under each thing that is recommended, on a page without any question."""
    last = begin
    for one in _written(document, "bare", begin):
        if ADVISED.search(document.plain, last, one.start()):
            last = one.end()
            yield Label("accepted", one.start(), one.start())


def _beginning(document: Document, labels: list[Label]) -> int:
    """Where the first field stands; the top of the page where the first field is already the answer."""
    return document.begin if labels[0].name == "accepted" else labels[0].start


def _stretches(
    document: Document, labels: list[Label], begun: int
) -> Iterator[tuple[int, int, Label | None]]:
    """From the end of one recommendation's fields to the answer of the next."""
    asked = [one for one in labels if one.name == "accepted"]
    made = [one for one in labels if one.name == "made"]
    if not asked:
        ends = [one.start for one in made[1:]] + [len(document.plain)]
        yield from ((one.start, end, None) for one, end in zip(made, ends, strict=True))
        return
    start = begun
    for one in asked:
        yield start, one.end, one
        start = one.end
    last = OPENS.search(document.plain, start)
    if last:
        yield last.start(), len(document.plain), None


def _bare(document: Document) -> Iterator[Finding]:
    """Paragraphs that recommend, on a page without any date or answer."""
    places = [one.start() for one in OPENS.finditer(document.plain, document.begin)]
    ends = [*places[1:], len(document.plain)]
    for number, (start, end) in enumerate(zip(places, ends, strict=False), 1):
        subject = f"recommendation-{number}"
        yield from _summary(document, start, end, subject)
        yield from read_addressee(document, start, end, subject)
    for number, (start, end) in enumerate(() if places else _told(document), 1):
        yield _short(document, start, end, f"recommendation-{number}")


def _told(document: Document) -> Iterator[tuple[int, int]]:
    """What a force was recommended in a running sentence, `that` it do one thing; `that` it do another."""
    told = pattern_list("recommendations", "told")
    for number in sentences_with(document, load("recommendations")["tells"], None):
        sentence = document.sentences[number]
        opens = find_any(told, document.plain[sentence.start : sentence.end])
        if opens:
            start = sentence.start + opens.start()
            for another in FURTHER.finditer(document.plain, start, sentence.end):
                yield start, another.start()
                start = another.end()
            yield start, sentence.end


def _dates(document: Document, labels: list[Label], start: int, end: int, subject: str) -> Iterator[Finding]:
    """A date block may serve several recommendations: the last one before the answer counts.

    Where none stands before the first answer, the blocks follow their answers, each up to the next question.
    """
    asked = [one.start for one in labels if one.name == "accepted"]
    following = [one for one in asked if one >= end]
    limit = following[0] if following else len(document.plain)
    for name, field in (("made", "date"), ("due", "due_date")):
        placed = [one for one in labels if one.name == name]
        leads = not asked or any(one.start < asked[0] for one in placed)
        near = [one for one in placed if (one.start < end if leads else end <= one.start < limit)]
        chosen = (near[-1] if leads else near[0]) if near else None
        written = _date_after(document, chosen) if chosen else None
        if chosen and written:
            yield Finding(field, written.value, chosen.start, written.end, subject=subject)


def _date_after(document: Document, label: Label) -> WrittenDate | None:
    written = first_date(document.plain, label.end, label.end + 60)
    return written if written and written.start - label.end < 40 else None


def _answer(document: Document, asked: Label, subject: str) -> Iterator[Finding]:
    """Yes or no, at once after the question; anything else is said by nobody yet."""
    after = document.plain[asked.end : asked.end + ANSWER_WITHIN]
    for value, key in ((None, "awaiting"), (False, "no"), (True, "yes")):
        for pattern in pattern_list("recommendations", key):
            found = pattern.match(after)
            if found:
                yield Finding("accepted", value, asked.start, asked.end + found.end(), subject=subject)
                return


def _summary(document: Document, start: int, end: int, subject: str) -> Iterator[Finding]:
    """What is recommended, from the recommending words on; else the first full sentence of the stretch."""
    for pattern in pattern_list("recommendations", "recommending"):
        found = pattern.search(document.plain, start, end)
        if found:
            yield _short(document, found.end(), end, subject)
            return
    for sentence in document.sentences:
        if sentence.start >= start and sentence.end <= end and sentence.end - sentence.start > 60:
            yield _short(document, sentence.start, end, subject)
            return


def _short(document: Document, start: int, end: int, subject: str) -> Finding:
    words = list(re.finditer(r"\S+", document.text[start:end]))[:SUMMARY_WORDS]
    stop = start + words[-1].end() if words else end
    written = " ".join(document.text[start:stop].split())
    return Finding("summary", written[:1].upper() + written[1:], start, stop, subject=subject)
