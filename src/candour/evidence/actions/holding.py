"""Entering material that it is unlawful to hold, and keeping files of its hash out."""

from dataclasses import dataclass
from datetime import date, datetime
from zipfile import is_zipfile

from django.utils.translation import gettext as _
from django_q.tasks import async_task

from candour.accounts.models import CaseFile, User
from candour.accounts.permissions import require
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.formats.archives import checked_members
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import hash_of
from candour.evidence.models import Exhibit, HeldElsewhere, HeldReader
from candour.evidence.permissions import may_keep
from candour.evidence.store import RefusedExhibit, path_of
from candour.ledger.writing import entry

READERS_MOST = 20
SEARCH = "candour.evidence.erasing.searching.search"
MOST_UNPACKED = 4 << 30


@dataclass(frozen=True)
class NewHeld:
    """`sha256` in hexadecimal, as the force's own unit gives it. `readers` may open the description."""

    reference: str
    sha256: str
    description: str
    custody: str
    readers: tuple[User, ...]


def enter_held(*, case_file: CaseFile, held: NewHeld, by: User, at: datetime, on: date) -> HeldElsewhere:
    """From now on it is kept out; what the exhibits of this case file hold of it is erased by the job put in the queue."""
    require(may_keep(by, case_file, on=on))
    if not all(part.strip() for part in (held.reference, held.description, held.custody)):
        raise EvidenceRefused(_("Give its reference, a description, and where it is kept."))
    if not 0 < len(held.readers) <= READERS_MOST:
        raise EvidenceRefused(_("Name those who may open its description."))
    row = HeldElsewhere(
        case_file=case_file,
        number=HeldElsewhere.objects.of(case_file).count() + 1,
        reference=held.reference.strip(),
        sha256=held.sha256.strip().lower(),
        description=held.description.strip(),
        custody=held.custody.strip(),
        entered_by=by,
        entered_at=at,
    )
    with entry("held.enter", subject=row, also=(case_file,), by=by.pk, at=at, on=on) as record:
        record.save(row)
        for reader in held.readers:
            record.save(HeldReader(held=row, user=reader))
        record.note(sha256=row.sha256, readers=len(held.readers))
        async_task(SEARCH, str(row.pk))
    return row


def keep_out(sha256: str) -> None:
    """Before an exhibit's row is written: what must not be held is taken out of the store again. Raises RefusedExhibit."""
    if is_held_elsewhere(sha256, *members_of(sha256)):
        if not Exhibit.objects.filter(sha256=sha256).exists():
            path_of(sha256).unlink(missing_ok=True)
        raise RefusedExhibit(
            _(
                "This file, or one in it, is entered as material that it is unlawful to hold. It was not kept. Tell the "
                "person named in the entry."
            )
        )


def is_held_elsewhere(*hashes: str) -> bool:
    return HeldElsewhere.objects.filter(sha256__in=hashes).exists()


def members_of(sha256: str) -> list[str]:
    """The hashes of the files in an archive, where anything is entered that they could be. Raises RefusedExhibit."""
    path = path_of(sha256)
    if not HeldElsewhere.objects.exists() or not is_zipfile(path):
        return []
    try:
        members = checked_members(path)
    except UnreadableExport:
        return []  # it is kept as it came and never opened: reading it fails in the same way
    if sum(member.size for member in members) > MOST_UNPACKED:
        most = MOST_UNPACKED >> 30
        raise RefusedExhibit(
            _("The archive would unpack to more than %(most)s GB. Add its files one by one.") % {"most": most}
        )
    return [hash_of(path, member)[0] for member in members]
