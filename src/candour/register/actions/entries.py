"""Entries of the register: opening one from a source, linking further sources, undoing a link, placing people."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.numbering import next_reference
from candour.accounts.permissions import require
from candour.ledger.writing import Record, entry
from candour.register.codes import COUNTING
from candour.register.finding_matches import features_of
from candour.register.matching import Likeness, likeness
from candour.register.models import (
    EntryPerson,
    EntrySource,
    PersonTie,
    RegisterEntry,
    Source,
    SourceReading,
    SourceStatement,
)
from candour.register.permissions import may_edit_register
from candour.register.placing import placed_subjects
from candour.register.refusal import SourceRefused
from candour.register.telling import people_told, statements_told

PREFIX = "REG"
NEW, OTHER = "new", "other"


@dataclass(frozen=True)
class NewLink:
    """`places` says for each person of the source which person of the case it is: a number, `new`, or `other`."""

    source: Source
    places: Mapping[str, str] = field(default_factory=dict)
    reasons: str = ""


def open_entry(*, source: Source, by: User | None, at: datetime, on: date) -> RegisterEntry:
    """A case of its own, with the people of the source who are in no other entry."""
    _check_editor(by, on)
    if not any(row.standing in COUNTING for row in _rows_of(source)):
        raise SourceRefused(_("Confirm what the source says first: an entry holds nothing else."))
    made = RegisterEntry(opened_on=on, opened_by=by)
    link = EntrySource(entry=made, source=source, linked_on=on, linked_by=by)
    elsewhere = people_elsewhere(source, except_in=None)
    subjects = people_told(_rows_of(source))
    places = {subject: OTHER if subject in elsewhere else NEW for subject in subjects}
    if subjects and OTHER in places.values() and NEW not in places.values():
        raise SourceRefused(_("Everybody this source speaks of is in another entry already. Link it there."))
    with entry("entry.open", subject=made, also=(source,), **_header(by, at, on)) as record:
        made.reference = next_reference(RegisterEntry, PREFIX, on.year, digits=5)
        record.save(made)
        record.save(link)
        _place_all(record, link, places)
    return made


def link_source(
    *, into: RegisterEntry, given: NewLink, by: User | None, at: datetime, on: date
) -> EntrySource:
    """The score and its grounds are kept as they were on the day; below what is possible, a person says why."""
    _check_editor(by, on)
    if into.links.filter(source=given.source, undone_on__isnull=True).exists():
        raise SourceRefused(_("The source is linked to this entry already."))
    alike = best_likeness(into, given.source)
    if not alike.possible and not given.reasons.strip():
        raise SourceRefused(_("Little speaks for one case. Say why it is one."), field="reasons")
    _check_places(into, given)
    link = EntrySource(
        entry=into,
        source=given.source,
        score=alike.score,
        grounds_written=json.dumps([asdict(one) for one in alike.grounds]),
        reasons=given.reasons.strip(),
        linked_on=on,
        linked_by=by,
    )
    with entry("entry.link", subject=into, also=(given.source,), **_header(by, at, on)) as record:
        record.save(link)
        _place_all(record, link, given.places)
        record.note(score=alike.score, grounds=[one.code for one in alike.grounds])
    return link


def unlink_source(*, link: EntrySource, reasons: str, by: User | None, at: datetime, on: date) -> EntrySource:
    """Nothing is deleted: the link stays as it was made, with who undid it and why."""
    _check_editor(by, on)
    if not reasons.strip():
        raise SourceRefused(_("Say why it is not of this case."), field="reasons")
    with entry("entry.unlink", subject=link.entry, also=(link.source,), **_header(by, at, on)) as record:
        link.undone_on, link.undone_by, link.undone_reasons = on, by, reasons.strip()
        record.save(link, expect={"undone_on": None})
    return link


def place_person(
    *, link: EntrySource, subject: str, where: str, by: User | None, at: datetime, on: date
) -> PersonTie:
    """Moves one person of a source to a person of the case, to a further one, or out of the case."""
    _check_editor(by, on)
    _check_places(link.entry, NewLink(link.source, {subject: where}), link=link)
    with entry("entry.place", subject=link.entry, also=(link.source,), **_header(by, at, on)) as record:
        [tie] = _place_all(record, link, {subject: where})
        record.note(person=tie.person.number if tie.person else None)
    return tie


def best_likeness(into: RegisterEntry, source: Source) -> Likeness:
    own = features_of(source)
    links = into.links.filter(undone_on__isnull=True).select_related("source")
    alike = [likeness(own, features_of(link.source)) for link in links]
    return max(alike, key=lambda one: one.score, default=Likeness(()))


def people_elsewhere(source: Source, *, except_in: RegisterEntry | None) -> dict[str, RegisterEntry]:
    """People of the source who are counted in another entry: nobody is counted in two."""
    links = EntrySource.objects.filter(source=source, undone_on__isnull=True).exclude(entry=except_in)
    return {
        subject: link.entry
        for link in links.select_related("entry", "source")
        for subject, person in placed_subjects(link).items()
        if person is not None
    }


def _check_editor(by: User | None, on: date) -> None:
    if by is not None:
        require(may_edit_register(by, on=on))


def _header(by: User | None, at: datetime, on: date) -> dict[str, Any]:
    return {"by": by.pk if by else None, "at": at, "on": on}


def _rows_of(source: Source) -> list[SourceStatement]:
    return statements_told(EntrySource(source=source))


def _check_places(into: RegisterEntry, given: NewLink, link: EntrySource | None = None) -> None:
    known = {str(number) for number in into.people.values_list("number", flat=True)} | {NEW, OTHER}
    subjects = people_told(_rows_of(given.source))
    missing = set(subjects) - set(given.places) if link is None else set()
    if missing or not set(given.places) <= set(subjects) or not set(given.places.values()) <= known:
        raise SourceRefused(_("Say of each person of the source who it is in this case."))
    elsewhere = people_elsewhere(given.source, except_in=into)
    counted = next(
        (elsewhere[one] for one, where in given.places.items() if where != OTHER and one in elsewhere), None
    )
    if counted is not None:
        raise SourceRefused(
            _(
                "A person of this source is counted in %(entry)s already. Undo that first, so that nobody is counted twice."
            )
            % {"entry": counted.reference}
        )


def _place_all(record: Record, link: EntrySource, places: Mapping[str, str]) -> list[PersonTie]:
    reading = link.source.latest.reading
    assert isinstance(reading, SourceReading)
    return [_place(record, link, reading, subject, where) for subject, where in places.items()]


def _place(record: Record, link: EntrySource, reading: SourceReading, subject: str, where: str) -> PersonTie:
    held = link.ties.filter(reading=reading, subject=subject).first()
    tie = held or PersonTie(link=link, reading=reading, subject=subject)
    tie.person = _person(record, link.entry, where)
    return record.save(tie)


def _person(record: Record, into: RegisterEntry, where: str) -> EntryPerson | None:
    if where == OTHER:
        return None
    if where != NEW:
        found: EntryPerson = into.people.get(number=int(where))
        return found
    return record.save(EntryPerson(entry=into, number=into.people.count() + 1))
