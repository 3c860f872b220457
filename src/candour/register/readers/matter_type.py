"""How a matter began: a complaint, a conduct matter, or a death or serious injury."""

from collections.abc import Iterator

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import seek, term_named
from candour.register.readers.vocabulary import terms


def read_matter_type(document: Document, *, title: str, told_only: bool = False) -> Finding | None:
    """What the page says outright, then the first origin it tells, then what kind of harm it looks into.

    `told_only` leaves out what would only follow from the harm: a notice or a report tells of harm for other reasons.
    """
    said = _first(document, ("said_dsi", "said_conduct", "said_complaint"))
    origin = _first(document, ("complaint", "conduct_matter"))
    first = min((one for one in (said, origin) if one), key=lambda one: one.start, default=None)
    if first:
        return first
    return _referral(document) if told_only else _harm(document, title) or _referral(document)


def _first(document: Document, names: tuple[str, ...]) -> Finding | None:
    found = [one for one in _matches(document) if one[0] in names]
    if not found:
        return None
    name, start, end = min(found, key=lambda one: one[1])
    value = {"said_dsi": "dsi", "said_conduct": "conduct_matter", "said_complaint": "complaint"}.get(
        name, name
    )
    return Finding("matter_type", value, start, end)


def _matches(document: Document) -> Iterator[tuple[str, int, int]]:
    for term in terms("matter_types"):
        match = seek(document, term)
        if match:
            yield term.name, match.start(), match.end()


def _harm(document: Document, title: str) -> Finding | None:
    """A death or serious injury counts where the title or the opening of the account tells of one."""
    term = term_named("matter_types", "harm")
    opening = [one for one in document.sentences if one.end - one.start > 40][:6]
    end = opening[-1].end if opening else len(document.plain)
    match = seek(document, term, end)
    if match:
        return Finding("matter_type", "dsi", match.start(), match.end())
    titled = term.first(title)
    return Finding("matter_type", "dsi", 0, min(len(document.text), 1)) if titled else None


def _referral(document: Document) -> Finding | None:
    """A force that refers a matter in which nobody was hurt and nobody complained refers somebody's conduct."""
    match = seek(document, term_named("matter_types", "referral"))
    return Finding("matter_type", "conduct_matter", match.start(), match.end()) if match else None
