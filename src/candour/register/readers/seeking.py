"""Looking for a term sentence by sentence: only in the sentences that hold one of its cues, and never across two."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from candour.register.readers.document import Document
from candour.register.readers.vocabulary import Term, terms


def seek(document: Document, term: Term, until: int | None = None) -> re.Match[str] | None:
    """The first place in the body where the term holds."""
    return next(seek_all(document, term, until), None) if holds_cue(document, term) else None


def holds_cue(document: Document, term: Term) -> bool:
    """Whether it is worth while to seek the term at all."""
    plain = document.plain
    for one in term.cues:
        if one in plain:
            return True
    return not term.cues


def seek_all(document: Document, term: Term, until: int | None = None) -> Iterator[re.Match[str]]:
    """The first place of each sentence that holds the term, in order."""
    for index in sentences_with(document, term.cues, until):
        sentence = document.sentences[index]
        found = term.first(document.plain, sentence.start, sentence.end)
        if found:
            yield found


@cache
def term_named(vocabulary: str, name: str) -> Term:
    return next(one for one in terms(vocabulary) if one.name == name)


def sentences_with(document: Document, cues: tuple[str, ...], until: int | None) -> list[int]:
    """Sentences of the page's own case by number; all of them for a term without cues."""
    plain = document.plain
    held = {index for cue in cues if cue in plain for index in document.sentences_of(cue)}
    if cues and not held:
        return []
    stop = len(plain) if until is None else until
    last = bisect_right(document.sentence_starts, stop)
    found = held if cues else range(last)
    return sorted(index for index in found if index < last and index not in document.of_another_case)
