"""Words on one level of a page, joined into cells: parted where the gap is wide, a rule stands, or two figures meet."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from candour.register.replies.figures import State, read_figure
from candour.register.replies.pdf.pieces import Laid, Piece, Rule

SAME_LEVEL = 0.45
A_SPACE = 0.12
A_GAP = 0.8
SMALL = 0.8
NEAR = 0.4
LONGEST_NOTE = 3
STRIP = 10.0
MOST_NEAR = 200


@dataclass(frozen=True, slots=True)
class CellSeen:
    """Words that belong together, with the pieces that they were joined from."""

    pieces: tuple[Piece, ...]

    @property
    def x0(self) -> float:
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        return max(one.x1 for one in self.pieces)

    @property
    def text(self) -> str:
        """A small raised sign is set apart: it is a note, and no part of a number."""
        written = self.pieces[0].text
        for before, one in pairwise(self.pieces):
            space = " " if _spaced(before, one) else ""
            written += f" [{one.text}]" if _notes(one, before) else space + one.text
        return written


@dataclass(frozen=True, slots=True)
class LineSeen:
    """One level of the page. `y` is that of its first words."""

    y: float
    size: float
    cells: tuple[CellSeen, ...]

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.cells)


def lines_of(laid: Laid) -> list[LineSeen]:
    """From the top of the page."""
    return [_line(level, laid.upright) for level in _levels(laid.pieces)]


def is_figure(text: str) -> bool:
    """Whatever a cell can say of a number."""
    return read_figure(text).state not in {State.UNREADABLE, State.BLANK}


def _levels(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """From the top. A note sign is smaller than what it follows, and is told after it wherever it is raised to."""
    levels: list[list[Piece]] = []
    noted = _noted(pieces)
    signs: dict[int, list[Piece]] = defaultdict(list)
    for one in pieces:
        if id(one) in noted:
            signs[id(noted[id(one)])].append(one)
    for one in sorted(pieces, key=lambda each: (-each.y, each.x0)):
        if id(one) in noted:
            continue
        if not levels or levels[-1][0].y - one.y > SAME_LEVEL * max(one.size, levels[-1][0].size):
            levels.append([])
        levels[-1].append(one)
        levels[-1] += signs[id(one)]
    return levels


def _noted(pieces: Sequence[Piece]) -> dict[int, Piece]:
    """What each note sign follows. Pages have thousands of pieces: only those that end where a sign begins are compared."""
    ending: dict[int, list[Piece]] = defaultdict(list)
    for one in pieces:
        ending[int(one.x1 // STRIP)].append(one)
    found: dict[int, Piece] = {}
    for one in (each for each in pieces if len(each.text) <= LONGEST_NOTE):
        strip = int(one.x0 // STRIP)
        near = (other for at in (strip - 1, strip, strip + 1) for other in ending[at][:MOST_NEAR])
        before = next((other for other in near if _notes(one, other)), None)
        if before is not None:
            found[id(one)] = before
    return found


def _notes(one: Piece, other: Piece) -> bool:
    raised = 0 < one.y - other.y < other.size
    return one.size < other.size * SMALL and raised and -0.1 < (one.x0 - other.x1) / other.size < NEAR


def _line(level: list[Piece], uprights: Sequence[Rule]) -> LineSeen:
    pieces = sorted(level, key=lambda one: one.x0)
    base = max(pieces, key=lambda one: one.size)
    standing = [one.at for one in uprights if one.start <= base.y + base.size / 2 <= one.end]
    cells: list[list[Piece]] = [[pieces[0]]]
    for before, one in pairwise(pieces):
        if _parted(before, one, standing):
            cells.append([one])
        else:
            cells[-1].append(one)
    return LineSeen(base.y, base.size, tuple(_resolved(cells)))


def _parted(before: Piece, one: Piece, standing: list[float]) -> bool:
    gap = one.x0 - before.x1
    reach = 0.25 * before.size
    ruled = any(before.x1 - reach <= at <= one.x0 + reach and before.x0 < at < one.x1 for at in standing)
    return gap > A_GAP * before.size or ruled


def _resolved(cells: list[list[Piece]]) -> Iterator[CellSeen]:
    """Two figures with a space between them are two cells; signs that touch are one."""
    for some in cells:
        words = _words(some)
        if len(words) > 1 and all(is_figure(CellSeen(tuple(one)).text) for one in words):
            yield from (CellSeen(tuple(one)) for one in words)
        else:
            yield CellSeen(tuple(some))


def _spaced(before: Piece, one: Piece) -> bool:
    return one.spaced or one.x0 - before.x1 > A_SPACE * before.size


def _words(pieces: list[Piece]) -> list[list[Piece]]:
    words = [[pieces[0]]]
    for before, one in pairwise(pieces):
        if _spaced(before, one):
            words.append([one])
        else:
            words[-1].append(one)
    return words
