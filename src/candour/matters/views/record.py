"""The record of a matter: every act in order, by whom, under which power, and whether the entry verifies."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.requests import SignedInRequest
from candour.ledger.reading import BrokenEntry, ReadEntry, entries_as_they_stand, those_that_verify
from candour.ledger.reading import proof as proof_of
from candour.matters.views.opening import open_matter, shared_context


def record(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "record")
    found = entries_as_they_stand(matter)
    entries = [entry for entry in found if isinstance(entry, ReadEntry)]
    names = {
        str(pk): name for pk, name in User.objects.filter(pk__in=_people(entries)).values_list("pk", "name")
    }
    texts = matter.steps_taken.prefetch_related("texts")
    said = {(step.step, step.at): [text.text for text in step.texts.all() if text.text] for step in texts}
    proved = those_that_verify([entry.index for entry in entries])
    rows = [
        {"entry": entry, "broken": True}
        if isinstance(entry, BrokenEntry)
        else {
            "entry": entry,
            "who": names.get(str(entry.by), _by(entry)),
            "said": said.get((entry.verb, entry.at), []),
            "verifies": entry.index in proved,
        }
        for entry in reversed(found)
    ]
    return render(request, "matters/record.html", {**shared_context(request, matter, "record"), "rows": rows})


def _people(entries: list[ReadEntry]) -> set[str]:
    return {str(entry.by) for entry in entries if entry.by != "none"}


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
