"""Words to look for, kept as TOML files of ordered patterns: what a pattern means is data, how it is sought is here."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from candour.register.readers.needed import words_needed

FOLDER = files("candour.register.readers") / "vocabularies"
WORD = re.compile(r"@([a-z_]+)")


def holds_any(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text; written out, for it is asked a hundred times a page."""
    for one in words:  # noqa: SIM110
        if one in text:
            return True
    return False


class Patterns(tuple[re.Pattern[str], ...]):
    """Patterns in order, each with the words without which it cannot match."""

    rows: tuple[tuple[re.Pattern[str], frozenset[str]], ...]

    @classmethod
    def of(cls, patterns: Iterable[re.Pattern[str]]) -> "Patterns":
        made = cls(patterns)
        made.rows = tuple((one, frozenset(words_needed(one))) for one in made)
        return made

    def able(
        self, text: str, start: int, stop: int, held: Set[str] | None = None
    ) -> Iterator[re.Pattern[str]]:
        """Those worth seeking between two places of a text: by the words that are known to be held there, else by looking."""
        if held is not None:
            yield from (pattern for pattern, words in self.rows if not words or not held.isdisjoint(words))
            return
        part = text if stop - start >= len(text) else text[start:stop]
        for pattern, words in self.rows:
            if not words or holds_any(part, words):
                yield pattern


@dataclass(frozen=True, slots=True)
class Term:
    """A name and the patterns that give it, unless one of the `unless` patterns holds around the match."""

    name: str
    patterns: Patterns
    unless: re.Pattern[str] | None
    cues: frozenset[str]
    reach: tuple[int, int] = (90, 90)

    def matches(
        self, text: str, start: int = 0, end: int | None = None, held: Set[str] | None = None
    ) -> Iterator[re.Match[str]]:
        """Every match between the two places, in the order of the patterns; excluded ones are left out."""
        stop = len(text) if end is None else end
        for pattern in self.patterns.able(text, start, stop, held):
            for found in pattern.finditer(text, start, stop):
                if not self._excluded(text, found, start, stop):
                    yield found

    def first(
        self, text: str, start: int = 0, end: int | None = None, held: Set[str] | None = None
    ) -> re.Match[str] | None:
        """The match that begins first; of two that begin together, that of the earlier pattern."""
        stop = len(text) if end is None else end
        best: re.Match[str] | None = None
        for pattern in self.patterns.able(text, start, stop, held):
            for found in pattern.finditer(text, start, stop):
                if best and found.start() >= best.start():
                    break
                if not self._excluded(text, found, start, stop):
                    best = found
                    break
        return best

    def _excluded(self, text: str, found: re.Match[str], start: int, stop: int) -> bool:
        """The words around a match, as far as the vocabulary reaches."""
        if self.unless is None:
            return False
        around = text[max(start, found.start() - self.reach[0]) : min(stop, found.end() + self.reach[1])]
        return self.unless.search(around) is not None


@cache
def terms(name: str) -> tuple[Term, ...]:
    """The terms of one vocabulary, in its own order."""
    table = load(name)
    words = {key: f"(?:{pattern})" for key, pattern in table.get("words", {}).items()}
    before, after = table.get("reach", (90, 90))
    return tuple(_term(row, words, (before, after)) for row in table["term"])


@cache
def cues_in(name: str) -> frozenset[str]:
    """Every cue of a vocabulary."""
    return frozenset(cue for term in terms(name) for cue in term.cues)


@cache
def load(name: str) -> dict[str, Any]:
    """A vocabulary file as it stands."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def pattern_list(name: str, key: str) -> Patterns:
    """A plain list of patterns under one key of a vocabulary, its words filled in."""
    table = load(name)
    words = {word: f"(?:{pattern})" for word, pattern in table.get("words", {}).items()}
    return Patterns.of(re.compile(filled(one, words), re.ASCII) for one in table[key])


def find_any(patterns: Patterns, text: str, held: Set[str] | None = None) -> re.Match[str] | None:
    """The first pattern of the list that matches anywhere."""
    for one in patterns.able(text, 0, len(text), held):
        found = one.search(text)
        if found:
            return found
    return None


def find_all(patterns: Patterns, text: str) -> list[str]:
    """Every match of every pattern, as written."""
    return [found[0] for one in patterns.able(text, 0, len(text)) for found in one.finditer(text)]


def _term(row: dict[str, Any], words: dict[str, str], reach: tuple[int, int]) -> Term:
    patterns = Patterns.of(re.compile(filled(one, words), re.ASCII) for one in row["patterns"])
    excluding = "|".join(f"(?:{filled(one, words)})" for one in row.get("unless", ()))
    unless = re.compile(excluding, re.ASCII) if excluding else None
    before, after = row.get("reach", reach)
    return Term(row["name"], patterns, unless, frozenset(row.get("cues", ())), (before, after))


def filled(pattern: str, words: dict[str, str]) -> str:
    """A pattern may name a word of its vocabulary as `@image`; words may name words."""
    while named := WORD.search(pattern):
        pattern = pattern[: named.start()] + words[named[1]] + pattern[named.end() :]
    return pattern
