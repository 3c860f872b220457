"""References as they are printed, in their regular and their stray forms."""

import re
from collections.abc import Iterator

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.vocabulary import pattern_list

REGULAR = re.compile(r"(?<![\w/.-])((?:19|20)[0-4]\d/\d{5,6})(?![\d/-])")
HYPHENATED = re.compile(r"(?<![\w/.-])(20[0-4]\d-\d{6})(?![\d/-])")
YEAR = len("2020")
LIKE_ONE = re.compile(r"\d[/-]\d{5}")
RUN = re.compile(
    r"\s*(?:(?P<and>and|&|a|,(?: and)?|;|/|\n)\s*)?(?P<reference>[0-9]{4,5}[/-][0-9]{5,6}|20\d{8})(?![\d/])"
)


def read_references(document: Document) -> Iterator[Finding]:
    """Each as it is printed in full: a part of a longer one is no reference of its own."""
    found = list(_all_forms(document))
    for one in found:
        if not any(_inside(one, other) for other in found):
            yield one


def _inside(one: Finding, other: Finding) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end


def _all_forms(document: Document) -> Iterator[Finding]:
    """Regular ones anywhere in the body; a stray form only after a label that says what it is."""
    text = document.cased
    first = LIKE_ONE.search(text)
    begin = max(0, first.start() - YEAR) if first else len(text)
    found = [*REGULAR.finditer(text, begin), *HYPHENATED.finditer(text, begin)]
    yield from (Finding("references", one[1], one.start(1), one.end(1)) for one in found)
    for label in pattern_list("references", "oversight_labels").able(document.plain, 0, len(document.plain)):
        for place in label.finditer(document.plain):
            yield from _run_after(document, place.end())
    yield from _foi_references(document)


def _run_after(document: Document, place: int) -> Iterator[Finding]:
    """One reference after a label, or several joined by `and`, commas or line ends."""
    while found := RUN.match(document.cased, place):
        yield Finding("references", found["reference"], found.start("reference"), found.end("reference"))
        place = found.end()


def _foi_references(document: Document) -> Iterator[Finding]:
    if not any(word in document.plain for word in ("foi", "ref", "freedom", "request")):
        return
    for label in pattern_list("references", "foi_labels").able(document.plain, 0, len(document.plain)):
        for place in label.finditer(document.plain):
            written = document.cased[place.start("reference") : place.end("reference")].rstrip(".,;:)/-")
            if any(one.isdigit() for one in written):
                yield Finding(
                    "references", written, place.start("reference"), place.start("reference") + len(written)
                )
