"""Chats that a person said are one conversation: laid side by side for whoever may read, and taken apart with a reason."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from candour.accounts.opening import open_case_file_or_404
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions.joining import part_chats
from candour.evidence.forms.together import TogetherForm, UndoForm
from candour.evidence.models import Joining
from candour.evidence.permissions import SEES, may_mark, may_read
from candour.evidence.views.opening import shared, who, written
from candour.evidence.views.together import chats_within, choosing, laid_side_by_side


@require_safe
def joined(request: SignedInRequest, joining_id: UUID) -> HttpResponse:
    """As far as each exhibit's scope reaches for this person."""
    joining = _opened(request, joining_id)
    parts = {(one.exhibit_id, one.key) for one in joining.chats.all()}
    chats = chats_within(request, joining.case_file)
    chosen = [one for one in chats if (one.exhibit_id, one.key) in parts]
    if len(chosen) < 2:
        return choosing(request, joining.case_file, chats, TogetherForm(chats), nothing=True)
    return laid_side_by_side(request, joining.case_file, chosen, joining)


@require_http_methods(["GET", "POST"])
def apart(request: SignedInRequest, joining_id: UUID) -> HttpResponse:
    joining = _opened(request, joining_id)
    require(may_mark(request.user, joining.case_file, on=timezone.localdate()))
    form = UndoForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        because = form.cleaned_data["because"]
        if written(form, lambda: part_chats(joining=joining, because=because, **who(request))):
            messages.success(request, _("The chats are taken apart. That they were joined stays to be seen."))
            return redirect("evidence:together", joining.case_file.reference)
    context = {"form": form, "joining": joining}
    return render(request, "evidence/apart.html", {**shared(joining.case_file), **context})


def _opened(request: SignedInRequest, joining_id: UUID) -> Joining:
    row: Joining | None = Joining.objects.filter(pk=joining_id).select_related("case_file", "made_by").first()
    if row is None:
        raise Http404
    open_case_file_or_404(request, row.case_file.reference, "exhibit.together", roles=SEES)
    require(may_read(request.user, row.case_file, on=timezone.localdate()))
    return row
