"""Entering that something unlawful to hold was erased from an exhibit, and that the exhibits were looked through for it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.evidence.actions.exhibits import Handing, log
from candour.evidence.codes import Act, Erased, ImportState
from candour.evidence.models import Chat, Erasure, Exhibit, HeldElsewhere, Import
from candour.ledger.writing import entry

_FROM_FILES = (ImportState.READ, ImportState.NEEDS_ORDER)


@dataclass(frozen=True)
class Gone:
    """`left` is the hash of what is stored since. `manifests` are new hashes of manifests, by those before;
    `readings` how many readings were taken away whole."""

    what: Erased
    pieces: int
    left: str = ""
    names: tuple[str, ...] = ()
    manifests: tuple[tuple[str, str], ...] = ()
    readings: int = 0


def enter_erasure(*, held: HeldElsewhere, exhibit: Exhibit, gone: Gone, at: datetime, on: date) -> Erasure:
    """In the name of whoever entered the material. The bytes go once this stands."""
    by = held.entered_by
    row = Erasure(
        held=held,
        exhibit=exhibit,
        number=exhibit.erasures.count() + 1,
        what=gone.what,
        pieces=gone.pieces,
        left=gone.left,
        names="\n".join(gone.names),
        erased_by=by,
        erased_at=at,
    )
    header = {"also": (exhibit.case_file, held), "by": by.pk if by else None, "at": at, "on": on}
    with entry("held.erase", subject=exhibit, **header) as record:  # type: ignore[arg-type]
        record.save(row)
        log(record, exhibit, Handing(Act.ERASED, at, by.name if by else "", note=_note(row)), None)
        for reading in _changed(exhibit, gone):
            record.save(reading)
        record.note(what=str(gone.what), pieces=gone.pieces, readings=gone.readings + len(gone.manifests))
        if gone.left:
            record.note(left=gone.left)
        if gone.readings:
            Chat.objects.filter(exhibit=exhibit).delete()
    return row


def _changed(exhibit: Exhibit, gone: Gone) -> list[Import]:
    """Readings of the same bytes are the same files, whichever exhibit they were asked for."""
    new = dict(gone.manifests)
    ended = Import.objects.filter(exhibit__sha256=exhibit.sha256, state__in=_FROM_FILES)
    found = [one for one in ended if gone.readings or one.manifest in new]
    for one in found:
        one.state = ImportState.ERASED if gone.readings else one.state
        one.manifest = new.get(one.manifest, one.manifest)
    return found


def _note(row: Erasure) -> str:
    told = _("%(what)s, because it is unlawful to hold.") % {"what": row.get_what_display()}
    if not row.left:
        return told
    return told + " " + _("What is left has the SHA-256 %(hash)s.") % {"hash": row.left}


def enter_searched(
    *, held: HeldElsewhere, exhibits: int, erased: int, at: datetime, on: date
) -> HeldElsewhere:
    held.searched_at = at
    header = {"also": (held.case_file,), "by": None, "at": at, "on": on}
    with entry("held.searched", subject=held, **header) as record:  # type: ignore[arg-type]
        record.save(held, expect={"searched_at": None})
        record.note(exhibits=exhibits, erased=erased)
    return held
