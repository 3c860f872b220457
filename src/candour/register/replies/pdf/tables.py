"""The tables of a page among its other lines. Where columns cannot be told apart the place is told, and nothing is made up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TypeAlias

from candour.register.replies.pdf.columns import Column, ColumnsUnclear, Placed, columns_of, placed
from candour.register.replies.pdf.lines import CellSeen, LineSeen, is_figure, lines_of
from candour.register.replies.pdf.pieces import Laid, Rule
from candour.register.replies.pdf.rows import SINGLE_SPACED, RowSeen, rows_of

LEAST_LINES = 2
FURTHER = 1.6
APART = (2.6, 3.5)
SINGLE_FURTHER, SINGLE_APART = 1.25, (1.8, 2.2)
ALIGNED = 2.0
NEAR, LEAST_RULES = 30.0, 3
LONG_WORDS = 30
LEAST_LOOSE = 3


@dataclass(frozen=True)
class TableSeen:
    """`begins`: where its columns begin, so that a table that goes on on the next page is known again."""

    rows: tuple[RowSeen, ...]
    begins: tuple[float, ...]


@dataclass(frozen=True)
class UnclearSeen:
    """Lines that look like a table whose columns cannot be told apart; `line` counts from the top of the page."""

    lines: tuple[LineSeen, ...]
    line: int


Block: TypeAlias = LineSeen | TableSeen | UnclearSeen


def blocks_of(laid: Laid) -> list[Block]:
    """All of a page from its top: tables, and the lines between them."""
    if laid.overfull:
        return [UnclearSeen((), 1)]
    lines = lines_of(laid)
    blocks: list[Block] = []
    place = 0
    while place < len(lines):
        end = _end_of_run(lines, place, laid)
        blocks += _told(lines[place:end], laid, place) if end > place + 1 else [lines[place]]
        place = max(end, place + 1)
    return list(_loose(blocks))


def _end_of_run(lines: Sequence[LineSeen], start: int, laid: Laid) -> int:
    """The lines from `start` that stand together as those of a table do; words after its last row may go on with it."""
    framed = _framed(lines[start], laid)
    if not framed and not _several(lines[start]):
        return start
    end, widest = start + 1, 0.0
    for at in range(start + 1, len(lines)):
        gap, size = lines[at - 1].y - lines[at].y, lines[at].size
        several = _several(lines[at]) or _ends_in_a_figure(lines[at])
        further, (apart, first) = (FURTHER, APART) if several else (SINGLE_FURTHER, SINGLE_APART)
        too_far = gap > max(further * widest, (apart if widest else first) * size)
        if too_far or framed != _framed(lines[at], laid):
            break
        widest = max(widest, gap)
        if several or framed or (end == at and _goes_on(lines[at - 1], lines[at], gap)):
            end = at + 1
    return end


def _goes_on(before: LineSeen, line: LineSeen, gap: float) -> bool:
    """The second line of words that had no room in their cell."""
    below = any(_aligned(cell, line.cells[0]) for cell in before.cells)
    small = line.text[:1].islower() or line.text.startswith("(")
    return below and small and gap <= SINGLE_SPACED * line.size


def _aligned(one: CellSeen, other: CellSeen) -> bool:
    """To the left, to the right or in the middle."""
    left, right = one.x0 - other.x0, one.x1 - other.x1
    return min(abs(left), abs(right), abs(left + right) / 2) < ALIGNED


def _told(lines: Sequence[LineSeen], laid: Laid, first: int) -> list[Block]:
    """Where the lines make no table together, they may be two with a gap between them."""
    columns = columns_of(lines, laid.upright)
    if not _is_table(lines, columns, laid):
        return list(lines)
    try:
        return [_table([placed(one, columns) for one in lines], columns, laid)]
    except ColumnsUnclear as unclear:
        at = _widest_gap(lines)
        if at is not None:
            parts = (lines[:at], first), (lines[at:], first + at)
            told = [block for part, begin in parts for block in _told(part, laid, begin)]
            if not any(isinstance(one, UnclearSeen) for one in told):
                return told
        line = next(number for number, one in enumerate(lines, start=1) if one.y == unclear.y)
        return [UnclearSeen(tuple(lines), first + line)]


def _table(lines: list[Placed], columns: Sequence[Column], laid: Laid) -> TableSeen:
    left, right = columns[0].x0, columns[-1].x1
    near = lines[0].size * 2
    rules = [one for one in laid.level if one.end > left and one.start < right]
    rules = [one for one in rules if lines[-1].y - near <= one.at <= lines[0].y + near]
    rows = rows_of(lines, [_within(one, left, right) for one in rules], right - left)
    return TableSeen(tuple(rows), tuple(one.x0 for one in columns))


def _within(rule: Rule, left: float, right: float) -> Rule:
    return Rule(rule.at, max(rule.start, left), min(rule.end, right))


def _is_table(lines: Sequence[LineSeen], columns: Sequence[Column], laid: Laid) -> bool:
    """Not an address beside a date, and not two columns of running text."""
    several = [one for one in lines if _several(one)]
    if len(several) < LEAST_LINES or len(columns) < 2:
        return False
    ruled = {round(one.at) for one in laid.level if lines[-1].y - NEAR <= one.at <= lines[0].y + NEAR}
    wordy = median(len(cell.text) for line in several for cell in line.cells) > LONG_WORDS
    if len(ruled) >= LEAST_RULES or (ruled and not wordy):
        return True
    figures = any(is_figure(cell.text) for line in several for cell in line.cells[1:])
    return figures or (len(columns) > 2 and len(several) > LEAST_LINES and not wordy)


def _widest_gap(lines: Sequence[LineSeen]) -> int | None:
    """The number of the line after the widest gap, if it is wider than any other."""
    gaps = sorted(((before.y - after.y, at) for at, (before, after) in enumerate(pairwise(lines), 1)))
    clear = len(gaps) > 2 and gaps[-1][0] > gaps[-2][0] * 1.15
    return gaps[-1][1] if clear else None


def _loose(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines of a label and several numbers, one below the other, that were set in one go: no place parts their columns."""
    run: list[LineSeen] = []
    for number, one in enumerate([*blocks, None]):
        if isinstance(one, LineSeen) and _looks_like_a_row(one):
            run.append(one)
            continue
        if len(run) >= LEAST_LOOSE:
            yield UnclearSeen(tuple(run), number - len(run) + 1)
        else:
            yield from run
        run = []
        if one is not None:
            yield one


def _looks_like_a_row(line: LineSeen) -> bool:
    """It ends in two numbers or more."""
    words = line.text.split()
    return len(words) > 2 and all(is_figure(one) for one in words[-2:])


def _framed(line: LineSeen, laid: Laid) -> bool:
    middle = line.y + line.size / 4
    return any(one.start <= middle <= one.end for one in laid.upright)


def _ends_in_a_figure(line: LineSeen) -> bool:
    """A label and a figure so near to each other that only the columns above part them."""
    pieces = line.cells[-1].pieces
    return len(pieces) > 1 and is_figure(pieces[-1].text)


def _several(line: LineSeen) -> bool:
    return len(line.cells) > 1
