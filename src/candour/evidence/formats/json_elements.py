"""JSON read element by element, each with its span in the file's bytes, so that every byte is accounted for."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import polars as pl

from candour.evidence.formats.columns import frame_of
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import Source
from candour.evidence.records import Gap, Record, Span

LARGEST = 2 << 30
_FRAME_ROWS = 20_000
_SPACE = re.compile(r"[ \t\r\n\ufeff]*")
_decode = json.JSONDecoder(strict=False).raw_decode
Element = dict[str, Any]


class Damaged(Exception):
    """The text is no JSON from `at` on."""

    def __init__(self, at: int) -> None:
        self.at = at
        super().__init__("no JSON")


class Cursor:
    """A place in a JSON text. Members and items are walked by whoever knows the shape; all else is decoded whole."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0

    def value(self) -> Any:
        """The value that begins here, whole; the cursor goes behind it."""
        self.space()
        try:
            found, self.at = _decode(self.text, self.at)
        except (ValueError, RecursionError):
            raise Damaged(self.at) from None
        return found

    def space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def peek(self) -> str:
        self.space()
        return self.text[self.at : self.at + 1]

    def take(self, wanted: str) -> None:
        if self.peek() != wanted:
            raise Damaged(self.at)
        self.at += 1

    def members(self) -> Iterator[str]:
        """The keys of an object. Whoever walks takes each value before asking for the next key."""
        self.take("{")
        while self.peek() != "}":
            key = self.value()
            self.take(":")
            self.space()
            yield str(key)
            if self.peek() != ",":
                break
            self.take(",")
        self.take("}")

    def items(self) -> Iterator[int]:
        """Where each item of an array begins. Whoever walks takes it before asking for the next."""
        self.take("[")
        while self.peek() != "]":
            yield self.at
            if self.peek() != ",":
                break
            self.take(",")
        self.take("]")


def begins_with(source: Source, signs: re.Pattern[bytes]) -> bool:
    """Whether a source opens as a JSON object that holds one of the names an export is known by."""
    opening = source.opening()
    return opening.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and signs.search(opening) is not None


def text_of(source: Source) -> str:
    """The whole file as text; bytes that are no UTF-8 stand as surrogates, from which the bytes come back."""
    if source.size > LARGEST:
        raise UnreadableExport(
            source.name, f"JSON of more than {LARGEST >> 30} GiB is not read; export in parts", LARGEST
        )
    content = b"".join(source.blocks())
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableExport(source.name, "UTF-16; JSON is UTF-8", 0)
    return content.decode("utf-8", "surrogateescape")


class Bytes:
    """Offsets of characters as offsets of bytes; asked for in rising order."""

    def __init__(self, text: str) -> None:
        self.text, self._plain = text, text.isascii()
        self._characters = self._bytes = 0

    def at(self, character: int) -> int:
        if self._plain:
            return character
        self._bytes += len(self.text[self._characters : character].encode("utf-8", "surrogateescape"))
        self._characters = character
        return self._bytes


class Spans:
    """Elements turned into records whose spans, with the gaps between, cover the text.

    An element's span runs from its first byte to the first of the next, so that it takes the comma along; what stands
    before the first and behind the last of a list is a gap, whose fields a reader has taken as facts.
    """

    def __init__(self, source: Source, text: str) -> None:
        self.source, self.text, self.bytes = source, text, Bytes(text)
        self.reached = 0

    def frames(
        self,
        elements: Iterator[tuple[int, int, Element]],
        made: Callable[[Element, Span, bytes], list[Record]],
    ) -> Iterator[pl.DataFrame]:
        waiting: list[Record] = []
        damaged = False
        try:
            for begin, end, element in elements:
                waiting += self._gap(begin)
                waiting += self._element(begin, end, element, made)
                if len(waiting) >= _FRAME_ROWS:
                    yield frame_of(waiting)
                    waiting = []
        except Damaged:
            damaged = True
        waiting += self._gap(len(self.text), damaged=damaged)
        if waiting:
            yield frame_of(waiting)

    def _element(
        self, begin: int, end: int, element: Element, made: Callable[[Element, Span, bytes], list[Record]]
    ) -> list[Record]:
        separator = re.compile(r"[ \t\r\n]*,[ \t\r\n]*").match(self.text, end)
        end = separator.end() if separator else end
        span = Span(self.bytes.at(begin), self.bytes.at(end))
        self.reached = end
        return made(element, span, self._raw(begin, end))

    def _gap(self, until: int, *, damaged: bool = False) -> list[Record]:
        if until <= self.reached:
            return []
        raw = self._raw(self.reached, until)
        span = Span(self.bytes.at(self.reached), self.bytes.at(until))
        self.reached = until
        reason = "the file is no JSON from within here on" if damaged else "fields around the messages"
        return [Gap(source=self.source.sha256, locator=span, raw=raw, reason=reason)]

    def _raw(self, begin: int, end: int) -> bytes:
        return self.text[begin:end].encode("utf-8", "surrogateescape")


def body_of(text: str) -> bytes:
    """A decoded string as bytes; half a surrogate pair is kept as the three bytes it would be."""
    return text.encode("utf-8", "surrogatepass")


def name_of(text: object) -> str | None:
    """A name as a column can hold it."""
    return None if text is None else str(text).encode("utf-8", "backslashreplace").decode()


def list_of(value: object) -> list[Any]:
    """A list as it is; whatever stands in a list's place and is none counts as empty, and stays in the raw bytes."""
    return value if isinstance(value, list) else []


def number_of(value: object) -> int | None:
    """A whole number that a column can hold."""
    fits = isinstance(value, int) and not isinstance(value, bool) and -(1 << 63) <= value < 1 << 63
    return value if fits else None  # type: ignore[return-value]


def left_over(element: Element, taken: set[str]) -> str | None:
    """What no column holds, as JSON."""
    rest = {name: value for name, value in element.items() if name not in taken}
    return json.dumps(rest, sort_keys=True) if rest else None
