"""The rows of a table on a page: lines of one cell joined by the rules around them, or by how they are written."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from candour.register.replies.figures import State, read_figure
from candour.register.replies.pdf.columns import Placed
from candour.register.replies.pdf.lines import is_figure
from candour.register.replies.pdf.pieces import Rule

SINGLE_SPACED = 1.4
WITHIN_A_LINE = 0.9
HALF = 0.5
FEW = 4
SECTION = re.compile(r"s(?:ection)?\.? ?\d")
GOES_ON = ("(", "&", "/")
OPEN_ENDS = (",", "-", "/", " and", " of", " or", " the", " to", " for", " in", "(", ":")


@dataclass
class RowSeen:
    """Cells by the number of their column from 0; `over` as in a line. `y` is the level of its last line."""

    y: float
    cells: dict[int, str] = field(default_factory=dict)
    over: dict[int, int] = field(default_factory=dict)

    def take(self, line: Placed) -> None:
        self.y = line.y
        self.over |= line.over
        for number, text in line.cells.items():
            before = self.cells.get(number)
            self.cells[number] = f"{before} {text}" if before else text


def rows_of(lines: Sequence[Placed], rules: Sequence[Rule], width: float) -> list[RowSeen]:
    levels = _between_rows(_levels(rules, width), lines)
    rows: list[RowSeen] = []
    begun = False
    for line in lines:
        before = rows[-1] if rows else None
        if before is None or not _belongs(before, line, levels, begun=begun):
            before = RowSeen(line.y)
            rows.append(before)
        before.take(line)
        begun = begun or _has_figures(line)
    return rows


def _belongs(row: RowSeen, line: Placed, levels: Sequence[float], *, begun: bool) -> bool:
    """Whether a line goes on with the row above it. Nothing is ever added to a figure, nor a figure to words."""
    if any(number in row.cells and _spoilt(row.cells[number], text) for number, text in line.cells.items()):
        return False
    if line.over or row.over:
        return False
    if levels and max(levels) > line.y > min(levels):
        return not any(line.y + line.size * HALF < at < row.y for at in levels)
    gap = (row.y - line.y) / line.size
    if gap <= WITHIN_A_LINE:
        return True
    if gap > SINGLE_SPACED:
        return False
    heading = not begun and not _has_figures(line)
    return heading or all(_goes_on(row.cells.get(number, ""), text) for number, text in line.cells.items())


def _between_rows(levels: list[float], lines: Sequence[Placed]) -> list[float]:
    """Rules around a heading and at the foot alone part no rows: then most of the lines stand between two of them."""
    bands = Counter(sum(at > line.y for at in levels) for line in lines)
    parted = len(lines) <= FEW or max(bands.values()) * 2 <= len(lines)
    return levels if parted else []


def _spoilt(before: str, text: str) -> bool:
    """Words in place of a number may need two lines, as withheld and the section below it; a number never does."""
    if _is_number(before) or _is_number(text):
        return True
    return is_figure(before) and not is_figure(f"{before} {text}")


def _is_number(text: str) -> bool:
    return read_figure(text).state in {State.EXACT, State.RANGE}


def _goes_on(before: str, text: str) -> bool:
    if not before or (is_figure(text) and not SECTION.match(text)):
        return False
    return text[:1].islower() or text.startswith(GOES_ON) or before.endswith(OPEN_ENDS)


def _has_figures(line: Placed) -> bool:
    return any(number > 0 and is_figure(text) for number, text in line.cells.items())


def _levels(rules: Sequence[Rule], width: float) -> list[float]:
    """Heights at which rules cross at least half of the table, in as many parts as they are drawn; nearly alike is one."""
    levels: list[tuple[float, float]] = []
    for one in sorted(rules, key=lambda each: -each.at):
        reach = one.end - one.start
        if levels and levels[-1][0] - one.at <= 1.5:
            levels[-1] = (levels[-1][0], levels[-1][1] + reach)
        else:
            levels.append((one.at, reach))
    return [at for at, reach in levels if reach >= width * HALF]
