"""A list under words of opinion: `a tribunal could find that:` turns what its lines find into what there was to answer."""

import re
from dataclasses import replace

from candour.register.readers.document import Document
from candour.register.readers.events import Event
from candour.register.statements import Span

OPINION = re.compile(
    r"\b(?:could (?:properly )?(?:find|conclude)|sufficient evidence)\b[^.;]{0,80}:\s*\Z", re.ASCII
)
BULLET = re.compile(r"\s*(?:[^\w\s\"'(]|[a-z]\)|\d{1,2}[.)])\s+\w", re.ASCII)
BACK = 1_200
ANSWER = {
    "gross_misconduct_proven": "case_to_answer_gross",
    "misconduct_proven": "case_to_answer_misconduct",
}


def as_opinions(document: Document, sentence: Span, events: list[Event]) -> list[Event]:
    """The events of a line, findings made decisions where the line stands in such a list."""
    if not any(one.value in ANSWER for one in events) or not _in_list(document, sentence):
        return events
    return [
        replace(one, field="decision", value=ANSWER[one.value]) if one.value in ANSWER else one
        for one in events
    ]


def _in_list(document: Document, sentence: Span) -> bool:
    """Every line between the words of opinion and the end of this sentence begins with a bullet."""
    start = max(0, sentence.start - BACK)
    lead = document.plain.rfind(":\n", start, sentence.start)
    if lead < 0 or not OPINION.search(document.plain, max(start, lead - 160), lead + 1):
        return False
    lines = document.plain[lead + 2 : sentence.end].split("\n")
    return all(BULLET.match(one) for one in lines if one.strip())
