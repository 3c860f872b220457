"""Who went which way: the events of each sentence are tied to the people it is about."""

import re
from collections.abc import Iterator
from dataclasses import replace

from candour.register.readers.cast import Cast, Person, Tied
from candour.register.readers.document import Document
from candour.register.readers.events import Event, cues_in, events_in
from candour.register.readers.people import Mention, mentions_in
from candour.register.statements import Span

JOINED = re.compile(r"\s*(?:,|and|or|, and|as well as|, and also)\s*")
NEEDS_PERSON = {"proceeding", "level"}


def people_of(
    document: Document, *, start: int = 0, until: int | None = None, now: str | None = None
) -> list[Person]:
    """Everybody about whom the body of a text tells something, with the events tied to each."""
    cast = Cast()
    stop = len(document.plain) if until is None else until
    cast.heard(
        [one for line in _opening(document, start) for one in mentions_in(document, line)], events=True
    )
    for sentence in document.sentences:
        if sentence.end <= start or sentence.start >= stop:
            continue
        cues = cues_in(document, sentence)
        events = events_in(document, sentence, cues, now) if cues else []
        mentions = mentions_in(document, sentence) if events or _worth_knowing(document, sentence) else []
        _tie(document, cast, sentence, events, mentions)
        cast.heard(mentions, events=bool(events))
    return cast.people


def _opening(document: Document, start: int) -> list[Span]:
    """The title tells a rank as well, though no event is taken from it."""
    return [one for one in document.sentences if one.end <= start]


def _worth_knowing(document: Document, sentence: Span) -> bool:
    """The sentence before an event may give the rank of the one it is about."""
    return any(
        document.plain.find(word, sentence.start, sentence.end) >= 0
        for word in ("officer", "constable", "pc", "sergeant", "inspector", "staff", "detective")
    )


def _tie(
    document: Document, cast: Cast, sentence: Span, events: list[Event], mentions: list[Mention]
) -> None:
    here: list[Person] = []
    meant: dict[int, list[Person]] = {}
    for event in events:
        chosen = _mentions_for(document, event, mentions)
        if any(one.decoy for one in chosen):
            continue
        for mention in chosen:
            if mention.start not in meant:
                meant[mention.start] = cast.whom(mention, event, here) or (
                    [] if mention.nobody else [cast.somebody()]
                )
        people = (
            [one for mention in chosen for one in meant[mention.start]]
            if chosen
            else _unnamed(document, cast, event)
        )
        tied = Tied(event, sentence, bool(chosen) or len(cast.people) == 1 or len(people) == 1)
        for person in people:
            person.tied.append(tied)
        if not people and not chosen and event.field != "dated":
            cast.waiting.append(tied)
        here += [one for one in people if one not in here]
    cast.focus = here or cast.focus


def _unnamed(document: Document, cast: Cast, event: Event) -> list[Person]:
    """Nobody is named in the sentence: those of the last one; several meetings are of all who had a case to answer."""
    if event.field == "dated":
        return cast.focus or (cast.whom(cast.spoken, event, []) if cast.spoken and cast.spoken.fresh else [])
    if event.value == "no_indication":
        return [] if any(one.has("decision") for one in cast.people) else [cast.somebody(None)]
    answering = [
        one for one in cast.people if any(tied.event.value.startswith("case_to_answer") for tied in one.tied)
    ]
    if event.field == "proceeding" and document.plain[event.end - 1] == "s" and answering:
        return answering
    if cast.spoken and not cast.focus:
        return cast.whom(cast.spoken, event, []) or [cast.somebody()]
    if cast.focus or cast.people:
        return cast.focus or cast.people[-1:]
    return [] if event.field in NEEDS_PERSON else [cast.somebody()]


def _mentions_for(document: Document, event: Event, mentions: list[Mention]) -> list[Mention]:
    """The one that an event is about, and those joined to it by `and`."""
    chosen = _mention_for(event, mentions)
    if chosen is None:
        return []
    found = [chosen]
    for one in reversed([each for each in mentions if each.end <= chosen.start]):
        if one.pronoun or one.decoy or not JOINED.fullmatch(document.plain, one.end, found[0].start):
            break
        found.insert(0, one)
    return found


def _mention_for(event: Event, mentions: list[Mention]) -> Mention | None:
    """The nearest mention before the event, else the nearest after it; only the criminal strand can be about others."""
    able = [one for one in mentions if event.criminal or not one.decoy]
    before = [one for one in able if one.start <= event.start]
    after = [one for one in able if one.start > event.start]
    chosen = before[-1] if before else (after[0] if after else None)
    if chosen and chosen.pronoun and not chosen.key:
        return next((one for one in reversed(before) if _stands_for(chosen, one)), chosen)
    return chosen


def _stands_for(pronoun: Mention, mention: Mention) -> bool:
    """Whom a pronoun means in its own sentence: somebody spoken of before it, one or several as it is."""
    return (
        not mention.decoy
        and mention.start < pronoun.start
        and mention.plural == pronoun.plural
        and (bool(mention.key) or not mention.pronoun)
    )


def inherited(person: Person) -> Iterator[Tied]:
    """A person's own events, after those of the group that they were first spoken of in."""
    if person.of:
        yield from (replace(one) for one in inherited(person.of))
    yield from person.tied
