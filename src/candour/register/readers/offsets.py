"""The way back from a character of the text that was read to the bytes of its source."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the stretch of the source it stands for; the same characters where `verbatim`."""

    start: int
    end: int
    source_start: int
    source_end: int
    verbatim: bool


@dataclass(slots=True)
class TextBuilder:
    """Text put together from pieces of a source, remembering where each came from."""

    parts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    length: int = 0

    def keep(self, written: str, source_start: int) -> None:
        """Adds characters that stand in the source just as written."""
        self._add(written, source_start, source_start + len(written), verbatim=True)

    def stand_in(self, written: str, source_start: int, source_end: int) -> None:
        """Adds characters that stand for others in the source: a character reference, a run of spaces."""
        self._add(written, source_start, source_end, verbatim=False)

    def _add(self, written: str, source_start: int, source_end: int, *, verbatim: bool) -> None:
        if not written:
            return
        end = self.length + len(written)
        self.pieces.append(Piece(self.length, end, source_start, source_end, verbatim))
        self.parts.append(written)
        self.length = end

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(frozen=True)
class OffsetMap:
    """Characters of the text to characters of the decoded source, and on to its bytes."""

    pieces: tuple[Piece, ...]
    source: str
    encoding: str
    mark: int

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The source characters that the text from `start` to `end` was made from."""
        first, last = self._piece(start), self._piece(max(start, end - 1))
        source_start = first.source_start + (start - first.start if first.verbatim else 0)
        source_end = last.source_start + end - last.start if last.verbatim else last.source_end
        return source_start, source_end

    def to_bytes(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the source, its byte-order mark counted."""
        source_start, source_end = self.to_source(start, end)
        if self.encoding.startswith("utf-8"):
            return self._byte(source_start), self._byte(source_end)
        before = self.mark + len(self.source[:source_start].encode(self.encoding))
        return before, before + len(self.source[source_start:source_end].encode(self.encoding))

    def _byte(self, place: int) -> int:
        """Where a character of the source begins: its number, and what the wider ones before it take up besides."""
        return self.mark + place + self._wider[1][bisect_left(self._wider[0], place)]

    @cached_property
    def _wider(self) -> tuple[list[int], list[int]]:
        """The places of characters of more than one byte, and how much wider the text is before each and at its end."""
        places = [one.start() for one in NOT_ASCII.finditer(self.source)]
        widths = (len(self.source[place].encode(self.encoding)) - 1 for place in places)
        return places, list(accumulate(widths, initial=0))

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def _piece(self, place: int) -> Piece:
        if len(self.pieces) == 1:
            return self.pieces[0]
        return self.pieces[max(bisect_right(self._starts, place) - 1, 0)]
