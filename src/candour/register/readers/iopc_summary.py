"""A published investigation of the oversight body: trigger, allegation, findings, outcome, learning, reference."""

from collections.abc import Iterator
from dataclasses import replace

from candour.register.readers import shared_fields
from candour.register.readers.finding import Finding
from candour.register.readers.kind import Page, Reader
from candour.register.readers.recommendations import read_recommendations, recommending_begins


def read(page: Page) -> Iterator[Finding]:
    recommendations = list(read_recommendations(page.document))
    yield from shared_fields.forces(page, "iopc_summary")
    yield from shared_fields.month(page)
    yield from shared_fields.references(page)
    yield from shared_fields.origin(page)
    case = replace(page, fields=recommending_begins(page.document, page.fields))
    yield from shared_fields.conduct(case, investigated=True)
    yield from shared_fields.people(case, topical=False)
    yield from shared_fields.learning(page, recommendations[0] if recommendations else None)
    yield from recommendations


READER = Reader("iopc_summary", 8, read)
