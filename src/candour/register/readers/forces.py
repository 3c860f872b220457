"""Which forces a text names: exact names first, short and bare ones only where they can mean a force, near ones as a question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from candour.register.readers.held_words import alternatives
from candour.register.readers.vocabulary import load

NEAR_ENOUGH = 80.0
CHIEF = re.compile(r" (?:deputy |assistant )?chief constable\b", re.ASCII)
SPACES = re.compile(r"\s+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Named:
    """A force where it is named. `bare` is a name without `Police`, which may be only a place."""

    force: str
    start: int
    end: int
    bare: bool


def named_forces(plain: str, cased: str, start: int = 0, end: int | None = None) -> Iterator[Named]:
    """Every name between the two places, in order; the texts are the same, one in small letters."""
    stop = len(plain) if end is None else end
    found = [*_full_names(plain, start, stop), *_short_names(cased, start, stop)]
    yield from sorted(found, key=lambda one: one.start)


def _full_names(plain: str, start: int, stop: int) -> Iterator[Named]:
    pattern, names = _full_pattern()
    for found in pattern.finditer(plain, start, stop):
        if not found["suffix"] and found["bare"] is None:
            yield Named(names[_key(found["alias"])], found.start(), found.end(), bare=False)
            continue
        followed = _not_followed_by().match(plain, found.end())
        if not followed:
            joint = found["joint"]
            headed = CHIEF.match(plain, found.end()) is not None
            bare = not (found["suffix"] or joint is not None or headed)
            yield Named(names[_key(found["bare"])], found.start(), found.end(), bare=bare)


def _short_names(cased: str, start: int, stop: int) -> Iterator[Named]:
    pattern, names = _short_pattern()
    for found in pattern.finditer(cased, start, stop):
        yield Named(names[found[0]], found.start(), found.end(), bare=False)


def force_of_host(address: str) -> str | None:
    """The force whose own site an address is on."""
    host = (urlsplit(address).hostname or "").removeprefix("www.") if address else ""
    for row in _rows() if host else ():
        if any(host == one or host.endswith("." + one) for one in row["hosts"]):
            return str(row["name"])
    return None


def nearest_force(written: str) -> str | None:
    """The name nearest to an unknown spelling, for a person to judge; never taken without one."""
    wanted = _key(written)
    scored = ((fuzz.ratio(wanted, name), force) for name, force in _spellings())
    score, force = max(scored, default=(0.0, ""))
    return force if score >= NEAR_ENOUGH else None


def _key(written: str) -> str:
    return SPACES.sub(" ", written.lower().replace("&", "and").replace("-", " ")).strip()


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    """Real forces, then those of the worked examples."""
    return (*load("forces")["force"], *load("example_forces")["force"])


@cache
def _full_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """Aliases whole, or a bare name with a suffix, or one of two that share a suffix, or a bare name alone."""
    table = load("forces")
    names = {_key(written): row["name"] for row in _rows() for written in _written(row)}
    bare = alternatives(one for row in _rows() for one in row["bare"])
    alias = alternatives(one for row in _rows() for one in row.get("aliases", ()))
    suffix = "|".join(table["suffixes"])
    joint = (
        rf"(?P<joint>(?=(?:, (?:{bare}))*,?(?: and| &) (?:{bare})(?:(?: and| &) (?:{bare}))* (?:{suffix})))"
    )
    whole = rf"\b(?:(?P<alias>{alias})|(?P<bare>{bare})(?:'s)?(?: (?P<suffix>{suffix})|{joint})?)(?!\w)"
    return re.compile(whole, re.ASCII), names


@cache
def _short_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    """Each way begins with its own letter, so that no time is lost on letters that begin none."""
    names = {short: row["name"] for row in _rows() for short in row.get("short", ())}
    ways = "|".join(
        rf"{first}(?<![\w.@/]{first}){alternatives(one[1:] for one in names if one[0] == first)}"
        for first in sorted({one[0] for one in names})
    )
    return re.compile(rf"(?:{ways})(?![\w/@])(?! Office\b)", re.ASCII), names


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple(
        (written, force)
        for written, force in _full_pattern()[1].items()
        if " " in written or len(written) > 5
    )


@cache
def _not_followed_by() -> re.Pattern[str]:
    return re.compile(load("forces")["not_followed_by"], re.ASCII)


def _written(row: dict[str, Any]) -> list[str]:
    return [row["name"], *row["bare"], *row.get("aliases", ())]
