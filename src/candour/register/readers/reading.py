"""From a file's bytes to its statements: open, tell the kind, read with that kind's reader, and list what is left."""

from collections.abc import Iterator
from dataclasses import dataclass

from candour.register.readers import (
    foi_reply,
    hearing_outcome,
    iopc_summary,
    news,
    not_relevant,
    press_release,
    recommendation_page,
)
from candour.register.readers.classifying import classify
from candour.register.readers.contradictions import contradictions
from candour.register.readers.document import Document, Problem
from candour.register.readers.finding import Finding, first_of_each
from candour.register.readers.force_subjects import account_begins
from candour.register.readers.kind import Page, Reader
from candour.register.readers.navigation import is_navigation, nothing_told
from candour.register.readers.opening import open_document
from candour.register.readers.published import read_published_date
from candour.register.readers.recommendations import fields_begin
from candour.register.readers.table_counts import totals_that_differ
from candour.register.readers.titles import read_title
from candour.register.statements import Confidence, Span, Statement

CLASSIFIER = ("classifier", 7)
WORKED_OUT = ("worked-out-day", 1)
READERS: dict[str, Reader] = {
    module.READER.kind: module.READER
    for module in (
        iopc_summary,
        recommendation_page,
        press_release,
        hearing_outcome,
        news,
        foi_reply,
        not_relevant,
    )
}


@dataclass(frozen=True)
class Reading:
    """A document, what was read in it, and the sentences that no statement rests on."""

    document: Document
    kind: str
    statements: tuple[Statement, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file, and what in it cannot all be right."""
        return (
            *self.document.problems,
            *nothing_told(self.document, self.kind),
            *totals_that_differ(self.document),
            *contradictions(self.document, self.statements),
        )

    @property
    def remains(self) -> tuple[Span, ...]:
        """Sentences of the body that nothing was read from, in order."""
        sentences, used = self.document.sentences, set[int]()
        if not sentences:
            return ()
        for one in (each.place for each in self.statements if isinstance(each.place, Span)):
            last = self.document.sentence_at(max(one.start, one.end - 1))
            near = range(self.document.sentence_at(one.start), last + 1)
            used.update(place for place in near if one.touches(sentences[place].start, sentences[place].end))
        return tuple(sentence for place, sentence in enumerate(sentences) if place not in used)


def read_source(content: bytes, name: str, *, address: str = "") -> Reading:
    """Raises UnreadableSource where nothing can be read."""
    return read_document(open_document(content, name, address=address))


def read_document(document: Document) -> Reading:
    if not document.body:
        return Reading(document, not_relevant.READER.kind, (_told_by_nothing(document),))
    title, published = read_title(document), read_published_date(document)
    fields = fields_begin(document)
    kind = classify(document, title, fields)
    page = Page(document, title, published, account_begins(document, title), fields)
    reader = READERS[str(kind.value)]
    if reader is not_relevant.READER and is_navigation(document) and not document.markings:
        title = None
    found = first_of_each([*(one for one in (title, published) if one), *reader.read(page)])
    statements = [_statement(document, kind, *CLASSIFIER), *_stated(document, found, reader)]
    return Reading(document, reader.kind, tuple(statements))


def _told_by_nothing(document: Document) -> Statement:
    first = document.lines[0]
    found = Finding("doc_type", not_relevant.READER.kind, first.start, first.end)
    return _statement(document, found, *CLASSIFIER)


def _stated(document: Document, found: Iterator[Finding], reader: Reader) -> Iterator[Statement]:
    """A day that was worked out from the page's own date has a reader of its own, so that everybody sees it was."""
    own = (reader.kind, reader.version)
    yield from (_statement(document, one, *(WORKED_OUT if one.worked_out else own)) for one in found)


def _statement(document: Document, found: Finding, reader: str, version: int) -> Statement:
    confidence = Confidence.SURE if found.sure else Confidence.UNSURE
    place = document.cell_of(found.start) or Span(found.start, found.end)
    return Statement(found.subject, found.field, found.value, place, reader, version, confidence)
