"""Entries of the register for tests: sources captured, confirmed and linked, all made up."""

from datetime import date
from typing import Any

from candour.bodies.models import Body
from candour.register.actions import (
    Captured,
    NewLink,
    link_source,
    open_entry,
    resolve,
    unlink_source,
)
from candour.register.codes import Licence
from candour.register.models import EntryPerson, EntrySource, RegisterEntry, Source, SourceStatement
from candour.register.telling import people_told
from tests.make.moments import at_nine
from tests.make.people import FORCE
from tests.make.sources import DAY, OUTCOME, an_editor, captured, judged, read_in

OUTCOME_ADDRESS = "https://wexmoor.example/outcomes/2026-01"


def confirmed(done: Captured) -> Captured:
    """Everything that was read, confirmed by an editor."""
    waiting = [row for row in read_in(done) if row.standing == "waiting"]
    if waiting:
        judged(*waiting)
    return done


def the_outcome(text: str = OUTCOME, **said: Any) -> Captured:
    """The force's own page about the same hearing."""
    settled = {
        "file_name": "outcome.txt",
        "publisher": Body.objects.get(pk=FORCE),
        "address": OUTCOME_ADDRESS,
        "licence": Licence.RESERVED,
    }
    return captured(text, **{**settled, **said})


def opened_from(source: Source, on: date = DAY) -> RegisterEntry:
    return open_entry(source=source, by=an_editor(), at=at_nine(on), on=on)


def linked(into: RegisterEntry, source: Source, on: date = DAY, **said: Any) -> EntrySource:
    """The first person of the source is the first of the case unless said otherwise."""
    subjects = people_told(read_in(Captured(source, source.latest, new=False)))
    places = said.pop("places", {subject: str(number) for number, subject in enumerate(subjects, 1)})
    given = NewLink(source, places, **said)
    return link_source(into=into, given=given, by=an_editor(), at=at_nine(on), on=on)


def unlinked(link: EntrySource, reasons: str = "Another hearing.", on: date = DAY) -> EntrySource:
    return unlink_source(link=link, reasons=reasons, by=an_editor(), at=at_nine(on), on=on)


def settled(
    into: RegisterEntry,
    statement: SourceStatement,
    person: EntryPerson | None = None,
    reasons: str = "It is the later page.",
) -> None:
    resolve(
        statement=statement,
        person=person,
        into=into,
        reasons=reasons,
        by=an_editor(),
        at=at_nine(DAY),
        on=DAY,
    )
