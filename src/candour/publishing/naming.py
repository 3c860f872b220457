"""Reads a draft for what must not stand in it: names, numbers that identify, exact days, and claims beyond the record.

It warns and never alters. A warning says where; it does not repeat a name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile
from candour.matters.models import Party
from candour.publishing.codes import Outcome

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
EXACT_DAY = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})\b")
COLLAR = re.compile(
    r"\b(?:(?:PC|DC|PS|DS|DI|SC|PCSO|Sgt|Sergeant|Constable|Inspector|officer)\s+[A-Z]{0,2}\d{2,6}[A-Z]{0,2}"
    r"|(?:number|no\.?)\s+[A-Z]{0,2}\d{3,6}[A-Z]{0,2})\b",
    re.IGNORECASE,
)
RARE_RANK = re.compile(
    r"\b(?:superintendent|commander|(?:assistant|deputy)? ?chief constable)\b", re.IGNORECASE
)
WORDS = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
SHORTEST_NAME = 3
FOUND = frozenset({Outcome.GROSS_PROVEN, Outcome.MISCONDUCT_PROVEN, Outcome.DISMISSED, Outcome.WOULD_HAVE})
FOUND_TOO = FOUND | {Outcome.FINAL_WARNING, Outcome.WARNING, Outcome.REDUCED}
CLAIMS: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"\b(?:guilty|convicted|conviction)\b", re.IGNORECASE), frozenset({Outcome.CONVICTED})),
    (re.compile(r"\b(?:proved|proven)\b", re.IGNORECASE), FOUND_TOO | {Outcome.NOT_PROVEN}),
    (re.compile(r"\ball (?:the )?(?:officers|staff|people)\b", re.IGNORECASE), frozenset()),
)


@dataclass(frozen=True)
class WordingWarning:
    """`section` and `sentence` are where it stands; `kind` is name, number, day, rank or claim."""

    kind: str
    section: str
    sentence: int
    message: str


def warnings_for(
    texts: Mapping[str, str], case_file: CaseFile, outcomes: Iterable[str]
) -> list[WordingWarning]:
    """`texts` by section; `outcomes` are those that the draft's people carry, against which claims are read."""
    return wording_warnings(texts, names_of(case_file), frozenset(outcomes))


def wording_warnings(
    texts: Mapping[str, str], names: frozenset[str] = frozenset(), carried: frozenset[str] = frozenset()
) -> list[WordingWarning]:
    """Without names to look for, what identifies by number, day or rank, and what claims too much, is still found."""
    return [
        WordingWarning(kind, section, number, message)
        for section, text in texts.items()
        for number, sentence in enumerate(sentences_of(text), 1)
        for kind, message in _wrong_with(sentence, names, carried)
    ]


def names_of(case_file: CaseFile) -> frozenset[str]:
    """Each word of each name, and each warrant number, of the people of the matter."""
    people = Party.objects.filter(matter__case_file=case_file, person__isnull=False).select_related("person")
    found: set[str] = set()
    for party in people:
        words = WORDS.findall(party.person.name)
        found |= {word.casefold() for word in words if len(word) >= SHORTEST_NAME}
        found |= {party.person.warrant_number.casefold()} - {""}
    return frozenset(found)


def sentences_of(text: str) -> list[str]:
    return [one for one in SENTENCE_ENDS.split(" ".join(text.split())) if one]


def _wrong_with(sentence: str, names: frozenset[str], carried: frozenset[str]) -> Iterator[tuple[str, str]]:
    if _names_in(sentence, names):
        yield (
            "name",
            _("It has a word of the name or number of somebody in this matter. Say the role instead."),
        )
    if COLLAR.search(sentence):
        yield "number", _("It has a number that may identify an officer. Take it out.")
    if EXACT_DAY.search(sentence):
        yield "day", _("It gives an exact day. Say the month, unless the day matters.")
    if RARE_RANK.search(sentence):
        yield "rank", _("It gives a rank that few hold. Say officer, unless the rank matters.")
    for pattern, needs in CLAIMS:
        if pattern.search(sentence) and not needs & carried:
            yield "claim", _("It claims more than the outcomes entered for the people of this page carry.")


def _names_in(sentence: str, names: frozenset[str]) -> bool:
    """Names begin with a capital: `Brown` is one, `brown` is a colour. A warrant number counts as it stands."""
    words = {word.removesuffix("'s").removesuffix("’s") for word in WORDS.findall(sentence)}
    capital = {word.casefold() for word in words if word[:1].isupper()}
    parts = {part.strip(".,;:()").casefold() for part in sentence.split()}
    numbers = {part for part in parts if any(letter.isdigit() for letter in part)}
    return bool(names & (capital | numbers))
