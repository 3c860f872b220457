"""A page of recommendations: the case in short, then each recommendation with its dates and its answer."""

from collections.abc import Iterator

from candour.register.readers import iopc_summary
from candour.register.readers.finding import Finding
from candour.register.readers.kind import Page, Reader


def read(page: Page) -> Iterator[Finding]:
    """The same fields as a published investigation; a page that only recommends simply has fewer of them."""
    yield from iopc_summary.read(page)


READER = Reader("recommendation_page", 6, read)
