"""Stating what of an exhibit may be examined, and going outside it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions import look_outside, state_scope
from candour.evidence.forms import OutsideForm, ScopeForm
from candour.evidence.models import Exhibit
from candour.evidence.permissions import may_read, may_state_scope
from candour.evidence.views.opening import opened_exhibit, shared, unless_altered, who, written


@require_http_methods(["GET", "POST"])
@unless_altered
def state(request: SignedInRequest, exhibit_id: UUID) -> HttpResponse:
    row = opened_exhibit(request, exhibit_id, "scope")
    require(may_state_scope(request.user, row.case_file, on=timezone.localdate()))
    form = ScopeForm(chats_of(row), request.POST or None)
    about = _(
        "Until a scope is stated, nobody can open the messages. A later scope takes the place of an earlier one."
    )
    return _page(
        request,
        row,
        form,
        lambda: state_scope(exhibit=row, scope=form.new_scope(), **who(request)),
        heading=_("State the scope of the examination"),
        about=about,
    )


def chats_of(exhibit: Exhibit) -> list[tuple[str, str]]:
    """The chats found in the exhibit; none before it was read."""
    return [(chat.key, chat.conversation or chat.key[:8]) for chat in exhibit.chats.all()]


@require_http_methods(["GET", "POST"])
@unless_altered
def outside(request: SignedInRequest, exhibit_id: UUID) -> HttpResponse:
    row = opened_exhibit(request, exhibit_id, "outside-scope")
    require(may_read(request.user, row.case_file, on=timezone.localdate()))
    form = OutsideForm(request.POST or None)
    about = _("The messages of these days open to you until the end of today. Your reasons are recorded.")
    return _page(
        request,
        row,
        form,
        lambda: look_outside(exhibit=row, **form.cleaned_data, **who(request)),
        heading=_("Look outside the scope"),
        about=about,
    )


def _page(
    request: SignedInRequest, row: Exhibit, form: forms.Form, write: Callable[[], Any], **shown: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and written(form, write):
        messages.success(request, _("Recorded"))
        return redirect(row)
    return render(
        request, "evidence/form.html", {**shared(row.case_file), "exhibit": row, "form": form, **shown}
    )
