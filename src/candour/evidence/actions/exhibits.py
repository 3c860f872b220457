"""Adding an exhibit, entering what happened to it, and opening it after its hash was checked."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile, User
from candour.accounts.permissions import require
from candour.evidence.actions.holding import keep_out
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.codes import BY_PROGRAM, Act
from candour.evidence.models import REFERENCE_LENGTH, Continuity, Exhibit
from candour.evidence.permissions import may_keep
from candour.evidence.store import AlteredExhibit, Kept, checked_path, recently_checked_path
from candour.ledger.writing import Record, entry


@dataclass(frozen=True)
class Handing:
    """One thing that happened to an exhibit: who did it, to or from whom, when."""

    act: str
    happened_at: datetime
    who: str
    whom: str = ""
    note: str = ""


@dataclass(frozen=True)
class NewExhibit:
    """`before` is what happened to it before it came here, the seizure first."""

    reference: str
    description: str
    file_name: str
    before: tuple[Handing, ...]


def add_exhibit(
    *, case_file: CaseFile, exhibit: NewExhibit, kept: Kept, by: User | None, at: datetime, on: date
) -> Exhibit:
    """`kept` is what `store.keep` gave, before this entry is opened."""
    if by is not None:
        require(may_keep(by, case_file, on=on))
    _check_new(case_file, exhibit, at)
    keep_out(kept.sha256)
    row = Exhibit(
        case_file=case_file,
        number=case_file.exhibits.count() + 1,
        reference=exhibit.reference.strip(),
        description=exhibit.description.strip(),
        file_name=_last_part(exhibit.file_name),
        sha256=kept.sha256,
        size=kept.size,
        added_by=by,
        added_at=at,
    )
    with entry(
        "exhibit.add", subject=row, also=(case_file,), by=by.pk if by else None, at=at, on=on
    ) as record:
        record.save(row)
        received = Handing(Act.RECEIVED, at, by.name if by else "")
        for handing in (*exhibit.before, received):
            log(record, row, handing, by)
        record.note(sha256=kept.sha256, size=kept.size)
    return row


def add_continuity(*, exhibit: Exhibit, handing: Handing, by: User, at: datetime, on: date) -> Continuity:
    """A line at the end of the log; what was entered wrongly is put right by a further line."""
    require(may_keep(by, exhibit.case_file, on=on))
    if handing.act in BY_PROGRAM:
        raise EvidenceRefused(_("That is entered by the program itself."))
    _check_handing(handing, at)
    with entry(
        "exhibit.continuity", subject=exhibit, also=(exhibit.case_file,), by=by.pk, at=at, on=on
    ) as record:
        line = log(record, exhibit, handing, by)
        record.note(act=str(handing.act))
    return line


def checked_exhibit(exhibit: Exhibit, *, at: datetime, on: date, again: bool = True) -> Path | None:
    """Where the file lies, its hash checked now; None once it was erased. That it was altered is entered once. AlteredExhibit.

    Without `again`, a check of the last minutes counts where the file was not touched since.
    """
    stored = exhibit.stored
    if not stored:
        return None
    try:
        return checked_path(stored) if again else recently_checked_path(stored)
    except AlteredExhibit:
        _enter_altered(exhibit, at=at, on=on)
        raise


def _enter_altered(exhibit: Exhibit, *, at: datetime, on: date) -> None:
    if exhibit.continuity.filter(act=Act.FOUND_ALTERED).exists():
        return
    with entry(
        "exhibit.found-altered", subject=exhibit, also=(exhibit.case_file,), by=None, at=at, on=on
    ) as record:
        log(record, exhibit, Handing(Act.FOUND_ALTERED, at, ""), None)
        record.note(sha256=exhibit.sha256)


def log(record: Record, exhibit: Exhibit, handing: Handing, by: User | None) -> Continuity:
    """A line of the continuity log, within an entry that is being written."""
    number = exhibit.continuity.count() + 1
    return record.save(Continuity(exhibit=exhibit, number=number, entered_by=by, **vars(handing)))


def _check_new(case_file: CaseFile, exhibit: NewExhibit, at: datetime) -> None:
    reference = exhibit.reference.strip()
    if not reference or len(reference) > REFERENCE_LENGTH or not exhibit.description.strip():
        raise EvidenceRefused(_("Give the exhibit its reference and a description."))
    if reference.casefold() in {one.reference.casefold() for one in case_file.exhibits.all()}:
        raise EvidenceRefused(_("This case file has an exhibit of that reference already."))
    if not exhibit.before or exhibit.before[0].act != Act.SEIZED:
        raise EvidenceRefused(_("Say first who seized or produced it, and when."))
    for handing in exhibit.before:
        _check_handing(handing, at)
    moments = [handing.happened_at for handing in exhibit.before]
    if moments != sorted(moments):
        raise EvidenceRefused(_("It cannot have been handed over before it was seized."))


def _check_handing(handing: Handing, at: datetime) -> None:
    if handing.happened_at > at:
        raise EvidenceRefused(_("It must have happened already."))
    if not handing.who.strip():
        raise EvidenceRefused(_("Say who did it."))


def _last_part(name: str) -> str:
    """The name without any folders, however they are parted."""
    return PurePosixPath(name.replace("\\", "/")).name[:200] or "exhibit"
