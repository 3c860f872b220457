"""The schedules for the hearing: placing an item, what stands where, and drafts of the papers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from candour.accounts.models import CaseFile
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions.scheduling import place_on_schedule
from candour.evidence.codes import Schedule
from candour.evidence.forms.scheduling import PlacingForm
from candour.evidence.models import MadeSchedule
from candour.evidence.permissions import SEES, may_read, may_schedule
from candour.evidence.schedules.gathering import schedules_of
from candour.evidence.schedules.keeping import made_of
from candour.evidence.schedules.printing import counts_in_words, schedule_pdf
from candour.evidence.schedules.rows import Schedules, placing_of, words_of
from candour.evidence.schedules.spreadsheet import schedule_ods
from candour.evidence.views.content import opened_content
from candour.evidence.views.messages import about, found
from candour.evidence.views.opening import (
    shared,
    unless_altered,
    unless_reading_altered,
    who,
    written,
)

TYPES = {"pdf": "application/pdf", "ods": "application/vnd.oasis.opendocument.spreadsheet"}


@require_http_methods(["GET", "POST"])
@unless_altered
def place(request: SignedInRequest, exhibit_id: UUID, source: str, place: str) -> HttpResponse:
    with opened_content(request, exhibit_id, "schedule") as opened:
        require(may_schedule(request.user, opened.exhibit.case_file, on=timezone.localdate()))
        line, chat = found(opened, source, place)
        item = opened.exhibit.items.filter(source=source, place=place).first()
        if item is None:
            raise Http404
        before = placing_of(item)
        words = words_of(line)
        given = request.POST if request.method == "POST" else None
        form = PlacingForm(words, given, initial=_initial(before, words))

        def write() -> Any:
            return place_on_schedule(item=item, placing=form.placing(), **who(request))

        if given is not None and form.is_valid() and written(form, write):
            messages.success(request, _("Recorded"))
            return redirect("evidence:schedules", opened.exhibit.case_file.reference)
        context = {**about(opened, line, chat), "form": form, "heading": _("Place it on a schedule")}
        return render(request, "evidence/about_message.html", context)


def _initial(before: Any, words: str) -> dict[str, Any]:
    if before is None:
        return {}
    passages = "\n".join(words[start:end] for start, end in before.left_out)
    return {"schedule": before.schedule, "passages": passages, "reasons": before.reasons}


@require_safe
@unless_reading_altered
def schedules(request: SignedInRequest, reference: str) -> HttpResponse:
    """Which item stands where; its words, context and exposure stand in the papers."""
    case_file = _opened(request, reference, "schedules")
    found = schedules_of(case_file, whole=False)
    may = may_schedule(request.user, case_file, on=timezone.localdate()) is None
    context = {
        "schedules": [_shown(found, which) for which in Schedule],
        "unplaced": found.unplaced,
        "outside": found.outside,
        "may_schedule": may,
        "joinings": {one.joining.pk: one.joining for one in found.rests if one.joining}.values(),
        "made": [_made(one) for one in made_of(case_file)],
        "bundles": case_file.evidence_bundles.select_related("made_by", "schedule").order_by("-number"),
    }
    return render(request, "evidence/schedules.html", {**shared(case_file), **context})


def _shown(found: Schedules, which: Schedule) -> dict[str, Any]:
    return {"which": which, "rows": found.of(which), "counts": counts_in_words(found, which)}


def _made(one: MadeSchedule) -> dict[str, Any]:
    """With the joinings under which it was made, those that were taken apart since too."""
    rests = list(one.rests_on.all())
    joinings = {rest.joining.pk: rest.joining for rest in rests if rest.joining}
    return {
        "made": one,
        "marks": sorted({str(rest.exhibit.reference) for rest in rests}),
        "joinings": list(joinings.values()),
    }


@require_safe
@unless_reading_altered
def paper(request: SignedInRequest, which: str, form: str, reference: str) -> HttpResponse:
    """A draft of one schedule as it stands now. The sensitive one names items and reasons, and holds no words of a message."""
    if which not in Schedule.values or form not in TYPES:
        raise Http404
    case_file = _opened(request, reference, f"schedule.{which}")
    found, today = schedules_of(case_file), timezone.localdate()
    if form == "pdf":
        content = schedule_pdf(case_file, found, which, on=today, draft=True)
    else:
        content = schedule_ods(case_file, found, which, draft=True)
    return as_file(content, TYPES[form], f"draft-{which}-{case_file.reference}", form)


def _opened(request: SignedInRequest, reference: str, what: str) -> CaseFile:
    case_file = open_case_file_or_404(request, reference, f"exhibit.{what}", roles=SEES)
    require(may_read(request.user, case_file, on=timezone.localdate()))
    return case_file


def as_file(content: bytes, kind: str, name: str, suffix: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.{suffix}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
