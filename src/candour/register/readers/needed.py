"""Words without which a pattern cannot match, found in the pattern itself: a text that lacks them all need not be searched."""

import re
from dataclasses import dataclass, field
from functools import cache

ANY_CASE = int(re.IGNORECASE)
SHORTEST = 3
MOST = 24
LONG_ENOUGH = 7
ZERO_WIDTH = {"b", "B", "A", "Z"}
CLASSES = set("wWdDsS")
LOOKING = ("(?=", "(?!", "(?<=", "(?<!")
OPENING = re.compile(r"\((?:\?(?:P<\w+>|[ms]*:))?")
QUANTIFIER = re.compile(r"(?:[*+?]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
Words = frozenset[str] | None


def words_needed(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """One of these is in whatever matches; empty where nothing is known to be."""
    return () if pattern.flags & ANY_CASE else words_needed_by(pattern.pattern)


@cache
def words_needed_by(written: str) -> tuple[str, ...]:
    """By what is written: a compiled pattern is slow to look up."""
    try:
        found = _Reading(written).alternatives()
    except Unknown:
        return ()
    return tuple(sorted(found)) if found and len(found) <= MOST else ()


class Unknown(Exception):
    """Something in a pattern that is not read here, so that nothing is known of it."""


@dataclass(slots=True)
class _Branch:
    """One alternative as it is read: the run of letters that stands now, and the best set of words so far."""

    run: str = ""
    best: Words = None

    def close(self, *, keep: int | None = None) -> None:
        """The run ends; `keep` leaves out letters of its end that need not be there."""
        word = self.run if keep is None else self.run[:keep]
        if len(word) >= SHORTEST:
            self.offer(frozenset({word}))
        self.run = ""

    def offer(self, words: Words) -> None:
        if words is not None and (self.best is None or _worth(words) > _worth(self.best)):
            self.best = words


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return min(LONG_ENOUGH, *map(len, words)) if len(words) > 1 else min(
        LONG_ENOUGH, len(next(iter(words)))
    ), -len(words)


@dataclass(slots=True)
class _Reading:
    """A pattern read from its beginning."""

    pattern: str
    place: int = 0
    branch: _Branch = field(default_factory=_Branch)

    def alternatives(self) -> Words:
        """Up to the end of the group or pattern: a word of every branch, or nothing if a branch has none."""
        outer, found, known = self.branch, set[str](), True
        while True:
            self.branch = _Branch()
            self._branch()
            self.branch.close()
            known = known and self.branch.best is not None
            found |= self.branch.best or set()
            if not self._at("|"):
                break
            self.place += 1
        self.branch = outer
        return frozenset(found) if known else None

    def _at(self, sign: str) -> bool:
        return self.pattern.startswith(sign, self.place)

    def _branch(self) -> None:
        while self.place < len(self.pattern) and self.pattern[self.place] not in "|)":
            self._item()

    def _item(self) -> None:
        sign = self.pattern[self.place]
        if sign == "(":
            self._group()
        elif sign in ".[":
            self._any()
        elif sign == "\\":
            self._escaped()
        elif sign in "^$":
            self.place += 1
        else:
            self._letter(sign, 1)

    def _escaped(self) -> None:
        sign = self.pattern[self.place + 1]
        if sign in ZERO_WIDTH:
            self.place += 2
        elif sign in CLASSES:
            self._any()
        elif sign.isalnum():
            raise Unknown
        else:
            self._letter(sign, 2)

    def _letter(self, sign: str, width: int) -> None:
        self.place += width
        self.branch.run += sign
        least = self._quantifier()
        if least is not None:
            self.branch.close(keep=None if least else len(self.branch.run) - 1)

    def _any(self) -> None:
        """A class of characters, or any character: the run ends here."""
        self.branch.close()
        if self._at("["):
            end = self.pattern.index("]", self.place + 2)
            self.place = end + 1
        else:
            self.place += 2 if self._at("\\") else 1
        self._quantifier()

    def _group(self) -> None:
        if any(self._at(one) for one in LOOKING):
            self._look()
            return
        opening = OPENING.match(self.pattern, self.place)
        if opening is None or (self._at("(?") and len(opening[0]) < SHORTEST):
            raise Unknown
        self.branch.close()
        self.place = opening.end()
        words = self.alternatives()
        self.place += 1
        if self._quantifier() != 0:
            self.branch.offer(words)

    def _look(self) -> None:
        """What is only looked at takes up no letters."""
        run, best = self.branch.run, self.branch.best
        self.place += len("(?<=") if self._at("(?<") else len("(?=")
        self.alternatives()
        self.place += 1
        self.branch.run, self.branch.best = run, best

    def _quantifier(self) -> int | None:
        """How often the item before must be there at least; nothing where it is there just once."""
        found = QUANTIFIER.match(self.pattern, self.place)
        if not found:
            return None
        self.place = found.end()
        return int(found["least"] or 0) if found["least"] is not None else int(found[0][0] == "+")
