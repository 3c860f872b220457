"""A report read as a stream: chosen elements with their spans, everything else passed by and not held."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import Source
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.ufdr.whole_models import Cuts, FoundCuts, KnownCuts, Unsure, tree_of
from candour.evidence.formats.xml_feed import XmlFeed

BLOCK = 1 << 20
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
        self,
        source: Source,
        chooses: Chooses,
        skips: Chooses,
        passed_by: PassesBy | None = None,
        cuts: FoundCuts | KnownCuts | None = None,
    ) -> None:
        self.source, self.chooses, self.skips, self.passed_by = source, chooses, skips, passed_by
        self.cut_out = cuts
        self.models: dict[str, int] = {}
        self.around: list[Place] = []
        self._stack: list[Element] = []
        self._open: tuple[Element | bytes, int] | None = None
        self._done: list[tuple[Element | bytes, int, int, tuple[Place, ...]]] = []
        self._ended = False
        self._skipped = 0  # how deep within an element that is skipped
        self._skips_kind = ""
        self._held, self._held_from, self._last = bytearray(), 0, 0
        self._feed = XmlFeed(source.name, self._starts, self._ends, self._characters, cuts)

    @property
    def damaged_at(self) -> int | None:
        return self._feed.damaged_at

    def cuts(self) -> Iterator[Cut]:
        for block in self._feed.through(self.source.blocks(BLOCK)):
            self._held += block
            if self.cut_out is not None and self.cut_out.open and self.damaged_at is None:
                raise Unsure
            yield from self._taken()
            self._forget()

    def _taken(self) -> Iterator[Cut]:
        for found, start, end, around in self._done:
            raw = bytes(self._held[start - self._held_from : end - self._held_from])
            element = tree_of(found) if isinstance(found, bytes) else found
            yield Cut(Node(element), start, end, raw, self._feed.repairs.touched(start, end), around)
        self._done = []

    def _forget(self) -> None:
        """What stands before the last tag, or before the element that is open, is needed no more; nor is what no tag follows."""
        behind = self._held_from + len(self._held) - LARGEST
        until = max(self._last, behind) if self._open is None else self._open[1]
        if self._open is not None and self._held_from + len(self._held) - until > LARGEST:
            raise UnreadableExport(self.source.name, f"one message of more than {LARGEST >> 20} MiB", until)
        self._feed.repairs.forget(until)
        del self._held[: until - self._held_from]
        self._held_from = until

    def _event(self) -> int:
        """Where a tag outside stands; it ends the element before it, if that was one chosen."""
        at = self._feed.at
        if self._ended and self._open is not None:
            found, start = self._open
            self._done.append((found, start, at, tuple(self.around)))
            self._open, self._ended = None, False
        self._last = at
        return at

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        found = self._taken_out(self.cut_out) if self.cut_out is not None and self.cut_out.open else None
        if self._skipped:
            self._skipped += 1
            self._check_depth(self._skipped)
        elif self._stack:
            self._stack.append(SubElement(self._stack[-1], name.rpartition(":")[2], attributes))
            self._check_depth(len(self._stack))
        else:
            self._starts_outside(name.rpartition(":")[2], attributes, found)

    def _taken_out(self, cuts: Cuts) -> bytes | None:
        """What was cut out here. Within something that is read, nothing may be missing."""
        at = self._feed.at
        if at not in cuts.open:
            return None
        if self._stack or (self._skipped and self._skips_kind.encode() in cuts.kinds):
            raise Unsure
        return cuts.open.pop(at)

    def _starts_outside(self, tag: str, attributes: dict[str, str], found: bytes | None) -> None:
        at = self._event()
        self._check_depth(len(self.around))
        if self.chooses(tag, attributes, self.around):
            if at < self._held_from:
                raise UnreadableExport(self.source.name, f"a tag of more than {LARGEST >> 20} MiB", at)
            element = Element(tag, attributes)
            self._open = (element if found is None else found, at)
            self._stack.append(element)
            self._feed.listen(on=found is None)
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
            self._skipped, self._skips_kind = 1, kind
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
        """Of the element that is open: between what stands in it and behind, it is kept with its own."""
        self._stack[-1].text = (self._stack[-1].text or "") + text
