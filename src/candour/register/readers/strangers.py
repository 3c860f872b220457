"""What a sentence tells of somebody who is no officer: whom the police met, arrested or sought."""

from bisect import bisect_left

from candour.register.readers.document import Document
from candour.register.readers.events import Event
from candour.register.readers.headcounts import everybody_in
from candour.register.readers.people import Mention
from candour.register.statements import Span

BACK = 4


def of_nobody_here(
    document: Document, sentence: Span, event: Event, chosen: list[Mention], *, officer_told: bool
) -> bool:
    """What is told of somebody who is no officer; `officer_told`: the text has told of a single one."""
    return (
        any(one.decoy for one in chosen)
        or _of_a_stranger(document, sentence, event, chosen, officer_told=officer_told)
        or _arrest_of_nobody(document, event, chosen)
    )


def _of_a_stranger(
    document: Document, sentence: Span, event: Event, chosen: list[Mention], *, officer_told: bool
) -> bool:
    """`He was convicted` soon after a sentence about somebody who is no officer is about that one; right after, where a
    single officer was told of."""
    if not event.criminal or not chosen or not all(one.pronoun and not one.key for one in chosen):
        return False
    index = bisect_left(document.sentence_starts, sentence.start)
    back = 1 if officer_told else BACK
    for before in reversed(document.sentences[max(0, index - back) : index]):
        named = [one for one in everybody_in(document, before) if _single(one)]
        if named:
            last = named[-1].pronoun and not officer_told
            return last or all(one.decoy or one.pronoun for one in named)
    return False


def _single(mention: Mention) -> bool:
    """One person, told by a word for what they are, or by `Mr` and a name."""
    return not mention.plural and (bool(mention.key) or not mention.pronoun)


def _arrest_of_nobody(document: Document, event: Event, chosen: list[Mention]) -> bool:
    """`Ann Example had been arrested`: whoever was, no officer is spoken of before it."""
    arrest = event.value == "criminal" and "arrested" in document.plain[event.start : event.end]
    return arrest and not any(one.start < event.end for one in chosen)
