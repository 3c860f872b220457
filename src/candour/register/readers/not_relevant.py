"""A page that tells of no case here: nothing but its title and date is read, and of mere navigation not even a title."""

from collections.abc import Iterator

from candour.register.readers.finding import Finding
from candour.register.readers.kind import Page, Reader


def read(page: Page) -> Iterator[Finding]:
    yield from ()


READER = Reader("not_relevant", 2, read)
