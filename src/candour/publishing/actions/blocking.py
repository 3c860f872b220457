"""Saying what publication waits for, that it has ended, or that it does not apply; each with evidence."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile, User
from candour.accounts.permissions import require
from candour.bodies.partial_dates import check_partial_date, in_order
from candour.ledger.writing import entry
from candour.publishing.models import Blocker
from candour.publishing.permissions import may_draft


class EvidenceNeeded(ValueError):
    """A blocker was to be opened, closed or ruled out without anything that shows it."""

    def __init__(self) -> None:
        super().__init__(_("Say what shows it: a letter, a listing, a decision and its day."))


def open_blocker(
    *,
    case_file: CaseFile,
    kind: str,
    evidence: str,
    opened: str = "",
    expected: str = "",
    by: User | None,
    at: datetime,
    on: date,
) -> Blocker:
    """Dates are as precise as they are known. Takes the place of a statement that the kind does not apply."""
    row = Blocker(case_file=case_file, kind=kind, opened=opened, expected=expected, evidence=evidence)
    _require(row, evidence, by, on)
    with entry("blocker.open", subject=case_file, by=by.pk if by else None, at=at, on=on) as record:
        before = Blocker.objects.filter(case_file=case_file, kind=kind, applies=False).first()
        if before is not None:
            row = before
            row.applies, row.opened, row.expected, row.evidence = True, opened, expected, evidence
        record.save(row)
        record.note(kind=kind)
    return row


def close_blocker(
    *, blocker: Blocker, closed: str, evidence: str, by: User | None, at: datetime, on: date
) -> Blocker:
    _require(blocker, evidence, by, on)
    check_partial_date(closed)
    if not in_order(blocker.opened, closed):
        raise ValueError(_("It must not end before it began."))
    with entry("blocker.close", subject=blocker.case_file, by=by.pk if by else None, at=at, on=on) as record:
        blocker.closed, blocker.closing_evidence = closed, evidence
        record.save(blocker, expect={"closed": "", "applies": True})
        record.note(kind=blocker.kind)
    return blocker


def consider(
    *, case_file: CaseFile, kind: str, evidence: str, by: User | None, at: datetime, on: date
) -> Blocker:
    """Somebody looked, and publication need not wait for this kind of thing."""
    row = Blocker(case_file=case_file, kind=kind, applies=False, evidence=evidence)
    _require(row, evidence, by, on)
    if Blocker.objects.filter(case_file=case_file, kind=kind).exists():
        raise ValueError(_("This has been considered already. Close what is open instead."))
    with entry("blocker.consider", subject=case_file, by=by.pk if by else None, at=at, on=on) as record:
        record.save(row)
        record.note(kind=kind)
    return row


def _require(blocker: Blocker, evidence: str, by: User | None, on: date) -> None:
    if by is not None:
        require(may_draft(by, blocker.case_file, on=on))
    if not evidence.strip():
        raise EvidenceNeeded
    for written in (blocker.opened, blocker.expected):
        if written:
            check_partial_date(written)
