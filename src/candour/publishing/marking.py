"""Finds glossary terms in prose: longest wording first, everyday words once a page, others once a section.

A short abbreviation is ambiguous: it counts only where its full form stands in the text, or another police term
stands in the same paragraph.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from candour.publishing.terms import Glossary, Term, the_glossary

SHORT = 3


@dataclass(frozen=True)
class Mark:
    """A term where it stands: characters `start` to `end` of the paragraph."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True)
class Finder:
    """The wordings of a glossary as one pattern each for full forms and for abbreviations."""

    full: re.Pattern[str]
    short: re.Pattern[str]
    by_wording: Mapping[str, Term]
    by_abbreviation: Mapping[str, Term]


@dataclass
class Marker:
    """Marks the paragraphs of one page, section by section; `used` are the terms in order of first use."""

    finder: Finder
    spelt_out: frozenset[str]
    used: dict[str, Term] = field(default_factory=dict)

    def section(self, paragraphs: Sequence[str]) -> list[list[Mark]]:
        seen: set[str] = set()
        return [list(self._new(self.found(paragraph), seen)) for paragraph in paragraphs]

    def found(self, paragraph: str) -> list[Mark]:
        marks = [_full(self.finder, match) for match in self.finder.full.finditer(paragraph)]
        specific = any(not mark.term.broad for mark in marks)
        for match in self.finder.short.finditer(paragraph):
            term = self.finder.by_abbreviation[match.group()]
            ambiguous = len(match.group()) <= SHORT and not specific and term.key not in self.spelt_out
            if not ambiguous:
                marks.append(Mark(match.start(), match.end(), term))
        return _apart(marks)

    def _new(self, marks: Iterable[Mark], seen: set[str]) -> Iterator[Mark]:
        for mark in marks:
            key = mark.term.key
            if key in seen or (mark.term.broad and key in self.used):
                continue
            seen.add(key)
            self.used.setdefault(key, mark.term)
            yield mark


def marker_for(paragraphs: Iterable[str], glossary: Glossary | None = None) -> Marker:
    """A marker for one page, given all of its prose."""
    finder = _finder() if glossary is None else finder_of(glossary)
    spelt_out = {_full(finder, match).term.key for text in paragraphs for match in finder.full.finditer(text)}
    return Marker(finder, frozenset(spelt_out))


@cache
def _finder() -> Finder:
    return finder_of(the_glossary())


def finder_of(glossary: Glossary) -> Finder:
    """Where two terms share a wording, the one whose name it is has it."""
    named = {_folded(term.term): term for term in glossary.values()}
    wordings = {_folded(form): term for term in glossary.values() for form in term.wordings} | named
    short = {form: term for term in glossary.values() for form in term.abbreviations}
    return Finder(
        full=re.compile(_either(wordings, loosely=True), re.IGNORECASE),
        short=re.compile(_either(short, loosely=False)),
        by_wording=wordings,
        by_abbreviation=short,
    )


def _full(finder: Finder, match: re.Match[str]) -> Mark:
    return Mark(match.start(), match.end(), finder.by_wording[_folded(match.group())])


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _either(wordings: Iterable[str], *, loosely: bool) -> str:
    """Whole words only, the longest first; spaces and apostrophes as people type them."""
    forms = sorted(wordings, key=lambda form: (-len(form), form))
    spelt = [re.escape(form) for form in forms]
    if loosely:
        spelt = [form.replace(r"\ ", r"\s+").replace("'", "['’]") for form in spelt]
    return rf"(?<!\w)(?:{'|'.join(spelt)})(?!\w)" if spelt else r"(?!)"


def _apart(marks: list[Mark]) -> list[Mark]:
    """In order, without any that lies within an earlier one."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept
