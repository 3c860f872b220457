"""Placing items on the schedules for the hearing, and recording the bundles that were made."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile, User
from candour.accounts.permissions import require
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.codes import Schedule
from candour.evidence.models import Bundle, Item, Placing
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


def record_bundle(
    *, case_file: CaseFile, sha256: str, list_sha256: str, items: int, by: User, at: datetime, on: date
) -> Bundle:
    require(may_schedule(by, case_file, on=on))
    number = case_file.evidence_bundles.count() + 1
    row = Bundle(
        case_file=case_file,
        number=number,
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
