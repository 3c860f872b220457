"""Dates of one document that cannot all be right, and pages that tell of more than one case: told, never mended."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from candour.register.readers.document import Document, Problem
from candour.register.readers.vocabulary import load
from candour.register.statements import DOCUMENT, Statement

ORDER = ("incident_or_title_month", "referral_or_start_date", "investigation_concluded", "published_date")
"""Each of these comes no earlier than those before it. A title may name the month of a linked matter's referral."""
CALLED = {
    "referral_or_start_date": "the referral or beginning",
    "investigation_concluded": "the end of the investigation",
    "published_date": "publication",
}
FORCE_AND_MONTH = re.compile(
    r".{15,200}? [-–] .{4,80}(?:police|constabulary|service)\b.{0,40}\b(?:19|20)\d\d", re.IGNORECASE
)


def contradictions(document: Document, statements: tuple[Statement, ...]) -> Iterator[Problem]:
    own = {one.field: str(one.value) for one in statements if one.subject == DOCUMENT and one.field in ORDER}
    told = [(field, own[field]) for field in ORDER[1:] if field in own]
    for (earlier, first), (later, second) in pairwise(told):
        if _after(first, second):
            yield Problem(
                "dates-contradict", f"{CALLED[earlier]} ({first}) is later than {CALLED[later]} ({second})"
            )
    yield from _outcomes(statements, own.get("published_date", ""))
    yield from _cases(document)


def _after(first: str, second: str) -> bool:
    """As far as both are written: May 2020 is not after 2020."""
    width = min(len(first), len(second))
    return first[:width] > second[:width]


def _outcomes(statements: tuple[Statement, ...], published: str) -> Iterator[Problem]:
    for one in statements:
        if one.field == "outcome_date" and published and _after(str(one.value), published):
            yield Problem(
                "dates-contradict", f"an outcome ({one.value}) is later than publication ({published})"
            )


def _cases(document: Document) -> Iterator[Problem]:
    """Titles of the usual form, each on a line of its own and each different, head several cases."""
    titles = {
        document.words_of(line).casefold()
        for line in document.body
        if line.end - line.start < _longest()
        and document.plain.find(" - ", line.start, line.end) >= 0
        and FORCE_AND_MONTH.fullmatch(document.words_of(line).strip())
    }
    if len(titles) > 1:
        yield Problem(
            "several-cases", f"{len(titles)} lines have the form of a title: several cases on a page"
        )


@cache
def _longest() -> int:
    return int(load("titles")["longest"])
