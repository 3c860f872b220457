"""What a page about one hearing says for everybody at it: that there was one, on which day, or that it is still to come."""

from collections.abc import Iterable
from dataclasses import dataclass

from candour.register.readers.document import Document
from candour.register.readers.events import Event
from candour.register.readers.vocabulary import find_any, load, pattern_list
from candour.register.readers.written_date import WrittenDate

NO_DISCIPLINE = {"criminal_trial", "meeting"}


@dataclass(frozen=True, slots=True)
class Hearing:
    """`told`: the page is about a hearing; `to_come`: it gives notice of one; `day`: its only date, where it has one."""

    told: bool = False
    to_come: bool = False
    day: WrittenDate | None = None


NONE = Hearing()


def hearing_of(document: Document, events: Iterable[Event]) -> Hearing:
    """A date counts for everybody only where the page gives one day alone for what was decided."""
    known = list(events)
    told = find_any(pattern_list("hearings", "page_of_hearing"), document.plain) is not None
    ended = any(one.field == "outcome" and one.value != "pending" for one in known)
    notice = find_any(pattern_list("hearings", "notice"), document.plain) is not None
    dated = [one.dated for one in known if one.dated and _disciplinary(one)]
    alone = len({one.value for one in dated}) == 1
    return Hearing(told or notice, notice and not ended, dated[0] if alone else None)


def _disciplinary(event: Event) -> bool:
    if event.field == "proceeding":
        return event.value not in NO_DISCIPLINE
    return event.field == "outcome" and event.value in load("events")["disciplinary"]
