"""A reply to a request for information, a table of statistics, or a report on either: numbers, and no people."""

from collections.abc import Iterator

from candour.register.readers import shared_fields
from candour.register.readers.behaviours import read_behaviours
from candour.register.readers.counts import read_counts
from candour.register.readers.finding import Finding
from candour.register.readers.kind import Page, Reader
from candour.register.readers.platforms import read_platforms
from candour.register.readers.table_counts import read_table_counts
from candour.register.readers.tables import tables_in


def read(page: Page) -> Iterator[Finding]:
    yield from shared_fields.forces(page, "foi_or_statistics")
    yield from shared_fields.references(page)
    yield from read_platforms(page.document)
    yield from read_behaviours(page.document)
    told = list(read_counts(page.document, start=page.document.begin))
    tables = list(tables_in(page.document))
    prose = [one for one in told if not any(each.start <= one.start < each.end for each in tables)]
    yield from prose
    yield from read_table_counts(page.document, first=len(told) // 2 + 1)


READER = Reader("foi_or_statistics", 6, read)
