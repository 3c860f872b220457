"""Fields that several kinds of page carry, read the same way in each."""

from collections.abc import Iterator

from candour.register.readers.behaviours import read_behaviours
from candour.register.readers.finding import Finding
from candour.register.readers.force_subjects import read_forces
from candour.register.readers.incident_month import read_incident_month
from candour.register.readers.kind import Page
from candour.register.readers.learning import read_learning
from candour.register.readers.matter_type import read_matter_type
from candour.register.readers.milestones import read_conclusion, read_start
from candour.register.readers.platforms import read_platforms
from candour.register.readers.references import read_references
from candour.register.readers.standards import read_standards
from candour.register.readers.subjects import read_subjects
from candour.register.readers.titles import read_title_month


def month(page: Page, *, topical: bool = False) -> Iterator[Finding]:
    """The month of the title, else of the first incident told; a `topical` page tells of the days before it."""
    titled = read_title_month(page.title) if page.title else None
    found = titled or read_incident_month(
        page.document, start=page.account, now=page.day if topical else None
    )
    yield from [found] if found else []


def conduct(page: Page, *, investigated: bool = False) -> Iterator[Finding]:
    """What was done, by which services, and against which standards; not what a force says it does about it since.

    The title of what was `investigated` says what it was about, even where the account does not.
    """
    title = page.title_words if investigated else ""
    yield from read_platforms(page.document, until=page.fields, one_case=investigated)
    yield from read_behaviours(page.document, until=page.fields, title=title)
    yield from read_standards(page.document, until=page.fields)


def origin(page: Page, *, topical: bool = False) -> Iterator[Finding]:
    """How the matter began, and when the oversight body's work on it began and ended."""
    now = page.day if topical else None
    found = (
        read_matter_type(page.document, title=page.title_words),
        read_start(page.document, now=now),
        read_conclusion(page.document, now=now),
    )
    yield from (one for one in found if one)


def people(page: Page, *, topical: bool = True) -> Iterator[Finding]:
    """`topical` pages tell of the days before they came out; others tell of years that they name."""
    now = page.day if topical else None
    yield from read_subjects(page.document, start=page.account, until=page.fields, now=now, topical=topical)


def forces(page: Page, kind: str) -> Iterator[Finding]:
    yield from read_forces(page.document, page.title, kind)


def references(page: Page) -> Iterator[Finding]:
    yield from read_references(page.document)


def learning(page: Page, recommended: Finding | None = None) -> Iterator[Finding]:
    yield from read_learning(page.document, recommended=recommended)
