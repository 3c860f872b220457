"""The pages on which something is entered: blockers, the draft, its people and events, publishing, withdrawing."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from candour.accounts.permissions import Refusal, require
from candour.accounts.requests import SignedInRequest
from candour.ledger.writing import Overtaken
from candour.publishing import actions
from candour.publishing.actions.drafting import draft_of
from candour.publishing.codes import BlockerKind
from candour.publishing.forms import (
    WITHDRAW,
    WITHDRAWN,
    BlockerForm,
    CloseForm,
    ConsiderForm,
    EventForm,
    PeopleForm,
    PublishForm,
    SummaryForm,
    WithdrawForm,
    initial_from_matter,
    initial_of,
)
from candour.publishing.gate import NotYet, checklist, may_publish
from candour.publishing.models import Blocker, Snapshot, Summary
from candour.publishing.permissions import may_decide, may_draft
from candour.publishing.proofreading import proofread
from candour.publishing.registers import rebuild
from candour.publishing.views.desk import Desk, framed, open_desk, shown_checks, spoken

May = Callable[..., Refusal | None]
Refusals = (NotYet, Overtaken, actions.PublishingRefused, ValueError)
ENTERED = gettext_lazy("Entered")


def consider(request: SignedInRequest, reference: str) -> HttpResponse:
    """All kinds that nobody has considered yet, on one page; what cannot be said yet is left."""
    opened = _allowed(request, reference, may_draft)
    open_kinds = [
        BlockerKind(one.kind)
        for one in checklist(opened.case_file, on=timezone.localdate())
        if one.met is None
    ]
    form = ConsiderForm(open_kinds, request.POST or None)

    def write() -> None:
        with transaction.atomic():
            for kind, waits, evidence in form.answered():
                act = actions.open_blocker if waits else actions.consider
                act(case_file=opened.case_file, kind=kind, evidence=evidence, **_who(request))

    return _answered(request, opened, form, gettext_lazy("What must publication wait for?"), write)


def block(request: SignedInRequest, reference: str) -> HttpResponse:
    opened = _allowed(request, reference, may_draft)
    form = BlockerForm(request.POST or None)

    def write() -> None:
        given: dict[str, Any] = {name: value or "" for name, value in form.cleaned_data.items()}
        actions.open_blocker(case_file=opened.case_file, **given, **_who(request))

    return _answered(request, opened, form, gettext_lazy("Publication must wait"), write)


def close(request: SignedInRequest, reference: str, pk: str) -> HttpResponse:
    opened = _allowed(request, reference, may_draft)
    blocker = get_object_or_404(Blocker, pk=pk, case_file=opened.case_file)
    form = CloseForm(request.POST or None)

    def write() -> None:
        actions.close_blocker(blocker=blocker, **form.cleaned_data, **_who(request))

    return _answered(
        request,
        opened,
        form,
        gettext_lazy("It no longer holds publication up"),
        write,
        about=blocker.get_kind_display(),
    )


def summary(request: SignedInRequest, reference: str) -> HttpResponse:
    opened = _allowed(request, reference, may_draft)
    row = Summary.objects.filter(case_file=opened.case_file).first()
    before = draft_of(row) if row else None
    initial = initial_of(before) if before else initial_from_matter(opened.case_file)
    form = SummaryForm(request.user, timezone.localdate(), request.POST or None, initial=initial)

    def write() -> None:
        actions.write_summary(case_file=opened.case_file, draft=form.draft(before), **_who(request))

    return _answered(request, opened, form, gettext_lazy("Write the page"), write)


def add_people(request: SignedInRequest, reference: str) -> HttpResponse:
    form = PeopleForm(request.POST or None, initial={"count": 1, "serving": "unstated"})
    return _added(request, reference, form, "people", gettext_lazy("Add people by role"))


def add_event(request: SignedInRequest, reference: str) -> HttpResponse:
    return _added(
        request, reference, EventForm(request.POST or None), "events", gettext_lazy("Add to the timeline")
    )


@require_POST
def remove_people(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    return _removed(request, reference, "people", number)


@require_POST
def remove_event(request: SignedInRequest, reference: str, number: int) -> HttpResponse:
    return _removed(request, reference, "events", number)


def publish(request: SignedInRequest, reference: str) -> HttpResponse:
    """Asks only for what stands in the way; publishes with it the recommendations that are ready."""
    opened = _allowed(request, reference, may_decide)
    today, case_file = timezone.localdate(), opened.case_file
    checks, warnings = may_publish(case_file, on=today), proofread(case_file)
    changed = Snapshot.objects.filter(case_file=case_file).exists()
    form = PublishForm(request.POST or None, changed=changed, warned=bool(warnings), refused=bool(checks))
    with_it = _ready_with(opened)
    context = {
        **shown_checks(checks, opened),
        "warnings": [spoken(one) for one in warnings],
        "with_it": with_it,
    }

    def write() -> None:
        main = actions.Publication(case_file, **form.cleaned_data)
        others = [actions.Publication(one.case_file) for one in with_it]
        actions.publish(publications=[main, *others], **_who(request))
        rebuild()

    if request.method == "POST" and not form.fields:
        form = PublishForm({"confirmed": "yes"}, changed=False, warned=False, refused=False)
    heading, done = gettext_lazy("Publish"), gettext_lazy("The page is public")
    return _answered(request, opened, form, heading, write, template="publish", done=done, **context)


def withdraw(request: SignedInRequest, reference: str, pk: str) -> HttpResponse:
    opened = _allowed(request, reference, may_decide)
    snapshot = get_object_or_404(Snapshot, pk=pk, case_file=opened.case_file, withdrawn_on=None)
    form = WithdrawForm(request.POST or None)

    def write() -> None:
        actions.withdraw(snapshot=snapshot, **form.cleaned_data, **_who(request))
        rebuild()

    return _answered(request, opened, form, WITHDRAW, write, done=WITHDRAWN, button=WITHDRAW)


def _ready_with(opened: Desk) -> list[Any]:
    """Recommendations of the draft that are not public yet and have nothing in their way."""
    row = Summary.objects.filter(case_file=opened.case_file).first()
    tied = row.recommendations.select_related("recommendation__case_file") if row else []
    recommendations = [tie.recommendation for tie in tied]
    today = timezone.localdate()
    return [
        one
        for one in recommendations
        if not Snapshot.objects.filter(case_file=one.case_file).exists()
        and not may_publish(one.case_file, on=today)
        and not proofread(one.case_file)
    ]


def _added(
    request: SignedInRequest, reference: str, form: Any, part: str, heading: str | Promise
) -> HttpResponse:
    opened = _allowed(request, reference, may_draft)
    before = draft_of(get_object_or_404(Summary, case_file=opened.case_file))

    def write() -> None:
        changed: dict[str, Any] = {part: (*getattr(before, part), form.draft())}
        longer = replace(before, **changed)
        actions.write_summary(case_file=opened.case_file, draft=longer, **_who(request))

    return _answered(request, opened, form, heading, write)


def _removed(request: SignedInRequest, reference: str, part: str, number: int) -> HttpResponse:
    opened = _allowed(request, reference, may_draft)
    row = get_object_or_404(Summary, case_file=opened.case_file)
    before, stored = draft_of(row), getattr(row, part).all()
    paired = zip(getattr(before, part), stored, strict=True)
    kept: dict[str, Any] = {part: tuple(one for one, at in paired if at.number != number)}
    if len(kept[part]) == len(stored):
        raise Http404(_("This stands in the draft no longer."))
    actions.write_summary(case_file=opened.case_file, draft=replace(before, **kept), **_who(request))
    messages.success(request, _("Removed from the draft"))
    return redirect(opened.address())


def _allowed(request: SignedInRequest, reference: str, may: May) -> Desk:
    opened = open_desk(request, reference, "step")
    require(may(request.user, opened.case_file, on=timezone.localdate()))
    return opened


def _answered(
    request: SignedInRequest,
    opened: Desk,
    form: forms.Form,
    heading: str | Promise,
    write: Callable[[], None],
    *,
    template: str = "form",
    done: str | Promise = ENTERED,
    **more: Any,
) -> HttpResponse:
    """The form; or, once it is valid, the one act and back to the desk. A refusal becomes an error of the form."""
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except Refusals as refusal:
            form.add_error(None, ValidationError(str(refusal).replace("%", "%%")))
        else:
            messages.success(request, str(done))
            return redirect(opened.address())
    context = {**framed(request, opened), "form": form, "heading": heading, **more}
    return render(request, f"publishing/staff/{template}.html", context)


def _who(request: SignedInRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now(), "on": timezone.localdate()}
