"""Schedules and bundles that are made and kept, and opening one as it was made."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from candour.accounts.access import HOUSE_RULE, Refusal
from candour.accounts.models import CaseFile
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.codes import Schedule
from candour.evidence.models import Bundle, MadeSchedule
from candour.evidence.permissions import SEES, may_read, may_schedule
from candour.evidence.schedules.keeping import FILES, LostSchedule, keep_bundle, keep_schedule, outgrown
from candour.evidence.views.opening import shared, unless_reading_altered, who
from candour.evidence.views.scheduling import TYPES, as_file


@require_POST
@unless_reading_altered
def make(request: SignedInRequest, which: str, reference: str) -> HttpResponse:
    if which not in Schedule.values:
        raise Http404
    return _made(
        request,
        reference,
        lambda case_file: keep_schedule(case_file, Schedule(which), **who(request)),
        _("The schedule is made and kept. Nothing changes it from now on."),
    )


@require_POST
@unless_reading_altered
def bundle(request: SignedInRequest, reference: str) -> HttpResponse:
    """Made anew at each asking, and entered with its hash."""
    return _made(
        request,
        reference,
        lambda case_file: keep_bundle(case_file, **who(request)),
        _("The bundle is made and kept, with the schedule it holds."),
    )


def _made(
    request: SignedInRequest, reference: str, write: Callable[[CaseFile], object], told: str
) -> HttpResponse:
    case_file = open_case_file_or_404(request, reference, "exhibit.schedule.make", roles=SEES)
    require(may_schedule(request.user, case_file, on=timezone.localdate()))
    try:
        write(case_file)
        messages.success(request, told)
    except EvidenceRefused as refusal:
        messages.warning(request, str(refusal))
    return redirect("evidence:schedules", case_file.reference)


@require_safe
def made(request: SignedInRequest, made_id: UUID, form: str) -> HttpResponse:
    """One schedule as it was made."""
    row = get_object_or_404(MadeSchedule.objects.select_related("case_file"), pk=made_id)
    if form not in TYPES:
        raise Http404
    name = f"{row.schedule}-{row.number}-{row.case_file.reference}"
    return _opened(request, row, row.pdf if form == "pdf" else row.ods, TYPES[form], name, form)


@require_safe
def made_bundle(request: SignedInRequest, bundle_id: UUID) -> HttpResponse:
    row = get_object_or_404(Bundle.objects.select_related("schedule__case_file"), pk=bundle_id)
    if row.schedule is None:
        raise Http404
    name = f"messages-{row.number}-{row.schedule.case_file.reference}"
    return _opened(request, row.schedule, row.sha256, "application/zip", name, "zip")


def _opened(
    request: SignedInRequest, row: MadeSchedule, sha256: str, kind: str, name: str, suffix: str
) -> HttpResponse:
    """To whoever may read the exhibits, as long as their scope still holds what it was made under."""
    case_file = row.case_file
    open_case_file_or_404(request, case_file.reference, f"exhibit.schedule.{row.schedule}.made", roles=SEES)
    require(may_read(request.user, case_file, on=timezone.localdate()))
    require(_refusal(outgrown(row)))
    try:
        return as_file(FILES.read_checked(sha256), kind, name, suffix)
    except LostSchedule as lost:
        return render(request, "evidence/altered.html", {**shared(case_file), "reason": lost}, status=500)


def _refusal(marks: list[str]) -> Refusal | None:
    if not marks:
        return None
    told = _("It was made under a scope that %(marks)s no longer has, or nobody opens them any more.")
    return Refusal(told % {"marks": ", ".join(marks)}, HOUSE_RULE)
