"""Where a round of requests is published from: its checklist, the preview, publishing and withdrawing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from candour.accounts.requests import SignedInRequest
from candour.ledger.writing import Overtaken
from candour.publishing.actions.publishing import PublishingRefused
from candour.publishing.actions.rounds import RoundWritten, preview_round, publish_round, withdraw_round
from candour.publishing.codes import PageKind
from candour.publishing.forms import WITHDRAW, WITHDRAWN, WithdrawForm, long_text
from candour.publishing.gate import NotYet
from candour.publishing.models import Snapshot, path_of
from candour.publishing.pages import with_headers
from candour.publishing.registers import rebuild
from candour.publishing.rendering import HTML
from candour.publishing.rounds import checks_of_round, slug_of_round, warnings_of_round
from candour.register.models import Round
from candour.register.views.gate import is_editor, require_editor, who_and_when
from candour.register.views.round_gate import fiction_of, opened_round

REFUSALS = (NotYet, Overtaken, PublishingRefused)
SECTIONS = {
    "title": gettext_lazy("Title"),
    "purpose": gettext_lazy("What stands before the questions"),
    "statements": gettext_lazy("What was reported"),
    "change": gettext_lazy("What changed"),
}


class PublishRoundForm(forms.Form):
    """Only what this publication needs is asked for."""

    bold_labels = True

    change = long_text(2, label=gettext_lazy("What changed since the version before?"))
    warnings_answered = long_text(3, label=gettext_lazy("Why does the wording stand?"))

    def __init__(self, *positional: Any, changed: bool, warned: bool, **options: Any) -> None:
        super().__init__(*positional, **options)
        for name, asked in (("change", changed), ("warnings_answered", warned)):
            if not asked:
                del self.fields[name]


@require_safe
def desk(request: SignedInRequest, reference: str) -> HttpResponse:
    opened = opened_round(request, reference, "publication")
    snapshots = list(Snapshot.objects.filter(case_file=opened.case_file).order_by("-version"))
    checks = checks_of_round(opened)
    context = {
        **_framed(opened),
        "checks": [{"title": one.title, "met": one.met, "evidence": one.evidence} for one in checks],
        "in_the_way": sum(not one.met for one in checks),
        "snapshots": snapshots,
        "public": next((one for one in snapshots if one.is_public()), None),
        "public_at": path_of(PageKind.ROUND, slug_of_round(opened)),
        "may_edit": is_editor(request),
    }
    return render(request, "publishing/staff/round_desk.html", context)


@require_safe
def preview(request: SignedInRequest, reference: str) -> HttpResponse:
    """Byte for byte as the public would be sent it today."""
    opened = opened_round(request, reference, "preview")
    response = with_headers(HttpResponse(preview_round(opened, on=timezone.localdate()), HTML))
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest, reference: str) -> HttpResponse:
    opened = opened_round(request, reference, "publish")
    require_editor(request)
    warnings = warnings_of_round(opened)
    changed = Snapshot.objects.filter(case_file=opened.case_file).exists()
    form = PublishRoundForm(request.POST or None, changed=changed, warned=bool(warnings))
    if request.method == "POST" and (form.is_valid() or not form.fields):
        try:
            written = RoundWritten(**getattr(form, "cleaned_data", {}))
            publish_round(round_=opened, written=written, **who_and_when(request))
            rebuild()
        except REFUSALS as refused:
            form.add_error(None, ValidationError(str(refused).replace("%", "%%")))
        else:
            messages.success(request, _("The round is public"))
            return redirect("publishing:round", opened.reference)
    context = {
        **_framed(opened),
        "form": form,
        "heading": _("Publish"),
        "warnings": [_spoken(one) for one in warnings],
    }
    return render(request, "publishing/staff/round_publish.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, reference: str, pk: str) -> HttpResponse:
    opened = opened_round(request, reference, "withdraw")
    require_editor(request)
    snapshot = get_object_or_404(Snapshot, pk=pk, case_file=opened.case_file, withdrawn_on=None)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_round(round_=opened, snapshot=snapshot, **form.cleaned_data, **who_and_when(request))
            rebuild()
        except REFUSALS as refused:
            form.add_error(None, ValidationError(str(refused)))
        else:
            messages.success(request, WITHDRAWN)
            return redirect("publishing:round", opened.reference)
    context = {**_framed(opened), "form": form, "heading": WITHDRAW, "button": WITHDRAW}
    return render(request, "publishing/staff/form.html", context)


def _framed(opened: Round) -> dict[str, Any]:
    return {
        "round": opened,
        "case_file": opened.case_file,
        "home": reverse("publishing:round", args=[opened.reference]),
        "fiction": fiction_of(opened),
    }


def _spoken(one: Any) -> str:
    return _("%(section)s, sentence %(number)d: %(message)s") % {
        "section": SECTIONS[one.section],
        "number": one.sentence,
        "message": one.message,
    }
