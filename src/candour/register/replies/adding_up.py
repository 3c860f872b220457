"""Totals that a reply states, against the figures above or beside them: told where they differ, never mended."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from candour.register.replies.figures import Figure, State, normalised
from candour.register.replies.given import Given
from candour.register.replies.totals import may_equal

TOTAL_WORDS = frozenset(
    {"total", "totals", "grand total", "sum", "overall", "overall total", "all years", "total:"}
)


@lru_cache(maxsize=4096)
def is_total(written: str) -> bool:
    return normalised(written) in TOTAL_WORDS


def differing(given: Sequence[Given], headings: dict[int, str]) -> Iterator[tuple[Given, str]]:
    """Each stated total that its parts cannot add up to, with a sentence. `headings` by column, from 1."""
    headed = {column for column, heading in headings.items() if is_total(heading)}
    by_column: dict[tuple[int, str], list[Given]] = defaultdict(list)
    by_row: dict[int, list[Given]] = defaultdict(list)
    for one in given:
        by_column[one.cell.column, one.question].append(one)
        if headed:
            by_row[one.cell.row].append(one)
    for (column, _), some in by_column.items():
        yield from _down(some, headed_total=column in headed)
    for some in by_row.values():
        parts = [one.figure for one in some if one.cell.column not in headed]
        for stated in (one for one in some if one.cell.column in headed):
            yield from _against(stated, parts, "in its row")


def _down(column: list[Given], *, headed_total: bool) -> Iterator[tuple[Given, str]]:
    """A second total further down sums what stands between the two."""
    if not any(one.total for one in column):
        return
    parts: list[Figure] = []
    for one in column:
        ends_a_block = is_total(one.label) or is_total(one.period_written)
        if one.total and (ends_a_block or not headed_total):
            yield from _against(one, parts, "above it")
            parts = []
        else:
            parts.append(one.figure)


def _against(stated: Given, parts: list[Figure], where: str) -> Iterator[tuple[Given, str]]:
    if not parts or not stated.figure.counts or may_equal(parts, stated.figure):
        return
    exact = all(one.state is State.EXACT for one in parts)
    low = sum(one.low for one in parts)
    adds = f"add up to {low}" if exact else "cannot add up to it"
    yield stated, f"it states a total of {stated.figure.low}, and the figures {where} {adds}"
