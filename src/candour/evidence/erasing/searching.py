"""The job that looks through the exhibits of a case file for what it is unlawful to hold, and erases it: one after another."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django_q.tasks import async_task

from candour.evidence.actions.erasing import Gone, enter_erasure, enter_searched
from candour.evidence.actions.holding import SEARCH
from candour.evidence.codes import Erased
from candour.evidence.erasing.archives import take_out
from candour.evidence.erasing.databases import CannotTakeOut
from candour.evidence.erasing.readings import folders_of, holds_source, put_in_place, rewritten, take_away
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.models import Exhibit, HeldElsewhere
from candour.evidence.store import RefusedExhibit, keep, path_of
from candour.ledger.writing import Overtaken


def search(held_id: str, after: int = 0) -> str:
    """One exhibit, the next after this number; puts the rest in the queue. Killed at any moment, it is taken up again."""
    held = HeldElsewhere.objects.select_related("case_file", "entered_by").get(pk=UUID(held_id))
    if held.searched_at is not None:
        return "searched"
    exhibits = Exhibit.objects.of(held.case_file).select_related("case_file")
    exhibit = exhibits.filter(number__gt=after).first()
    if exhibit is not None:
        erase_from(exhibit, held)
        async_task(SEARCH, held_id, exhibit.number)
        return "more"
    try:
        enter_searched(held=held, exhibits=len(exhibits), erased=held.erasures.count(), **_now())
    except Overtaken:
        return "searched"
    return "done"


def erase_from(exhibit: Exhibit, held: HeldElsewhere) -> None:
    """What was entered before the bytes went is brought to its end too."""
    if not exhibit.erasures.filter(held=held).exists():
        with suppress(Overtaken):  # another worker was there at the same moment
            _erase(exhibit, held)
    finish(exhibit)


def _erase(exhibit: Exhibit, held: HeldElsewhere) -> None:
    gone = _gone_from(exhibit, frozenset({held.sha256}))
    if gone is not None:
        enter_erasure(held=held, exhibit=exhibit, gone=gone, **_now())


def _gone_from(exhibit: Exhibit, held: frozenset[str]) -> Gone | None:
    path, folders = path_of(exhibit.stored), folders_of(exhibit.sha256)
    if exhibit.sha256 in held or exhibit.stored in held:
        return Gone(Erased.WHOLE, 1, readings=len(folders))
    if not exhibit.stored or not path.is_file():
        return None
    with TemporaryDirectory(dir=settings.EVIDENCE_ROOT, prefix=".erasing-") as folder:
        into = Path(folder) / "left"
        try:
            taken = take_out(path, held, into)
        except UnreadableExport:
            return None  # nobody here opens it either; it stays as it came
        except CannotTakeOut:
            return Gone(Erased.WHOLE, 1, manifests=_manifests(folders, held))
        if taken is None:
            return None
        try:
            with into.open("rb") as file:
                left = keep(file).sha256
        except RefusedExhibit:  # packed anew it is larger than a file may be
            return Gone(Erased.WHOLE, 1, manifests=_manifests(folders, held))
    what = Erased.WITHIN if taken.within else Erased.FILES
    from_source = sum(holds_source(one, held) for one in folders)
    changed = () if from_source else _manifests(folders, held)
    return Gone(what, taken.pieces, left, taken.names, changed, from_source)


def _manifests(folders: list[Path], held: frozenset[str]) -> tuple[tuple[str, str], ...]:
    found = [rewritten(one, held) for one in folders]
    return tuple((one.before, one.after) for one in found if one)


def finish(exhibit: Exhibit) -> None:
    """Brings the files to what stands on the record: what was superseded goes, new readings take the place of old."""
    erasures = list(exhibit.erasures.select_related("held"))
    stored = exhibit.stored
    for old in {exhibit.sha256, *(one.left for one in erasures)} - {stored, ""}:
        if not _others_store(exhibit, old):
            path_of(old).unlink(missing_ok=True)
    held = frozenset(one.held.sha256 for one in erasures)
    manifests = set(exhibit.imports.values_list("manifest", flat=True))
    for folder in folders_of(exhibit.sha256):
        if exhibit.sha256 in held or holds_source(folder, held):
            take_away(folder)
        for manifest in manifests:
            put_in_place(folder, manifest)


def _others_store(exhibit: Exhibit, sha256: str) -> bool:
    """The same file may be an exhibit of another case file, whose people decide for themselves."""
    others = Exhibit.objects.filter(sha256__in=[exhibit.sha256, sha256]).exclude(pk=exhibit.pk)
    return any(one.stored == sha256 for one in others)


def resume_searches() -> int:
    """Puts searches that have not come to their end back into the queue; returns how many."""
    waiting = [
        str(one) for one in HeldElsewhere.objects.filter(searched_at=None).values_list("pk", flat=True)
    ]
    for held_id in waiting:
        async_task(SEARCH, held_id)
    return len(waiting)


def _now() -> dict[str, Any]:
    at = timezone.now()
    return {"at": at, "on": timezone.localdate(at)}
