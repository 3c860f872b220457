"""A page of recommendations: the case in short, then each recommendation with its dates and its answer."""

import re
from collections.abc import Iterator

from candour.register.readers import iopc_summary
from candour.register.readers.finding import Finding
from candour.register.readers.kind import Page, Reader

RECOMMENDATION = re.compile(r"(?:national |quick[- ]time |learning )*recommendations?\b", re.ASCII)


def read(page: Page) -> Iterator[Finding]:
    """The same fields as a published investigation; a page that only recommends simply has fewer of them."""
    found = list(iopc_summary.read(page))
    yield from found
    titled = page.title if RECOMMENDATION.match(page.title_words) else None
    if titled and not any(one.field == "learning_made" for one in found):
        yield Finding("learning_made", True, titled.start, titled.end)


READER = Reader("recommendation_page", 8, read)
