"""Kinds of behaviour that a page alleges or finds, by the tags of the register."""

from collections.abc import Iterator

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import seek, term_named
from candour.register.readers.vocabulary import load, terms

PARENTS = {"discriminatory_messages", "discriminatory_behaviour"}


def read_behaviours(document: Document, *, until: int | None = None) -> Iterator[Finding]:
    """The first place of each tag; a kind of discrimination brings the tag for how it was shown with it."""
    found: dict[str, Finding] = {}
    for term in terms("behaviours"):
        match = seek(document, term, until)
        if match:
            found.setdefault(term.name, Finding("behaviours", term.name, match.start(), match.end()))
    yield from _with_parents(document, found, until)


def _with_parents(document: Document, found: dict[str, Finding], until: int | None) -> Iterator[Finding]:
    kinds = [one for name, one in found.items() if name.startswith("discriminatory_") and name not in PARENTS]
    if kinds and not PARENTS & found.keys():
        parent = "discriminatory_messages" if _by_message(document, until) else "discriminatory_behaviour"
        found[parent] = Finding("behaviours", parent, kinds[0].start, kinds[0].end)
    for tag, replaced in load("behaviours")["replaces"].items():
        if tag in found:
            found.pop(replaced, None)
    yield from found.values()


def _by_message(document: Document, until: int | None) -> bool:
    return seek(document, term_named("behaviours_medium", "messages"), until) is not None
