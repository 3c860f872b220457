"""What a sentence tells of somebody who is no officer: whom the police met, arrested or sought."""

from bisect import bisect_left

from candour.register.readers.document import Document
from candour.register.readers.events import Event
from candour.register.readers.headcounts import everybody_in
from candour.register.readers.people import Mention
from candour.register.statements import Span


def of_nobody_here(document: Document, sentence: Span, event: Event, chosen: list[Mention]) -> bool:
    """What is told of somebody who is no officer."""
    return (
        any(one.decoy for one in chosen)
        or _of_a_stranger(document, sentence, event, chosen)
        or _arrest_of_nobody(document, event, chosen)
    )


def _of_a_stranger(document: Document, sentence: Span, event: Event, chosen: list[Mention]) -> bool:
    """`He was convicted` right after a sentence about somebody who is no officer is about that one."""
    if not event.criminal or not chosen or not all(one.pronoun and not one.key for one in chosen):
        return False
    index = bisect_left(document.sentence_starts, sentence.start)
    before = document.sentences[index - 1] if index else sentence
    named = [one for one in everybody_in(document, before) if not one.pronoun and not one.plural]
    return bool(named) and named[-1].decoy and all(one.decoy for one in named)


def _arrest_of_nobody(document: Document, event: Event, chosen: list[Mention]) -> bool:
    """`Ann Example had been arrested`: whoever was, no officer is spoken of before it."""
    arrest = event.value == "criminal" and "arrested" in document.plain[event.start : event.end]
    return arrest and not any(one.start < event.end for one in chosen)
