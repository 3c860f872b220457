"""Kinds of behaviour that a page alleges or finds, by the tags of the register."""

from bisect import bisect_right
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
    yield from _with_parents(document, found)


def _with_parents(document: Document, found: dict[str, Finding]) -> Iterator[Finding]:
    kinds = [one for name, one in found.items() if name.startswith("discriminatory_") and name not in PARENTS]
    if kinds and not PARENTS & found.keys():
        parent = "discriminatory_messages" if _by_message(document, kinds) else "discriminatory_behaviour"
        found[parent] = Finding("behaviours", parent, kinds[0].start, kinds[0].end)
    for tag, replaced in load("behaviours")["replaces"].items():
        if tag in found:
            found.pop(replaced, None)
    yield from found.values()


def _by_message(document: Document, kinds: list[Finding]) -> bool:
    """Messages or posts beside the words that tell the kind; or anywhere, if no stop, search or arrest is beside them."""
    messages, treatment = (term_named("behaviours_medium", name) for name in ("messages", "treatment"))
    treated = False
    for one in kinds:
        index = bisect_right(document.sentence_starts, one.start) - 1
        beside = document.sentences[max(0, index - 1) : index + 2]
        if messages.first(document.plain, beside[0].start, beside[-1].end):
            return True
        treated = treated or bool(treatment.first(document.plain, beside[0].start, beside[-1].end))
    return not treated and seek(document, messages) is not None
