"""Words to look for, kept as TOML files of ordered patterns: what a pattern means is data, how it is sought is here."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from candour.register.readers.needed import holds, may_match, words_needed

FOLDER = files("candour.register.readers") / "vocabularies"
WORD = re.compile(r"@([a-z_]+)")


@dataclass(frozen=True, slots=True)
class Term:
    """A name and the patterns that give it, unless one of the `unless` patterns holds around the match.

    `needed` holds for each pattern the words without which it cannot match.
    """

    name: str
    patterns: tuple[re.Pattern[str], ...]
    needed: tuple[tuple[str, ...], ...]
    unless: re.Pattern[str] | None
    cues: tuple[str, ...]
    reach: tuple[int, int] = (90, 90)

    def narrowed(self, text: str) -> "Term":
        """The same term with those of its patterns that can match anywhere in a text: fewer to seek in its sentences."""
        able = [
            place for place, words in enumerate(self.needed) if not words or any(one in text for one in words)
        ]
        return replace(
            self,
            patterns=tuple(self.patterns[place] for place in able),
            needed=tuple(self.needed[place] for place in able),
        )

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Every match between the two places, in the order of the patterns; excluded ones are left out."""
        stop = len(text) if end is None else end
        for pattern, words in zip(self.patterns, self.needed, strict=True):
            if not holds(words, text, start, stop):
                continue
            for found in pattern.finditer(text, start, stop):
                if not self._excluded(text, found, start, stop):
                    yield found

    def first(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        return min(self.matches(text, start, end), key=re.Match.start, default=None)

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
def load(name: str) -> dict[str, Any]:
    """A vocabulary file as it stands."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def pattern_list(name: str, key: str) -> tuple[re.Pattern[str], ...]:
    """A plain list of patterns under one key of a vocabulary, its words filled in."""
    table = load(name)
    words = {word: f"(?:{pattern})" for word, pattern in table.get("words", {}).items()}
    return tuple(re.compile(filled(one, words)) for one in table[key])


def find_any(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    """The first pattern of the list that matches anywhere."""
    for one in patterns:
        found = one.search(text) if may_match(one, text, 0, len(text)) else None
        if found:
            return found
    return None


def find_all(patterns: tuple[re.Pattern[str], ...], text: str) -> list[str]:
    """Every match of every pattern, as written."""
    able = (one for one in patterns if may_match(one, text, 0, len(text)))
    return [found[0] for one in able for found in one.finditer(text)]


def _term(row: dict[str, Any], words: dict[str, str], reach: tuple[int, int]) -> Term:
    patterns = tuple(re.compile(filled(one, words)) for one in row["patterns"])
    excluding = "|".join(f"(?:{filled(one, words)})" for one in row.get("unless", ()))
    unless = re.compile(excluding) if excluding else None
    needed = tuple(map(words_needed, patterns))
    return Term(row["name"], patterns, needed, unless, tuple(row.get("cues", ())), reach)


def filled(pattern: str, words: dict[str, str]) -> str:
    """A pattern may name a word of its vocabulary as `@image`; words may name words."""
    while named := WORD.search(pattern):
        pattern = pattern[: named.start()] + words[named[1]] + pattern[named.end() :]
    return pattern
