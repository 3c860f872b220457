"""Carrying a complaint on as a conduct matter: a matter of its own, linked; nothing is moved, both references live on."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from candour.accounts.actions import add_case_file, give_custody
from candour.accounts.codes import Capacity, CaseFileKind
from candour.ledger.writing import Record, Subject, entry
from candour.matters.actions.parties import PartyDetails, write_party
from candour.matters.models import Matter, MatterKind, MatterLink, PartyRole
from candour.matters.references import matter_reference

if TYPE_CHECKING:
    from candour.matters.actions.taking import Taking

CARRIED_ON_FROM = "carried-on-from"
CARRIED_OVER = (
    "appropriate_authority",
    "expressed_to",
    "received_on",
    "channel",
    "in_writing",
    "about",
    "summary",
    "happened_on",
    "happened_where",
)
"""The complainant's own words and wishes stay with the complaint."""
STILL_HOLDING = {Capacity.APPROPRIATE_AUTHORITY, Capacity.OVERSIGHT}


def carry_on_as_conduct_matter(taking: "Taking") -> Matter:
    """An entry of its own inside the step's transaction, so that the new matter has a history from its first line."""
    complaint, identity = taking.matter, uuid4()
    header = {"by": taking.by and taking.by.pk, "at": taking.at, "on": taking.on, "also": (complaint,)}
    with entry("conduct.record", subject=Subject("matter", identity), **header) as record:  # type: ignore[arg-type]
        matter = _write_matter(record, taking, identity)
        for custody in complaint.case_file.custodies.in_force(taking.on).filter(capacity__in=STILL_HOLDING):
            give_custody(
                record,
                case_file=matter.case_file,
                body=custody.body,
                capacity=Capacity(custody.capacity),
                starts=taking.on,
            )
        for party in complaint.parties.filter(role=PartyRole.COMPLAINED_ABOUT, left_on__isnull=True):
            write_party(record, matter=matter, details=_same_person(party))
        record.save(MatterLink(matter=matter, other=complaint, kind=CARRIED_ON_FROM, on=taking.on))
    return matter


def _write_matter(record: Record, taking: "Taking", identity: UUID) -> Matter:
    complaint = taking.matter
    case_file = add_case_file(
        record,
        reference=matter_reference(complaint.appropriate_authority, taking.on),
        kind=CaseFileKind.MATTER,
        opened=taking.on,
        fictional=complaint.case_file.fictional,
    )
    carried = {name: getattr(complaint, name) for name in CARRIED_OVER}
    return record.save(
        Matter(
            id=identity, case_file=case_file, kind=MatterKind.CONDUCT, intake="conduct-recorded", **carried
        )
    )


def _same_person(party: "object") -> PartyDetails:
    names = ("person", "description", "rank", "worker_type", "duty")
    return PartyDetails(role=PartyRole.COMPLAINED_ABOUT, **{name: getattr(party, name) for name in names})
