"""Having an exhibit read: asked for, settled where its dates are ambiguous, and ended by the job."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.evidence.actions.laying import lay_anew
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.codes import Erased, ImportState, WrittenOrder
from candour.evidence.models import Chat, Exhibit, Import, ImportProgress
from candour.evidence.permissions import may_keep
from candour.ledger.writing import entry

JOB = "candour.evidence.jobs.read_exhibit"
# A unit takes a minute at most, save where one large source is read: that is one step, which keeps renewing its lease.
LONGEST_UNIT = 600


def import_exhibit(*, exhibit: Exhibit, by: User | None, at: datetime, on: date) -> Import:
    """Puts the reading in the queue; under the answer that was given about its dates, where there is one."""
    last = exhibit.imports.last()
    order = last.date_order if last else ""
    return _begin("exhibit.import", exhibit, order, by, at, on)


def settle_dates(*, exhibit: Exhibit, order: str, by: User, at: datetime, on: date) -> Import:
    """A person says which comes first, day or month; the exhibit is read again under that answer."""
    last = exhibit.imports.last()
    if last is None or last.state != ImportState.NEEDS_ORDER:
        raise EvidenceRefused(_("The dates of this exhibit need no answer."))
    if order not in WrittenOrder.values:
        raise EvidenceRefused(_("Say which comes first."))
    return _begin("exhibit.settle-dates", exhibit, order, by, at, on)


def _begin(verb: str, exhibit: Exhibit, order: str, by: User | None, at: datetime, on: date) -> Import:
    """The row, its place in the queue and the entry stand in one transaction."""
    if by is not None:
        require(may_keep(by, exhibit.case_file, on=on))
    if exhibit.erasures.filter(Q(what=Erased.WITHIN) | Q(left="")).exists():
        raise EvidenceRefused(
            _(
                "Something in this file was erased, so it would be read as another file. What was read of it stands."
            )
        )
    if exhibit.imports.filter(state=ImportState.RUNNING).exists():
        raise EvidenceRefused(_("It is being read already."))
    row = Import(
        exhibit=exhibit, number=exhibit.imports.count() + 1, date_order=order, asked_by=by, asked_at=at
    )
    header = {"also": (exhibit.case_file,), "by": by.pk if by else None, "at": at, "on": on}
    with entry(verb, subject=exhibit, **header) as record:  # type: ignore[arg-type]
        record.save(row)
        record.note(date_order=order or "as-written")
        ImportProgress.objects.create(reading=row)
        put_in_queue(row.pk)
    return row


def put_in_queue(import_id: UUID) -> None:
    async_task(JOB, str(import_id), timeout=LONGEST_UNIT)


@dataclass(frozen=True)
class Found:
    """What a whole reading found. `ambiguous`: the dates of a source could be read in more than one way."""

    manifest: str
    records: int
    chats: tuple[Chat, ...]
    ambiguous: bool


def end_import(*, reading: Import, found: Found, at: datetime, on: date) -> Import:
    """The chats are listed where everything was read, and only then."""
    reading.state = ImportState.NEEDS_ORDER if found.ambiguous else ImportState.READ
    reading.manifest, reading.records, reading.ended_at = found.manifest, found.records, at
    exhibit = reading.exhibit
    header = {"also": (exhibit.case_file,), "by": None, "at": at, "on": on}
    with entry("exhibit.import-end", subject=exhibit, **header) as record:  # type: ignore[arg-type]
        record.save(reading, expect={"state": ImportState.RUNNING})
        record.note(state=str(reading.state), manifest=found.manifest, records=found.records)
        record.note(chats=len(found.chats))
        Chat.objects.filter(exhibit=exhibit).delete()
        if not found.ambiguous:
            Chat.objects.bulk_create(found.chats)
            lay_anew(exhibit)
        ImportProgress.objects.filter(reading=reading).update(leased_until=None)
    return reading


def fail_import(*, reading: Import, trouble: str, at: datetime, on: date) -> Import:
    """`trouble` says what is wrong and where, never what stands in the exhibit."""
    reading.state, reading.trouble, reading.ended_at = ImportState.UNREADABLE, trouble, at
    exhibit = reading.exhibit
    header = {"also": (exhibit.case_file,), "by": None, "at": at, "on": on}
    with entry("exhibit.import-end", subject=exhibit, **header) as record:  # type: ignore[arg-type]
        record.save(reading, expect={"state": ImportState.RUNNING})
        record.note(state=str(reading.state))
        ImportProgress.objects.filter(reading=reading).update(leased_until=None)
    return reading
