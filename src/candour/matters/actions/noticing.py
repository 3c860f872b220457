"""A conduct matter, or a death or serious injury matter, comes to the authority's notice: a file of its own is opened."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from candour.accounts.actions import add_case_file, give_custody
from candour.accounts.codes import Capacity, CaseFileKind
from candour.accounts.models import User
from candour.bodies.models import Body
from candour.ledger.writing import Record, Subject, entry
from candour.matters.authority import appropriate_authority
from candour.matters.models import Matter, MatterKind
from candour.matters.references import matter_reference

SAID = ("kind", "expressed_to", "about", "summary", "words_used", "happened_on", "happened_where")


@dataclass(frozen=True)
class MatterNoticed:
    """What came to notice, and when. Nobody complains: the words are those of whoever reported it."""

    kind: MatterKind
    expressed_to: Body
    about: str
    known_on: date
    summary: str
    words_used: str = ""
    happened_on: str = ""
    happened_where: str = ""


def notice_matter(*, noticed: MatterNoticed, by: User, at: datetime) -> Matter:
    """Nothing is decided here: recording and referring are steps of their own."""
    authority = appropriate_authority(noticed.expressed_to, noticed.about, on=noticed.known_on)
    subject = Subject("matter", uuid4())
    with entry("matter.notice", subject=subject, by=by.pk, at=at, on=noticed.known_on) as record:
        matter = _write(record, noticed, authority, UUID(str(subject.pk)))
        capacity = Capacity.APPROPRIATE_AUTHORITY
        give_custody(
            record, case_file=matter.case_file, body=authority, capacity=capacity, starts=noticed.known_on
        )
        record.note(kind=noticed.kind)
    return matter


def _write(record: Record, noticed: MatterNoticed, authority: Body, identity: UUID) -> Matter:
    case_file = add_case_file(
        record,
        reference=matter_reference(authority, noticed.known_on),
        kind=CaseFileKind.MATTER,
        opened=noticed.known_on,
        fictional=noticed.expressed_to.fictional,
    )
    said = {name: getattr(noticed, name) for name in SAID}
    opened = {"appropriate_authority": authority, "received_on": noticed.known_on, "intake": "noticed"}
    return record.save(Matter(id=identity, case_file=case_file, channel="other", **opened, **said))
