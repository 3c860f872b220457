"""The search of the national register: by words, force, year of the case, how it began, and outcome."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from candour.publishing.codes import PageKind
from candour.publishing.national_register import by_force, by_year, listed, outcomes_of
from candour.publishing.open_data import searched_in
from candour.publishing.pages import with_headers
from candour.publishing.published import Published, published
from candour.publishing.rendering import HTML, render
from candour.register.wording import value_in_words

ON_A_PAGE = 20
ANYTHING = ("", gettext_lazy("All"))


class RegisterSearchForm(forms.Form):
    hide_optional = True

    q = forms.CharField(label=gettext_lazy("Words or reference"), required=False, max_length=200)
    force = forms.ChoiceField(label=gettext_lazy("Force"), required=False)
    year = forms.ChoiceField(label=gettext_lazy("Year of the case"), required=False)
    began = forms.ChoiceField(label=gettext_lazy("How it began"), required=False)
    outcome = forms.ChoiceField(label=gettext_lazy("Outcome"), required=False)

    def __init__(self, rows: list[Published], *positional: Any, **options: Any) -> None:
        super().__init__(*positional, **options)
        self._offer("force", [(one["key"], one["name"]) for one in by_force(rows)])
        self._offer("year", [(one["year"], one["year"]) for one in by_year(rows)])
        self._offer("began", _in_words({one.content["matter_type"] for one in rows} - {""}))
        self._offer("outcome", _in_words({code for one in rows for code in outcomes_of(one)}))

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name].choices = [ANYTHING, *choices]  # type: ignore[attr-defined]

    def found(self, rows: list[Published]) -> list[Published]:
        """Nothing where something is asked for that no entry has; the form says so."""
        return [one for one in rows if _fits(one, self.cleaned_data)] if self.is_valid() else []


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    rows = published(PageKind.ENTRY)
    form = RegisterSearchForm(rows, request.GET)
    found = form.found(rows)
    page = Paginator([listed(one) for one in found], ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"path": request.path, "form": form, "page": page, "count": len(found), "request": request}
    return with_headers(HttpResponse(render("publishing/public/register_search.html", context), HTML))


def _in_words(codes: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(((code, capfirst(value_in_words(code))) for code in codes), key=lambda pair: pair[1])


def _fits(one: Published, chosen: dict[str, Any]) -> bool:
    words = (chosen.get("q") or "").casefold().split()
    text = searched_in(one) if words else ""
    return (
        all(word in text for word in words)
        and chosen.get("force") in {"", None, *(force["key"] for force in one.content["forces"])}
        and chosen.get("year") in {"", None, one.content["year"]}
        and chosen.get("began") in {"", None, one.content["matter_type"]}
        and chosen.get("outcome") in {"", None, *outcomes_of(one)}
    )
