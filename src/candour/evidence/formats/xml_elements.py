"""XML read as a stream, each element below the root with its span in the file's bytes; illegal characters are repaired.

A repair keeps the length, so that the parser's offsets are those of the file; the raw bytes stay as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import Source

_HIGH, _LOW = rb"5(?:5[2-9]|6[0-2])\d\d|563[01]\d", rb"5(?:6[3-9]|7[0-2])\d\d|573[0-3]\d|5734[0-3]"
_HIGH_HEX, _LOW_HEX = rb"[dD][89abAB][0-9a-fA-F]{2}", rb"[dD][c-fC-F][0-9a-fA-F]{2}"
_PAIR = re.compile(rb"&#(%s);&#(%s);|&#[xX](%s);&#[xX](%s);" % (_HIGH, _LOW, _HIGH_HEX, _LOW_HEX))
# What the end of a block may have cut: the first half of a pair, a reference, or both.
_CUT_OFF = re.compile(rb"(?:&#(?:%s|[xX]%s);)?(?:&(?:#[xX]?[0-9a-fA-F]{0,20})?)?\Z" % (_HIGH, _HIGH_HEX))
_REFERENCE = re.compile(rb"&#(?:(\d+)|[xX]([0-9a-fA-F]+));")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST_REFERENCE = 64


@dataclass(slots=True)
class Element:
    """A child of the root with all below it. The span runs to the next child, or to the end of the root."""

    name: str
    attributes: dict[str, str]
    start: int
    end: int = 0
    children: list["Element"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    element: Element
    raw: bytes
    repaired: bool


class ElementStream:
    """Walks a source once. `opening` and `closing` are what stands before the first child and after the last."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: str | None = None
        self.root_attributes: dict[str, str] = {}
        self.opening = self.closing = b""
        self.first = self.reached = 0
        self.damaged_at: int | None = None
        self._stack: list[Element] = []
        self._done: list[Element] = []
        self._open: Element | None = None
        self._root_ends: int | None = None
        self._held = bytearray()
        self._held_from = 0
        self._repairs: list[int] = []
        self._fed_bytes = 0
        self._parser = self._made()

    def _made(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._starts
        parser.EndElementHandler = self._ends
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        return parser

    def _refuse(self, *_: object) -> None:
        raise UnreadableExport(
            self.source.name,
            "it declares entities of its own, which no export does",
            self._parser.CurrentByteIndex,
        )

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, self._parser.CurrentByteIndex)
        if self.root is None:
            self.root, self.root_attributes = name, attributes
            return
        if self._stack:
            self._stack[-1].children.append(element)
        else:
            self._close_before(element.start)
            self._open = element
        self._stack.append(element)

    def _ends(self, _: str) -> None:
        if self._stack:
            self._stack.pop()
        else:
            self._root_ends = self._parser.CurrentByteIndex
            self._close_before(self._root_ends)

    def _close_before(self, end: int) -> None:
        if self._open is not None:
            self._open.end = end
            self._done.append(self._open)
            self._open = None

    def found(self) -> Iterator[Found]:
        waiting = b""
        for block in self.source.blocks():
            self._held += block
            text = waiting + block
            cut = _safe_cut(text)
            waiting = text[cut:]
            yield from self._fed(text[:cut])
        yield from self._fed(waiting, final=True)
        end = self._held_from + len(self._held)
        self.closing = bytes(self._held)
        self.reached = end - len(self.closing)

    def _fed(self, text: bytes, *, final: bool = False) -> Iterator[Found]:
        if self.damaged_at is not None:
            return
        try:
            self._parser.Parse(self._repair(text), final)
        except expat.ExpatError:
            self.damaged_at = self._parser.ErrorByteIndex
        for element in self._done:
            yield self._taken(element)
        self._done = []

    def _taken(self, element: Element) -> Found:
        if element.start > self._held_from:
            self.opening = bytes(self._held[: element.start - self._held_from]) if not self.first else b""
            self._drop(element.start)
        self.first = self.first or element.start
        raw = bytes(self._held[: element.end - self._held_from])
        self._drop(element.end)
        repaired = any(element.start <= at < element.end for at in self._repairs)
        self._repairs = [at for at in self._repairs if at >= element.end]
        return Found(element, raw, repaired)

    def _drop(self, until: int) -> None:
        del self._held[: until - self._held_from]
        self._held_from = until

    def _repair(self, text: bytes) -> bytes:
        at = self._fed_bytes
        fixed = _PAIR.sub(self._pair, text)
        fixed = _REFERENCE.sub(self._single, fixed)
        fixed = _without_broken_utf8(_CONTROL.sub(b"?", fixed))
        if fixed != text:
            self._repairs += [at + place for place in _differences(text, fixed)]
        self._fed_bytes = at + len(text)
        return fixed

    def _pair(self, found: re.Match[bytes]) -> bytes:
        """Two halves written apart become the one character, padded with noughts to the same length."""
        base = 10 if found[1] else 16
        high, low = (int(found[place], base) for place in ((1, 2) if base == 10 else (3, 4)))
        if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
            return found[0]
        code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
        number = b"%d" % code if base == 10 else b"x%X" % code
        padding = len(found[0]) - 3 - len(number)
        return b"&#" + (b"0" * padding + number if base == 10 else b"x" + b"0" * padding + number[1:]) + b";"

    def _single(self, found: re.Match[bytes]) -> bytes:
        """A reference that XML forbids becomes question marks of the same length."""
        code = int(found[1][-8:]) if found[1] else int(found[2][-8:], 16)
        legal = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
        return found[0] if legal else b"?".ljust(len(found[0]), b"?")


def _safe_cut(text: bytes) -> int:
    """Not within a reference, nor between the halves of a pair."""
    found = _CUT_OFF.search(text, max(len(text) - _LONGEST_REFERENCE, 0))
    return found.start() if found else len(text)


def _without_broken_utf8(text: bytes) -> bytes:
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
