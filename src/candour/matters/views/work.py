"""My work: what is owed on the files a person may open, late first, in sentences."""

import csv
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from candour.accounts.access import roles_held
from candour.accounts.codes import PARTIES, WORKING, Role
from candour.accounts.models.written_once import Question, Questions, key
from candour.accounts.requests import SignedInRequest
from candour.deadlines.models import Task
from candour.deadlines.sentences import sentence
from candour.look.fiction import fiction_among
from candour.look.widgets import Radios
from candour.matters.addresses import address_of
from candour.matters.models import Matter
from candour.matters.waiting import count_unlogged, longest_unlogged
from candour.matters.worklist import (
    Chosen,
    CountsByDay,
    chosen_rows,
    counts_of_ours,
    worklist,
)

WHOSE = [
    ("all", _("Everything I may open")),
    ("mine", _("Files I am appointed to")),
    ("unassigned", _("Nobody appointed yet")),
]
STATES = [("owed", _("Owed by us")), ("late", _("Late only")), ("others", _("Waiting on others"))]
ELSEWHERE = {
    Role.ADMINISTRATOR: "accounts:administration",
    Role.REGISTER_EDITOR: "register:sources",
    Role.LPB_OVERSIGHT: "learning:recommendations",
}
"""Where those begin who work on no case file."""
A_PAGE = 25
A_FEW = 10
A_LINE = 110  # characters of a summary
WEEKS_AHEAD = 6
TASKS = Question(
    lambda: Task.objects.filter(owner=key("owner"), done_on__isnull=True).order_by("due")[:A_FEW]
)
SUMMARIES = Questions(
    lambda number: Matter.objects.filter(
        pk__in=[key(f"matter{place}") for place in range(number)]
    ).values_list("pk", "summary")
)


class WorkFilter(forms.Form):
    hide_optional = True
    whose = forms.ChoiceField(label=_("Whose"), choices=WHOSE, required=False, widget=Radios())
    state = forms.ChoiceField(label=_("Which"), choices=STATES, required=False, widget=Radios())
    words = forms.CharField(label=_("Reference"), required=False, max_length=40)


def work(request: SignedInRequest) -> HttpResponse:
    """Who works on no file has no work list, and is led to what is theirs: to their own complaints, most often."""
    today = timezone.localdate()
    roles = roles_held(request.user, on=today)
    if not roles & WORKING:
        elsewhere = [page for role, page in ELSEWHERE.items() if role in roles and not roles & PARTIES]
        return redirect(elsewhere[0] if elsewhere else "my-complaints")
    chosen = WorkFilter(request.GET or None)
    counted = counts_of_ours(request.user, on=today)
    rows: Any = worklist(request.user, asked(chosen), on=today, counted=counted)
    unlogged = longest_unlogged(request.user, A_FEW + 1, on=today)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "today": today,
        "page": page,
        "entries": with_matters(page.object_list, today),
        "filter": chosen,
        "late": sum(counted.late(today).values()),
        "this_week": sum(counted.between(today, today + timedelta(days=6)).values()),
        "weeks": load_by_week(counted, today),
        "unlogged": unlogged[:A_FEW],
        "unlogged_count": len(unlogged) if len(unlogged) <= A_FEW else count_unlogged(request.user, on=today),
        "fiction": fiction_among(row.case_file.fictional for row in (*page.object_list, *unlogged)),
        "tasks": TASKS(owner=request.user.pk),
    }
    return render(request, "matters/work.html", context)


def asked(chosen: WorkFilter) -> Chosen:
    said: dict[str, Any] = chosen.cleaned_data if chosen.is_valid() else {}
    reference = str(said.get("words") or "").strip().upper()
    return Chosen(
        said.get("state") or "", "" if said.get("whose") == "all" else said.get("whose") or "", reference
    )


def with_matters(rows: Any, today: date) -> list[dict[str, Any]]:
    found = list(rows)
    about = dict(
        SUMMARIES(len(found), **{f"matter{place}": row.subject_id for place, row in enumerate(found)})
    )
    return [
        {
            "deadline": row,
            "reference": row.case_file.reference,
            "address": address_of(row.case_file.reference),
            "deadline_address": f"{address_of(row.case_file.reference, 'matters:deadlines')}{row.pk}/",
            "summary": _cut_short(about.get(row.subject_id, "")),
            "sentence": sentence(row),
            "late": row.is_late(today),
        }
        for row in found
    ]


def _cut_short(summary: str) -> str:
    return summary if len(summary) <= A_LINE else f"{summary[: A_LINE - 1]}…"


def load_by_week(counted: CountsByDay, today: date) -> list[tuple[str, int]]:
    """Monday of each of the next weeks, and how many dates fall in it."""
    monday = today - timedelta(days=today.weekday())
    mondays = [monday + timedelta(weeks=week) for week in range(WEEKS_AHEAD)]
    falls = [sum(counted.between(day, day + timedelta(days=6)).values()) for day in mondays]
    return [
        (f"{day.day} {date_format(day, 'b').capitalize()}", number)
        for day, number in zip(mondays, falls, strict=True)
    ]


def export(request: SignedInRequest) -> HttpResponse:
    """The list as it is filtered, as CSV: references, rules and dates, no names."""
    today = timezone.localdate()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="work-{today.isoformat()}.csv"'
    rows = chosen_rows(request.user, asked(WorkFilter(request.GET or None)), on=today)
    writer = csv.writer(response)
    writer.writerow(["reference", "what", "due", "state", "rule", "version", "owed by"])
    for row in rows.select_related("case_file", "recipient").iterator(chunk_size=2000):
        state = "late" if row.is_late(today) else row.state
        writer.writerow(
            [row.case_file.reference, sentence(row), row.due or "", state, row.rule, row.version, row.owed_by]
        )
    return response
