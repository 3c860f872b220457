"""Track a complaint: reference and word in, progress out, and the same answer for every wrong pair."""

from datetime import datetime
from hmac import compare_digest

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from candour.ledger.writing import entry
from candour.matters.actions.receiving import tracking_digest
from candour.matters.guided.pace import TRACKING, slow_down, too_often
from candour.matters.models import Matter
from candour.matters.tracking.forms import TrackForm
from candour.matters.tracking.progress import progress
from candour.matters.tracking.verbs import TRACKED
from candour.matters.views.opening import fiction_words

NO_DIGEST = "-" * 64
"""What a typed word is compared with where there is no matter, or none to track: as long, and never equal."""


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, TrackForm())
    pace = too_often(request, TRACKING)
    if pace is not None:
        return slow_down(request, pace)
    form = TrackForm(request.POST)
    if not form.is_valid():
        return _ask(request, form)
    matter = matter_of(form.cleaned_data["reference"], form.cleaned_data["word"])
    if matter is None:
        form.add_error(
            None, _("The reference and the tracking word do not belong together. Check both and try again.")
        )
        return _ask(request, form)
    return _show(request, matter, timezone.now())


def matter_of(reference: str, word: str) -> Matter | None:
    """The matter, if the word is its own. Whether the reference exists makes no difference to the work done."""
    found = Matter.objects.with_names().filter(case_file__reference=reference).first()
    held = found.tracking_digest if found and found.tracking_digest else ""
    same = compare_digest(held or NO_DIGEST, tracking_digest(word))
    return found if same else None


def _show(request: HttpRequest, matter: Matter, now: datetime) -> HttpResponse:
    today = timezone.localdate(now)
    with entry(TRACKED.key, subject=matter, by=None, at=now, on=today, acting_as="public"):
        pass
    fiction = matter.case_file.fictional and fiction_words(matter)
    shown = {"progress": progress(matter, on=today), "today": today, "fiction": fiction}
    return render(request, "matters/tracking/progress.html", shown)


def _ask(request: HttpRequest, form: TrackForm) -> HttpResponse:
    return render(request, "matters/tracking/track.html", {"form": form})
