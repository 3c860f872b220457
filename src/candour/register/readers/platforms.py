"""Services that were used in the conduct, not those a page is shared on or that bystanders used."""

from collections.abc import Iterator

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import seek, term_named
from candour.register.readers.vocabulary import Term, load, terms


def read_platforms(document: Document, *, until: int | None = None) -> Iterator[Finding]:
    """The first place of each service; `social media` alone counts only where no network of the public kind is named."""
    found = [one for one in (_first(document, term, until) for term in terms("platforms")) if one]
    named = {one.value for one in found}
    networks = set(load("platforms")["networks"])
    generic = _first(document, term_named("platforms_generic", "other"), until)
    if generic and not named & networks:
        found.append(generic)
    yield from found


def _first(document: Document, term: Term, until: int | None) -> Finding | None:
    match = seek(document, term, until)
    return Finding("platforms", term.name, match.start(), match.end()) if match else None
