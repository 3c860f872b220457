"""Menus, tooltips, debugging blocks, share buttons and sign-up boxes are set aside by rules kept as data."""

import hashlib
import re
from collections import Counter
from functools import cache

from candour.register.readers.document import Line, plain_signs
from candour.register.readers.needed import words_needed_by
from candour.register.readers.vocabulary import load

LETTER = re.compile(r"[^\W_]")
LONG = 30
LONGEST_LINE = 300
LONGEST_OPENING = 140


class OnlyLetters(dict[int, int | None]):
    """For `translate`: small letters and digits stay, whatever else there is goes."""

    def __missing__(self, sign: int) -> int | None:
        self[sign] = sign if chr(sign) in "abcdefghijklmnopqrstuvwxyz0123456789" else None
        return self[sign]


LETTERS = OnlyLetters()


def set_furniture_aside(text: str, lines: list[Line]) -> tuple[Line, ...]:
    """The same lines, each that a rule calls furniture named for that rule; regions may hold lines of any kind."""
    plain = plain_signs(text)
    written = [plain[line.start : line.end] for line in lines]
    repeated = {
        one
        for one, times in Counter(written).items()
        if times > 2 and len(one) > LONG and not any(kept.fullmatch(one) for kept in _never())
    }
    small = plain.lower()
    rules = [(name, rule) for name, rule, needed in _line_rules() if _may_hold(small, needed)]
    names = [
        line.furniture or _rule(words, repeated, rules) for line, words in zip(lines, written, strict=True)
    ]
    for region in _regions():
        if _may_hold(small, region.needed):
            _mark_region(region, written, names)
    return tuple(
        line if line.furniture == name else Line(line.start, line.end, name)
        for line, name in zip(lines, names, strict=True)
    )


def _may_hold(text: str, needed: tuple[str, ...]) -> bool:
    """A rule without a word that it needs fits no line of the text."""
    return not needed or any(one in text for one in needed)


def fingerprint(line: str) -> str:
    """A line of known furniture is recognised by a hash of its letters, so that nobody's text is kept here."""
    return _hash_of(plain_signs(line).lower())


def _hash_of(small: str) -> str:
    letters = small.translate(LETTERS)
    return hashlib.sha256(letters.encode()).hexdigest()[:16]


def _rule(words: str, repeated: set[str], rules: list[tuple[str, re.Pattern[str]]]) -> str:
    if words in repeated:
        return "repeated"
    if not LETTER.search(words):
        return "ornament"
    small = words.lower()
    if len(words) > LONG and _hash_of(small) in _fingerprints():
        return "tooltip"
    if len(words) > LONGEST_LINE:
        return ""
    return next((name for name, rule in rules if rule.fullmatch(small)), "")


def _mark_region(rule: "Region", written: list[str], names: list[str]) -> None:
    """A region runs from the line that opens it to the one that closes it, or a set number of lines, or the end."""
    for place, words in enumerate(written):
        if len(words) <= LONGEST_OPENING and rule.opens.fullmatch(words):
            for index in range(place, _region_end(rule, place, written)):
                names[index] = names[index] or rule.name


def _region_end(rule: "Region", place: int, written: list[str]) -> int:
    """One that never closes and has no set length is no region: better too much text than a page swallowed whole."""
    last = min(len(written), place + rule.lines) if rule.lines else len(written)
    if not rule.closes:
        return last
    closed = (index for index in range(place + 1, last) if rule.closes.fullmatch(written[index]))
    return next(closed, last if rule.lines else place)


class Region:
    """A rule for a stretch of lines; a page without the words `needed` has none."""

    __slots__ = ("closes", "lines", "name", "needed", "opens")

    def __init__(self, name: str, opens: str, closes: str, lines: int) -> None:
        self.name = name
        self.opens = re.compile(opens, re.IGNORECASE)
        self.needed = words_needed_by(opens)
        self.closes = re.compile(closes, re.IGNORECASE) if closes else None
        self.lines = lines


@cache
def _line_rules() -> tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]:
    """All patterns of a rule are one alternation: a page has many lines, and most are no furniture."""
    rows = load("furniture")["line"]
    rules = [(row["name"], "|".join(f"(?:{one})" for one in row["patterns"])) for row in rows]
    return tuple((name, re.compile(rule, re.ASCII), words_needed_by(rule)) for name, rule in rules)


@cache
def _never() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in load("furniture")["never"])


@cache
def _regions() -> tuple[Region, ...]:
    rows = load("furniture")["region"]
    return tuple(
        Region(row["name"], row["opens"], row.get("closes", ""), row.get("lines", 0)) for row in rows
    )


@cache
def _fingerprints() -> frozenset[str]:
    return frozenset(load("tooltips")["fingerprints"])
