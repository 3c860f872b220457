"""What one measurement says, and how it is shown beside its goal and its peers."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from math import ceil
from statistics import median
from time import perf_counter
from typing import Any

HEADINGS = ("what", "median", "95th", "goal", "met", "beside")


@dataclass(frozen=True)
class Measured:
    """`unit` is ms (less is better), MB (less) or a number a second (more). `goal` None: a peer or a plain fact."""

    what: str
    unit: str
    median: float
    p95: float | None = None
    goal: float | None = None
    judged: str = "median"
    peer: str = ""
    ratio: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        value = self.p95 if self.judged == "p95" and self.p95 is not None else self.median
        return value >= self.goal if self.unit.endswith("/s") else value <= self.goal

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "met": self.met}

    def cells(self) -> tuple[str, ...]:
        goal = "" if self.goal is None else f"{spoken(self.goal)} {self.judged if self.judged == 'p95' else ''}".strip()
        beside = "" if self.ratio is None else f"{self.ratio:.2g} x {self.peer}"
        met = {True: "met", False: "NOT MET", None: ""}[self.met]
        third = "" if self.p95 is None else spoken(self.p95)
        return (self.what, f"{spoken(self.median)} {self.unit}", third, goal, met, beside or self.note)


def spoken(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 1 else f"{number:.2g}"


def timings(act: Callable[[], object], *, times: int, warm: int = 2) -> list[float]:
    """Milliseconds of each run, after some that are not counted."""
    for _ in range(warm):
        act()
    return [_timed(act) for _ in range(times)]


def _timed(act: Callable[[], object]) -> float:
    began = perf_counter()
    act()
    return (perf_counter() - began) * 1000


def a_second(act: Callable[[], int], *, seconds: float, least: int = 3) -> float:
    """`act` does a number of things and says how many; the median rate over several runs."""
    rates, end = [], perf_counter() + seconds
    while len(rates) < least or perf_counter() < end:
        began = perf_counter()
        done = act()
        rates.append(done / (perf_counter() - began))
    return median(rates)


def summary(what: str, milliseconds: list[float], **more: Any) -> Measured:
    return Measured(what, "ms", median(milliseconds), percentile(milliseconds, 95), **more)


def percentile(values: list[float], share: int) -> float:
    """The smallest value that at least this share in a hundred of all values do not exceed."""
    return sorted(values)[max(0, ceil(len(values) * share / 100) - 1)]


def table(rows: list[Measured]) -> str:
    cells = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(HEADINGS))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])
