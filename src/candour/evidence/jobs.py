"""The job that reads an exhibit: unit after unit under a lease, each of which may be killed and taken up again."""

import sqlite3
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from candour.evidence.actions.exhibits import checked_exhibit
from candour.evidence.actions.holding import is_held_elsewhere, members_of
from candour.evidence.actions.importing import Found, end_import, fail_import, put_in_queue
from candour.evidence.codes import ImportState
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.imports.folders import LINES, AlteredReading, entries_of, folder_of, manifest_hash
from candour.evidence.imports.schema import looking
from candour.evidence.imports.units import SECONDS, run_unit
from candour.evidence.joined import lay, parts_of
from candour.evidence.models import Chat, Import, ImportProgress, Joining
from candour.evidence.store import AlteredExhibit, RefusedExhibit

# Longer than a step of a unit takes (60 s; a longer one renews it), shorter than the queue waits before it gives the job to
# another worker (90 s).
LEASE = timedelta(seconds=75)
MOST_ATTEMPTS = 5
STUCK = "Reading stopped several times at the same place. Tell whoever runs this system."
UNLAWFUL = "It, or a file in it, is entered as material that it is unlawful to hold. It is not read."

# For the scheduler: what runs by itself, and every how many minutes.
SCHEDULED = {
    "candour.evidence.jobs.resume_killed": 1,
    "candour.evidence.jobs.resume_imports": 5,
    "candour.evidence.erasing.searching.resume_searches": 5,
}


def read_exhibit(import_id: str, seconds: float = SECONDS) -> str:
    """One unit of an import; puts the next one in the queue. Returns a word for how it went."""
    reading = _claimed(UUID(import_id))
    if reading is None:
        return "not-mine"
    if reading.progress.attempts > MOST_ATTEMPTS:
        return _failed(reading, STUCK)
    try:
        checked_exhibit(reading.exhibit, **_now())
        if is_held_elsewhere(reading.exhibit.sha256, *members_of(reading.exhibit.stored)):
            return _failed(reading, UNLAWFUL)
        seen, alive = partial(_seen, reading), partial(_alive, reading)
        whole = run_unit(reading, seen, alive, seconds)
    except (AlteredExhibit, RefusedExhibit) as problem:
        return _failed(reading, str(problem))
    except UnreadableExport as problem:
        return _failed(reading, _without_path(problem))
    return _ended(reading) if whole else _next(reading)


def _claimed(import_id: UUID) -> Import | None:
    """Takes the lease if nobody holds it. One conditional update, so two workers never both get it."""
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    waiting = ImportProgress.objects.filter(free, reading=import_id, reading__state=ImportState.RUNNING)
    if (
        not ImportProgress.objects.filter(pk__in=waiting.values("pk"))
        .filter(free)
        .update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    ):
        return None
    return Import.objects.select_related("exhibit__case_file", "progress").get(pk=import_id)


def _seen(reading: Import, done: int, total: int) -> None:
    """Each finished step begins the count of attempts anew."""
    ImportProgress.objects.filter(reading=reading).update(
        done=done, total=max(done, total), attempts=0, leased_until=timezone.now() + LEASE
    )


def _alive(reading: Import, done: int, total: int) -> None:
    """Within a step: the lease is renewed, and the attempts count on, since the step may still fail each time."""
    ImportProgress.objects.filter(reading=reading).update(
        done=done, total=total, leased_until=timezone.now() + LEASE
    )


def _next(reading: Import) -> str:
    with transaction.atomic():
        ImportProgress.objects.filter(reading=reading).update(leased_until=None)
        put_in_queue(reading.pk)
    return "more"


def _ended(reading: Import) -> str:
    folder = folder_of(reading.folder)
    sources = entries_of(folder)
    with looking(folder / LINES) as connection:
        chats = tuple(_chat(reading, row) for row in connection.execute("SELECT * FROM chat ORDER BY id"))
    found = Found(
        manifest=manifest_hash(folder),
        records=sum(part["rows"] for one in sources for part in one["parts"]),
        chats=chats,
        ambiguous=any(one["facts"].get("date_order") == "ambiguous" for one in sources),
    )
    return str(end_import(reading=reading, found=found, **_now()).state)


def _chat(reading: Import, row: sqlite3.Row) -> Chat:
    return Chat(
        exhibit=reading.exhibit,
        key=row["key"],
        source=row["source"],
        conversation=row["title"],
        format=row["format"],
        lines=row["lines"],
        messages=row["messages"],
        undated=row["undated"],
        first_day=_day(row["first_day"]),
        last_day=_day(row["last_day"]),
        in_utc=bool(row["in_utc"]),
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _failed(reading: Import, trouble: str) -> str:
    return str(fail_import(reading=reading, trouble=trouble, **_now()).state)


def _without_path(problem: UnreadableExport) -> str:
    """Where the file lies on this machine helps nobody."""
    place = f" (byte {problem.place})" if isinstance(problem.place, int) else ""
    return f"{problem.reason}{place or (f' ({problem.place})' if problem.place else '')}"


def _now() -> dict[str, Any]:
    at: datetime = timezone.now()
    return {"at": at, "on": timezone.localdate(at)}


def resume_imports() -> int:
    """Puts imports that are running, and that no worker holds, back into the queue; returns how many."""
    return _resume(Q(leased_until=None) | Q(leased_until__lt=timezone.now()))


def resume_killed() -> int:
    """Those whose worker was killed within a unit, each once: the queue may have given the job out again before its lease
    had run out, and nobody took it. Those that merely wait their turn are left alone."""
    return _resume(Q(leased_until__lt=timezone.now()))


def lay_joined(joining_id: str) -> str:
    """Lays joined chats together as they stand now, within their scopes, and keeps that for whoever looks next."""
    joining = Joining.objects.get(pk=UUID(joining_id))
    if not joining.stands:
        return "apart"
    try:
        lay(parts_of(joining)[0])
    except AlteredReading:  # whoever opens it is told
        return "altered"
    return "laid"


def _resume(idle: Q) -> int:
    found = ImportProgress.objects.filter(idle, reading__state=ImportState.RUNNING)
    waiting = list(found.values_list("reading", flat=True))
    for import_id in waiting:
        with transaction.atomic():
            ImportProgress.objects.filter(idle, reading=import_id).update(leased_until=None)
            put_in_queue(import_id)
    return len(waiting)
