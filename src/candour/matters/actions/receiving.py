"""Receiving a complaint: from the public form or entered by a handler, sent to the right authority."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID, uuid4

from candour.accounts.actions import add_case_file, give_custody
from candour.accounts.codes import Capacity, CaseFileKind
from candour.accounts.models import User
from candour.bodies.models import Body
from candour.ledger.writing import Record, Subject, entry
from candour.matters.actions.parties import PartyDetails, write_party
from candour.matters.authority import appropriate_authority, handling_body
from candour.matters.models import Matter, Party, PartyRole
from candour.matters.references import matter_reference

SAID = (
    "expressed_to",
    "about",
    "words_used",
    "channel",
    "received_on",
    "made_on",
    "in_writing",
    "outcome_wanted",
    "happened_on",
    "happened_where",
    "summary",
)
TRACKING_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True)
class ComplaintReceived:
    """What somebody said and how it arrived. `about` decides who is the appropriate authority."""

    expressed_to: Body
    about: str
    words_used: str
    channel: str
    received_on: date
    made_on: date | None = None
    in_writing: bool = True
    outcome_wanted: str = ""
    happened_on: str = ""
    happened_where: str = ""
    summary: str = ""
    parties: tuple[PartyDetails, ...] = field(default=())


@dataclass(frozen=True)
class Received:
    """The new matter, and the word with which a complainant tracks it; only its hash is kept."""

    matter: Matter
    tracking_word: str


def receive_complaint(*, complaint: ComplaintReceived, by: User | None, at: datetime) -> Received:
    """Open a case file for the appropriate authority, with the words as they were used.

    `by` is None for the public form. Nothing is decided here: standing, logging and recording are steps of their own.
    """
    made_on = complaint.made_on or complaint.received_on
    authority = appropriate_authority(complaint.expressed_to, complaint.about, on=made_on)
    word = "".join(secrets.choice(TRACKING_LETTERS) for _ in range(12))
    subject = Subject("matter", uuid4())
    acting = None if by else "public"
    header = {"by": by and by.pk, "at": at, "on": complaint.received_on, "acting_as": acting}
    with entry("complaint.receive", subject=subject, **header) as record:  # type: ignore[arg-type]
        matter = _write_matter(record, complaint, authority, identity=subject.pk, tracking_word=word)
        _give_custodies(record, matter, made_on)
        _write_people(record, matter, complaint.parties)
        record.note(channel=complaint.channel)
    return Received(matter, word)


def _write_people(record: Record, matter: Matter, people: Sequence[PartyDetails]) -> None:
    """Whoever complains for somebody else acts for the complainant who was named before them."""
    complainant: Party | None = None
    for details in people:
        acting = details.role == PartyRole.REPRESENTATIVE and details.acts_for is None
        told = replace(details, acts_for=complainant) if acting else details
        party = write_party(record, matter=matter, details=told)
        complainant = complainant or (party if party.role == PartyRole.COMPLAINANT else None)


def _write_matter(
    record: Record, complaint: ComplaintReceived, authority: Body, *, identity: UUID, tracking_word: str
) -> Matter:
    case_file = add_case_file(
        record,
        reference=matter_reference(authority, complaint.received_on),
        kind=CaseFileKind.MATTER,
        opened=complaint.received_on,
        fictional=complaint.expressed_to.fictional,
    )
    said = {name: getattr(complaint, name) for name in SAID}
    return record.save(
        Matter(
            id=identity,
            case_file=case_file,
            appropriate_authority=authority,
            tracking_digest=tracking_digest(tracking_word),
            **said,
        )
    )


def _give_custodies(record: Record, matter: Matter, made_on: date) -> None:
    starts = matter.received_on
    give_custody(
        record,
        case_file=matter.case_file,
        body=matter.appropriate_authority,
        capacity=Capacity.APPROPRIATE_AUTHORITY,
        starts=starts,
    )
    handler = handling_body(matter.expressed_to, matter.appropriate_authority, made_on=made_on)
    if handler is not None:
        give_custody(
            record, case_file=matter.case_file, body=handler, capacity=Capacity.HANDLER, starts=starts
        )


def tracking_digest(word: str) -> str:
    """The word is long and random, so that one hash is enough; case and spaces do not matter when it is typed."""
    return sha256(f"candour tracking {''.join(word.split()).upper()}".encode()).hexdigest()
