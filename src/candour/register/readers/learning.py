"""Whether learning was considered, and whether any was made."""

import re
from collections.abc import Iterator

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import seek
from candour.register.readers.vocabulary import terms

LEARNING = re.compile(r"\blearning|\blessons|\bimprove", re.ASCII)
NONE = re.compile(r"\. none (?:was|were) (?:identified|found|made)\b", re.ASCII)
NEAR = 120


def read_learning(document: Document, *, recommended: Finding | None = None) -> Iterator[Finding]:
    """A page's plain `none` weighs more than its standing words about learning; recommendations weigh most."""
    found = {term.name: seek(document, term) for term in terms("learning")}
    made, considered = found["made"], found["considered"]
    none = found["none"] or (
        NONE.search(document.plain, considered.end(), considered.end() + NEAR) if considered else None
    )
    if recommended:
        yield Finding("learning_made", True, recommended.start, recommended.end)
    elif none:
        yield Finding("learning_made", False, none.start(), none.end())
    elif made:
        yield Finding("learning_made", True, made.start(), made.end())
    spoken = made if made and LEARNING.search(made[0]) else None
    first = considered or none or spoken
    if first:
        yield Finding("learning_considered", True, first.start(), first.end())
