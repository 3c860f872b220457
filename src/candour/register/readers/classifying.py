"""What kind of document a source is: signs kept as data are weighed, and a near race is left unsure."""

import re
from dataclasses import dataclass
from functools import cache

from candour.register.readers.dates import dates_in
from candour.register.readers.document import Document, plain_signs
from candour.register.readers.finding import Finding
from candour.register.readers.relevance import relevant_to
from candour.register.readers.titles import is_titled_as_published
from candour.register.readers.vocabulary import Patterns, find_any, load

NOT_RELEVANT = "not_relevant"
LONGEST = 12_000
QUOTED = re.compile(r'(?m:^)\s*"[^\n]*|"[^"\n]{12,}(?:"|(?m:$))', re.ASCII)
RECOMMENDING = re.compile(r"(?:national |learning |quick[- ]time )*recommendations?\b", re.IGNORECASE)
FORCE_WORD = re.compile(r"(?:[Pp]olice|[Cc]onstabulary|[Ss]ervice|\b[Ff]orce|\bMet|\b[A-Z]{3,4})\b")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of one kind, and the part of the document it is sought in; none where the page's own voice says `unless`."""

    kind: str
    weight: float
    where: str
    patterns: Patterns
    unless: Patterns


def classify(document: Document, title: Finding | None, fields: int | None) -> Finding:
    """The kind with the greatest weight; sure only where it leads. Fields of a recommendation, which begin at `fields`,
    decide on their own.
    """
    if document.cells:
        return _of_workbook(document, title)
    if not relevant_to(document, title):
        return Finding("doc_type", NOT_RELEVANT, document.begin, document.body[0].end)
    summary = _is_summary(document)
    if fields is not None:
        bare = _heads_an_investigation(title) and next(dates_in(document.plain, fields), None) is None
        recommended = title is not None and RECOMMENDING.match(str(title.value)) is not None
        investigated = (summary or bare) and not recommended and "/recommendation" not in document.address
        kind = "iopc_summary" if investigated else "recommendation_page"
        return Finding("doc_type", kind, document.begin, document.body[0].end)
    if summary and (_names_reference(document) or _heads_an_investigation(title)):
        return Finding("doc_type", "iopc_summary", document.begin, document.body[0].end)
    weights = _weights(document, title)
    ranked = sorted(weights.items(), key=lambda one: -one[1])
    (kind, best), second = ranked[0], ranked[1][1]
    table = load("kinds")
    sure = best >= table["least"] and best - second >= table["margin"]
    return Finding("doc_type", kind, document.begin, document.body[0].end, sure=sure)


def _of_workbook(document: Document, title: Finding | None) -> Finding:
    """A workbook holds numbers, whoever sent it; sure where its words are of misconduct and of a force."""
    sure = relevant_to(document, title)
    return Finding("doc_type", "foi_or_statistics", document.begin, document.body[0].end, sure=sure)


def _is_summary(document: Document) -> bool:
    """The label that stands under the title of a published investigation, between its date and its text."""
    words = [document.words_of(line).lower() for line in document.lines]
    return "investigation" in words and any(one.startswith("published") for one in words)


def _heads_an_investigation(title: Finding | None) -> bool:
    """`What happened - which force, which month`, where recommendations have only the force and the month."""
    written = plain_signs(str(title.value)) if title else ""
    shaped = is_titled_as_published(written) and not RECOMMENDING.match(written)
    return shaped and FORCE_WORD.search(written) is not None


def _names_reference(document: Document) -> bool:
    """The heading over the reference, which every published investigation carries."""
    return any(one in document.plain for one in ("iopc reference", "ipcc reference"))


def _weights(document: Document, title: Finding | None) -> dict[str, float]:
    parts = _parts(document, title)
    weights = dict.fromkeys((sign.kind for sign in _signs()), 0.0)
    for sign in _signs():
        if _holds(sign, parts, document.held):
            weights[sign.kind] += sign.weight
    return weights


def _parts(document: Document, title: Finding | None) -> dict[str, str]:
    lines = [document.text[line.start : line.end].lower() for line in document.lines]
    head = [line for line in document.lines if line.furniture in {"", "page-frame", "address"}][
        : load("kinds")["head_lines"]
    ]
    body = document.plain[document.begin : document.begin + LONGEST]
    return {
        "title": str(title.value).lower() if title else "",
        "address": document.address.lower(),
        "head": "\n".join(document.text[line.start : line.end][:200].lower() for line in head),
        "lines": "\n".join(one for one in lines if len(one) < 60),
        "body": body,
        "page": document.text[:LONGEST].lower(),
        "own": QUOTED.sub(" ", body),
    }


def _holds(sign: Sign, parts: dict[str, str], held: frozenset[str]) -> bool:
    part = parts[sign.where]
    if sign.where in {"title", "lines"}:
        able = sign.patterns.able(part, 0, len(part))
        return any(pattern.fullmatch(line) for pattern in able for line in part.split("\n"))
    known = held if sign.where == "body" else None
    return find_any(sign.patterns, part, known) is not None and find_any(sign.unless, parts["own"]) is None


@cache
def _signs() -> tuple[Sign, ...]:
    rows = load("kinds")["sign"]
    return tuple(
        Sign(
            row["kind"],
            row["weight"],
            row["where"],
            Patterns.of(re.compile(one, re.MULTILINE | re.ASCII) for one in row["patterns"]),
            Patterns.of(re.compile(one, re.ASCII) for one in row.get("unless", ())),
        )
        for row in rows
    )
