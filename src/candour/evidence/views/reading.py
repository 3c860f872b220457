"""Having an exhibit read, and how the reading adds up."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from candour.accounts.requests import SignedInRequest
from candour.evidence.actions import EvidenceRefused, import_exhibit
from candour.evidence.codes import ImportState
from candour.evidence.imports.folders import entries_of, folder_of
from candour.evidence.models import Exhibit, Import
from candour.evidence.views.opening import opened_exhibit, unless_altered, who

SHOWN_GAPS = 20


@require_POST
@unless_altered
def read(request: SignedInRequest, exhibit_id: UUID) -> HttpResponse:
    row = opened_exhibit(request, exhibit_id, "read")
    try:
        import_exhibit(exhibit=row, **who(request))
        messages.success(request, _("The exhibit is being read."))
    except EvidenceRefused as refusal:
        messages.warning(request, str(refusal))
    return redirect(row)


def reading_of(exhibit: Exhibit) -> dict[str, Any]:
    """How the last import stands, for the exhibit's page: counts and places, no words of any message."""
    last = exhibit.imports.select_related("progress", "asked_by").last()
    if last is None or last.state not in {ImportState.READ, ImportState.NEEDS_ORDER}:
        return {"reading": last}
    sources = [_source(one) for one in entries_of(folder_of(last.folder))]
    return {"reading": last, "sources": sources, "whole": all(one["balances"] for one in sources)}


def _source(entry: dict[str, Any]) -> dict[str, Any]:
    sums = entry["reconciliation"]
    return {
        "name": entry["name"],
        "sha256": entry["source"],
        "format": entry["format"],
        "kinds": sorted(entry["kinds"].items(), key=lambda one: -one[1]),
        "balances": sums["balances"],
        "size": sums.get("size"),
        "in_records": sums.get("in_records"),
        "tables": sums["tables"],
        "gaps": entry["gaps"][:SHOWN_GAPS],
        "more_gaps": max(len(entry["gaps"]) - SHOWN_GAPS, 0),
        "missing": entry["missing_bytes"],
        "order": entry["facts"].get("date_order"),
        "order_because": entry["facts"].get("date_order_because"),
    }


def last_reading(exhibit: Exhibit) -> Import | None:
    """The last one that came to its end; a later one that runs or failed leaves it standing."""
    found: Import | None = exhibit.imports.filter(state=ImportState.READ).last()
    return found
