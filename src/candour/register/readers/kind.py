"""A reader of one kind of document: which fields it seeks, beyond those that every page has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding


@dataclass(frozen=True, slots=True)
class Page:
    """A document with what is known of it before its kind's own reader begins."""

    document: Document
    title: Finding | None
    published: Finding | None
    account: int
    fields: int | None

    @property
    def day(self) -> str | None:
        """When it was published, for dates without a year and words such as `last year`."""
        return str(self.published.value) if self.published else None

    @property
    def title_words(self) -> str:
        return str(self.title.value).lower() if self.title else ""


@dataclass(frozen=True, slots=True)
class Reader:
    """`version` goes up whenever what it reads changes, so that older statements can be told from newer ones."""

    kind: str
    version: int
    read: Callable[[Page], Iterator[Finding]]
