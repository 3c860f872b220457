"""A reply of 20,000 rows: looked through for what it hides, read, and mapped, beside a plain reading of its cells."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from time import perf_counter
from typing import Any

from python_calamine import load_workbook

from benchmarks.measuring import Measured
from candour.register.replies.mapping import Column, Layout, Mapping, Use
from candour.register.replies.periods import Period, YearBasis
from candour.register.replies.quarantine import scan_reply
from candour.register.replies.reading import apply_mapping
from candour.register.replies.tables import Table, read_tables
from tests.make.workbooks import excel

ROWS = 20_000
GOAL = 2_000
HEADINGS = ["Reference", "Year", "Rank", "Allegation", "Officers", "Outcome"]
WRITTEN = ["<5", 3, "nil", "withheld s40"]
ASKED = Period(date(2018, 1, 1), date(2021, 12, 31))


def measure(*, seconds: float) -> Iterator[Measured]:
    """Each part is measured once: a run takes long enough."""
    content = excel({"Reply": [HEADINGS, *(_row(number) for number in range(ROWS))]})
    scan, scanned = _timed(lambda: scan_reply(content))
    tables, read = _timed(lambda: read_tables(content, scan))
    mapped = _timed(lambda: _mapped(tables[0]))[1]
    plain = _timed(lambda: load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python())[1]
    yield Measured(
        "a reply of 20,000 rows read and mapped", "ms", read + mapped, goal=GOAL,
        peer="reading its cells and no more", ratio=(read + mapped) / plain,
    )  # fmt: skip
    yield Measured("the same looked through for what it hides", "ms", scanned)


def _mapped(table: Table) -> int:
    columns = (Column(2, "Year", Use.PERIOD), Column(5, "Officers", Use.FIGURE, "officers"))
    mapping = Mapping("Reply", Layout.FIGURES, 1, columns, year_basis=YearBasis.CALENDAR)
    done = apply_mapping(table, mapping, asked=ASKED)
    assert len(done.given) == ROWS
    return len(done.given)


def _row(number: int) -> list[Any]:
    outcome = "Dismissed" if number % 2 else "Warning"
    return [
        f"R{number}",
        str(2018 + number % 4),
        "Constable",
        "Made up for measuring",
        WRITTEN[number % 4],
        outcome,
    ]


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    """What it gave, and how long it took in milliseconds."""
    began = perf_counter()
    given = act()
    return given, (perf_counter() - began) * 1000
