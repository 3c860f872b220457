"""Which comes first in the dates of a file, day or month: asked of a person, with what other exhibits bear out."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import polars as pl
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions import settle_dates
from candour.evidence.chats.alike import folded
from candour.evidence.codes import ImportState, WrittenOrder
from candour.evidence.exposing import records_within
from candour.evidence.formats.parquet import scan_parts
from candour.evidence.formats.whatsapp.dates import left_open
from candour.evidence.forms import OrderForm
from candour.evidence.imports.folders import entries_of, folder_of, require_unaltered
from candour.evidence.merging.conversation import merged
from candour.evidence.merging.supposing import Supposed
from candour.evidence.models import Exhibit, Import
from candour.evidence.permissions import may_keep, may_read
from candour.evidence.scope import reach_of
from candour.evidence.views.content import opened_content
from candour.evidence.views.opening import opened_exhibit, shared, unless_altered, who, written
from candour.evidence.views.reading import last_reading


@require_http_methods(["GET", "POST"])
@unless_altered
def order(request: SignedInRequest, exhibit_id: UUID) -> HttpResponse:
    """Asked where the file itself leaves it open. What another exhibit suggests is shown and never chosen for anybody."""
    row = opened_exhibit(request, exhibit_id, "date-order")
    require(may_keep(request.user, row.case_file, on=timezone.localdate()))
    last = row.imports.last()
    if last is None or last.state != ImportState.NEEDS_ORDER:
        return redirect(row)
    form = OrderForm(_possible(last), request.POST if request.method == "POST" else None)
    chosen = form.is_valid() and form.cleaned_data["order"]
    if chosen and written(form, lambda: settle_dates(exhibit=row, order=chosen, **who(request))):
        messages.success(request, _("Your answer is recorded. The exhibit is being read again."))
        return redirect(row)
    about = _(
        "In this file day and month cannot be told apart. Ask whose phone it was how it was set, or compare a message with "
        "something whose day is known. Your answer is entered with your name."
    )
    context = {
        "exhibit": row,
        "form": form,
        "heading": _("Which comes first, day or month?"),
        "about": about,
        "borne_out": [_told(mark, found) for mark, found in _beside_others(request, last)],
    }
    return render(request, "evidence/form.html", {**shared(row.case_file), **context})


def _possible(reading: Import) -> set[str]:
    """The orders that the headers of what is ambiguous leave open: a year of four digits stands where it stands."""
    found: set[str] = set()
    for facts in (entry["facts"] for entry in entries_of(folder_of(reading.folder))):
        if facts.get("date_order") != "ambiguous":
            continue
        found |= {str(one) for one in left_open(facts.get("header_form") or "")}
    return found


def _told(mark: str, found: Supposed) -> str:
    counts = {
        "mark": mark,
        "all": found.messages,
        "fitting": found.fitting,
        "otherwise": found.fitting_otherwise,
    }
    if found.order is None:
        return _("Beside %(mark)s neither order alone fits: nothing is suggested.") % counts
    counts["order"] = WrittenOrder(found.order).label
    return (
        _(
            "Read as “%(order)s”, %(fitting)s of %(all)s messages that tell stand at the time that %(mark)s has for them; "
            "under the other order %(otherwise)s do."
        )
        % counts
    )


def _beside_others(request: SignedInRequest, reading: Import) -> Iterator[tuple[str, Supposed]]:
    """Each exhibit of the file that has a chat of the same name within what this person may read, with its mark."""
    folder = folder_of(reading.folder)
    require_unaltered(folder, reading.manifest)
    own = _chats_by_title(folder)
    others = Exhibit.objects.of(reading.exhibit.case_file).exclude(pk=reading.exhibit_id)
    for other in others:
        for title, rows in own.items():
            for found in _beside(request, other, title, rows):
                yield other.reference, found


def _beside(request: SignedInRequest, other: Exhibit, title: str, rows: pl.DataFrame) -> Iterator[Supposed]:
    today = timezone.localdate()
    if may_read(request.user, other.case_file, on=today) or last_reading(other) is None:
        return
    reach = reach_of(other, request.user, on=today)
    alike = [one for one in other.chats.all() if reach.opens(one.key) and folded(one.conversation) == title]
    if not alike:
        return
    with opened_content(request, other.pk, "date-order") as opened:
        for chat in alike:
            there = records_within(opened.folder, chat, opened.reach).collect()
            yield from merged([there, rows]).supposed if there.height else ()


def _chats_by_title(folder: Path) -> dict[str, pl.DataFrame]:
    """The sources that are one conversation with a name, as an export as text is."""
    named = ((folded(entry["facts"].get("conversation") or ""), entry) for entry in entries_of(folder))
    return {title: scan_parts(folder, entry).collect() for title, entry in named if title}
