"""Tables of numbers in a text or a workbook: rows of a label and figures, below a row of headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from candour.register.readers.document import Document, Line
from candour.register.replies.figures import Figure, State, read_figure

PART = re.compile(r"[^\t|]+")
PERIOD = r"(?:(?:19|20)\d\d(?:[/-](?:20)?\d\d)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: (?:19|20)?\d\d)?)"
PERIOD_ONLY = re.compile(PERIOD, re.IGNORECASE)
LOOSE_ROW = re.compile(
    rf"(?P<label>(?:{PERIOD}|(?:grand )?total)):?(?P<rest>(?:\s+[\d,<*]+)+)", re.IGNORECASE
)
ENDS_IN_FIGURE = "0123456789,<*"
LEAST_ROWS = 2
TOLD = {State.EXACT, State.RANGE, State.SUPPRESSED, State.WITHHELD, State.NOT_HELD}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one cell holds and where; `place` is its column, counted from 0."""

    written: str
    start: int
    end: int
    place: int

    @property
    def figure(self) -> Figure:
        return read_figure(self.written)

    @property
    def counted(self) -> bool:
        return bool(self.written) and self.figure.state in TOLD


@dataclass(frozen=True)
class TableRead:
    """`headings` by column; a row begins with the entry that names it."""

    headings: dict[int, str]
    rows: tuple[tuple[Entry, ...], ...]

    @property
    def start(self) -> int:
        return self.rows[0][0].start

    @property
    def end(self) -> int:
        return self.rows[-1][-1].end

    def what(self, row: tuple[Entry, ...], entry: Entry) -> str:
        return " ".join(f"{self.headings.get(entry.place, '')} {row[0].written}".split())


def tables_in(document: Document) -> Iterator[TableRead]:
    """Runs of at least two rows of figures; one row alone is a sentence or a heading."""
    rows: list[tuple[Entry, ...]] = []
    heading: tuple[Entry, ...] = ()
    for line in document.body:
        entries = tuple(_entries(document, line)) if _may_be_row(document, line) else ()
        if _is_row(entries):
            rows.append(entries)
            continue
        yield from _table(heading, rows)
        heading, rows = entries, []
    yield from _table(heading, rows)


def _may_be_row(document: Document, line: Line) -> bool:
    """A line of one piece is neither a row nor a row of headings."""
    text, start, end = document.text, line.start, line.end
    return text[end - 1] in ENDS_IN_FIGURE or any(text.find(one, start, end) >= 0 for one in "\t|")


def _entries(document: Document, line: Line) -> Iterator[Entry]:
    """Cells by tab or bar; a period or a total with numbers after it is a row without either."""
    written = document.text[line.start : line.end]
    loose = LOOSE_ROW.fullmatch(written)
    if loose and "\t" not in written:
        parts = [loose.span("label")]
        parts += [
            (loose.start("rest") + one.start(), loose.start("rest") + one.end())
            for one in re.finditer(r"\S+", loose["rest"])
        ]
    else:
        parts = [one.span() for one in PART.finditer(written)] if "|" in written else _tabbed(written)
    for place, (start, end) in enumerate(parts):
        inner = written[start:end].strip()
        begin = line.start + start + len(written[start:end]) - len(written[start:end].lstrip())
        yield Entry(inner, begin, begin + len(inner), place)


def _tabbed(written: str) -> list[tuple[int, int]]:
    """Empty cells keep their places."""
    found = []
    start = 0
    for part in written.split("\t"):
        found.append((start, start + len(part)))
        start += len(part) + 1
    return found


def _is_row(entries: tuple[Entry, ...]) -> bool:
    """A label and at least one figure, and nothing else but empty cells."""
    if len(entries) < 2 or not entries[0].written:
        return False
    rest = [one for one in entries[1:] if one.written]
    figures = [one for one in rest if one.counted and not PERIOD_ONLY.fullmatch(one.written)]
    return bool(figures) and len(figures) == len(rest)


def _table(heading: tuple[Entry, ...], rows: list[tuple[Entry, ...]]) -> Iterator[TableRead]:
    if len(rows) < LEAST_ROWS:
        return
    widest = max(len(row) for row in rows)
    fits = 2 <= len(heading) <= widest + 1
    yield TableRead({one.place: one.written for one in heading} if fits else {}, tuple(rows))
