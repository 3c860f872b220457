"""What stands on a page of a PDF and where: words with their extent along the line, and the rules drawn between them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import hypot
from typing import Any, TypeAlias

from candour.register.replies.pdf.widths import Widths, width_of, widths_of

Matrix: TypeAlias = list[float]
MOVES = frozenset({b"Td", b"TD", b"Tm", b"T*", b"'", b'"'})
NOTHING_MOVED = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
WORDS = re.compile(r"\S+(?: \S+)*")
THIN = 3.0
LEAST_RULE = 4.0
MOST_PIECES = 20_000
MOST_DRAWN = 50_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Words set in one go, from `x0` to `x1`; `y` is their base line, counted upwards. In points, as the page is read.

    `spaced`: a space stands before them, though perhaps no gap.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line or thin bar, level or upright: the place where it stands, and how far it reaches along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Laid:
    """One page: its words in the order in which they were set, and the rules between them.

    `overfull`: it holds more than a page that people read, and nothing of it was kept.
    """

    pieces: tuple[Piece, ...]
    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()
    overfull: bool = False


@dataclass
class _Page:
    """Collects while the page is run through. A fragment: text, where it starts, its direction, width, size, space."""

    fragments: list[tuple[str, float, float, tuple[float, float], float, float, bool]] = field(
        default_factory=list
    )
    corners: list[tuple[float, float, float, float]] = field(default_factory=list)
    fonts: dict[int, Widths] = field(default_factory=dict)
    pen: tuple[float, float] = (0.0, 0.0)

    def text(self, text: str, cm: Matrix, tm: Matrix, font: Any, size: float) -> None:
        """Spaces in a row are a gap: some tables are typed with them."""
        if self.overfull or not text.strip():
            return
        a, b, c, d, e, f = _times(tm, cm)
        if id(font) not in self.fonts:
            self.fonts[id(font)] = widths_of(font)
        widths, length = self.fonts[id(font)], hypot(a, b) or 1.0
        scale, along = float(size) / 1000 * length, (a / length, b / length)
        for part in WORDS.finditer(text):
            lead = width_of(text[: part.start()].lstrip(), widths) * scale
            place = (e + lead * along[0], f + lead * along[1])
            width = width_of(part[0], widths) * scale
            self.fragments.append(
                (part[0], *place, along, width, float(size) * hypot(c, d), part.start() > 0)
            )

    @property
    def overfull(self) -> bool:
        return len(self.fragments) > MOST_PIECES or len(self.corners) > MOST_DRAWN

    def drawn(self, operator: bytes, operands: list[Any], cm: Matrix, tm: Matrix) -> None:
        if self.overfull:
            return
        numbers = [float(one) for one in operands if isinstance(one, int | float)]
        match operator, numbers:
            case b"re", [x, y, width, height]:
                self.corners.append((*_moved(x, y, cm), *_moved(x + width, y + height, cm)))
            case b"m", [x, y]:
                self.pen = _moved(x, y, cm)
            case b"l", [x, y]:
                here = _moved(x, y, cm)
                self.corners.append((*self.pen, *here))
                self.pen = here
            case _:
                pass


def laid_out(page: Any) -> Laid:
    """`page` is one of pypdf's. Words set in another direction than most of the page are left out."""
    from pypdf.generic import ArrayObject, ContentStream, FloatObject, NameObject  # slow to import

    if page.get_contents() is None:
        return Laid(())
    contents = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")
    still = ArrayObject(FloatObject(one) for one in NOTHING_MOVED)
    contents.operations = list(_parted(contents.operations, list(still)))
    page[NameObject("/Contents")] = contents
    found = _Page()
    page.extract_text(visitor_text=found.text, visitor_operand_before=found.drawn)
    return Laid((), overfull=True) if found.overfull else _turned(found)


def _parted(operations: Any, still: list[Any]) -> Iterator[tuple[Any, bytes]]:
    """A change of coordinates that changes nothing, before each move: words are then told with each place they begin."""
    for operands, operator in operations:
        if operator in MOVES:
            yield still, b"cm"
        yield operands, operator


def _turned(found: _Page) -> Laid:
    """Turned so that most of the words run from left to right."""
    ways: Counter[tuple[int, int]] = Counter()
    for text, _x, _y, along, *_rest in found.fragments:
        ways[_way(along)] += len(text)
    if not ways:
        return Laid(())
    along = ways.most_common(1)[0][0]
    pieces = []
    for text, x, y, own, width, size, spaced in found.fragments:
        if _way(own) == along:
            x0, base = _seen_along(x, y, along)
            pieces.append(Piece(text, x0, x0 + width, base, size or 1.0, spaced))
    drawn = [(*_seen_along(x0, y0, along), *_seen_along(x1, y1, along)) for x0, y0, x1, y1 in found.corners]
    level = tuple(_rules((y0, x0, y1, x1) for x0, y0, x1, y1 in drawn))
    return Laid(tuple(pieces), level, tuple(_rules(drawn)))


def _rules(drawn: Iterable[tuple[float, float, float, float]]) -> Iterator[Rule]:
    """Of boxes, each from one corner to the other, those that are thin the first way and long the second."""
    for thin0, long0, thin1, long1 in drawn:
        start, end = sorted((long0, long1))
        if abs(thin0 - thin1) <= THIN and end - start >= LEAST_RULE:
            yield Rule((thin0 + thin1) / 2, start, end)


def _way(along: tuple[float, float]) -> tuple[int, int]:
    """To the nearest quarter of a turn, as pages are turned."""
    return (round(along[0]), round(along[1]))


def _seen_along(x: float, y: float, along: tuple[int, int]) -> tuple[float, float]:
    return x * along[0] + y * along[1], y * along[0] - x * along[1]


def _moved(x: float, y: float, by: Matrix) -> tuple[float, float]:
    return x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5]


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b = first[0] * then[0] + first[1] * then[2], first[0] * then[1] + first[1] * then[3]
    c, d = first[2] * then[0] + first[3] * then[2], first[2] * then[1] + first[3] * then[3]
    e, f = _moved(first[4], first[5], then)
    return [a, b, c, d, e, f]
