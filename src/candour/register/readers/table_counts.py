"""What a document's tables count: exact numbers as counts, other cells as intervals or states, and totals that differ."""

from collections.abc import Iterator

from candour.register.readers.document import Document, Problem
from candour.register.readers.finding import Finding
from candour.register.readers.tables import Entry, TableRead, tables_in
from candour.register.replies.adding_up import is_total
from candour.register.replies.figures import State
from candour.register.replies.totals import may_equal

FEW = 24
Place = tuple[TableRead, tuple[Entry, ...], Entry]


def read_table_counts(document: Document, *, first: int) -> Iterator[Finding]:
    """Numbered on from `first`. Of a large table only its totals are sure to be what the document is about."""
    places = list(_places(document))
    for number, (table, row, entry) in enumerate(places, first):
        sure = len(places) <= FEW or is_total(row[0].written)
        kind = "count" if entry.figure.state is State.EXACT else "cell"
        yield from _findings(f"{kind}-{number}", table.what(row, entry), entry, sure=sure)


def totals_that_differ(document: Document) -> Iterator[Problem]:
    """Each column whose stated total its rows cannot add up to; told, never mended."""
    for table in tables_in(document):
        for place in sorted({one.place for row in table.rows for one in row[1:]}):
            yield from _differing(document, table, place)


def _places(document: Document) -> Iterator[Place]:
    for table in tables_in(document):
        for row in table.rows:
            yield from ((table, row, one) for one in row[1:] if one.written)


def _findings(subject: str, what: str, entry: Entry, *, sure: bool) -> Iterator[Finding]:
    figure = entry.figure
    place = (entry.start, entry.end)
    yield Finding("what", what, *place, sure=sure, subject=subject)
    if figure.state is State.EXACT:
        yield Finding("value", figure.low, *place, sure=sure, subject=subject)
        return
    yield Finding("state", figure.state.value, *place, sure=sure, subject=subject)
    if figure.state is State.RANGE:
        yield Finding("at_least", figure.low, *place, sure=sure, subject=subject)
        if figure.high is not None:
            yield Finding("at_most", figure.high, *place, sure=sure, subject=subject)


def _differing(document: Document, table: TableRead, place: int) -> Iterator[Problem]:
    column = [(row, one) for row in table.rows for one in row[1:] if one.place == place and one.written]
    parts = [one.figure for row, one in column if not is_total(row[0].written)]
    for row, one in column:
        stated = one.figure
        if is_total(row[0].written) and parts and stated.counts and not may_equal(parts, stated):
            least = sum(each.low for each in parts)
            yield Problem(
                "total-differs",
                f"{_where(document, one)}: a total of {stated.low}, above it at least {least}",
            )


def _where(document: Document, entry: Entry) -> str:
    cell = document.cell_of(entry.start)
    return f"{cell.sheet}, cell {cell.name}" if cell else f"character {entry.start}"
