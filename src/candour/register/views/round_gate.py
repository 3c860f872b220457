"""How a page of a round is opened: by role, the look logged, 404 for what is not there; and how a form's answer is taken."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.reads import log_read
from candour.accounts.requests import SignedInRequest
from candour.ledger.writing import Overtaken
from candour.papers.refusal import IncompleteLetter, RefusedFile
from candour.register.models import Reply, Round, RoundAuthority
from candour.register.refusal import AlteredSource, SourceRefused
from candour.register.views.gate import require_reader

REFUSALS = (SourceRefused, AlteredSource, Overtaken, IncompleteLetter, RefusedFile)


def opened_round(request: SignedInRequest, reference: str, what: str) -> Round:
    require_reader(request)
    found: Round | None = Round.objects.with_names().filter(case_file__reference=reference).first()
    if found is None:
        raise Http404(_("There is no round of this reference."))
    log_read(request.user, found.case_file, f"round.{what}", timezone.now())
    return found


def fiction_of(round_: Round) -> str:
    return (
        _("The authorities of this round and everything on this page are made up.")
        if round_.case_file.fictional
        else ""
    )


def opened_authority(request: SignedInRequest, reference: str, key: str, what: str) -> RoundAuthority:
    round_ = opened_round(request, reference, what)
    found: RoundAuthority | None = round_.authorities.with_names().filter(body=key).first()
    if found is None:
        raise Http404(_("This body is not asked in the round."))
    return found


def opened_reply(request: SignedInRequest, reference: str, key: str, number: int, what: str) -> Reply:
    authority = opened_authority(request, reference, key, what)
    found: Reply | None = authority.replies.filter(number=number).first()
    if found is None:
        raise Http404(_("There is no reply of this number."))
    found.authority = authority
    return found


def answered(
    request: SignedInRequest,
    form: forms.Form,
    write: Callable[[], object],
    *,
    done: str,
    to: str,
    template: str,
    of: Round | None = None,
    **context: Any,
) -> HttpResponse:
    """The form again with its errors, or what was asked for done and its page opened. `of`: the round that it is about."""
    if request.method == "POST" and form.is_valid():
        try:
            write()
        except REFUSALS as refused:
            field = getattr(refused, "field", None)
            form.add_error(field if field in form.fields else None, ValidationError(str(refused)))
        else:
            messages.success(request, done)
            return redirect(to)
    fiction = fiction_of(of) if of else ""
    return render(request, template, {"form": form, "back": to, "fiction": fiction, **context})
