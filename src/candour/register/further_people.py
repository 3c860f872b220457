"""Sentences that no statement rests on and that may speak of somebody further: `another constable`, `a second officer`."""

from collections.abc import Iterable

from candour.register.readers.role_words import ORDINALS, roles_in
from candour.register.statements import Span

ONE_MORE = {"a", "an", "one", "another", "further", "other", *ORDINALS}


def may_add_somebody(places: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of sentences with their places. Two people of one rank with one decision may be read as one; only a person can tell."""
    return [(place, words) for place, words in places if _speaks_of_one_more(words)]


def _speaks_of_one_more(sentence: str) -> bool:
    plain = sentence.lower()
    found = roles_in(plain, Span(0, len(plain)))
    return any(not one.the and ONE_MORE & set(one.count.split()) for one in found)
