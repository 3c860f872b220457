"""A report read as a stream: chosen elements with their spans, everything else passed by and not held."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import Source
from candour.evidence.formats.ufdr.models import Node
from candour.evidence.formats.xml_repairs import Repairs, safe_cut

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


class ModelStream:
    """Walks a source once. `damaged_at` is where it is no XML any more; `models` counts those that were passed by."""

    def __init__(self, source: Source, chooses: Chooses) -> None:
        self.source, self.chooses = source, chooses
        self.damaged_at: int | None = None
        self.models: dict[str, int] = {}
        self.around: list[Place] = []
        self._stack: list[Node] = []
        self._open: tuple[Node, int] | None = None
        self._done: list[tuple[Node, int, int, tuple[Place, ...]]] = []
        self._ended = False
        self._held, self._held_from, self._last = bytearray(), 0, 0
        self._repairs = Repairs()
        self._parser = self._made()

    def _made(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8")
        parser.StartElementHandler = self._starts
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        parser.buffer_text = True
        return parser

    def _refuse(self, *_: object) -> None:
        at = self._parser.CurrentByteIndex
        raise UnreadableExport(self.source.name, "it declares entities of its own, which no report does", at)

    def cuts(self) -> Iterator[Cut]:
        waiting = b""
        for block in self.source.blocks(1 << 20):
            self._held += block
            text = waiting + block
            cut = safe_cut(text)
            waiting = text[cut:]
            yield from self._fed(text[:cut])
            if self.damaged_at is not None:
                return
            self._forget()
        yield from self._fed(waiting, final=True)

    def _fed(self, text: bytes, *, final: bool = False) -> Iterator[Cut]:
        try:
            self._parser.Parse(self._repairs.repaired(text), final)
        except expat.ExpatError:
            self.damaged_at = self._parser.ErrorByteIndex
        for node, start, end, around in self._done:
            raw = bytes(self._held[start - self._held_from : end - self._held_from])
            yield Cut(node, start, end, raw, self._repairs.touched(start, end), around)
        self._done = []

    def _forget(self) -> None:
        """What stands before the last tag, or before the element that is open, is needed no more."""
        until = self._last if self._open is None else self._open[1]
        if self._open is not None and self._held_from + len(self._held) - until > LARGEST:
            raise UnreadableExport(self.source.name, f"one message of more than {LARGEST >> 20} MiB", until)
        del self._held[: until - self._held_from]
        self._held_from = until

    def _event(self) -> int:
        """Where a tag stands; it ends the element before it, if that was one chosen."""
        at: int = self._parser.CurrentByteIndex
        if self._ended and self._open is not None:
            node, start = self._open
            self._done.append((node, start, at, tuple(self.around)))
            self._open, self._ended = None, False
        self._last = at
        return at

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        at = self._event()
        tag = name.rpartition(":")[2]
        if len(self.around) + len(self._stack) > DEEPEST:
            raise UnreadableExport(self.source.name, f"elements more than {DEEPEST} deep", at)
        if self._stack:
            node = Node(tag, attributes)
            self._stack[-1].children.append(node)
            self._stack.append(node)
        elif self.chooses(tag, attributes, self.around):
            node = Node(tag, attributes)
            self._open = (node, at)
            self._stack.append(node)
        else:
            self._pass_by(tag, attributes, at)

    def _pass_by(self, tag: str, attributes: dict[str, str], at: int) -> None:
        kind = attributes.get("type", "")
        if tag == "model" and self.around and self.around[-1].tag == "modelType":
            self.models[kind] = self.models.get(kind, 0) + 1
        self.around.append(Place(tag, kind, at))

    def _ends(self, _: str) -> None:
        self._event()
        if self._stack:
            self._stack.pop()
            self._ended = not self._stack
        elif self.around:
            self.around.pop()

    def _characters(self, text: str) -> None:
        if self._stack:
            self._stack[-1].text += text
