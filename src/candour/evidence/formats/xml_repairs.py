"""Repairs of what XML forbids, each of the same length, so that a parser's offsets are those of the file.

What is given to the parser is a copy: the raw bytes stay as they are. In a section of characters (CDATA) a reference is no
reference but what somebody wrote, and stays.
"""

import codecs
import re
from collections import deque
from collections.abc import Iterator

_HIGH, _LOW = rb"5(?:5[2-9]|6[0-2])\d\d|563[01]\d", rb"5(?:6[3-9]|7[0-2])\d\d|573[0-3]\d|5734[0-3]"
_HIGH_HEX, _LOW_HEX = rb"[dD][89abAB][0-9a-fA-F]{2}", rb"[dD][c-fC-F][0-9a-fA-F]{2}"
_PAIR = re.compile(rb"&#(%s);&#(%s);|&#[xX](%s);&#[xX](%s);" % (_HIGH, _LOW, _HIGH_HEX, _LOW_HEX))
# What the end of a block may have cut: the first half of a pair, a reference, or both.
_CUT_OFF = re.compile(rb"(?:&#(?:%s|[xX]%s);)?(?:&(?:#[xX]?[0-9a-fA-F]{0,20})?)?\Z" % (_HIGH, _HIGH_HEX))
_REFERENCE = re.compile(rb"&#(?:(\d+)|[xX]([0-9a-fA-F]+));")
# Control characters that XML forbids become question marks.
_CONTROL = bytes(ord("?") if code < 32 and code not in (9, 10, 13) else code for code in range(256))
_LONGEST_REFERENCE = 64
_OPENS, _CLOSES = b"<![CDATA[", b"]]>"
_SECTION = re.compile(rb"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)


class Repairs:
    """Blocks in order, each repaired; and where the repairs were."""

    def __init__(self) -> None:
        self._places: deque[tuple[int, int]] = deque()
        self._fed = 0
        self._in_section = False
        self._tail = b""

    def repaired(self, text: bytes) -> bytes:
        fixed = self._without_references(text) if b"&#" in text else text
        fixed = without_broken_utf8(fixed.translate(_CONTROL))
        if fixed != text:
            self._note(text, fixed)
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

    def _note(self, before: bytes, after: bytes) -> None:
        """Repairs side by side are one place, or a file of nothing else would fill the memory with them."""
        for start, end in _differences(before, after):
            if self._places and self._places[-1][1] >= self._fed + start:
                self._places[-1] = (self._places[-1][0], self._fed + end)
            else:
                self._places.append((self._fed + start, self._fed + end))

    def touched(self, start: int, end: int) -> bool:
        """Asked for in rising order: what lies before the end is then forgotten."""
        self.forget(start)
        found = bool(self._places) and self._places[0][0] < end
        self.forget(end)
        return found

    def forget(self, until: int) -> None:
        while self._places and self._places[0][1] <= until:
            self._places.popleft()


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
    try:
        text.decode()
    except UnicodeDecodeError:
        return text.decode("utf-8", _QUESTION_MARKS).encode("utf-8", "surrogateescape")
    return text


def _question_marks(problem: UnicodeError) -> tuple[str, int]:
    assert isinstance(problem, UnicodeDecodeError)
    broken = problem.object[problem.start : problem.end]
    if problem.end == len(problem.object) and problem.reason == "unexpected end of data":
        return broken.decode("utf-8", "surrogateescape"), problem.end
    return "?" * len(broken), problem.end


_QUESTION_MARKS = "candour-question-marks"
codecs.register_error(_QUESTION_MARKS, _question_marks)


def _differences(before: bytes, after: bytes) -> Iterator[tuple[int, int]]:
    """The bytes that a repair touched; looked for in parts of 64 that differ, since most do not."""
    for step in range(0, len(before), 64):
        one, other = before[step : step + 64], after[step : step + 64]
        if one != other:
            if b"?" not in one and other.count(b"?") == len(one):
                yield step, step + len(one)
            else:
                apart = (at for at in range(len(one)) if one[at] != other[at])
                yield from ((step + at, step + at + 1) for at in apart)
