"""What came in and what needs a person: the list of sources, and the statements that wait."""

import csv
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from candour.accounts.requests import SignedInRequest
from candour.bodies.models import Body
from candour.register.cells import Cells, words_of
from candour.register.forms import ListFilter
from candour.register.models import Source, SourceStatement
from candour.register.views.documents import opened_cells
from candour.register.views.gate import is_editor, require_reader

A_PAGE = 50
COLUMNS = (
    "reference",
    "publisher",
    "name",
    "address",
    "licence",
    "captured_on",
    "versions",
    "waiting",
    "vanished_on",
)


@require_safe
def sources(request: SignedInRequest) -> HttpResponse:
    require_reader(request)
    form = ListFilter(request.GET)
    everything = _with_counts()
    page = Paginator(_ordered(form.narrowed(everything)), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "waiting": _waiting().count(),
        "waiting_sources": everything.filter(waiting__gt=0).count(),
        "unsettled_names": _unsettled_names().count(),
        "gone": everything.filter(vanished_on__isnull=False).count(),
        "may_edit": is_editor(request),
    }
    return render(request, "register/sources.html", context)


@require_safe
def export(request: SignedInRequest) -> HttpResponse:
    """The list as it is filtered."""
    require_reader(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="sources.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in _ordered(ListFilter(request.GET).narrowed(_with_counts())))
    return response


@require_safe
def waiting(request: SignedInRequest) -> HttpResponse:
    """Names of forces that no table knows, with the nearest; then what a reader was unsure of."""
    require_reader(request)
    unsure = _waiting().filter(sure=False).exclude(field="force")
    context = {
        "names": [_named(one) for one in _with_places(_unsettled_names())[:A_PAGE]],
        "page": Paginator(_with_places(unsure), A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "register/waiting.html", context)


def _waiting() -> Any:
    return SourceStatement.objects.of_newest_readings().waiting()


def _unsettled_names() -> Any:
    return _waiting().filter(field="force", sure=False)


def _with_places(rows: Any) -> Any:
    order = ("reading__version__source__reference", "number")
    return rows.select_related("reading__version__source").prefetch_related("judgements").order_by(*order)


def _named(statement: SourceStatement) -> dict[str, Any]:
    """The words of the source, and the bodies of our tables whose names are nearest to them."""
    cells = opened_cells(statement.reading.version)[0] if statement.row else Cells()
    written = words_of(statement, cells)
    return {
        "statement": statement,
        "written": written,
        "near": Body.objects.forces().suggest(written, limit=3),
    }


def _with_counts() -> Any:
    waiting = _waiting().filter(reading__version__source=OuterRef("pk")).order_by()
    counted = waiting.values("reading__version__source").annotate(n=Count("pk")).values("n")
    count = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return Source.objects.with_names().annotate(waiting=count)


def _ordered(rows: Any) -> Any:
    return rows.order_by("-captured_on", "-reference")


def _cells(row: Any) -> list[object]:
    shown = [row.reference, row.published_by, row.name, row.address, row.licence, row.captured_on]
    return [*map(_harmless, shown), len(row.versions.all()), row.waiting, row.vanished_on or ""]


def _harmless(cell: object) -> object:
    """A page's title may begin with a sign that a spreadsheet would take for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
