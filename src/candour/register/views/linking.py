"""From a source to its case: what may be the same, a new entry, or a link to one that stands."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.accounts.requests import SignedInRequest
from candour.register import actions
from candour.register.actions.entries import best_likeness
from candour.register.describing import person_of_source
from candour.register.entry_forms import LinkForm
from candour.register.finding_matches import matches_for
from candour.register.models import EntrySource
from candour.register.telling import account_of, people_told, statements_told
from candour.register.views.capturing import REFUSALS
from candour.register.views.entries import opened_entry
from candour.register.views.gate import (
    fiction_of_source,
    is_editor,
    opened_source,
    require_editor,
    who_and_when,
)


@require_http_methods(["GET", "POST"])
def case_of(request: SignedInRequest, reference: str) -> HttpResponse:
    """The entries of a source, and those it may belong to; POST opens a new one."""
    source = opened_source(request, reference)
    if request.method == "POST":
        require_editor(request)
        try:
            made = actions.open_entry(source=source, **who_and_when(request))
        except REFUSALS as refused:
            messages.warning(request, str(refused))
            return redirect("register:case", source.reference)
        messages.success(request, _("The entry is open"))
        return redirect(made.get_absolute_url())
    context = {
        "source": source,
        "links": source.links.filter(undone_on__isnull=True).select_related("entry"),
        "matches": matches_for(source),
        "may_edit": is_editor(request),
        "fiction": fiction_of_source(source),
    }
    return render(request, "register/case.html", context)


@require_http_methods(["GET", "POST"])
def link(request: SignedInRequest, reference: str, entry: str) -> HttpResponse:
    source, into = opened_source(request, reference), opened_entry(request, entry)
    require_editor(request)
    rows = statements_told(EntrySource(source=source))
    told = [(subject, person_of_source(rows, subject)) for subject in people_told(rows)]
    form = LinkForm(told, account_of(into).people, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = actions.NewLink(source, form.places(), form.cleaned_data["reasons"])
        try:
            actions.link_source(into=into, given=given, **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        else:
            messages.success(request, _("The source is linked"))
            return redirect(into.get_absolute_url())
    context = {
        "source": source,
        "entry": into,
        "form": form,
        "likeness": best_likeness(into, source),
        "fiction": fiction_of_source(source),
    }
    return render(request, "register/link.html", context)
