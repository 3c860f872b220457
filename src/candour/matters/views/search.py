"""One box: reference, name or words; results grouped by kind, with why they match."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from candour.accounts.models import User
from candour.accounts.requests import SignedInRequest
from candour.look.fiction import fiction_among
from candour.matters.search import A_FEW, LABELS, MANY, Group, Kind, find

SHORTEST = 3


class SearchForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Reference, name or words"),
        max_length=100,
        min_length=SHORTEST,
        error_messages={
            "required": gettext_lazy("Enter a reference, a name or some words"),
            "min_length": gettext_lazy("Enter at least 3 letters"),
        },
    )


def search(request: SignedInRequest) -> HttpResponse:
    form = SearchForm(request.GET if "words" in request.GET else None)
    kind = request.GET.get("kind", "")
    alone = Kind(kind) if kind in set(Kind) else None
    asked = form.is_bound and form.is_valid()
    groups = _groups(form.cleaned_data["words"].strip(), request.user, alone) if asked else []
    context = {
        "form": form,
        "groups": groups,
        "asked": asked,
        "alone": alone and LABELS[alone],
        "most": MANY if alone else A_FEW,
        "fiction": fiction_among(hit.matter.case_file.fictional for group in groups for hit in group.hits),
    }
    return render(request, "matters/search.html", context)


def _groups(text: str, user: User, alone: Kind | None) -> list[Group]:
    """A few of each kind, or of one kind many."""
    on = timezone.localdate()
    return find(text, user, on=on, kinds=[alone], most=MANY) if alone else find(text, user, on=on)
