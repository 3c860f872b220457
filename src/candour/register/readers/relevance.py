"""Whether a document tells of a case or of numbers of police misconduct in the United Kingdom at all."""

import re

from candour.register.readers.document import Document
from candour.register.readers.events import cues_of, events_in
from candour.register.readers.finding import Finding
from candour.register.readers.forces import force_of_host
from candour.register.readers.titles import is_titled_as_published
from candour.register.readers.vocabulary import find_all, find_any, pattern_list

PLAINLY_OURS = 6
OVERSIGHT = re.compile(
    r"\b(?:iopc|ipcc|independent office for police conduct|independent police complaints commission|barred list|(?:all |the )?\d+ (?:police )?forces|forces (?:in|across) england and wales)\b",
    re.ASCII,
)
DONE = re.compile(
    r"\b(?:was|were|is|has|had|have|been|be|received|given|issued|resigned|would|found|result|outcome)\b"
    r"|\ban? (?:\w+ ){0,3}(?:officer|constable|sergeant|inspector|pc) will (?:attend|face|appear)\b",
    re.ASCII,
)
COUNTED = re.compile(
    r"\b(?!(?:19|20)\d\d\b)\d[\d,]* (?:\w+ ){0,3}(?:complaints|allegations|officers|cases)\b", re.ASCII
)


def relevant_to(document: Document, title: Finding | None) -> bool:
    """Words of misconduct and a force of ours; a page of general title needs events of a case as well."""
    plain = document.plain[document.begin :]
    if title and is_titled_as_published(str(title.value)) and _names_force(document, title):
        return True
    if not find_any(pattern_list("relevance", "conduct"), plain, document.held):
        return False
    if not _ours(document):
        return False
    if title and find_any(pattern_list("relevance", "never_a_case"), str(title.value).lower()):
        return False
    guide = find_any(pattern_list("relevance", "guide"), plain, document.held) is not None
    return not (guide or _general(title)) or _tells_of_a_case(document) or COUNTED.search(plain) is not None


def _general(title: Finding | None) -> bool:
    """A guide, a list of contents, a piece of news about policy."""
    if title is None or find_any(pattern_list("relevance", "of_a_case"), str(title.value).lower()):
        return False
    return find_any(pattern_list("relevance", "general_title"), str(title.value).lower()) is not None


def _names_force(document: Document, title: Finding) -> bool:
    """A force of ours in a title that ends in a month heads a published investigation, whatever its words are."""
    return any(title.start <= one.start < title.end and not one.bare for one in document.forces_named)


def _ours(document: Document) -> bool:
    """A force of ours is named in full, or its site or the oversight body speaks, and foreign police do not prevail."""
    named = sum(not one.bare for one in document.forces_named)
    plain = document.plain[document.begin :]
    home = named + bool(force_of_host(document.address)) + len(OVERSIGHT.findall(plain))
    home = home or len(find_all(pattern_list("relevance", "of_our_law"), plain))
    if home == 0 or home >= PLAINLY_OURS:
        return home > 0
    return home >= sum(len(pattern.findall(plain)) for pattern in pattern_list("relevance", "foreign"))


def _tells_of_a_case(document: Document) -> bool:
    """Something was decided or came of it; what can, may or will be decided under the rules is no case."""
    for index, cues in sorted(cues_of(document).items()):
        sentence = document.sentences[index]
        words = document.plain[sentence.start : sentence.end]
        if find_any(pattern_list("relevance", "hypothetical"), words) or not DONE.search(words):
            continue
        if any(one.field in {"decision", "outcome"} for one in events_in(document, sentence, cues, None)):
            return True
    return False
