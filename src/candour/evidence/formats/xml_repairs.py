"""Repairs of what XML forbids, each of the same length, so that a parser's offsets are those of the file.

What is given to the parser is a copy: the raw bytes stay as they are. In a section of characters (CDATA) a reference is no
reference but what somebody wrote, and stays.
"""

import re

_HIGH, _LOW = rb"5(?:5[2-9]|6[0-2])\d\d|563[01]\d", rb"5(?:6[3-9]|7[0-2])\d\d|573[0-3]\d|5734[0-3]"
_HIGH_HEX, _LOW_HEX = rb"[dD][89abAB][0-9a-fA-F]{2}", rb"[dD][c-fC-F][0-9a-fA-F]{2}"
_PAIR = re.compile(rb"&#(%s);&#(%s);|&#[xX](%s);&#[xX](%s);" % (_HIGH, _LOW, _HIGH_HEX, _LOW_HEX))
# What the end of a block may have cut: the first half of a pair, a reference, or both.
_CUT_OFF = re.compile(rb"(?:&#(?:%s|[xX]%s);)?(?:&(?:#[xX]?[0-9a-fA-F]{0,20})?)?\Z" % (_HIGH, _HIGH_HEX))
_REFERENCE = re.compile(rb"&#(?:(\d+)|[xX]([0-9a-fA-F]+));")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_REFERENCE = 64
_OPENS, _CLOSES = b"<![CDATA[", b"]]>"
_SECTION = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)


class Repairs:
    """Blocks in order, each repaired; and where the repairs were, to the nearest 64 bytes."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._fed = 0
        self._in_section = False
        self._tail = b""

    def repaired(self, text: bytes) -> bytes:
        fixed = self._without_references(text) if b"&#" in text else text
        fixed = without_broken_utf8(_CONTROL.sub(b"?", fixed))
        if fixed != text:
            self._places += [self._fed + place for place in _differences(text, fixed)]
        self._fed += len(text)
        self._follow(text)
        return fixed

    def _without_references(self, text: bytes) -> bytes:
        """What stands between sections is repaired. The end of the block before is seen too: a mark may be cut by it."""
        whole = self._tail + text
        reached = whole.find(_CLOSES) if self._in_section else 0
        if reached < 0:
            return text
        found = [whole[:reached]]
        for section in _SECTION.finditer(whole, reached):
            found += [_referenced(whole[reached : section.start()]), section[0]]
            reached = section.end()
        return b"".join([*found, _referenced(whole[reached:])])[len(self._tail) :]

    def _follow(self, text: bytes) -> None:
        """Whether the next block begins within a section."""
        joined = self._tail + text
        opened, closed = joined.rfind(_OPENS), joined.rfind(_CLOSES)
        if opened >= 0 or closed >= 0:
            self._in_section = opened > closed
        self._tail = joined[-len(_OPENS) + 1 :]

    def touched(self, start: int, end: int) -> bool:
        """Asked for in rising order: what lies before the end is then forgotten."""
        found = any(start <= at < end for at in self._places)
        self._places = [at for at in self._places if at >= end]
        return found


def _referenced(text: bytes) -> bytes:
    return _REFERENCE.sub(_single, _PAIR.sub(_pair, text))


def _pair(found: re.Match[bytes]) -> bytes:
    """Two halves written apart become the one character, padded with noughts to the same length."""
    base = 10 if found[1] else 16
    high, low = (int(found[place], base) for place in ((1, 2) if base == 10 else (3, 4)))
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return found[0]
    code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
    number = b"%d" % code if base == 10 else b"x%X" % code
    padding = len(found[0]) - 3 - len(number)
    return b"&#" + (b"0" * padding + number if base == 10 else b"x" + b"0" * padding + number[1:]) + b";"


def _single(found: re.Match[bytes]) -> bytes:
    """A reference that XML forbids becomes question marks of the same length."""
    code = int(found[1][-8:]) if found[1] else int(found[2][-8:], 16)
    legal = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return found[0] if legal else b"?".ljust(len(found[0]), b"?")


def safe_cut(text: bytes) -> int:
    """Not within a reference, nor between the halves of a pair."""
    found = _CUT_OFF.search(text, max(len(text) - _LONGEST_REFERENCE, 0))
    return found.start() if found else len(text)


def without_broken_utf8(text: bytes) -> bytes:
    """Bytes that are no UTF-8 become question marks; a character cut off by the end of the block is left alone."""
    found = bytearray(text)
    while True:
        try:
            found.decode()
        except UnicodeDecodeError as problem:
            if problem.end == len(found) and problem.reason == "unexpected end of data":
                return bytes(found)
            found[problem.start : problem.end] = b"?" * (problem.end - problem.start)
        else:
            return bytes(found)


def _differences(before: bytes, after: bytes) -> list[int]:
    """Where a repair touched the text, to the nearest 64 bytes: enough to say which element it lies in."""
    steps = range(0, len(before), 64)
    return [at for step in steps if (at := _first_difference(before, after, step)) is not None]


def _first_difference(before: bytes, after: bytes, step: int) -> int | None:
    one, other = before[step : step + 64], after[step : step + 64]
    return None if one == other else step + next(at for at in range(len(one)) if one[at] != other[at])
