"""What a cell of a reply says of a number: exact, a range, or one of the ways of not saying it. Never a guess."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

MOST = 1_000_000_000
NUMBER = r"(\d{1,3}(?:,\d{3})+|\d+)"
WHOLE = re.compile(rf"{NUMBER}(?:\.0+)?")
RANGE = re.compile(rf"(?:between )?{NUMBER} ?(?:-|to|and) ?{NUMBER}")
SECTION = re.compile(r"\b(?:s|ss|section|sections)\.? ?(\d{1,2}(?:\(\d\w?\))*)")
NUMBER_WORD = re.compile(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b")
DASHES = re.compile("[\u2010-\u2015\u2212]")
NOTE = re.compile(
    "(?<=[\\d+*])(?:[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|\\s?\\[(?:note ?\\d{1,2}|[bpr])\\])+$",
    re.IGNORECASE,
)
"""A raised number, or a mark in brackets, that leads to a note: it is no part of the number before it."""
SPREADSHEET_ERROR = re.compile(r"#(?:ref|n/a|value|name|div/0|null|num)[!?]?")


class State(StrEnum):
    """How a reply stands to one number. A range may lack its upper end."""

    EXACT = "exact"
    RANGE = "range"
    SUPPRESSED = "suppressed"
    WITHHELD = "withheld"
    NOT_HELD = "not-held"
    NO_TRACE = "no-trace"
    NEITHER = "neither-confirmed-nor-denied"
    NOT_APPLICABLE = "not-applicable"
    BLANK = "blank"
    UNREADABLE = "unreadable"


COUNTED = frozenset({State.EXACT, State.RANGE, State.SUPPRESSED})
"""States that say something of the number; a total rests on no others."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`low` to `high`, both counted in; `high` None: no upper bound is stated. Other states hold 0 to None."""

    state: State
    low: int = 0
    high: int | None = None
    section: str = ""

    @property
    def counts(self) -> bool:
        return self.state in COUNTED


@dataclass(frozen=True)
class SuppressionKey:
    """What the reply itself says of its signs. `signs` maps a sign to its bounds, as a key below a table does.

    `zeros_shown`: the reply writes its zeros, so that "fewer than 5" cannot be one. It is a person's to say.
    """

    zeros_shown: bool = False
    signs: Mapping[str, tuple[int, int | None]] = field(default_factory=dict)

    @property
    def least(self) -> int:
        return 1 if self.zeros_shown else 0


PLAIN = SuppressionKey()


def read_figure(written: object, key: SuppressionKey = PLAIN) -> Figure:
    """The figure in a cell as the spreadsheet holds it: a number, a text, a date or nothing."""
    match written:
        case None:
            return Figure(State.BLANK)
        case bool() | date():
            return Figure(State.UNREADABLE)
        case int() | float():
            return _number(written)
        case _:
            return _text(str(written), key)


def why_unreadable(held: object) -> str:
    if isinstance(held, date):
        return "the cell holds a date: a spreadsheet may have made one of a range such as 1-4"
    if isinstance(held, float):
        return "the number is not a whole one, or below nothing"
    return "what is written says neither a number nor why there is none"


def exactly(number: int) -> Figure:
    return Figure(State.EXACT, number, number)


def normalised(written: str) -> str:
    """Lower case, one kind of dash, single spaces, and none of the signs that take no room."""
    if not written.isascii():
        shown = "".join(one for one in written if unicodedata.category(one) != "Cf")
        written = DASHES.sub("-", unicodedata.normalize("NFKC", shown)).replace("≤", "<=").replace("≥", ">=")
    return " ".join(written.casefold().split())


def _number(written: int | float) -> Figure:
    whole = written == written and abs(written) <= MOST and int(written) == written
    return exactly(int(written)) if whole and written >= 0 else Figure(State.UNREADABLE)


def _text(written: str, key: SuppressionKey) -> Figure:
    """Raised and circled numbers and fractions are digits of another kind: alone they say nothing sure."""
    written = NOTE.sub("", written.strip())
    if not written.isascii() and any(unicodedata.category(one) == "No" for one in written):
        return Figure(State.UNREADABLE)
    text = normalised(written)
    if text.endswith(".") and text[-2:-1].isalpha():
        text = text[:-1]
    if text in key.signs:
        low, high = key.signs[text]
        return Figure(State.EXACT if low == high else State.RANGE, low, high)
    if not text:
        return Figure(State.BLANK)
    return _exact(text) or _bounded(text, key) or _in_words(text) or Figure(State.UNREADABLE)


def _exact(text: str) -> Figure | None:
    whole = WHOLE.fullmatch(text)
    if whole:
        return _sane(State.EXACT, _int(whole[1]), _int(whole[1]))
    number = _vocabulary().numbers.get(text)
    return None if number is None else exactly(number)


def _bounded(text: str, key: SuppressionKey) -> Figure | None:
    text = NUMBER_WORD.sub(lambda word: str(_vocabulary().numbers[word[0]]), text)
    range_ = RANGE.fullmatch(text)
    if range_:
        low, high = _int(range_[1]), _int(range_[2])
        return _sane(State.RANGE, low, high) if low < high else Figure(State.UNREADABLE)
    for kind, pattern in _vocabulary().bounds:
        found = pattern.fullmatch(text)
        if found:
            return _bound(kind, _int(found["n"]), key)
    return None


def _bound(kind: str, number: int, key: SuppressionKey) -> Figure:
    match kind:
        case "below":
            high = number - 1
            return _sane(State.RANGE, min(key.least, high), high) if number > 0 else Figure(State.UNREADABLE)
        case "at-most":
            return _sane(State.RANGE, min(key.least, number), number)
        case "above":
            return _sane(State.RANGE, number + 1, None)
        case _:
            return _sane(State.RANGE, number, None)


def _sane(state: State, low: int, high: int | None) -> Figure:
    return Figure(State.UNREADABLE) if max(low, high or 0) > MOST else Figure(state, low, high)


def _in_words(text: str) -> Figure | None:
    if SPREADSHEET_ERROR.fullmatch(text):
        return Figure(State.UNREADABLE)
    for state, pattern in _vocabulary().states:
        if pattern.search(text):
            section = SECTION.search(text) if state is State.WITHHELD else None
            return Figure(state, section=section[1] if section else "")
    return None


def _int(written: str) -> int:
    return int(written.replace(",", "")) if len(written) <= 14 else MOST + 1


@dataclass(frozen=True)
class _Vocabulary:
    numbers: Mapping[str, int]
    bounds: tuple[tuple[str, re.Pattern[str]], ...]
    states: tuple[tuple[State, re.Pattern[str]], ...]


@cache
def _vocabulary() -> _Vocabulary:
    """`N` in a pattern of the file stands for a number."""
    table = tomllib.loads((files(__package__) / "suppression.toml").read_text(encoding="utf-8"))
    named = NUMBER.replace("(", "(?P<n>", 1)
    bounds = [
        (kind, re.compile(one.replace("N", named))) for kind, some in table["bounds"].items() for one in some
    ]
    states = [(State(name), re.compile(one)) for name, some in table["states"].items() for one in some]
    return _Vocabulary(table["numbers"], tuple(bounds), tuple(states))
