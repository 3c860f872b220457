"""Small bar charts: the geometry of each bar, in units an SVG template can write down as they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from textwrap import wrap

# A full bar stops short of the edge so that its number fits beside it.
FULLEST = 84.0
LABEL_WIDTH = 38
LINE, BAR, GAP = 20, 18, 12
WEEKS_HEIGHT, WEEKS_TOP = 140, 24
WEEK_LABELS = 8


@dataclass(frozen=True)
class Row:
    """What a chart is of: a label, a number, and whether it is the one to notice."""

    label: str
    value: int
    marked: bool = False


@dataclass(frozen=True)
class Line:
    y: int
    text: str


@dataclass(frozen=True)
class Bar:
    """A horizontal bar under its label; widths are percentages of the drawing, heights pixels."""

    row: Row
    lines: tuple[Line, ...]
    y: int
    text_y: int
    width: str


@dataclass(frozen=True)
class BarChart:
    bars: tuple[Bar, ...]
    height: int
    bar_height: int = BAR


@dataclass(frozen=True)
class Column:
    """A week's column; `x`, `middle` and `width` are percentages, `y` and `height` pixels."""

    row: Row
    x: str
    middle: str
    width: str
    y: int
    height: int
    value_y: int
    label: str


@dataclass(frozen=True)
class WeekChart:
    columns: tuple[Column, ...]
    height: int
    floor: int
    label_y: int


def rows_of(given: Iterable[Row | Sequence[object]]) -> list[Row]:
    """Rows from `(label, value)` or `(label, value, marked)`; a negative value cannot be drawn."""
    rows = [each if isinstance(each, Row) else Row(*each) for each in given]  # type: ignore[arg-type]
    for row in rows:
        if row.value < 0:
            raise ValueError(
                f"The bar '{row.label}' has a value below nought ({row.value}), which cannot be drawn."
            )
    return rows


def bar_chart(given: Iterable[Row | Sequence[object]]) -> BarChart:
    rows = rows_of(given)
    greatest = max((row.value for row in rows), default=0) or 1
    labels = [wrap(str(row.label), LABEL_WIDTH) or [""] for row in rows]
    tops = list(accumulate((len(lines) * LINE + BAR + GAP for lines in labels), initial=0))
    bars = tuple(_bar(row, lines, top, greatest) for row, lines, top in zip(rows, labels, tops, strict=False))
    return BarChart(bars=bars, height=tops[-1])


def _bar(row: Row, lines: list[str], top: int, greatest: int) -> Bar:
    y = top + len(lines) * LINE
    return Bar(
        row=row,
        lines=tuple(Line(top + (n + 1) * LINE - 5, text) for n, text in enumerate(lines)),
        y=y,
        text_y=y + 14,
        width=_percent(row.value / greatest * FULLEST),
    )


def week_chart(given: Iterable[Row | Sequence[object]]) -> WeekChart:
    """Columns in the order given; above eight, only some weeks are named, evenly."""
    rows = rows_of(given)
    greatest = max((row.value for row in rows), default=0) or 1
    floor = WEEKS_TOP + WEEKS_HEIGHT
    columns = tuple(_column(row, n, len(rows), greatest) for n, row in enumerate(rows))
    return WeekChart(columns=columns, height=floor + 28, floor=floor, label_y=floor + 20)


def _column(row: Row, place: int, places: int, greatest: int) -> Column:
    slot = 100 / places
    height = round(row.value / greatest * WEEKS_HEIGHT)
    named = place % -(-places // WEEK_LABELS) == 0
    return Column(
        row=row,
        x=_percent((place + 0.15) * slot),
        middle=_percent((place + 0.5) * slot),
        width=_percent(0.7 * slot),
        y=WEEKS_TOP + WEEKS_HEIGHT - height,
        height=height,
        value_y=WEEKS_TOP + WEEKS_HEIGHT - height - 6,
        label=str(row.label) if named else "",
    )


def _percent(share: float) -> str:
    """Written here, since a template would put a comma in some languages."""
    return f"{share:.2f}%"
