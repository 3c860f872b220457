"""The record of a matter, newest first: every act, by whom, under which power, and whether the entry verifies.

Each tick is worked out anew from some twenty hashes that lie all over the database, so a page holds a few entries; the
whole record is one link away, to print or to keep.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.models.written_once import Question, key
from candour.accounts.requests import SignedInRequest
from candour.ledger.reading import BrokenEntry, ReadEntry, entries_as_they_stand, those_that_verify
from candour.ledger.reading import proof as proof_of
from candour.matters.models import Matter, StatedText
from candour.matters.views.opening import open_matter, shared_context

A_PAGE, ORPHANS = 10, 2
WHOLE = "all"
SAID = Question(
    lambda: (
        StatedText.objects.filter(step_taken__matter=key("matter"))
        .exclude(text="")
        .values_list("step_taken__step", "step_taken__at", "text")
    )
)


def record(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "record")
    newest_first = entries_as_they_stand(matter)[::-1]
    asked = request.GET.get("page")
    a_page = max(1, len(newest_first)) if asked == WHOLE else A_PAGE
    page = Paginator(newest_first, a_page, orphans=ORPHANS).get_page(asked)
    context = shared_context(request, matter, "record")
    shown = {"rows": _rows(matter, list(page)), "page": page, "whole": asked == WHOLE}
    return render(request, "matters/record.html", {**context, **shown})


def _rows(matter: Matter, entries: Sequence[ReadEntry | BrokenEntry]) -> list[dict[str, Any]]:
    read = [entry for entry in entries if isinstance(entry, ReadEntry)]
    names, said = _names(read), _said(matter)
    proved = those_that_verify([entry.index for entry in read])
    return [
        {"entry": entry, "broken": True}
        if isinstance(entry, BrokenEntry)
        else {
            "entry": entry,
            "who": names.get(str(entry.by), _by(entry)),
            "said": said.get((entry.verb, entry.at), []),
            "verifies": entry.index in proved,
        }
        for entry in entries
    ]


def _names(entries: Sequence[ReadEntry]) -> dict[str, str]:
    people = {str(entry.by) for entry in entries if entry.by != "none"}
    return {str(pk): name for pk, name in User.objects.filter(pk__in=people).values_list("pk", "name")}


def _said(matter: Matter) -> dict[tuple[str, datetime], list[str]]:
    """The words given with each step, by the step and its moment."""
    found: dict[tuple[str, datetime], list[str]] = {}
    for step, at, text in SAID(matter=matter.pk):
        found.setdefault((step, at), []).append(text)
    return found


def _by(entry: ReadEntry) -> str:
    return _("a member of the public") if entry.acting_as == "public" else _("Candour")


def proof(request: SignedInRequest, reference: str, index: int) -> HttpResponse:
    """One entry with the proof that it stands in the record, for `verifier.py`."""
    matter = open_matter(request, reference, "record")
    if index not in {entry.index for entry in entries_as_they_stand(matter)}:
        raise Http404
    response = JsonResponse(proof_of(index))
    response["Content-Disposition"] = f'attachment; filename="{matter.reference}-entry-{index}.json"'
    return response
