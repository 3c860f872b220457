"""Rounds of requests: the list, opening one, how it stands, its cells as a table, and sending its requests."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from candour.accounts.requests import SignedInRequest
from candour.register.actions.rounds import open_round, send_requests
from candour.register.models import Round
from candour.register.round_cells import as_csv, cells_of
from candour.register.round_content import round_content
from candour.register.round_forms import RoundForm, SendForm
from candour.register.views.gate import is_editor, require_editor, require_reader, who_and_when
from candour.register.views.round_gate import answered, fiction_of, opened_round


@require_safe
def rounds(request: SignedInRequest) -> HttpResponse:
    require_reader(request)
    today = timezone.localdate()
    found = Round.objects.with_names().order_by("-case_file__reference")
    shown = [(one, round_content(one, on=today)) for one in found]
    return render(request, "register/rounds/rounds.html", {"rounds": shown, "may_edit": is_editor(request)})


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    require_editor(request)
    form = RoundForm(request.POST or None)
    opened: list[Round] = []

    def write() -> None:
        opened.append(open_round(given=form.given(), **who_and_when(request)))

    answer = answered(
        request,
        form,
        write,
        done=_("The round is opened. Nothing has been sent yet."),
        to=reverse("register:rounds"),
        template="register/rounds/form.html",
        heading=_("Open a round of requests"),
    )
    return redirect(opened[0].get_absolute_url()) if opened else answer


@require_safe
def round_page(request: SignedInRequest, reference: str) -> HttpResponse:
    opened = opened_round(request, reference, "overview")
    waiting = opened.authorities.filter(received_on=None).count()
    context: dict[str, Any] = {
        "round": opened,
        "fiction": fiction_of(opened),
        "content": round_content(opened, on=timezone.localdate()),
        "may_edit": is_editor(request),
        "unsent": 0 if opened.source_name else waiting,
        "struck": opened.statements.with_places().filter(struck_on__isnull=False),
    }
    return render(request, "register/rounds/round.html", context)


@require_safe
def cells(request: SignedInRequest, reference: str) -> HttpResponse:
    """Every figure that stands, each with its source."""
    opened = opened_round(request, reference, "cells")
    response = HttpResponse(
        as_csv(cells_of(opened, on=timezone.localdate())), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{opened.reference}.csv"'
    return response


@require_http_methods(["GET", "POST"])
def send(request: SignedInRequest, reference: str) -> HttpResponse:
    opened = opened_round(request, reference, "send")
    require_editor(request)
    form = SendForm(opened, request.POST or None)

    def write() -> None:
        entered = form.cleaned_data
        send_requests(
            authorities=list(entered["authorities"]), dated=entered["dated"], **who_and_when(request)
        )

    return answered(
        request,
        form,
        write,
        done=_("The letters are made and the clocks run. Download each letter and send it."),
        to=opened.get_absolute_url(),
        template="register/rounds/form.html",
        heading=_("Send the requests"),
        caption=opened.title,
        of=opened,
        about=_("A letter is made for each authority, under the Act that binds it. You send it yourself."),
    )
