"""The standards of professional behaviour that a page names as breached, possibly breached or alleged."""

import re
from collections.abc import Iterator

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import sentences_with
from candour.register.readers.vocabulary import load, pattern_list, terms
from candour.register.statements import Span

LIST_LINES = 12
NAMED_ALONE = ("integrity", "discreditable", " / ")


def read_standards(document: Document, *, until: int | None = None) -> Iterator[Finding]:
    """Full names near words of breach, and bare words in the list that follows them."""
    for region in [*_regions(document, until), *_names_alone(document, until)]:
        for term in terms("standards"):
            match = term.first(document.plain, region.start, region.end, document.held_in(region))
            if match and not _not_proven(document, region, match):
                yield Finding("standards_breached", term.name, match.start(), match.end())


def _regions(document: Document, until: int | None) -> Iterator[Span]:
    """From the words that name the standards to the end of their sentence, or of the short lines that list them."""
    for place in sentences_with(document, load("standards")["near"], until):
        sentence = document.sentences[place]
        for opening in pattern_list("standards", "openings"):
            found = opening.search(document.plain, sentence.start, sentence.end)
            if found and not _general(document, sentence):
                yield Span(sentence.start, _list_end(document, place))
                break


def _names_alone(document: Document, until: int | None) -> Iterator[Span]:
    """`Honesty and Integrity / Discreditable Conduct` on a line of its own, under what was found."""
    if not any(one in document.plain for one in NAMED_ALONE):
        return
    names = re.compile(str(load("standards")["names_only"]), re.ASCII)
    stop = len(document.plain) if until is None else until
    for sentence in document.sentences:
        words = document.plain[sentence.start : sentence.end]
        telling = any(one in words for one in NAMED_ALONE)
        if sentence.end <= stop and telling and names.match(words):
            yield sentence


def _list_end(document: Document, place: int) -> int:
    """Short lines right after a sentence belong to its list."""
    end = document.sentences[place].end
    for following in document.sentences[place + 1 : place + 1 + LIST_LINES]:
        words = document.plain[following.start : following.end]
        if (
            len(words) > 90
            or _general(document, following)
            or not any(term.first(words) for term in terms("standards"))
        ):
            return end
        end = following.end
    return end


def _general(document: Document, sentence: Span) -> bool:
    words = document.plain[sentence.start : sentence.end]
    return any(pattern.search(words) for pattern in pattern_list("standards", "general"))


def _not_proven(document: Document, region: Span, match: re.Match[str]) -> bool:
    after = document.plain[match.end() : min(region.end, match.end() + 60)]
    return any(pattern.search(after) for pattern in pattern_list("standards", "not_proven_after"))
