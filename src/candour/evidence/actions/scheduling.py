"""Placing items on the schedules for the hearing, and recording the schedules and bundles that were made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile, User
from candour.accounts.permissions import require
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.codes import Schedule
from candour.evidence.models import Bundle, Exhibit, Item, Joining, MadeSchedule, Placing, RestsOn
from candour.evidence.permissions import may_schedule
from candour.ledger.writing import entry

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class NewPlacing:
    """`left_out` are spans of the words as they are shown."""

    schedule: str
    left_out: Spans = ()
    reasons: str = ""


def spans_of(text: str, passages: list[str]) -> Spans:
    """Every place at which a passage stands, overlapping ones as one. Raises EvidenceRefused."""
    found: list[tuple[int, int]] = []
    for passage in passages:
        places = _places(text, passage)
        if not places:
            raise EvidenceRefused(_("One of the passages does not stand in the message word for word."))
        found += places
    return _joined(sorted(found))


def _places(text: str, passage: str) -> list[tuple[int, int]]:
    places, at = [], text.find(passage)
    while at >= 0:
        places.append((at, at + len(passage)))
        at = text.find(passage, at + 1)
    return places


def _joined(spans: list[tuple[int, int]]) -> Spans:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def place_on_schedule(*, item: Item, placing: NewPlacing, by: User | None, at: datetime, on: date) -> Placing:
    """What is left out, and what is kept from the other side, needs a reason."""
    case_file = item.exhibit.case_file
    if by is not None:
        require(may_schedule(by, case_file, on=on))
    withheld = placing.left_out or placing.schedule == Schedule.SENSITIVE
    if withheld and not placing.reasons.strip():
        raise EvidenceRefused(_("Say why something is left out."))
    row = Placing(
        item=item,
        number=item.placings.count() + 1,
        schedule=placing.schedule,
        left_out=[list(span) for span in placing.left_out],
        reasons=placing.reasons.strip(),
        placed_by=by,
        placed_at=at,
    )
    header = {"also": (case_file,), "by": by.pk if by else None, "at": at, "on": on}
    with entry("item.schedule", subject=item, **header) as record:  # type: ignore[arg-type]
        record.save(row)
        record.note(schedule=str(placing.schedule), passages=len(placing.left_out))
    return row


@dataclass(frozen=True)
class Files:
    """What was made of one schedule, by the SHA-256 of each file, and how many items stand on it."""

    pdf: str
    ods: str
    items: int


def make_schedule(
    *,
    case_file: CaseFile,
    schedule: str,
    files: Files,
    rests: Sequence[tuple[Exhibit, Joining | None]],
    by: User,
    at: datetime,
    on: date,
) -> MadeSchedule:
    """Its files are kept already. `rests` are the exhibits that bear it out, each with the joining it was read under."""
    require(may_schedule(by, case_file, on=on))
    row = MadeSchedule(
        case_file=case_file,
        number=case_file.made_schedules.count() + 1,
        schedule=schedule,
        made_by=by,
        made_at=at,
        **vars(files),
    )
    header = {"subject": case_file, "also": [one for one, _ in rests], "by": by.pk, "at": at, "on": on}
    with entry("schedule.make", **header) as record:  # type: ignore[arg-type]
        record.save(row)
        for number, (exhibit, joining) in enumerate(rests, start=1):
            record.save(
                RestsOn(made=row, number=number, exhibit=exhibit, scope=exhibit.scope, joining=joining)
            )
        record.note(schedule=str(schedule), items=files.items, pdf=files.pdf, ods=files.ods)
    return row


def make_bundle(
    *,
    schedule: MadeSchedule,
    sha256: str,
    list_sha256: str,
    items: int,
    by: User,
    at: datetime,
    on: date,
) -> Bundle:
    """The zip for the other side, which holds this schedule; its file is kept already."""
    case_file = schedule.case_file
    require(may_schedule(by, case_file, on=on))
    row = Bundle(
        case_file=case_file,
        number=case_file.evidence_bundles.count() + 1,
        schedule=schedule,
        sha256=sha256,
        list_sha256=list_sha256,
        items=items,
        made_by=by,
        made_at=at,
    )
    with entry("bundle.make", subject=case_file, by=by.pk, at=at, on=on) as record:
        record.save(row)
        record.note(sha256=sha256, list=list_sha256, items=items)
    return row
