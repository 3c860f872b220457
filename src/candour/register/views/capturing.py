"""Capturing by upload, and saying that a source is no longer published."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.accounts.requests import SignedInRequest
from candour.ledger.writing import Overtaken
from candour.register import actions
from candour.register.codes import Licence, Way
from candour.register.forms import CaptureForm, VanishedForm
from candour.register.refusal import AlteredSource, SourceRefused
from candour.register.views.gate import fiction_of_source, opened_source, require_editor, who_and_when

REFUSALS = (SourceRefused, AlteredSource, Overtaken)


@require_http_methods(["GET", "POST"])
def capture(request: SignedInRequest) -> HttpResponse:
    require_editor(request)
    form = CaptureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _captured(request, form.cleaned_data)
        except REFUSALS as refused:
            form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
    return render(request, "register/capture.html", {"form": form})


def _captured(request: SignedInRequest, entered: dict[str, Any]) -> HttpResponse:
    upload = entered.pop("upload")
    given = actions.NewCapture(
        content=upload.read(), file_name=upload.name, way=Way.UPLOAD, **_typed(entered)
    )
    done = actions.capture(given=given, **who_and_when(request))
    if done.new:
        messages.success(request, _("The source is captured and read"))
    else:
        messages.info(request, _("Nothing has changed since this source was last captured"))
    return redirect(done.version.get_absolute_url())


def _typed(entered: dict[str, Any]) -> dict[str, Any]:
    return {**entered, "licence": Licence(entered["licence"]), "address": entered["address"].strip()}


@require_http_methods(["GET", "POST"])
def vanished(request: SignedInRequest, reference: str) -> HttpResponse:
    found = opened_source(request, reference)
    require_editor(request)
    if found.vanished_on:
        raise Http404(_("It is already entered as gone."))
    form = VanishedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_vanished(source=found, **form.cleaned_data, **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(None, ValidationError(str(refused)))
        else:
            messages.success(request, _("Entered"))
            return redirect(found.get_absolute_url())
    context = {"form": form, "source": found, "fiction": fiction_of_source(found)}
    return render(request, "register/vanished.html", context)
