"""Capturing from an address, the capture list with its visits, and what vanished."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from candour.accounts.requests import SignedInRequest
from candour.register import actions
from candour.register.codes import Cadence, Licence
from candour.register.models import Source, Watched
from candour.register.views.capturing import REFUSALS
from candour.register.views.gate import is_editor, require_editor, require_reader, who_and_when
from candour.register.watching_forms import AddressForm, CadenceForm, WatchForm

A_PAGE = 50


@require_http_methods(["GET", "POST"])
def capture_address(request: SignedInRequest) -> HttpResponse:
    require_editor(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = _address(form.cleaned_data)
            done = actions.capture_address(given=given, using=actions.fetcher(), **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        else:
            new, same = (
                _("The source is captured and read"),
                _("Nothing has changed since this source was last captured"),
            )
            messages.success(request, new) if done.new else messages.info(request, same)
            return redirect(done.version.get_absolute_url())
    return render(request, "register/capture_address.html", {"form": form, "on": settings.CAPTURE_ADDRESSES})


@require_safe
def watched(request: SignedInRequest) -> HttpResponse:
    require_reader(request)
    rows = (
        Watched.objects.select_related("publisher")
        .prefetch_related("visits__source")
        .filter(ended_on__isnull=True)
    )
    page = Paginator(rows.order_by("next_on", "id"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "shown": [
            {"row": row, "last": max(row.visits.all(), key=lambda one: one.number, default=None)}
            for row in page
        ],
        "due": Watched.objects.due(timezone.localdate()).count(),
        "may_edit": is_editor(request),
        "on": settings.CAPTURE_ADDRESSES,
    }
    return render(request, "register/watched.html", context)


@require_http_methods(["GET", "POST"])
def watch(request: SignedInRequest) -> HttpResponse:
    require_editor(request)
    form = WatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cadence = Cadence(form.cleaned_data.pop("cadence"))
        try:
            made = actions.watch(given=_address(form.cleaned_data), cadence=cadence, **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        else:
            messages.success(request, _("On the capture list"))
            return redirect("register:watched-one", made.pk)
    return render(request, "register/watch.html", {"form": form})


@require_http_methods(["GET", "POST"])
def watched_one(request: SignedInRequest, pk: str) -> HttpResponse:
    """The visits, newest first; POST changes how often it is looked at."""
    row = _opened(request, pk)
    form = CadenceForm(request.POST or None, initial={"cadence": row.cadence})
    if request.method == "POST":
        require_editor(request)
        if form.is_valid():
            cadence = Cadence(form.cleaned_data["cadence"])
            actions.change_cadence(watched=row, cadence=cadence, **who_and_when(request))
            messages.success(request, _("Entered"))
            return redirect("register:watched-one", row.pk)
    visits = row.visits.select_related("source", "version__source").order_by("-number")
    page = Paginator(visits, A_PAGE).get_page(request.GET.get("page"))
    context = {"row": row, "page": page, "form": form, "may_edit": is_editor(request)}
    return render(request, "register/watched_one.html", context)


@require_POST
def unwatch(request: SignedInRequest, pk: str) -> HttpResponse:
    row = _opened(request, pk)
    require_editor(request)
    try:
        actions.unwatch(watched=row, **who_and_when(request))
    except REFUSALS as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("No longer on the capture list. What was captured stays."))
    return redirect("register:watched")


@require_safe
def gone(request: SignedInRequest) -> HttpResponse:
    """Everything no longer where it was published, with the reason where one was given."""
    require_reader(request)
    rows = Source.objects.with_names().filter(vanished_on__isnull=False).order_by("-vanished_on", "reference")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "register/gone.html", {"page": page})


def _opened(request: SignedInRequest, pk: str) -> Watched:
    require_reader(request)
    found: Watched | None = Watched.objects.select_related("publisher", "listed_by").filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is nothing of this name on the capture list."))
    return found


def _address(entered: dict[str, Any]) -> actions.NewAddress:
    return actions.NewAddress(
        address=entered["address"].strip(),
        publisher=entered["publisher"],
        publisher_name=entered["publisher_name"],
        licence=Licence(entered["licence"]),
    )
