"""The pages on statutory tests, code lists, lifecycles and bank holidays; open to everybody."""

from collections.abc import Mapping
from typing import TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.lifecycle_page import lifecycle_page
from candour.deadlines.law_pages.reference import editions_of, not_announced, statutory_test_page, years_of
from candour.deadlines.law_pages.rule_page import hash_in_groups, sentence_of
from candour.deadlines.law_pages.sections import crumbs, sections

Held = TypeVar("Held")


@login_not_required
@require_safe
def statutory_tests(request: HttpRequest) -> HttpResponse:
    shown = {"tests": the_law().tests.values(), "sections": sections("law-tests")}
    return render(request, "deadlines/law/tests.html", shown)


@login_not_required
@require_safe
def statutory_test(request: HttpRequest, key: str) -> HttpResponse:
    test = _named(the_law().tests, key)
    return render(
        request,
        "deadlines/law/test.html",
        {"page": statutory_test_page(test), "crumbs": crumbs("law-tests", test.title)},
    )


@login_not_required
@require_safe
def code_lists(request: HttpRequest) -> HttpResponse:
    shown = {"lists": the_law().lists.values(), "sections": sections("law-lists")}
    return render(request, "deadlines/law/lists.html", shown)


@login_not_required
@require_safe
def code_list(request: HttpRequest, name: str) -> HttpResponse:
    found = _named(the_law().lists, name)
    shown = {
        "list": found,
        "editions": editions_of(found),
        "note": sentence_of(found.confidence_note),
        "crumbs": crumbs("law-lists", found.title),
    }
    return render(request, "deadlines/law/list.html", shown)


@login_not_required
@require_safe
def lifecycles(request: HttpRequest) -> HttpResponse:
    shown = {"lifecycles": the_law().lifecycles.values(), "sections": sections("law-lifecycles")}
    return render(request, "deadlines/law/lifecycles.html", shown)


@login_not_required
@require_safe
def lifecycle(request: HttpRequest, track: str) -> HttpResponse:
    found = _named(the_law().lifecycles, track)
    shown = {"page": lifecycle_page(found), "crumbs": crumbs("law-lifecycles", found.title)}
    return render(request, "deadlines/law/lifecycle.html", shown)


@login_not_required
@require_safe
def calendars(request: HttpRequest) -> HttpResponse:
    shown = {"calendars": the_law().calendars.values(), "sections": sections("law-calendars")}
    return render(request, "deadlines/law/calendars.html", shown)


@login_not_required
@require_safe
def calendar(request: HttpRequest, key: str) -> HttpResponse:
    found = _named(the_law().calendars, key)
    shown = {
        "calendar": found,
        "years": years_of(found),
        "not_announced": not_announced(found),
        "hash_groups": hash_in_groups(found.hash),
        "crumbs": crumbs("law-calendars", found.title),
    }
    return render(request, "deadlines/law/calendar.html", shown)


def _named(held: Mapping[str, Held], key: str) -> Held:
    if key not in held:
        raise Http404
    return held[key]
