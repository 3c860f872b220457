"""How a matter began: a complaint, a conduct matter, or a death or serious injury."""

import re
from collections.abc import Iterator

from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.seeking import seek, term_named

ORIGINS = {
    "said_dsi": "dsi",
    "said_conduct": "conduct_matter",
    "said_complaint": "complaint",
    "complaint": "complaint",
    "conduct_matter": "conduct_matter",
}
REFERRED_AS = re.compile(r"\b(?:complaint|conduct|dsi|death (?:or|and) serious injury) refer", re.ASCII)
OPENING = 20
REPORTED = 3
DISCIPLINE = re.compile(
    r"\b(?:dismiss\w*|sacked|misconduct|hearing|tribunal|jailed|sentenced|charged|barred)\b", re.ASCII
)
DIED_IN_CARE = re.compile(
    r"\b(?:care|aid|welfare|custody|checks?|restrain\w+|detain\w+|ambulance)\b[^.]{0,60}\b(?:man|woman|boy|girl|person|teenager|detainee)\b[^.]{0,20}\bdied\b"
    r"|\b(?:man|woman|boy|girl|person|teenager|detainee)\b[^.]{0,20}\bdied after (?:being|he|she|they)\b",
    re.ASCII,
)
OVERSIGHT = re.compile(
    r"\b(?:iopc|ipcc|watchdog|independent (?:office|police complaints)|inquest|coroner)\b", re.ASCII
)
ALSO = re.compile(
    r"\b(?:dsi|death or serious injury)(?: \(dsi\))? (?:\w+ )?referral\b(?=[^.]*\.[^.]{0,60}\balso (?:complained|made|raised))",
    re.ASCII,
)
BACK = 50
LATER = re.compile(
    r"\b(?:subsequently|later|also|further|then|afterwards|in addition)\b[^.]{0,40}complain", re.ASCII
)
INVESTIGATING = re.compile(
    r"\b(?:during|in the course of|throughout|as part of) (?:our|(?:the|this) (?:\w+ )?investigation,? (?:we|our|investigators)\b)|\bour investigators (?:obtained|interviewed|reviewed|took)\b",
    re.ASCII,
)


def read_matter_type(document: Document, *, title: str, told_only: bool = False) -> Finding | None:
    """What the page says outright, then the first origin it tells, then what kind of harm it looks into.

    `told_only` leaves out what would only follow from the harm: a notice or a report tells of harm for other reasons.
    """
    also = ALSO.search(document.plain, document.begin)
    if also and not told_only:
        return Finding("matter_type", "dsi", also.start(), also.end())
    first = _first(document)
    if first:
        settled = told_only or "complain" in title or first.value != "complaint"
        told_first = None if settled else _begun_earlier(document, first)
        return told_first or first
    harm = _reported_harm(document, title) if told_only else _harm(document, title)
    return harm or _referral(document)


def _first(document: Document) -> Finding | None:
    """The page's own word for it, or an origin that it tells, whichever stands first."""
    found = [one for name in ORIGINS for one in _origins(document, name)]
    said = [one for one in found if REFERRED_AS.search(document.plain, one.start, one.end)]
    return min(said or found, key=lambda one: one.start, default=None)


def _origins(document: Document, name: str) -> Iterator[Finding]:
    match = seek(document, term_named("matter_types", name))
    if match:
        yield Finding("matter_type", ORIGINS[name], match.start(), match.end())


def _harm(document: Document, title: str) -> Finding | None:
    """A death or serious injury counts where the title or the opening of the account tells of one."""
    term = term_named("matter_types", "harm")
    opening = [one for one in document.sentences if one.end - one.start > 40][:OPENING]
    end = opening[-1].end if opening else len(document.plain)
    match = seek(document, term, end)
    if match:
        return Finding("matter_type", "dsi", match.start(), match.end())
    return _titled_harm(title)


def _begun_earlier(document: Document, origin: Finding) -> Finding | None:
    """`He subsequently complained` of a shooting, or of what the force had referred: the matter had begun before."""
    said = REFERRED_AS.search(document.plain, origin.start, origin.end)
    also = " also " in document.plain[max(0, origin.start - BACK) : origin.start]
    later = LATER.search(document.plain, max(0, origin.start - BACK), origin.end + BACK)
    if (said and not also) or not (later or _while_investigated(document, origin)):
        return None
    earlier = [_harm(document, ""), _referral(document)]
    return next((one for one in earlier if one and one.start < origin.start), None)


def _while_investigated(document: Document, origin: Finding) -> bool:
    """A complaint first told of after the words that the investigation had begun, as a part of what it heard."""
    begun = INVESTIGATING.search(document.plain, document.begin, origin.start)
    return origin.value == "complaint" and begun is not None


def _reported_harm(document: Document, title: str) -> Finding | None:
    """A report that opens with a death the oversight body looks into; not one that opens with what became of an officer."""
    opening = [one for one in document.sentences if one.end - one.start > 40][:REPORTED]
    if not opening or (
        DISCIPLINE.search(document.plain, document.begin, opening[-1].end)
        and not DIED_IN_CARE.search(document.plain, document.begin, opening[-1].end)
    ):
        return _titled_harm(title)
    harm = term_named("matter_types", "harm").first(document.plain, opening[0].start, opening[-1].end)
    looked_into = harm and OVERSIGHT.search(document.plain, document.begin)
    found = Finding("matter_type", "dsi", harm.start(), harm.end()) if harm and looked_into else None
    return found or _titled_harm(title)


def _titled_harm(title: str) -> Finding | None:
    """The whole page stands for a word of its title."""
    titled = term_named("matter_types", "harm").first(title)
    return Finding("matter_type", "dsi", 0, 1) if titled else None


def _referral(document: Document) -> Finding | None:
    """A force that refers a matter in which nobody was hurt and nobody complained refers somebody's conduct."""
    match = seek(document, term_named("matter_types", "referral"))
    return Finding("matter_type", "conduct_matter", match.start(), match.end()) if match else None
