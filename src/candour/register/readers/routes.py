"""Who went which way: the events of each sentence are tied to the people it is about."""

import re
from collections.abc import Iterator
from dataclasses import replace

from candour.register.readers.cast import Cast
from candour.register.readers.document import Document
from candour.register.readers.event_mentions import mentions_for
from candour.register.readers.events import Event, cues_of, events_in
from candour.register.readers.groups import settle
from candour.register.readers.headcounts import everybody_in
from candour.register.readers.opinions import as_opinions
from candour.register.readers.people import Mention
from candour.register.readers.persons import Person, Tied
from candour.register.readers.strangers import of_nobody_here
from candour.register.readers.surnames import with_surnames
from candour.register.statements import Span

KNOWN_AS = re.compile(r"\b(?:described|named|known|identified|listed|referred to) (?:only )?as \Z", re.ASCII)
BACK = re.compile(r"\s*(?:however, |instead, )?(?:this|these|that|it)\b", re.ASCII)
RANKS = (
    "officer",
    "constable",
    "pc",
    "dc ",
    "ds ",
    "sergeant",
    "sgt",
    "inspector",
    "staff",
    "detective",
    "driver of the",
    "handler",
    "dispatcher",
)
NEEDS_PERSON = {"proceeding", "level"}


def people_of(
    document: Document, *, start: int = 0, until: int | None = None, now: str | None = None
) -> list[Person]:
    """Everybody about whom the body of a text tells something, with the events tied to each."""
    cast = Cast()
    stop = len(document.plain) if until is None else until
    cast.heard(
        [one for line in _opening(document, start) for one in everybody_in(document, line)], events=True
    )
    cues_by_sentence = cues_of(document)
    for index, sentence in enumerate(document.sentences):
        if sentence.end <= start or sentence.start >= stop or index in document.of_another_case:
            continue
        cues = cues_by_sentence.get(index)
        events = as_opinions(document, sentence, events_in(document, sentence, cues, now)) if cues else []
        worth = bool(events) or _worth_knowing(document, sentence)
        mentions = (
            _with_ranks(document, everybody_in(document, sentence, pronouns=bool(events))) if worth else []
        )
        if events:
            mentions = with_surnames(document, sentence, mentions, cast.surnames)
        _tie(document, cast, sentence, events, mentions)
        cast.heard(mentions, events=bool(events))
    settle(cast.people)
    return cast.people


def _opening(document: Document, start: int) -> list[Span]:
    """The title tells a rank as well, though no event is taken from it."""
    return [one for one in document.sentences if one.end <= start]


def _worth_knowing(document: Document, sentence: Span) -> bool:
    """The sentence before an event may give the rank of the one it is about."""
    return any(document.plain.find(word, sentence.start, sentence.end) >= 0 for word in RANKS)


def _tie(
    document: Document, cast: Cast, sentence: Span, events: list[Event], mentions: list[Mention]
) -> None:
    here: list[Person] = []
    meant: dict[int, list[Person]] = {}
    opening: list[Tied] = []
    mentions = [cast.stranger_or(one) for one in mentions]
    _name_by_outcome(document, cast, events, mentions, meant, here)
    for event in events:
        chosen = mentions_for(document, event, mentions, grouped=cast.holds_groups)
        if of_nobody_here(document, sentence, event, chosen, officer_told=cast.holds_singles):
            continue
        if event.field == "judged" and not _singled_out(chosen):
            continue
        _find_out(cast, event, chosen, meant, here)
        people = [one for mention in chosen for one in meant[mention.start]]
        sure = bool(chosen) or len(cast.people) == 1
        if not chosen:
            faced = _faced(cast, event)
            pointed = [] if faced else _pointed_back(document, cast, sentence, event)
            people = faced or pointed or _unnamed(document, cast, event)
            sure = sure or bool(pointed)
            sure = sure or len(people) == 1 or event.field == "proceeding" or event.value == "pending"
            sure = sure or bool(faced)
        tied = Tied(event, sentence, sure)
        for person in people:
            person.tied.append(tied)
        if not people and not chosen and event.field != "dated":
            cast.waiting.append(tied)
        here += [one for one in people if one not in here]
        if event.field == "proceeding" and mentions and event.end <= mentions[0].start:
            opening.append(tied)
    for tied in opening:
        _share(tied, here)
    cast.focus = here or cast.focus


def _singled_out(chosen: list[Mention]) -> bool:
    """Of officers in general it may be said that they would gain from training; of these it is told as of people of the case."""
    return bool(chosen) and all(one.n is not None or one.definite for one in chosen)


def _name_by_outcome(
    document: Document,
    cast: Cast,
    events: list[Event],
    mentions: list[Mention],
    meant: dict[int, list[Person]],
    here: list[Person],
) -> None:
    """Whom a name stands for is told by what came of them, wherever in the sentence a hearing is told of."""
    for event in (one for one in events if one.field == "outcome"):
        named = mentions_for(document, event, mentions, grouped=cast.holds_groups)
        if named and all(one.key and not one.pronoun for one in named):
            _find_out(cast, event, named, meant, here)


def _share(opening: Tied, people: list[Person]) -> None:
    """`At a hearing in May, three were dismissed and two were warned`: the hearing was that of all five."""
    for person in people:
        if opening not in person.tied and person.has("outcome") and not person.has("proceeding"):
            person.tied.append(opening)


