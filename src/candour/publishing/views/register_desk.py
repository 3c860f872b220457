"""Where an entry of the register is published from: its checklist, the preview, publishing and withdrawing."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from candour.accounts.requests import SignedInRequest
from candour.ledger.writing import Overtaken
from candour.publishing import actions
from candour.publishing.codes import PageKind
from candour.publishing.entry_content import slug_of_entry
from candour.publishing.entry_gate import entry_checklist, in_the_way, taken_down
from candour.publishing.forms import WITHDRAW, WITHDRAWN, WithdrawForm, long_text
from candour.publishing.gate import NotYet
from candour.publishing.models import Snapshot, path_of
from candour.publishing.pages import with_headers
from candour.publishing.registers import rebuild
from candour.publishing.rendering import HTML
from candour.register.models import RegisterEntry
from candour.register.telling import account_of
from candour.register.views.entries import opened_entry
from candour.register.views.gate import is_editor, require_editor

REFUSALS = (NotYet, Overtaken, actions.PublishingRefused)
SECTIONS = {
    "what": gettext_lazy("What it is about"),
    "reasons": gettext_lazy("Reasons of what was settled"),
    "gone": gettext_lazy("Why it is published although a source is gone"),
    "change": gettext_lazy("What changed"),
}


class PublishEntryForm(forms.Form):
    """Only what this publication needs is asked for."""

    bold_labels = True

    what = forms.CharField(
        label=gettext_lazy("What is the case about?"),
        max_length=160,
        help_text=gettext_lazy(
            "In your own words, without names, such as: Photographs of a collision shared. Force and month are added."
        ),
    )
    why_gone = long_text(
        3, label=gettext_lazy("A source was taken down. Why is the entry published all the same?")
    )
    change = long_text(2, label=gettext_lazy("What changed since the version before?"))
    warnings_answered = long_text(
        3,
        required=False,
        label=gettext_lazy("Why the wording stands, if you were warned about it"),
    )

    def __init__(self, *positional: Any, changed: bool, gone: bool, **options: Any) -> None:
        super().__init__(*positional, **options)
        for name, asked in (("change", changed), ("why_gone", gone)):
            if not asked:
                del self.fields[name]


@require_safe
def desk(request: SignedInRequest, reference: str) -> HttpResponse:
    entry = opened_entry(request, reference)
    account = account_of(entry)
    snapshots = list(Snapshot.objects.filter(entry=entry).order_by("-version"))
    checks = entry_checklist(account)
    context = {
        **_framed(entry),
        "checks": [{"title": one.title, "met": one.met, "evidence": one.evidence} for one in checks],
        "in_the_way": sum(not one.met for one in checks),
        "snapshots": snapshots,
        "public": next((one for one in snapshots if one.is_public()), None),
        "public_at": path_of(PageKind.ENTRY, slug_of_entry(entry)),
        "may_decide": is_editor(request),
        "may_edit": is_editor(request),
    }
    return render(request, "publishing/staff/entry_desk.html", context)


@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest, reference: str) -> HttpResponse:
    """`?preview=1` with what was typed shows the page byte for byte as the public would be sent it."""
    entry = opened_entry(request, reference)
    require_editor(request)
    account = account_of(entry)
    earlier = Snapshot.objects.filter(entry=entry).order_by("version").last()
    form = PublishEntryForm(
        request.POST or None,
        changed=earlier is not None,
        gone=bool(taken_down(account)),
        initial=_initial(earlier),
    )
    written = actions.Written(**form.cleaned_data) if request.method == "POST" and form.is_valid() else None
    if written and "preview" in request.POST:
        return _previewed(actions.preview_entry(entry, written, on=timezone.localdate()))
    if written and _published(request, entry, form, written):
        return redirect("publishing:entry", entry.reference)
    warnings = [_spoken(one) for one in actions.warnings_about(entry, written)] if written else []
    context = {
        **_framed(entry),
        "form": form,
        "heading": _("Publish"),
        "warnings": warnings,
        "blocked": in_the_way(account),
    }
    return render(request, "publishing/staff/entry_publish.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedInRequest, reference: str, pk: str) -> HttpResponse:
    entry = opened_entry(request, reference)
    require_editor(request)
    snapshot = get_object_or_404(Snapshot, pk=pk, entry=entry, withdrawn_on=None)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_entry(snapshot=snapshot, **form.cleaned_data, **_who(request))
            rebuild()
        except REFUSALS as refused:
            form.add_error(None, ValidationError(str(refused)))
        else:
            messages.success(request, WITHDRAWN)
            return redirect("publishing:entry", entry.reference)
    context = {**_framed(entry), "form": form, "heading": WITHDRAW, "button": WITHDRAW}
    return render(request, "publishing/staff/form.html", context)


def _published(
    request: SignedInRequest, entry: RegisterEntry, form: PublishEntryForm, written: actions.Written
) -> bool:
    try:
        actions.publish_entry(entry=entry, written=written, **_who(request))
        rebuild()
    except REFUSALS as refused:
        form.add_error(None, ValidationError(str(refused).replace("%", "%%")))
        return False
    messages.success(request, _("The entry is public"))
    return True


def _previewed(body: bytes) -> HttpResponse:
    response = with_headers(HttpResponse(body, HTML))
    response["Cache-Control"] = "private, no-store"
    return response


def _initial(earlier: Snapshot | None) -> dict[str, Any]:
    return {name: json.loads(earlier.content)[name] for name in ("what", "why_gone")} if earlier else {}


def _framed(entry: RegisterEntry) -> dict[str, Any]:
    """`case_file` is what the shared pages call the thing whose reference they show."""
    return {
        "entry": entry,
        "case_file": entry,
        "home": reverse("publishing:entry", args=[entry.reference]),
        "fiction": entry.fictional and _("The sources of this entry were written for the worked examples."),
    }


def _spoken(one: Any) -> str:
    return _("%(section)s, sentence %(number)d: %(message)s") % {
        "section": SECTIONS[one.section],
        "number": one.sentence,
        "message": one.message,
    }


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now(), "on": timezone.localdate()}
