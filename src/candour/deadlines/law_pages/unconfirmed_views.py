"""The page of everything that is still to be confirmed, and its download."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from candour.deadlines.law_pages.not_confirmed import DoubtFilter, as_csv, by_kind, doubts_like
from candour.deadlines.law_pages.rule_views import csv_download, csv_query
from candour.deadlines.law_pages.sections import sections


@login_not_required
@require_safe
def unconfirmed(request: HttpRequest) -> HttpResponse:
    asked = DoubtFilter(request.GET or None)
    found = doubts_like(asked)
    if request.GET.get("format") == "csv":
        return csv_download(as_csv(found), "candour-to-be-confirmed.csv")
    shown = {
        "form": asked,
        "filtered": any(asked.cleaned_data.values()) if asked.is_bound and asked.is_valid() else False,
        "number": len(found),
        "kinds": by_kind(found),
        "sections": sections("law-unconfirmed"),
        "csv": csv_query(request),
    }
    return render(request, "deadlines/law/unconfirmed.html", shown)
