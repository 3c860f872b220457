"""One recommendation: its clock, its responses, its commitments, and what may be done next."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from candour.accounts.opening import open_case_file_or_404
from candour.accounts.requests import SignedInRequest
from candour.deadlines.models import Deadline
from candour.learning.announcing import Announced, announced
from candour.learning.codes import SOURCES, Answer, Publish
from candour.learning.models import Commitment, Recommendation
from candour.learning.permissions import may_follow_up, may_respond, may_supervise


@dataclass(frozen=True)
class Next:
    """Something the person may do now; the first is the page's button."""

    name: str
    text: str


def open_recommendation(request: SignedInRequest, reference: str, what: str) -> Recommendation:
    """Through the one gate, with the read logged; 404 for whoever may not open the file."""
    case_file = open_case_file_or_404(request, reference, f"recommendation.{what}")
    found: Recommendation = Recommendation.objects.with_names().get(case_file=case_file)
    return found


@require_safe
def recommendation(request: SignedInRequest, reference: str) -> HttpResponse:
    row = open_recommendation(request, reference, "overview")
    return render(request, "learning/recommendation.html", {**shared(row), **_what_stands(request, row)})


def shared(row: Recommendation) -> dict[str, Any]:
    today = timezone.localdate()
    fiction = row.case_file.fictional and _("Everything on this page is made up.")
    return {"recommendation": row, "today": today, "late": row.is_late(today), "fiction": fiction}


def _what_stands(request: SignedInRequest, row: Recommendation) -> dict[str, Any]:
    commitments = list(row.commitments.all())
    owed = Deadline.objects.for_subject(row.pk).owed()
    return {
        "rows": facts_shown(row),
        "announced": announced(row),
        "responses": list(row.responses.all()),
        "commitments": [_commitment(one) for one in commitments],
        "kept": sum(bool(one.done_on) for one in commitments),
        "deadlines": list(owed.exclude(shape="prompt")),
        "prompts": list(owed.filter(shape="prompt")),
        "next": next_things(request, row),
    }


def facts_shown(row: Recommendation) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = [
        {"key": _("Made by"), "value": row.maker.official_name},
        {"key": _("Addressed to"), "value": row.addressee.official_name},
        {"key": _("Power"), "value": row.get_power_display(), "source": SOURCES.get(row.power, "")},
        {"key": _("Made"), "partial": row.made_on},
    ]
    if row.national:
        shown.append({"key": _("Reach"), "value": _("For all forces")})
    if row.matter:
        link = {"href": row.matter.get_absolute_url(), "value": row.matter.reference}
        shown.append({"key": _("From the matter"), **link})
    return shown


def next_things(request: SignedInRequest, row: Recommendation) -> list[Next]:
    today, user = timezone.localdate(), request.user
    offered: list[Next] = []
    undecided = row.responses.filter(publish=Publish.UNDECIDED).exists()
    supervises = may_supervise(user, row, on=today) is None
    if row.answer == Answer.AWAITING and may_respond(user, row, on=today) is None:
        offered.append(Next("respond", _("Enter the response")))
    if supervises and undecided:
        offered.append(Next("decide-publication", _("Decide on publication")))
    if may_follow_up(user, row, on=today) is None:
        offered.append(Next("commit", _("Add a commitment")))
    if supervises and row.answer == Answer.AWAITING and row.statutory_last_day:
        offered += [
            Next("extend", _("Give more time")),
            Next("judicial-review", _("Enter a judicial review")),
        ]
    return offered


def _commitment(one: Commitment) -> dict[str, Any]:
    return {
        "row": one,
        "standing": _("Done") if one.done_on else _("Open"),
        "colour": "green" if one.done_on else "blue",
    }


__all__ = ["Announced", "Next", "open_recommendation", "recommendation", "shared"]
