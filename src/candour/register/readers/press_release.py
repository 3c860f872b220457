"""A release of the oversight body: one or several cases, with a director's words."""

from collections.abc import Iterator

from candour.register.readers import shared_fields
from candour.register.readers.finding import Finding
from candour.register.readers.kind import Page, Reader


def read(page: Page) -> Iterator[Finding]:
    yield from shared_fields.forces(page, "iopc_press_release")
    yield from shared_fields.month(page, topical=True)
    yield from shared_fields.references(page)
    yield from shared_fields.origin(page, topical=True)
    yield from shared_fields.conduct(page, investigated=True)
    yield from shared_fields.people(page)
    yield from shared_fields.learning(page)


READER = Reader("iopc_press_release", 8, read)
