"""A news report: cases as a newsroom tells them, often of several forces."""

from collections.abc import Iterator

from candour.register.readers import shared_fields
from candour.register.readers.finding import Finding
from candour.register.readers.kind import Page, Reader
from candour.register.readers.matter_type import read_matter_type
from candour.register.readers.milestones import read_conclusion, read_start


def read(page: Page) -> Iterator[Finding]:
    yield from shared_fields.forces(page, "news")
    yield from shared_fields.month(page, topical=True)
    yield from shared_fields.references(page)
    origin = (
        read_matter_type(page.document, title=page.title_words, told_only=True),
        read_start(page.document, referrals_only=True, now=page.day),
        read_conclusion(page.document, now=page.day),
    )
    yield from (one for one in origin if one)
    yield from shared_fields.conduct(page)
    yield from shared_fields.people(page)


READER = Reader("news", 8, read)
