"""The way back from a character of the text that was read to the bytes of its source."""

from bisect import bisect_right
from dataclasses import dataclass, field


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


@dataclass(frozen=True, slots=True)
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
        before = self.mark + len(self.source[:source_start].encode(self.encoding))
        return before, before + len(self.source[source_start:source_end].encode(self.encoding))

    def _piece(self, place: int) -> Piece:
        found = bisect_right(self.pieces, place, key=lambda piece: piece.start) - 1
        return self.pieces[max(found, 0)]
