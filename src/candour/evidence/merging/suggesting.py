"""Which names of two sources may stand for one person: suggested with reasons; a person decides, and `ties` keeps it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

import polars as pl
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.utils import default_process

from candour.evidence.merging.conversation import Merged

_FIGURES = 9  # of a telephone number, from its end: with or without the country, 0 or +44
_LIKENESS = 90
_MESSAGES = 3


class Reason(StrEnum):
    """Why two names are put beside one another, the strongest first."""

    MESSAGES = "same-messages"  # both stand over the same messages
    NUMBER = "same-number"
    CONTACT_BOOK = "contact-book"  # a phone's contact book gives the one for the other
    NAME = "same-name"
    LIKE_NAME = "like-name"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`messages`: how many messages stand under both names; `others`: how many of the first name's stand under others."""

    source: str
    name: str
    other_source: str
    other_name: str
    reasons: tuple[Reason, ...]
    messages: int = 0
    others: int = 0


def suggestions(merged: Merged, contacts: Mapping[str, Mapping[str, str]] | None = None) -> list[Suggestion]:
    """`contacts`: by source, what its contact book calls each name. Names that a person has tied are left out."""
    untied = merged.placed.filter(pl.col("name").is_not_null() & pl.col("tied").is_null())
    books = contacts or {}
    sources = [one.source for one in merged.clocks]
    found = [
        one
        for pair in combinations(sources, 2)
        for one in _between(untied, pair, (books.get(pair[0], {}), books.get(pair[1], {})))
    ]
    return sorted(found, key=lambda one: (list(Reason).index(one.reasons[0]), -one.messages, one.name))


def _between(
    untied: pl.DataFrame, pair: tuple[str, str], books: tuple[Mapping[str, str], Mapping[str, str]]
) -> Iterator[Suggestion]:
    left, right = (untied.filter(pl.col("source") == source) for source in pair)
    shared: Counter[tuple[str, str]] = Counter(
        left.select("place", "name")
        .join(right.select("place", pl.col("name").alias("other")), on="place")
        .drop("place")
        .iter_rows()
    )
    of_name: Counter[str] = Counter()
    for (name, _), count in shared.items():
        of_name[name] += count
    for name in left["name"].unique(maintain_order=True):
        for other in right["name"].unique(maintain_order=True):
            count = shared[name, other]
            reasons = tuple(_reasons(name, other, count, of_name[name], books))
            if reasons:
                yield Suggestion(pair[0], name, pair[1], other, reasons, count, of_name[name] - count)


def _reasons(
    name: str, other: str, count: int, of_name: int, books: tuple[Mapping[str, str], Mapping[str, str]]
) -> Iterator[Reason]:
    if count >= _MESSAGES and count * 2 > of_name:
        yield Reason.MESSAGES
    if _same_number(name, other):
        yield Reason.NUMBER
    called, other_called = books[0].get(name, name), books[1].get(other, other)
    in_a_book = (called, other_called) != (name, other)
    if _plain(called) == _plain(other_called):
        yield Reason.CONTACT_BOOK if in_a_book else Reason.NAME
    elif _alike(called, other_called):
        yield Reason.LIKE_NAME


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _alike(name: str, other: str) -> bool:
    worded = any(letter.isalpha() for letter in name) and any(letter.isalpha() for letter in other)
    addresses = "@" in name or "@" in other
    return worded and not addresses and token_set_ratio(name, other, processor=default_process) >= _LIKENESS


def _same_number(name: str, other: str) -> bool:
    one, two = _figures(name), _figures(other)
    return one is not None and one == two


def _figures(name: str) -> str | None:
    """The end of a telephone number as a source writes it: +44 7700 900101, 07700900101, 447700900101@s.whatsapp.net."""
    number = name.partition("@")[0]
    if any(letter.isalpha() for letter in number):
        return None
    digits = "".join(letter for letter in number if letter.isdigit())
    return digits[-_FIGURES:] if len(digits) >= _FIGURES else None
