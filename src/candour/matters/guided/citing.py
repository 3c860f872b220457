"""A provision in words with its address on legislation.gov.uk, for the small print of public pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from candour.procedure.citations import citation_address, citation_spelled_out


@dataclass(frozen=True)
class Citation:
    words: str
    href: str


def cite_all(paths: Iterable[str]) -> list[Citation]:
    """Each provision once, spelled out; a document that is no instrument stays as it is, without an address."""
    return [Citation(citation_spelled_out(path), citation_address(path) or "") for path in dict.fromkeys(paths)]
