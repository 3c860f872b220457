"""Schedules and bundles as they were made, kept under their hashes: what was handed over can be opened again and never changes."""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile, User
from candour.evidence.actions.exhibits import checked_exhibit
from candour.evidence.actions.holding import is_held_elsewhere
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.actions.scheduling import Files, make_bundle, make_schedule
from candour.evidence.codes import Schedule
from candour.evidence.models import Bundle, MadeSchedule, RestsOn
from candour.evidence.schedules.bundling import Papers, bundle_of
from candour.evidence.schedules.gathering import schedules_of
from candour.evidence.schedules.printing import schedule_pdf
from candour.evidence.schedules.rows import Schedules
from candour.evidence.schedules.spreadsheet import schedule_ods
from candour.evidence.scope import agreed
from candour.papers.hashed_files import HashedFiles, Words


class LostSchedule(RuntimeError):
    """The file that was made is missing, or is no longer the one that was made."""


FILES = HashedFiles(
    root=lambda: Path(settings.EVIDENCE_ROOT) / "schedules",
    bound=lambda: int(settings.EXHIBIT_MAX_BYTES),
    words=Words(
        refused=LostSchedule,
        lost=LostSchedule,
        too_large="The file is larger than {most} MB. Leave out some items.",
        missing="The stored file {file} is missing. Restore the folder of evidence from a backup.",
        altered=(
            "The stored file {file} is not the one that was made: its content no longer matches its hash. "
            "Restore it from a backup and find out who changed it."
        ),
    ),
)


def keep_schedule(case_file: CaseFile, which: Schedule, *, by: User, at: datetime, on: date) -> MadeSchedule:
    """Raises AlteredReading, AlteredExhibit: what it rests on is hashed once more first. EvidenceRefused where what is relied on
    is kept back on another phone."""
    found = _checked(case_file, at, on)
    return _kept(case_file, found, which, papers_of(case_file, found, which, on=on), by=by, at=at, on=on)


def keep_bundle(case_file: CaseFile, *, by: User, at: datetime, on: date) -> Bundle:
    """With the schedule of what is used, which it holds."""
    found = _checked(case_file, at, on)
    papers = papers_of(case_file, found, Schedule.USED, on=on)
    made = bundle_of(case_file, found, papers, on=on)
    sha256, _size = FILES.keep(made.content)
    hashes = {"sha256": sha256, "list_sha256": made.list_sha256, "items": made.items}
    schedule = _kept(case_file, found, Schedule.USED, papers, by=by, at=at, on=on)
    return make_bundle(schedule=schedule, **hashes, by=by, at=at, on=on)  # type: ignore[arg-type]


def papers_of(case_file: CaseFile, found: Schedules, which: str, *, on: date, draft: bool = False) -> Papers:
    return Papers(
        schedule_pdf(case_file, found, which, on=on, draft=draft),
        schedule_ods(case_file, found, which, draft=draft),
    )


def _checked(case_file: CaseFile, at: datetime, on: date) -> Schedules:
    found = schedules_of(case_file)
    if found.contradicted:
        used, kept_back = found.contradicted[0]
        told = _(
            "%(used)s is relied on, and %(kept_back)s, a copy of it on another phone, is kept back. Place both alike first."
        )
        raise EvidenceRefused(told % {"used": used, "kept_back": kept_back})
    for rest in found.rests:
        checked_exhibit(rest.exhibit, at=at, on=on)
    return found


def _kept(
    case_file: CaseFile, found: Schedules, which: str, papers: Papers, *, by: User, at: datetime, on: date
) -> MadeSchedule:
    pdf, ods = (FILES.keep(one)[0] for one in (papers.pdf, papers.ods))
    rests = [(one.exhibit, one.joining) for one in found.rests] if which == Schedule.USED else []
    files = Files(pdf, ods, len(found.of(which)))
    return make_schedule(case_file=case_file, schedule=which, files=files, rests=rests, by=by, at=at, on=on)


def made_of(case_file: CaseFile) -> list[MadeSchedule]:
    """The last one first, each with what it rests on."""
    made = case_file.made_schedules.select_related("made_by").order_by("-number")
    return list(made.prefetch_related("rests_on__exhibit", "rests_on__joining__undone_by"))


def outgrown(made: MadeSchedule) -> list[str]:
    """Marks of exhibits whose scope was stated anew since and no longer holds all that the schedule was made under, or that
    nobody opens any more."""
    rests = made.rests_on.select_related("exhibit", "scope")
    return [str(one.exhibit.reference) for one in rests if not _still_opens(one)]


def _still_opens(one: RestsOn) -> bool:
    sources = one.exhibit.chats.values_list("source", flat=True)
    held = is_held_elsewhere(one.exhibit.sha256, *sources)
    return not held and agreed(one.exhibit.scope).covers(agreed(one.scope))
