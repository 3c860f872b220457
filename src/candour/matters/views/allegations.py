"""The allegations of a matter: added with a code of the list that applies, and decided."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.requests import SignedInRequest
from candour.evidence.permissions import may_read
from candour.ledger.writing import Overtaken
from candour.matters.actions import add_allegation, decide_allegation
from candour.matters.actions.allegations import (
    AllegationDecision,
    CodedAllegation,
    may_add_to,
    may_change_decisions,
)
from candour.matters.actions.citing import may_cite
from candour.matters.codes import allegation_title, title_of
from candour.matters.forms import AllegationForm, DecideAllegationForm
from candour.matters.views.citing import citations_of
from candour.matters.views.opening import open_matter, shared_context


def allegations(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "allegations")
    rows = matter.allegations.prefetch_related("subjects__party__person", "factors", "actions")
    cited = citations_of(request, matter)
    described = [
        {
            "allegation": row,
            "title": allegation_title(row),
            "decision": title_of("allegation-decisions", row.decision_edition, row.decision) if row.decision else "",
            "factors": [title_of("complaint-factors", one.code_edition, one.code) for one in row.factors.all()],
            "actions": [title_of("result-actions", one.code_edition, one.code) for one in row.actions.all()],
            "citations": cited.get(row.pk, []),
        }
        for row in rows
    ]
    context = {
        **shared_context(request, matter, "allegations"),
        "rows": described,
        "may_add": may_add_to(matter) is None,
        "may_decide": may_change_decisions(matter) is None,
        "may_cite": may_cite(request.user, matter, on=timezone.localdate()) is None,
        "may_read_exhibits": may_read(request.user, matter.case_file, on=timezone.localdate()) is None,
    }
    return render(request, "matters/allegations.html", context)


def add(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "allegations")
    form = AllegationForm(matter, request.POST or None)
    if request.method == "POST" and form.is_valid():
        coded = CodedAllegation(**form.cleaned_data)
        add_allegation(matter=matter, allegation=coded, by=request.user, on=timezone.localdate(), at=timezone.now())
        messages.success(request, _("The allegation has been added"))
        return redirect("matters:allegations", matter.reference)
    context = {**shared_context(request, matter, "allegations"), "form": form, "heading": _("Add an allegation")}
    return render(request, "matters/form.html", context)


def decide(request: SignedInRequest, reference: str, pk: UUID) -> HttpResponse:
    matter = open_matter(request, reference, "allegations")
    row = get_object_or_404(matter.allegations, pk=pk)
    form = DecideAllegationForm(matter, request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            decision = AllegationDecision(**form.cleaned_data)
            decide_allegation(
                allegation=row, decision=decision, by=request.user, on=timezone.localdate(), at=timezone.now()
            )
            messages.success(request, _("The decision has been entered"))
            return redirect("matters:allegations", matter.reference)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            status = 409
    context = {
        **shared_context(request, matter, "allegations"),
        "form": form,
        "heading": _("Decide allegation %(number)s") % {"number": row.number},
        "about": row.summary,
    }
    return render(request, "matters/form.html", context, status=status)
