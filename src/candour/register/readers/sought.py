"""All words by which the terms of the vocabularies and the signs of a kind are sought."""

from collections.abc import Iterator
from functools import cache

from candour.register.readers.held_words import HeldWords
from candour.register.readers.needed import words_needed_by
from candour.register.readers.vocabulary import FOLDER, load, pattern_list, terms


@cache
def sought() -> HeldWords:
    return HeldWords(
        [
            *_of_terms(),
            *_of_signs(),
            *_of_relevance(),
            *load("standards")["near"],
            *load("recommendations")["tells"],
        ]
    )


def _of_terms() -> Iterator[str]:
    for name in _vocabularies_of_terms():
        for term in terms(name):
            yield from term.cues
            for _, words in term.patterns.rows:
                yield from words


def _vocabularies_of_terms() -> list[str]:
    names = sorted(one.name.removesuffix(".toml") for one in FOLDER.iterdir() if one.name.endswith(".toml"))
    return [one for one in names if "term" in load(one)]


def _of_signs() -> Iterator[str]:
    for row in load("kinds")["sign"]:
        for pattern in row["patterns"]:
            yield from words_needed_by(pattern)


def _of_relevance() -> Iterator[str]:
    for key in ("conduct", "guide"):
        for _, words in pattern_list("relevance", key).rows:
            yield from words
