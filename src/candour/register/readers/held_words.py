"""Which of the words that anything is sought by stand in a text: one pass over it answers every later question from a set."""

import re
from collections.abc import Iterable, Iterator
from typing import Any


class HeldWords:
    """Finds, in one pass, every one of some words that a text holds, wherever it stands in it."""

    def __init__(self, words: Iterable[str]) -> None:
        known = frozenset(words)
        self._pattern = re.compile(f"(?=({_as_pattern(_tree(known))}))", re.ASCII)
        self._with_openings = {word: tuple(_openings(word, known)) for word in known}

    def of(self, text: str) -> frozenset[str]:
        """The longest word that begins at each place, and the shorter ones that begin with it."""
        found = set(self._pattern.findall(text))
        return frozenset(one for word in found for one in self._with_openings[word])


def _openings(word: str, known: frozenset[str]) -> Iterator[str]:
    return (word[:end] for end in range(1, len(word) + 1) if word[:end] in known)


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
