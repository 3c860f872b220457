"""What the public is sent: stored bytes; the one page that answers a question is the search."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from candour.learning.codes import ACCEPTED, Answer
from candour.ledger.checkpoints import latest_checkpoint
from candour.publishing.codes import PageKind
from candour.publishing.models import PublicPage
from candour.publishing.open_data import searched_in
from candour.publishing.pages import page_at, sent, with_headers
from candour.publishing.published import Published, published
from candour.publishing.record_page import record_page
from candour.publishing.registers import made_at
from candour.publishing.rendering import HTML, render, sha256_of

ON_A_PAGE = 20


@login_not_required
@require_safe
def page(request: HttpRequest, **_named: object) -> HttpResponse:
    """The page stored for this address: 200, or 410 with the reason where it was withdrawn."""
    stored = page_at(request.path) or _made_now(request.path)
    if stored is None:
        raise Http404(_("Nothing is published at this address."))
    return sent(request, stored)


@login_not_required
@require_safe
def asset(request: HttpRequest, name: str) -> HttpResponse:
    """A style or script of an earlier release that a frozen page names; those of this release never get here."""
    kept = page_at(request.path)
    if kept is None:
        raise Http404(_("There is no such file."))
    return sent(request, kept)


@login_not_required
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    return with_headers(HttpResponse(record_page(latest_checkpoint()), HTML))


@login_not_required
@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    newest = latest_checkpoint()
    if newest is None:
        raise Http404(_("No checkpoint has been signed yet."))
    return with_headers(HttpResponse(newest.text, "text/plain; charset=utf-8"))


class SearchForm(forms.Form):
    """A GET form: words that must all stand in a publication, its kind, force, year and answer."""

    hide_optional = True
    ANSWERS = (
        ("", gettext_lazy("Any")),
        ("late", gettext_lazy("Awaiting, and late")),
        ("awaiting", gettext_lazy("Awaiting a response")),
        ("accepted", gettext_lazy("Accepted, in whole or in part")),
        ("no", gettext_lazy("Not accepted")),
    )
    q = forms.CharField(label=gettext_lazy("Words or reference"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), required=False, choices=[("", gettext_lazy("All")), *PageKind.choices]
    )
    force = forms.ChoiceField(label=gettext_lazy("Force"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Published in"), required=False)
    answer = forms.ChoiceField(
        label=gettext_lazy("Answer to a recommendation"), required=False, choices=ANSWERS
    )

    def __init__(self, rows: list[Published], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        forces = {(force["key"], force["name"]) for one in rows for force in one.content["forces"]}
        years = sorted({str(one.published_on.year) for one in rows}, reverse=True)
        anything = ("", gettext_lazy("All"))
        self.fields["force"].choices = [anything, *sorted(forces, key=lambda pair: pair[1])]  # type: ignore[attr-defined]
        self.fields["year"].choices = [anything, *((year, year) for year in years)]  # type: ignore[attr-defined]

    def found(self, rows: list[Published]) -> list[Published]:
        chosen = self.cleaned_data if self.is_valid() else {}
        return [one for one in rows if _fits(one, chosen)]


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The served site answers a form; the exported one has lists for everybody and a script in addition."""
    rows = [one for kind in PageKind for one in published(kind)]
    form = SearchForm(rows, request.GET)
    found = form.found(sorted(rows, key=lambda one: one.published_on, reverse=True))
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"path": request.path, "form": form, "page": shown, "count": len(found), "request": request}
    return with_headers(HttpResponse(render("publishing/public/search.html", context), HTML))


def _fits(one: Published, chosen: dict[str, Any]) -> bool:
    words = (chosen.get("q") or "").casefold().split()
    text = searched_in(one) if words else ""
    forces = {force["key"] for force in one.content["forces"]}
    return (
        all(word in text for word in words)
        and chosen.get("kind") in {"", None, one.kind}
        and (not chosen.get("force") or chosen["force"] in forces)
        and chosen.get("year") in {"", None, str(one.published_on.year)}
        and _answered(one, chosen.get("answer") or "")
    )


def _answered(one: Published, wanted: str) -> bool:
    answer = one.content.get("answer", "")
    match wanted:
        case "":
            return True
        case "accepted":
            return answer in ACCEPTED
        case "late":
            last = one.content.get("last_day", {}).get("lawful", "")
            return answer == Answer.AWAITING and "" < last < timezone.localdate().isoformat()
        case _:
            return bool(answer == wanted)


def _made_now(path: str) -> PublicPage | None:
    made = made_at(path)
    if made is None:
        return None
    return PublicPage(path=path, content_type=made.content_type, body=made.body, sha256=sha256_of(made.body))
