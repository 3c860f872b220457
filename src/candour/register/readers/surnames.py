"""`Sample and Other were charged`: surnames alone, of those of whom the text has told with rank and name."""

import re

from candour.register.readers.document import Document
from candour.register.readers.people import Mention
from candour.register.statements import Span

LONGER = re.compile(r"(?:[A-Z][\w'-]+|\b(?:Mr|Mrs|Ms|Miss|Dr)\.?) \Z")
ON = re.compile(r" [A-Z]")


def with_surnames(
    document: Document, sentence: Span, mentions: list[Mention], surnames: frozenset[str]
) -> list[Mention]:
    """The mentions of a sentence with those by a surname that stands alone."""
    written = document.plain[sentence.start : sentence.end]
    found = [
        _mention(one, match)
        for one in surnames
        if one in written
        for match in re.compile(rf"\b{re.escape(one)}\b").finditer(
            document.plain, sentence.start, sentence.end
        )
        if _alone(document, match)
    ]
    free = [
        one for one in found if not any(one.start < each.end and each.start < one.end for each in mentions)
    ]
    return sorted([*mentions, *free], key=lambda one: one.start)


def _mention(surname: str, match: re.Match[str]) -> Mention:
    return Mention(
        match.start(),
        match.end(),
        "officer",
        1,
        definite=True,
        fresh=False,
        former=False,
        key=f"name {surname}",
    )


def _alone(document: Document, match: re.Match[str]) -> bool:
    """Written with a capital, and no part of a longer name."""
    capital = document.cased[match.start() : match.start() + 1].isupper()
    before = document.cased[max(0, match.start() - 24) : match.start()]
    return capital and not LONGER.search(before) and not ON.match(document.cased, match.end())
