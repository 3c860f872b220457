"""XML read as a stream, each element below the root with its span in the file's bytes; illegal characters are repaired."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from candour.evidence.formats.sources import Source
from candour.evidence.formats.xml_feed import XmlFeed

LARGEST = 256 << 20  # of one element; what is longer is a gap with all behind it
_PIECE = 4 << 20


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
    """Walks a source once. `opening` is what stands before the first child."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: str | None = None
        self.root_attributes: dict[str, str] = {}
        self.opening = b""
        self.first = 0
        self._stack: list[Element] = []
        self._done: list[Element] = []
        self._open: Element | None = None
        self._root_ends: int | None = None
        self._too_long_at: int | None = None
        self._blocks = source.blocks()
        self._held = bytearray()
        self._held_from = 0
        self._feed = XmlFeed(source.name, self._starts, self._ends)

    @property
    def damaged_at(self) -> int | None:
        return self._feed.damaged_at if self._too_long_at is None else self._too_long_at

    @property
    def too_long(self) -> bool:
        return self._too_long_at is not None

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        element = Element(name, attributes, self._feed.at)
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
            self._root_ends = self._feed.at
            self._close_before(self._root_ends)

    def _close_before(self, end: int) -> None:
        if self._open is not None:
            self._open.end = end
            self._done.append(self._open)
            self._open = None

    def found(self) -> Iterator[Found]:
        """Elements in order; where the file is no XML any more the walk ends, and `rest` gives what is left."""
        for block in self._feed.through(self._blocks):
            self._held += block
            for element in self._done:
                yield self._taken(element)
            self._done = []
            if len(self._held) > LARGEST:
                self._too_long_at = self._held_from
                return

    def rest(self) -> Iterator[tuple[int, bytes]]:
        """What stands after the last element, in pieces with their offsets."""
        at = self._held_from
        held = (bytes(self._held[start : start + _PIECE]) for start in range(0, len(self._held), _PIECE))
        for piece in chain(held, self._blocks):
            yield at, piece
            at += len(piece)

    def _taken(self, element: Element) -> Found:
        if element.start > self._held_from:
            self.opening = bytes(self._held[: element.start - self._held_from]) if not self.first else b""
            self._drop(element.start)
        self.first = self.first or element.start
        raw = bytes(self._held[: element.end - self._held_from])
        self._drop(element.end)
        repaired = self._feed.repairs.touched(element.start, element.end)
        return Found(element, raw, repaired)

    def _drop(self, until: int) -> None:
        del self._held[: until - self._held_from]
        self._held_from = until
