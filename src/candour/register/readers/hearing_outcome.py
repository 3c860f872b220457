"""A force's notice of a hearing to come, or its account of one that has been."""

from collections.abc import Iterator

from candour.register.readers import shared_fields
from candour.register.readers.finding import Finding
from candour.register.readers.kind import Page, Reader
from candour.register.readers.matter_type import read_matter_type
from candour.register.readers.milestones import read_start


def read(page: Page) -> Iterator[Finding]:
    yield from shared_fields.forces(page, "hearing_outcome")
    yield from shared_fields.month(page, topical=True)
    yield from shared_fields.references(page)
    yield from _origin(page)
    yield from shared_fields.conduct(page)
    yield from shared_fields.people(page)


def _origin(page: Page) -> Iterator[Finding]:
    """A harm told in a notice is what somebody did, not how the matter began."""
    found = read_matter_type(page.document, title="", told_only=True)
    start = read_start(page.document, referrals_only=True, now=page.day)
    yield from (one for one in (found, start) if one)


READER = Reader("hearing_outcome", 8, read)
