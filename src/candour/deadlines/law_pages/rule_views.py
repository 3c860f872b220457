"""The list of rules and the page of each, with its calculator; open to everybody."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.answering import Answered, answer, answer_as_json
from candour.deadlines.law_pages.questions import FactsForm
from candour.deadlines.law_pages.rule_list import RuleFilter, as_csv, by_subject, how_sure, rules_like
from candour.deadlines.law_pages.rule_page import rule_page
from candour.deadlines.law_pages.sections import crumbs, sections
from candour.look.errors import sentence_for
from candour.procedure.calendars import NoCalendarYet
from candour.procedure.facts import FactError
from candour.procedure.rules import Rule

MOST_PERIODS = 60


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    asked = RuleFilter(request.GET or None)
    found = rules_like(asked)
    if request.GET.get("format") == "csv":
        return csv_download(as_csv(found), "candour-rules.csv")
    every = the_law().rules.values()
    shown = {
        "form": asked,
        "filtered": any(asked.cleaned_data.values()) if asked.is_bound and asked.is_valid() else False,
        "number": len(found),
        "subjects": by_subject(found),
        "how_sure": how_sure([version for rule in every for version in rule.versions]),
        "how_many": {"rules": len(every), "versions": sum(len(rule.versions) for rule in every)},
        "may_exist": [version for rule in every for version in rule.may_exist],
        "sections": sections("law"),
        "csv": csv_query(request),
    }
    return render(request, "deadlines/law/rules.html", shown)


@login_not_required
@require_safe
def rule(request: HttpRequest, key: str) -> HttpResponse:
    found = the_law().rules.get(key)
    if found is None:
        raise Http404
    form = FactsForm(found, request.GET)
    if request.GET.get("format") == "json":
        return _json(found, form, request)
    shown: dict[str, Any] = {"page": rule_page(found), "form": form, "crumbs": crumbs("law", found.title)}
    shown["answered"] = _answered(found, form)
    return render(request, "deadlines/law/rule.html", shown)


def _answered(rule: Rule, form: FactsForm) -> Answered | None:
    """None where nothing was asked or something is wrong, which the form then says."""
    if not form.is_valid():
        return None
    try:
        return answer(rule, form.statements())
    except (FactError, NoCalendarYet) as problem:
        form.add_error(None, str(problem.args[0]))
        return None


def _json(rule: Rule, form: FactsForm, request: HttpRequest) -> JsonResponse:
    problems = _strangers(form, request) or _wrong(form)
    periods = request.GET.get("periods", "1")
    if not periods.isascii() or not periods.isdigit() or not 1 <= int(periods) <= MOST_PERIODS:
        problems.append(_("periods must be a whole number from 1 to %(most)s") % {"most": MOST_PERIODS})
    if problems:
        return JsonResponse({"rule": rule.key, "errors": problems}, status=400)
    try:
        return JsonResponse(answer_as_json(rule, form.statements(), int(periods)))
    except (FactError, NoCalendarYet) as problem:
        return JsonResponse({"rule": rule.key, "errors": [str(problem.args[0])]}, status=400)


def _wrong(form: FactsForm) -> list[str]:
    if not form.is_bound or form.is_valid():
        return []
    return [
        sentence_for(form[name], error) for name, errors in form.errors.as_data().items() for error in errors
    ]


def _strangers(form: FactsForm, request: HttpRequest) -> list[str]:
    """A misspelt fact would otherwise look like one that was never stated."""
    known = {"format", "periods", *form.fields}
    strangers = [key for key in request.GET if key not in known and key.rpartition("_")[0] not in known]
    accepted = ", ".join(form.fields)
    return [
        _("%(key)s is not a fact of this rule; it asks for %(facts)s") % {"key": key, "facts": accepted}
        for key in strangers
    ]


def csv_download(text: str, name: str) -> HttpResponse:
    # The mark at the start tells spreadsheets that the text is UTF-8.
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8", headers=named)


def csv_query(request: HttpRequest) -> str:
    """The query that downloads the list as it is filtered now."""
    query = request.GET.copy()
    query["format"] = "csv"
    return f"?{query.urlencode()}"
