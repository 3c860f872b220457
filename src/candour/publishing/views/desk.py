"""Where a case file is published from: its checklist, the draft with its warnings, the preview and what is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from candour.accounts.codes import CaseFileKind
from candour.accounts.models import CaseFile
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.requests import SignedInRequest
from candour.matters.models import Matter
from candour.matters.views.opening import shared_context
from candour.publishing.actions.publishing import preview as previewed
from candour.publishing.content import NothingToPublish, kind_of, public_path
from candour.publishing.gate import Check, checklist
from candour.publishing.models import Snapshot, Summary
from candour.publishing.naming import WordingWarning
from candour.publishing.pages import with_headers
from candour.publishing.permissions import may_decide, may_draft
from candour.publishing.proofreading import proofread
from candour.publishing.rendering import HTML
from candour.publishing.wording import people_shown

SECTIONS = {
    "what": gettext_lazy("Title"),
    "happened": gettext_lazy("What happened"),
    "found": gettext_lazy("What was found"),
    "followed": gettext_lazy("What followed"),
    "learning": gettext_lazy("Learning"),
    "people": gettext_lazy("People"),
    "timeline": gettext_lazy("Timeline"),
    "text": gettext_lazy("What is recommended"),
    "rationale": gettext_lazy("Why"),
    "response": gettext_lazy("Response"),
}


@dataclass(frozen=True)
class Desk:
    """One case file on the desk: the addresses of its pages depend on whether it is a matter or a recommendation."""

    case_file: CaseFile

    @property
    def stem(self) -> str:
        return "recommendation" if self.case_file.kind == CaseFileKind.RECOMMENDATION else "matter"

    def address(self, name: str = "", *more: object) -> str:
        named = f"publishing:{self.stem}-{name}" if name else f"publishing:{self.stem}"
        return reverse(named, args=[self.case_file.reference, *more])


def open_desk(request: SignedInRequest, reference: str, what: str) -> Desk:
    return Desk(open_case_file_or_404(request, reference, f"publication.{what}"))


@require_safe
def desk(request: SignedInRequest, reference: str) -> HttpResponse:
    """What is in the way, as a checklist with its evidence; then the draft, and what is public already."""
    opened = open_desk(request, reference, "overview")
    case_file, today = opened.case_file, timezone.localdate()
    checks = checklist(case_file, on=today)
    snapshots = list(Snapshot.objects.filter(case_file=case_file).order_by("-version"))
    context = {
        **framed(request, opened),
        **shown_checks(checks, opened),
        "warnings": [spoken(one) for one in proofread(case_file)],
        "snapshots": snapshots,
        "public": next((one for one in snapshots if one.is_public()), None),
        "may_draft": may_draft(request.user, case_file, on=today) is None,
        "may_decide": may_decide(request.user, case_file, on=today) is None,
        **_draft(opened),
    }
    return render(request, "publishing/staff/desk.html", context)


@require_safe
def preview(request: SignedInRequest, reference: str) -> HttpResponse:
    """Byte for byte what the public would be sent, were it published today."""
    opened = open_desk(request, reference, "preview")
    try:
        body = previewed(opened.case_file, on=timezone.localdate())
    except (NothingToPublish, ValueError):
        return render(request, "publishing/staff/no_preview.html", framed(request, opened), status=409)
    response = with_headers(HttpResponse(body, HTML))
    response["Cache-Control"] = "private, no-store"
    return response


def framed(request: SignedInRequest, opened: Desk) -> dict[str, Any]:
    """What every page of the desk needs; for a matter also its own frame, with the section marked."""
    case_file = opened.case_file
    matter = Matter.objects.with_names().filter(case_file=case_file).first()
    context: dict[str, Any] = {
        "desk": opened,
        "case_file": case_file,
        "kind": kind_of(case_file),
        "addresses": {name: opened.address(name) for name in ("preview", "publish", "consider", "block")},
        "home": opened.address(),
        "fiction": case_file.fictional and _("Everything on this page is made up."),
    }
    if matter is not None:
        context |= shared_context(request, matter, "publication")
    return context


def spoken(one: WordingWarning) -> str:
    terms = {"section": SECTIONS[one.section], "number": one.sentence, "message": one.message}
    return _("%(section)s, sentence %(number)d: %(message)s") % terms


def _draft(opened: Desk) -> dict[str, Any]:
    summary = Summary.objects.filter(case_file=opened.case_file).first()
    if opened.stem == "recommendation" or summary is None:
        return {"summary": None, "public_at": _public_at(opened.case_file)}
    people = people_shown(vars(row) for row in summary.people.all())
    return {
        "summary": summary,
        "public_at": _public_at(opened.case_file),
        "people": list(
            zip(people, (opened.address("remove-people", n) for n in range(1, len(people) + 1)), strict=True)
        ),
        "events": [(row, opened.address("remove-event", row.number)) for row in summary.events.all()],
    }


def _public_at(case_file: CaseFile) -> str:
    try:
        return public_path(case_file)
    except (NothingToPublish, ValueError):
        return ""


def shown_checks(checks: Sequence[Check], opened: Desk) -> dict[str, Any]:
    """What stands in the way first; what nobody has considered as one line, so that the list can be taken in."""
    unconsidered = [check.title for check in checks if check.met is None]
    unmet = [_line(check, opened) for check in checks if check.met is False]
    if unconsidered:
        title = _("Nobody has said yet whether publication must wait for these")
        listed = " · ".join(unconsidered)
        unmet.append({"title": title, "met": None, "evidence": listed, "href": ""})
    met = [_line(check, opened) for check in checks if check.met]
    return {"checks": [*unmet, *met], "in_the_way": len(unmet), "unconsidered": bool(unconsidered)}


def _line(check: Check, opened: Desk) -> dict[str, Any]:
    closes = check.blocker is not None and check.blocker.is_open
    href = opened.address("close", check.blocker.pk) if closes and check.blocker else ""
    return {"title": check.title, "met": check.met, "evidence": check.evidence, "href": href}
