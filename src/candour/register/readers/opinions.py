"""Words of opinion: what stands under `a tribunal could find that:` is what there was to answer, and an indication is no finding."""

import re
from dataclasses import replace

from candour.register.readers.document import Document
from candour.register.readers.events import Event
from candour.register.statements import Span

OPINION = re.compile(
    r"\b(?:could (?:properly )?(?:find|conclude)|sufficient evidence)\b[^.;]{0,80}:\s*\Z", re.ASCII
)
INDICATED = re.compile(r"(?<!no )\bindications? that\b", re.ASCII)
BULLET = re.compile(r"\s*(?:[^\w\s\"'(]|[a-z]\)|\d{1,2}[.)])\s+\w", re.ASCII)
BACK = 1_200
ANSWER = {
    "gross_misconduct_proven": "case_to_answer_gross",
    "misconduct_proven": "case_to_answer_misconduct",
}
LEVEL = {"gross_misconduct_proven": "gross_misconduct", "misconduct_proven": "misconduct"}


def as_opinions(document: Document, sentence: Span, events: list[Event]) -> list[Event]:
    """The events of a sentence, findings made decisions in such a list, and levels where there is only an indication."""
    if not any(one.value in ANSWER for one in events):
        return events
    if _in_list(document, sentence):
        return [_told_as(one, "decision", ANSWER) for one in events]
    indicated = INDICATED.search(document.plain, sentence.start, sentence.end)
    if indicated:
        return [_told_as(one, "level", LEVEL) if one.start > indicated.end() else one for one in events]
    return events


def _told_as(event: Event, field: str, values: dict[str, str]) -> Event:
    """A finding as what it is here; any other event as it was."""
    return replace(event, field=field, value=values[event.value]) if event.value in values else event


def _in_list(document: Document, sentence: Span) -> bool:
    """Every line between the words of opinion and the end of this sentence begins with a bullet."""
    start = max(0, sentence.start - BACK)
    lead = document.plain.rfind(":\n", start, sentence.start)
    if lead < 0 or not OPINION.search(document.plain, max(start, lead - 160), lead + 1):
        return False
    lines = document.plain[lead + 2 : sentence.end].split("\n")
    return all(BULLET.match(one) for one in lines if one.strip())
