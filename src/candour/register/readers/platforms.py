"""Services that were used in the conduct, not those a page is shared on or that bystanders used."""

from collections.abc import Iterator

from candour.register.readers.background import Background
from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import seek_all, term_named
from candour.register.readers.vocabulary import Term, terms

NETWORKS = {"Facebook", "X/Twitter", "Instagram", "Snapchat", "other"}


def read_platforms(
    document: Document, *, until: int | None = None, one_case: bool = False
) -> Iterator[Finding]:
    """The first place of each service; `social media` alone counts only where no network is named.

    On a page of `one_case` it gives way to any service: it is another word for the one that is named.
    """
    background = Background(document)
    found = [one for one in (_first(document, term, until, background) for term in terms("platforms")) if one]
    named = any(one_case or one.value in NETWORKS for one in found)
    generic = None if named else term_named("platforms_generic", "other")
    other = _first(document, generic, until, background) if generic else None
    yield from [*found, *([other] if other else [])]


def _first(document: Document, term: Term, until: int | None, background: Background) -> Finding | None:
    """What somebody else posted or sent is no platform of the conduct."""
    for match in seek_all(document, term, until):
        if not background.holds(match.start()):
            return Finding("platforms", term.name, match.start(), match.end())
    return None
