"""Behaviour that a page implies: its title says what went wrong, and its account that somebody had to answer for it."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.vocabulary import Patterns, load, pattern_list


def read_implied(document: Document, title: str, found: Collection[str], until: int | None) -> Finding | None:
    """The first rule whose title and account hold, on a page that says that somebody had to answer."""
    stop = len(document.plain) if until is None else until
    rules = [one for one in load("behaviours_implied")["rule"] if _fits(one, title, found)]
    answered = _answered(document, stop) if rules else None
    if answered is None:
        return None
    for rule in rules:
        if _first(document, _told(rule["name"]), stop):
            return Finding("behaviours", rule["name"], answered.start(), answered.end())
    return None


def _answered(document: Document, stop: int) -> re.Match[str] | None:
    """Where it says so: not where it clears everybody, unless somebody was told to do better."""
    advised = _first(document, pattern_list("behaviours_implied", "advised"), stop)
    if advised or _first(document, pattern_list("behaviours_implied", "cleared"), stop):
        return advised
    return _first(document, pattern_list("behaviours_implied", "answered"), stop)


def _fits(rule: dict[str, Any], title: str, found: Collection[str]) -> bool:
    """The title names the subject, and nothing else was found that the page may be about instead."""
    return (
        rule["name"] not in found
        and set(found) <= set(rule["beside"])
        and any(one.search(title) for one in _titled(rule["name"]))
    )


@cache
def _titled(name: str) -> Patterns:
    return _patterns(name, "title")


@cache
def _told(name: str) -> Patterns:
    return _patterns(name, "told")


def _patterns(name: str, key: str) -> Patterns:
    rule = next(one for one in load("behaviours_implied")["rule"] if one["name"] == name)
    return Patterns.of(re.compile(one, re.ASCII) for one in rule[key])


def _first(document: Document, patterns: Patterns, stop: int) -> re.Match[str] | None:
    found = (
        one.search(document.plain, document.begin, stop)
        for one in patterns.able(document.plain, document.begin, stop)
    )
    return min((one for one in found if one), key=lambda one: one.start(), default=None)
