"""A report read as a stream: chosen elements with their spans, everything else passed by and not held."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import Source
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.xml_feed import XmlFeed

LARGEST = 64 << 20  # of one chosen element; a message of more is no message
DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """An element that is open around the present one."""

    tag: str
    kind: str
    start: int


@dataclass(frozen=True, slots=True)
class Cut:
    """`around` are the elements it stands in, the outermost first. The span runs to the next tag."""

    node: Node
    start: int
    end: int
    raw: bytes
    repaired: bool
    around: tuple[Place, ...]


Chooses = Callable[[str, dict[str, str], list[Place]], bool]
PassesBy = Callable[[str, dict[str, str], list[Place]], None]


class ModelStream:
    """Walks a source once. `damaged_at` is where it is no XML any more; `models` counts those that were passed by.

    Nothing within an element that is skipped is looked at: much of a report, and most of it on the first of two walks.
    """

    def __init__(
        self, source: Source, chooses: Chooses, skips: Chooses, passed_by: PassesBy | None = None
    ) -> None:
        self.source, self.chooses, self.skips, self.passed_by = source, chooses, skips, passed_by
        self.models: dict[str, int] = {}
        self.around: list[Place] = []
        self._stack: list[Node] = []
        self._open: tuple[Node, int] | None = None
        self._done: list[tuple[Node, int, int, tuple[Place, ...]]] = []
        self._ended = False
        self._skipped = 0  # how deep within an element that is skipped
        self._held, self._held_from, self._last = bytearray(), 0, 0
        self._feed = XmlFeed(source.name, self._starts, self._ends, self._characters)

    @property
    def damaged_at(self) -> int | None:
        return self._feed.damaged_at

    def cuts(self) -> Iterator[Cut]:
        for block in self._feed.through(self.source.blocks(1 << 20)):
            self._held += block
            yield from self._taken()
            self._forget()

    def _taken(self) -> Iterator[Cut]:
        for node, start, end, around in self._done:
            raw = bytes(self._held[start - self._held_from : end - self._held_from])
            yield Cut(node, start, end, raw, self._feed.repairs.touched(start, end), around)
        self._done = []

    def _forget(self) -> None:
        """What stands before the last tag, or before the element that is open, is needed no more."""
        until = self._last if self._open is None else self._open[1]
        if self._open is not None and self._held_from + len(self._held) - until > LARGEST:
            raise UnreadableExport(self.source.name, f"one message of more than {LARGEST >> 20} MiB", until)
        del self._held[: until - self._held_from]
        self._held_from = until

    def _event(self) -> int:
        """Where a tag outside stands; it ends the element before it, if that was one chosen."""
        at = self._feed.at
        if self._ended and self._open is not None:
            node, start = self._open
            self._done.append((node, start, at, tuple(self.around)))
            self._open, self._ended = None, False
        self._last = at
        return at

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipped:
            self._skipped += 1
            self._check_depth(self._skipped)
        elif self._stack:
            node = Node(name.rpartition(":")[2], attributes)
            self._stack[-1].children.append(node)
            self._stack.append(node)
            self._check_depth(len(self._stack))
        else:
            self._starts_outside(name.rpartition(":")[2], attributes)

    def _starts_outside(self, tag: str, attributes: dict[str, str]) -> None:
        at = self._event()
        self._check_depth(len(self.around))
        if self.chooses(tag, attributes, self.around):
            node = Node(tag, attributes)
            self._open = (node, at)
            self._stack.append(node)
            self._feed.listen(on=True)
        else:
            self._pass_by(tag, attributes, at)

    def _check_depth(self, depth: int) -> None:
        if depth > DEEPEST:
            raise UnreadableExport(self.source.name, f"elements more than {DEEPEST} deep", self._feed.at)

    def _pass_by(self, tag: str, attributes: dict[str, str], at: int) -> None:
        kind = attributes.get("type", "")
        if tag == "model" and self.around and self.around[-1].tag == "modelType":
            self.models[kind] = self.models.get(kind, 0) + 1
        if self.passed_by is not None:
            self.passed_by(tag, attributes, self.around)
        if self.skips(tag, attributes, self.around):
            self._skipped = 1
        else:
            self.around.append(Place(tag, kind, at))

    def _ends(self, _: str) -> None:
        if self._skipped:
            self._skipped -= 1
            self._last = self._feed.at
        elif self._stack:
            self._stack.pop()
            if not self._stack:
                self._ended = True
                self._feed.listen(on=False)
        else:
            self._event()
            if self.around:
                self.around.pop()

    def _characters(self, text: str) -> None:
        self._stack[-1].text += text
