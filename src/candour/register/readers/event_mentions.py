"""Which mentions of people in a sentence an event is about: the nearest, those joined to it, or whom a pronoun stands for."""

import re
from dataclasses import replace

from candour.register.readers.document import Document
from candour.register.readers.events import Event
from candour.register.readers.people import Mention

JOINED = re.compile(
    r" - |: |\s*(?:,|and|or|nor|, and|as well as|, and also|(?:,? \([^()]{2,60}\)|, (?:who|then|formerly|aged)\b[^,.;]{2,60}),? and)\s*",
    re.ASCII,
)
FOR = re.compile(r",? (?:for|against|to|in respect of|in relation to|regarding) ", re.ASCII)
NOR_TOO = re.compile(r"[^.;]{0,120}, nor (?:did |for |in respect of )?\Z", re.ASCII)
FOR_TOO = re.compile(r"[, ]and (?:also )?(?:for|against|in respect of|in relation to) \Z", re.ASCII)
HELD_FOR = re.compile(
    r"\b(?:hold|held|holding|arranged?|arranging|convened?|organised?)\b[^.,;]{0,50}(?:hearings?|meetings?|panel) (?:for|in respect of) \Z",
    re.ASCII,
)
WHO = re.compile(r", who(?:se|m)? [^,.;:]*\Z", re.ASCII)
CLOSED = re.compile(
    r"[^,.;:]*, (?:(?:also|both|each|had|has|have|was|were|may|should|will|would|did|could|received) )+",
    re.ASCII,
)
OBJECT = re.compile(
    r"(?:him|her|them) (?:did|does|had|has|have|was|were|may|might|would|will|should|could)\b", re.ASCII
)
INCLUDING = re.compile(r", includ(?:ing|ed) \Z", re.ASCII)
SPEAKS = re.compile(r"\b(?:said|says|added|statement)[,:] ?\"", re.ASCII)
ENDED = re.compile(r"(?<!was )(?<!were )(?<!been )(?:dismissed|sacked|fired)\Z", re.ASCII)


def mentions_for(
    document: Document, event: Event, mentions: list[Mention], *, grouped: bool
) -> list[Mention]:
    """The one that an event is about, and those joined to it by `and`."""
    if within := _judged_within(event, mentions):
        return _joined_to(document, [within], mentions)
    beside = _told_for(document, event, mentions)
    if beside:
        return _with_those_after(document, event, [beside], mentions)
    chosen = _mention_for(document, event, mentions, grouped=grouped)
    if chosen is None:
        return []
    if event.value == "no_indication" and chosen.n is None:
        return [chosen]
    found = [chosen]
    for one in reversed([each for each in mentions if each.end <= chosen.start]):
        if one.pronoun or one.decoy or not JOINED.fullmatch(document.plain, one.end, found[0].start):
            break
        found.insert(0, one)
    if chosen.start > event.start:
        return _without_their_group(_with_those_after(document, event, found, mentions))
    return _without_their_group(found) + (
        _nor_too(document, event, mentions) if event.value == "no_case" else []
    )


def _with_those_after(
    document: Document, event: Event, found: list[Mention], mentions: list[Mention]
) -> list[Mention]:
    """Those told after what was decided: joined by `and`, or each named with what it was for."""
    joined = _joined_to(document, found, mentions)
    return joined + (_named_too(document, joined[-1], mentions) if event.field == "decision" else [])


def _without_their_group(found: list[Mention]) -> list[Mention]:
    """`The officers, Sergeant A, PC B and PC C`: those who are named are the officers."""
    head, *named = found
    if head.key or len(named) < 2:
        return found
    by_name = all(one.key for one in named)
    if head.n is None and head.definite:
        return named if by_name or all(one.role != "officer" for one in named) else found
    if head.n == sum(one.n or 0 for one in named):
        ranks = {one.role for one in named}
        return named if by_name else [replace(head, role=ranks.pop()) if len(ranks) == 1 else head]
    return found


def _joined_to(document: Document, found: list[Mention], mentions: list[Mention]) -> list[Mention]:
    """`The sergeant and the constable`: those who follow the last of them with nothing but `and` between."""
    joined = list(found)
    for one in [each for each in mentions if each.start >= found[-1].end]:
        if one.pronoun or one.decoy or not JOINED.fullmatch(document.plain, joined[-1].end, one.start):
            break
        joined.append(one)
    return joined


def _named_too(document: Document, last: Mention, mentions: list[Mention]) -> list[Mention]:
    """`In respect of officer A for one thing, and in respect of officer B for another`."""
    after = [one for one in mentions if one.start >= last.end and not (one.pronoun or one.decoy)]
    return [one for one in after if FOR_TOO.search(document.plain, last.end, one.start)]


