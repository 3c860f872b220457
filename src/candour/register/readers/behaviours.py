"""Kinds of behaviour that a page alleges or finds, by the tags of the register."""

import re
from collections.abc import Iterator
from dataclasses import replace

from candour.register.readers.background import Background
from candour.register.readers.document import Document
from candour.register.readers.finding import Finding
from candour.register.readers.implied_behaviours import read_implied
from candour.register.readers.seeking import seek, seek_all, term_named
from candour.register.readers.vocabulary import Term, load, terms

PARENTS = {"discriminatory_messages", "discriminatory_behaviour"}


def read_behaviours(document: Document, *, until: int | None = None, title: str = "") -> Iterator[Finding]:
    """The first place of each tag; a kind of discrimination brings the tag for how it was shown with it.

    `title` is that of an investigation: where little was found, it tells what somebody had to answer for.
    """
    background, weak = Background(document), load("behaviours")["weak"]
    replaced_by = {name: tag for tag, name in load("behaviours")["replaces"].items()}
    found: dict[str, Finding] = {}
    for term in terms("behaviours"):
        needless = term.name in weak or replaced_by.get(term.name) in found
        told = None if needless else _told(document, term, until, background)
        if told:
            found[term.name] = told
    _name_assault(document, found)
    implied = read_implied(document, title, found, until) if title else None
    if implied:
        found[str(implied.value)] = implied
    for name, stands_for in () if found else weak.items():
        told = _told(document, term_named("behaviours", name), until, background)
        if told:
            found.setdefault(stands_for, replace(told, value=stands_for))
    yield from _with_parents(document, found)


def _name_assault(document: Document, found: dict[str, Finding]) -> None:
    """An assault is force used, unless it was sexual, or private: told beside it, or by a page without any police work."""
    assault = found.pop("assault_alleged", None)
    if assault is None or found.keys() & {"sexual_misconduct", "excessive_force"}:
        return
    alone, policing = (term_named("behaviours_medium", name) for name in ("private", "policing"))
    private = alone.first(document.plain, *_beside(document, assault)) or not seek(document, policing)
    name = "other_criminal_offence" if private else "excessive_force"
    found.setdefault(name, replace(assault, value=name))


def _told(document: Document, term: Term, until: int | None, background: Background) -> Finding | None:
    match = _first(document, term, until, background)
    return Finding("behaviours", term.name, match.start(), match.end()) if match else None


def _first(document: Document, term: Term, until: int | None, background: Background) -> re.Match[str] | None:
    """The first place that tells of the police; the deeds of those they dealt with are not theirs."""
    for match in seek_all(document, term, until):
        if not background.holds(match.start()):
            return match
        sentence = document.sentences[document.sentence_at(match.start())]
        for other in term.matches(document.plain, match.end(), sentence.end, document.held_in(sentence)):
            if not background.holds(other.start()):
                return other
    return None


def _with_parents(document: Document, found: dict[str, Finding]) -> Iterator[Finding]:
    kinds = [one for name, one in found.items() if name.startswith("discriminatory_") and name not in PARENTS]
    if kinds and not PARENTS & found.keys():
        parent = "discriminatory_messages" if _by_message(document, kinds) else "discriminatory_behaviour"
        found[parent] = Finding("behaviours", parent, kinds[0].start, kinds[0].end)
    for tag, replaced in load("behaviours")["replaces"].items():
        if tag in found:
            found.pop(replaced, None)
    yield from found.values()


def _by_message(document: Document, kinds: list[Finding]) -> bool:
    """Messages or posts beside the words that tell the kind; or anywhere, if no stop, search or arrest is beside them."""
    messages, treatment = (term_named("behaviours_medium", name) for name in ("messages", "treatment"))
    treated = False
    for one in kinds:
        start, end = _beside(document, one)
        if messages.first(document.plain, start, end):
            return True
        treated = treated or bool(treatment.first(document.plain, start, end))
    return not treated and seek(document, messages) is not None


def _beside(document: Document, one: Finding) -> tuple[int, int]:
    """From the sentence before to the sentence after."""
    index = document.sentence_at(one.start)
    beside = document.sentences[max(0, index - 1) : index + 2]
    return beside[0].start, beside[-1].end
