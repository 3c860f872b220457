"""Which of the words that anything is sought by stand in a text, and where: one pass over it answers every later question."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ahocorasick import Automaton


class HeldWords:
    """Finds, in one pass, every one of some words wherever it stands in a text, within others too."""

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = Automaton()
        for word in words:
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def __contains__(self, word: str) -> bool:
        return word in self._automaton

    def places(self, text: str) -> Iterator[tuple[int, str]]:
        """The place of the last letter of each, in order, and the word."""
        found: Iterator[tuple[int, str]] = self._automaton.iter(text)
        return found

    def of(self, text: str) -> frozenset[str]:
        return frozenset(word for _, word in self.places(text))


def _tree(words: Iterable[str]) -> dict[str, Any]:
    """Letter by letter; an empty letter ends a word."""
    root: dict[str, Any] = {}
    for word in words:
        place = root
        for letter in word:
            place = place.setdefault(letter, {})
        place[""] = {}
    return root


def _as_pattern(tree: dict[str, Any]) -> str:
    """Alternatives that share their beginnings, so that hardly any is tried twice; the longest comes first."""
    ways = [re.escape(letter) + _as_pattern(tree[letter]) for letter in sorted(tree) if letter]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and "" not in tree else f"(?:{'|'.join(ways)})"
    return joined + ("?" if "" in tree else "")


def alternatives(words: Iterable[str]) -> str:
    """A pattern for some words that tries hardly any beginning twice; of two that begin alike, the longer comes first."""
    return _as_pattern(_tree(words))
