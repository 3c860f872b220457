"""Adding an exhibit, its page with continuity and scope, a further line of its log, and its file."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from candour.accounts.access import HOUSE_RULE, Refusal
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions import Handing, add_continuity, add_exhibit
from candour.evidence.codes import Act
from candour.evidence.forms import ContinuityForm, ExhibitForm
from candour.evidence.models import Continuity, Exhibit
from candour.evidence.permissions import SEES, may_keep, may_mark, may_read, may_state_scope
from candour.evidence.scope import reach_of
from candour.evidence.store import keep, path_of
from candour.evidence.views.opening import opened_exhibit, shared, unless_altered, who, written
from candour.evidence.views.reading import reading_of


@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest, reference: str) -> HttpResponse:
    case_file = open_case_file_or_404(request, reference, "exhibit.add", roles=SEES)
    require(may_keep(request.user, case_file, on=timezone.localdate()))
    form = ExhibitForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = form.new_exhibit(request.user.name)
        row = written(
            form,
            lambda: add_exhibit(
                case_file=case_file, exhibit=made, kept=keep(form.cleaned_data["upload"]), **who(request)
            ),
            "upload",
        )
        if row:
            messages.success(request, _("The exhibit is added. Its hash is on the record."))
            return redirect(row)
    if form.errors:
        form.ask_for_the_file_again()
    return render(request, "evidence/add.html", {**shared(case_file), "form": form})


@require_safe
@unless_altered
def exhibit(request: SignedInRequest, exhibit_id: UUID) -> HttpResponse:
    row = opened_exhibit(request, exhibit_id, "facts")
    return render(request, "evidence/exhibit.html", {**shared(row.case_file), **_facts(request, row)})


def _facts(request: SignedInRequest, row: Exhibit) -> dict[str, Any]:
    today, user, case_file = timezone.localdate(), request.user, row.case_file
    reach = reach_of(row, user, on=today)
    may = may_read(user, case_file, on=today) is None
    return {
        "exhibit": row,
        "log": [_line(one) for one in row.continuity.select_related("entered_by")],
        "scope": row.scope,
        "outside_looks": row.outside_looks.select_related("user").order_by("-at"),
        "may_keep": may_keep(user, case_file, on=today) is None,
        "may_state_scope": may_state_scope(user, case_file, on=today) is None,
        "may_read": may,
        "may_mark": may_mark(user, case_file, on=today) is None,
        "may_download": may and reach.everything and bool(row.stored),
        "erasures": row.erasures.select_related("erased_by"),
        "chats": [chat for chat in row.chats.all() if may and reach.opens(chat.key)],
        **reading_of(row),
    }


_WITH: dict[str, Any] = {
    Act.SEIZED: gettext_lazy("from %(whom)s"),
    Act.HANDED_OVER: gettext_lazy("to %(whom)s"),
    Act.RETURNED: gettext_lazy("to %(whom)s"),
}


def _line(one: Continuity) -> dict[str, Any]:
    """As the parts of a page take an event."""
    with_whom = _WITH.get(one.act, _("with %(whom)s")) % {"whom": one.whom} if one.whom else ""
    told = [with_whom, one.note]
    note = one.entered_by and _("Entered by %(who)s") % {"who": one.entered_by.name}
    return {
        "title": one.get_act_display(),
        "at": one.happened_at,
        "by": one.who,
        "text": "\n".join(filter(None, told)),
        "note": note,
    }


OUTSIDE = Refusal(
    gettext_lazy("The whole file is given out only where the scope of the examination holds all of it."),
    HOUSE_RULE,
)


@require_safe
@unless_altered
def file(request: SignedInRequest, exhibit_id: UUID) -> HttpResponseBase:
    """The bytes that are stored, as an attachment that nothing runs in; only where the scope holds the whole of it."""
    row = opened_exhibit(request, exhibit_id, "file")
    today = timezone.localdate()
    require(may_read(request.user, row.case_file, on=today))
    require(None if reach_of(row, request.user, on=today).everything else OUTSIDE)
    stored = row.stored
    if not stored:
        raise Http404
    name = f"{slugify(row.reference) or 'exhibit'}-{stored[:12]}.bin"
    response = FileResponse(
        path_of(stored).open("rb"),
        content_type="application/octet-stream",
        as_attachment=True,
        filename=name,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
@unless_altered
def continuity(request: SignedInRequest, exhibit_id: UUID) -> HttpResponse:
    row = opened_exhibit(request, exhibit_id, "continuity")
    require(may_keep(request.user, row.case_file, on=timezone.localdate()))
    form = ContinuityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        handing = Handing(**form.cleaned_data)
        if written(form, lambda: add_continuity(exhibit=row, handing=handing, **who(request))):
            messages.success(request, _("Entered in the continuity log"))
            return redirect(row)
    heading = _("Enter what happened to it")
    context = {**shared(row.case_file), "exhibit": row, "form": form, "heading": heading}
    return render(request, "evidence/form.html", context)
