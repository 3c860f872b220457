"""Whom a recommendation is made to: a force or a national body named in the recommending sentence, and nobody else."""

import re
from collections.abc import Iterator
from functools import cache

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.vocabulary import load, pattern_list

NEAR = 120


def read_addressee(document: Document, start: int, end: int, subject: str) -> Iterator[Finding]:
    """`The force` alone is nobody's name: then nothing is read."""
    for cue in pattern_list("addressees", "cue"):
        for found in cue.finditer(document.plain, start, end):
            named = _named(document, found.end(), min(_sentence_end(document, found.end()), end))
            if named is not None:
                name, first, last, sure = named
                yield Finding("to", name, first, last, sure=sure, subject=subject)
                return


def _named(document: Document, start: int, end: int) -> tuple[str, int, int, bool] | None:
    """The first of those near the recommending words; a bare name may be only a place."""
    forces = [
        (one.force, one.start, one.end, not one.bare)
        for one in document.forces_named
        if start <= one.start < min(start + NEAR, end)
    ]
    bodies = [
        (name, found.start(), found.end(), True)
        for name, pattern in _bodies()
        if (found := pattern.search(document.plain, start, min(start + NEAR, end)))
    ]
    return min([*forces, *bodies], key=lambda one: one[1], default=None)


def _sentence_end(document: Document, place: int) -> int:
    return next((one.end for one in document.sentences if one.end >= place), len(document.plain))


@cache
def _bodies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["name"], re.compile(row["pattern"], re.ASCII)) for row in load("addressees")["body"])


@cache
def bodies_addressed() -> tuple[str, ...]:
    """National bodies that recommendations go to and that are no forces."""
    return tuple(row["name"] for row in load("addressees")["body"])
