"""The list of recommendations: how many wait, are late, are accepted; narrowed by a form; as a CSV file."""

import csv
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from candour.accounts.requests import SignedInRequest
from candour.learning.forms import ListFilter, may_make_any
from candour.learning.models import Recommendation, RecommendationQuerySet
from candour.look.fiction import fiction_among

COLUMNS = (
    "reference",
    "power",
    "maker",
    "addressee",
    "made_on",
    "announced_last_day",
    "statutory_last_day",
    "answer",
)


@require_safe
def recommendations(request: SignedInRequest) -> HttpResponse:
    today = timezone.localdate()
    mine = _mine(request)
    form = ListFilter(_addressees(mine), request.GET)
    rows = list(_ordered(form.narrowed(mine, today)))
    context = {
        "today": today,
        "form": form,
        "rows": [(row, row.is_late(today)) for row in rows],
        "counts": {
            "open": mine.awaiting().count(),
            "late": mine.late(today).count(),
            "accepted": mine.accepted().count(),
        },
        "fiction": fiction_among(row.case_file.fictional for row in rows),
        "may_make": may_make_any(request.user, on=today),
    }
    return render(request, "learning/recommendations.html", context)


@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """The list as it is filtered."""
    mine = _mine(request)
    form = ListFilter(_addressees(mine), request.GET)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="recommendations.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in _ordered(form.narrowed(mine, timezone.localdate())))
    return response


def _mine(request: SignedInRequest) -> RecommendationQuerySet:
    rows: RecommendationQuerySet = Recommendation.objects.open_to(request.user, on=timezone.localdate())
    return rows.with_names()


def _ordered(rows: Any) -> Any:
    return rows.order_by("-made_on", "-case_file__reference")


def _addressees(rows: Any) -> list[tuple[str, str]]:
    found = {(row.addressee_id, row.addressee.official_name) for row in rows}
    return sorted(found, key=lambda pair: pair[1])


def _cells(row: Recommendation) -> list[object]:
    named = [row.reference, row.power, row.maker.official_name, row.addressee.official_name]
    return [*named, row.made_on, row.published_due_date or "", row.statutory_last_day or "", row.answer]