def _nor_too(document: Document, event: Event, mentions: list[Mention]) -> list[Mention]:
    """`Three officers had no case to answer for one thing, nor their supervisor for another`."""
    after = [one for one in mentions if one.start >= event.end and not (one.pronoun or one.decoy)]
    return [
        replace(one, fresh=True, definite=False)
        for one in after[:1]
        if NOR_TOO.fullmatch(document.plain, event.end, one.start)
    ]


def _told_for(document: Document, event: Event, mentions: list[Mention]) -> Mention | None:
    """`No case to answer for the second officer`, after another finding in the same sentence."""
    if event.field not in {"decision", "outcome", "proceeding"}:
        return None
    after = next((one for one in mentions if one.start >= event.end), None)
    if after is None or after.pronoun or after.decoy:
        return None
    if ENDED.search(document.plain, event.start, event.end) and after.start == event.end + 1:
        return after
    if not after.definite:
        return None
    if event.field == "proceeding":
        return after if HELD_FOR.search(document.plain[max(0, event.start - 60) : after.start]) else None
    ends = document.plain[after.end : after.end + 2] != "'s"
    if event.field == "outcome" and document.plain[event.end : after.start] == " ":
        return after
    return after if ends and FOR.fullmatch(document.plain, event.end, after.start) else None


def _mention_for(
    document: Document, event: Event, mentions: list[Mention], *, grouped: bool
) -> Mention | None:
    """The nearest mention before the event, else the nearest after it; only the criminal strand can be about others."""
    able = [one for one in mentions if event.criminal or not one.decoy]
    able = [one for one in able if not _aside(document, one)]
    able = [one for one in able if not _within_clause(document, one, event, mentions)]
    able = [one for one in able if not SPEAKS.search(document.plain, event.end, max(event.end, one.start))]
    before = [one for one in able if one.start <= event.start or _told_by(event, one)]
    after = [one for one in able if one not in before]
    chosen = before[-1] if before else (after[0] if after else None)
    if chosen and chosen.pronoun and not chosen.key:
        if event.criminal and not chosen.plural and (stranger := _only_stranger(before)):
            return stranger
        stands = next((one for one in reversed(before) if _stands_for(chosen, one)), None)
        return stands or _singular_they(chosen, before, grouped=grouped) or chosen
    return chosen


def _aside(document: Document, mention: Mention) -> bool:
    """`Four officers, including a sergeant, had`, `the officers who held her did`: what follows is not told of the last."""
    if mention.pronoun:
        of_them = document.plain.endswith(" of ", 0, mention.start)
        return not of_them and bool(OBJECT.match(document.plain, mention.start))
    return bool(INCLUDING.search(document.plain, max(0, mention.start - 12), mention.start))


def _within_clause(document: Document, mention: Mention, event: Event, mentions: list[Mention]) -> bool:
    """`A supervisor, whose work with the constable was looked at, had`: what follows is told of the supervisor."""
    if mention.end > event.start or mention.pronoun:
        return False
    told = (one for one in reversed(mentions) if one.end <= mention.start and not (one.pronoun or one.decoy))
    head = next(told, None)
    opened = head and WHO.match(document.plain, head.end, mention.start)
    return bool(opened) and bool(CLOSED.match(document.plain, mention.end, event.start))


def _only_stranger(before: list[Mention]) -> Mention | None:
    """`A man they arrested, who was found not guilty, said that he …`: he is the man, if no officer is told of singly."""
    single = [one for one in before if not (one.pronoun or one.plural)]
    return single[-1] if single and all(one.decoy for one in single) else None


def _singular_they(pronoun: Mention, before: list[Mention], *, grouped: bool) -> Mention | None:
    """`PC A would have been dismissed had they not resigned`: one person, of whom the sentence has told already.

    Where the text has told of a group, `they` may be that group: then only a name or a letter stands for one person.
    """
    if not pronoun.plural or any(one.plural and not one.pronoun for one in before):
        return None
    named = [one for one in before if not (one.decoy or one.pronoun)]
    alone = named[0] if len(named) == 1 and not grouped else None
    return next((one for one in reversed(before) if one.key and not one.decoy), alone)


def _judged_within(event: Event, mentions: list[Mention]) -> Mention | None:
    """`The performance of the officer who taught the other was poor`: the first whom the words hold."""
    if event.value != "performance_issue":
        return None
    held = (one for one in mentions if event.start < one.start < event.end)
    return next((one for one in held if not (one.pronoun or one.decoy)), None)


def _told_by(event: Event, mention: Mention) -> bool:
    """`Neither X nor Y had a case to answer`: the words of the decision hold whom it is about."""
    return event.value == "no_case" and event.start < mention.start < event.end


def _stands_for(pronoun: Mention, mention: Mention) -> bool:
    """Whom a pronoun means in its own sentence: somebody spoken of before it, one or several as it is."""
    return (
        not mention.decoy
        and mention.start < pronoun.start
        and mention.plural == pronoun.plural
        and (bool(mention.key) or not mention.pronoun)
    )
