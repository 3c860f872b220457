"""Looking for a term sentence by sentence: only in the sentences that hold one of its cues, and never across two."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from candour.register.readers.document import Document
from candour.register.readers.vocabulary import Term, terms


def seek(document: Document, term: Term, until: int | None = None) -> re.Match[str] | None:
    """The first place in the body where the term holds."""
    if term.cues and document.held.isdisjoint(term.cues):
        return None
    return next(seek_all(document, term, until), None)


def seek_all(document: Document, term: Term, until: int | None = None) -> Iterator[re.Match[str]]:
    """The first place of each sentence that holds the term, in order."""
    for index in sentences_of_term(document, term, until):
        sentence = document.sentences[index]
        found = term.first(document.plain, sentence.start, sentence.end, document.held_in(sentence))
        if found:
            yield found


@cache
def term_named(vocabulary: str, name: str) -> Term:
    return next(one for one in terms(vocabulary) if one.name == name)


def sentences_of_term(document: Document, term: Term, until: int | None) -> list[int]:
    """Sentences of the page's own case that hold a cue of the term, by number; all of them for a term without cues."""
    if term.cues:
        return sentences_with(document, term.cues & document.held, until)
    return _own(document, range(len(document.sentences)), until)


def sentences_with(document: Document, cues: Iterable[str], until: int | None) -> list[int]:
    """Sentences of the page's own case that hold one of the cues, by number."""
    return _own(document, {index for cue in cues for index in document.sentences_of(cue)}, until)


def _own(document: Document, found: Iterable[int], until: int | None) -> list[int]:
    last = bisect_right(document.sentence_starts, len(document.plain) if until is None else until)
    return sorted(index for index in found if index < last and index not in document.of_another_case)
