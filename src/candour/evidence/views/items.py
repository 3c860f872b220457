"""The items of concern of a case file: what awaits whom, what readers agree on, and by how much."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from candour.accounts.models import CaseFile
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.deadlines.law import the_law
from candour.evidence.actions.marking import BEHAVIOURS
from candour.evidence.codes import Capacity
from candour.evidence.codings import in_words, titles
from candour.evidence.marking import (
    agreements,
    awaiting,
    last_of,
    markings_of,
    may_still_read,
    readers_of,
    settled,
    shown_to,
    standing_of,
)
from candour.evidence.models import Item
from candour.evidence.permissions import SEES, may_adjudicate, may_mark, may_read, may_schedule
from candour.evidence.review.agreement import Agreement
from candour.evidence.views.opening import shared


@require_safe
def items(request: SignedInRequest, reference: str) -> HttpResponse:
    """Codes and states, no words of any message: those open one by one, within the scope."""
    case_file = _opened(request, reference, "items")
    found = list(Item.objects.of(case_file))
    context = {
        "items": [_row(item, request.user) for item in found],
        "mine": awaiting(found, request.user) if _may_mark(request, case_file) else [],
        "agreements": _agreements(found),
        "doubly": sum(len(readers_of(item)) > 1 for item in found),
    }
    return render(request, "evidence/items.html", {**shared(case_file), **context})


@require_safe
def following(request: SignedInRequest, reference: str) -> HttpResponse:
    """Leads to the next message that this person may read as the second reader."""
    case_file = _opened(request, reference, "items")
    mine = awaiting(Item.objects.of(case_file), request.user) if _may_mark(request, case_file) else []
    if not mine:
        return redirect("evidence:items", case_file.reference)
    return redirect("evidence:marking", mine[0].exhibit_id, mine[0].source, mine[0].place)


def _opened(request: SignedInRequest, reference: str, what: str) -> CaseFile:
    case_file = open_case_file_or_404(request, reference, f"exhibit.{what}", roles=SEES)
    require(may_read(request.user, case_file, on=timezone.localdate()))
    return case_file


def _may_mark(request: SignedInRequest, case_file: CaseFile) -> bool:
    return may_mark(request.user, case_file, on=timezone.localdate()) is None


def _row(item: Item, user: Any) -> dict[str, Any]:
    taken = settled(item)
    return {
        "item": item,
        "standing": standing_of(item),
        "own": last_of(item, user),
        "taken": in_words(taken) if taken else None,
    }


def _agreements(found: list[Item]) -> list[dict[str, Any]]:
    names = {"concern": _("Of concern, not, or cannot decide"), "gravity": _("How grave")}
    titled = dict(
        zip(
            the_law().lists[BEHAVIOURS].every_code,
            titles(BEHAVIOURS, list(the_law().lists[BEHAVIOURS].every_code)),
            strict=True,
        )
    )
    return [
        {"name": (names | titled)[key], **_figures(one)}
        for key, one in agreements(found, list(titled)).items()
        if one.n
    ]


def _figures(one: Agreement) -> dict[str, Any]:
    kappa = one.kappa
    return {"n": one.n, "agreed": one.agreed, "kappa": None if kappa is None else f"{float(kappa):.2f}"}


def marking_of(item: Item | None, user: Any, case_file: CaseFile, *, on: date) -> Mapping[str, Any]:
    """What a message's page says of its marking to this person."""
    may = may_mark(user, case_file, on=on) is None
    if item is None:
        return {"may_mark": may}
    readers, shown = readers_of(item), shown_to(item, user)
    return {
        "item": item,
        "standing": standing_of(item),
        "markings": [in_words(one) for one in shown],
        "hidden": len(markings_of(item)) - len(shown),
        "may_mark": may and may_still_read(item, user),
        "may_schedule": may_schedule(user, case_file, on=on) is None,
        "may_adjudicate": may_adjudicate(user, case_file, on=on) is None
        and len(readers) > 1
        and user not in readers,
        "adjudicated": [one for one in shown if one.capacity == Capacity.ADJUDICATOR],
    }