def _find_out(
    cast: Cast, event: Event, chosen: list[Mention], meant: dict[int, list[Person]], here: list[Person]
) -> None:
    """Whom each mention of a sentence means is settled once, by its first event."""
    unknown = [one for one in chosen if one.start not in meant]
    if len(chosen) == 1 and unknown and cast.of_those_spoken(unknown[0]):
        unknown = [replace(unknown[0], some_of=True)]
    members = cast.made_up_of(unknown) if len(unknown) > 1 else []
    for place, mention in enumerate(unknown):
        people = [members[place]] if members else cast.whom(mention, event, here)
        joined = [one for each in chosen if each is not mention for one in meant.get(each.start, [])]
        if people and people[0] in joined and not (mention.pronoun or mention.key):
            people = [cast.another(mention)]
        meant[mention.start] = people or ([] if mention.nobody else [cast.somebody()])


def _unnamed(document: Document, cast: Cast, event: Event) -> list[Person]:
    """Nobody is named in the sentence: those of the last one; several meetings are of all who had a case to answer."""
    if event.field == "dated":
        return cast.focus or (cast.whom(cast.spoken, event, []) if cast.spoken and cast.spoken.fresh else [])
    if event.value == "no_indication":
        decided = any(one.has("decision") for one in cast.people)
        return [] if decided else cast.undecided() or [cast.somebody(None)]
    answering = [
        one for one in cast.people if any(tied.event.value.startswith("case_to_answer") for tied in one.tied)
    ]
    several = event.field == "proceeding" and document.plain[event.end - 1] == "s"
    cleared = bool(cast.focus) and all(one.cleared for one in cast.focus)
    disciplined = event.field in {"proceeding", "outcome", "level"} and not event.criminal
    if answering and (several or event.value == "pending" or (cleared and disciplined)):
        return answering
    if cast.spoken and not cast.focus:
        return cast.whom(cast.spoken, event, []) or [cast.somebody()]
    if cast.focus or cast.people:
        near = cast.focus or cast.people[-1:]
        return [one for one in near if not (disciplined and one.cleared)] or near
    return [] if event.field in NEEDS_PERSON else [cast.somebody()]


def _pointed_back(document: Document, cast: Cast, sentence: Span, event: Event) -> list[Person]:
    """`The dispatcher would gain from training. This was management action`: whoever the sentence before spoke of."""
    spoken = cast.spoken
    if not spoken or event.field == "dated" or event.criminal or spoken.n != 1:
        return []
    back = BACK.match(document.plain, sentence.start, event.start)
    return cast.whom(spoken, event, []) if back and (spoken.key or spoken.definite) else []


def _faced(cast: Cast, event: Event) -> list[Person]:
    """`Misconduct was not proven at the meetings`, after some of a group were sent to meetings: it was not proven of those."""
    if event.field != "outcome" or not event.value.endswith("_proven"):
        return []
    faced = [one for one in cast.people if one.has("proceeding")]
    apart = bool(faced) and len(faced) < len(cast.focus) and all(one in cast.focus for one in faced)
    return faced if apart else []


def _with_ranks(document: Document, mentions: list[Mention]) -> list[Mention]:
    """`One of them, a sergeant` is one person and a rank, not two people."""
    found: list[Mention] = []
    for one in mentions:
        before = found[-1] if found else None
        if before and (_goes_by(document, before, one) or _names_one_of(document, before, one)):
            found[-1] = replace(before, role=one.role, key=one.key, definite=True, end=one.end)
        elif before and _adds_rank(document, before, one):
            found[-1] = replace(before, role=one.role, end=one.end)
        elif before and _adds_letter(document, before, one):
            found[-1] = replace(before, key=one.key, definite=True, end=one.end)
        else:
            found.append(one)
    return found


def _goes_by(document: Document, before: Mention, one: Mention) -> bool:
    """`A PC who has since left, described as former Constable Surname`: one person and a name."""
    alone = before.n == 1 and not (before.key or before.pronoun or before.decoy)
    return alone and bool(one.key) and bool(KNOWN_AS.search(document.plain, before.end, one.start))


def _names_one_of(document: Document, before: Mention, one: Mention) -> bool:
    """`One of those officers, PC Surname`: one person, of a group, and a name."""
    alone = before.n == 1 and before.some_of and not before.key
    return alone and bool(one.key) and document.plain[before.end : one.start].strip() == ","


def _adds_rank(document: Document, before: Mention, one: Mention) -> bool:
    if before.plural or one.plural or one.definite or one.pronoun or one.decoy or before.pronoun:
        return False
    between = document.plain[before.end : one.start].strip()
    if before.key and between in {"was", ") was"}:
        return one.role != "police_staff"
    return between in {",", "-", ", also", ", who was"} and (before.some_of or before.role == "officer")


def _adds_letter(document: Document, before: Mention, one: Mention) -> bool:
    """`One officer (officer A)` is one person."""
    alone = before.n == 1 and not (before.key or before.pronoun or before.decoy)
    return alone and bool(one.key) and document.plain[before.end : one.start].strip() == "("


def inherited(person: Person) -> Iterator[Tied]:
    """A person's own events, after those of the group that they were first spoken of in."""
    if person.of:
        yield from (replace(one) for one in inherited(person.of))
    yield from person.tied
