"""One letter: read it, change it, approve it, send it, and state what became of it."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from candour.accounts.models import User
from candour.ledger.writing import Overtaken
from candour.papers.actions import approve_letter, edit_letter, send_letter
from candour.papers.actions.letters import NotThatStep
from candour.papers.codes import LetterKind, Marking, Method
from candour.papers.forms import ApproveForm, DayForm, LetterForm
from candour.papers.gate import may_write, opened_letter, require_writer
from candour.papers.letter_kinds import kind_of_letter
from candour.papers.letter_paper import markdown_of, paper_of, recipient_address, recipient_name
from candour.papers.models import Letter
from candour.papers.prose import as_html
from candour.papers.refusal import IncompleteLetter
from candour.papers.service import service_by
from candour.papers.typesetting import render_letter
from candour.papers.views.documents import attachment, given_out
from candour.papers.views.showing import show
from candour.procedure.calendars import NoCalendarYet

REFUSALS = (IncompleteLetter, NotThatStep, Overtaken, NoCalendarYet)


class WhoAndWhen(TypedDict):
    by: User
    at: datetime
    on: date


def letter_to_write(request: HttpRequest, letter_id: UUID, what: str) -> Letter:
    found = opened_letter(request, letter_id, what)
    require_writer(request.user, found.case_file, on=timezone.localdate(), kind=found.kind)  # type: ignore[arg-type]
    return found


@require_GET
def letter(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    return _page(request, opened_letter(request, letter_id, "letter.read"))


def _page(request: HttpRequest, letter: Letter, *, problem: str = "", status: int = 200) -> HttpResponse:
    refusal = may_write(request.user, letter.case_file, on=timezone.localdate(), kind=letter.kind)  # type: ignore[arg-type]
    context = {
        "letter": letter,
        "recipient": recipient_name(letter),
        "address": recipient_address(letter) if letter.method == Method.POST else [],
        "html": as_html(markdown_of(letter)),
        "kind": kind_of_letter(LetterKind(letter.kind)),
        "service": service_by(letter.method),
        "delivery": getattr(letter, "delivery", None),
        "may_write": refusal is None,
        "approve": ApproveForm(),
        "problem": problem,
    }
    return show(request, "letters/letter", letter.case_file, status=status, **context)


@require_GET
def letter_pdf(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The PDF that was approved; of a draft, one set now and marked as a draft."""
    found = opened_letter(request, letter_id, "letter.pdf")
    if found.document is not None:
        return given_out(request, found.document)
    try:
        content = render_letter(LetterKind(found.kind), paper_of(found, dated=None))
    except IncompleteLetter as incomplete:
        return _page(request, found, problem=str(incomplete), status=422)
    return attachment(content, "application/pdf", "draft-letter.pdf")


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    found = letter_to_write(request, letter_id, "letter.edit")
    if not found.is_editable:
        return _page(
            request, found, problem=str(NotThatStep(found, _("it can no longer be changed."))), status=409
        )
    form = LetterForm(request.POST) if request.method == "POST" else LetterForm.of(found)
    if request.method == "POST" and form.is_valid():
        try:
            edit_letter(letter=found, **form.cleaned_data, **who_and_when(request))
            return redirect("papers:letter", found.pk)
        except REFUSALS as refused:
            form.add_error(None, str(refused))
    fixed = as_html(found.fixed)
    return show(request, "letters/edit", found.case_file, form=form, letter=found, fixed=fixed)


@require_POST
def approve(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    found = letter_to_write(request, letter_id, "letter.approve")
    form = ApproveForm(request.POST)
    if not form.is_valid():
        return _page(request, found, problem=_("Choose a marking."), status=422)
    try:
        approve_letter(letter=found, marking=Marking(form.cleaned_data["marking"]), **who_and_when(request))
    except REFUSALS as refused:
        return _page(request, stored_again(found), problem=str(refused), status=422)
    messages.success(request, _("The letter is approved. It can now be sent."))
    return redirect("papers:letter", found.pk)


@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """By e-mail a button; by post or by hand the day on which it went."""
    found = letter_to_write(request, letter_id, "letter.send")
    if found.method == Method.EMAIL and request.method == "POST":
        return _send(request, found, who_and_when(request))
    if found.method == Method.EMAIL:
        return redirect("papers:letter", found.pk)
    question = _("When was it posted?") if found.method == Method.POST else _("When was it handed over?")
    form = DayForm(request.POST or None, question=question, called=_("the day it went"))
    if request.method == "POST" and form.is_valid():
        return _send(request, found, {**who_and_when(request), "on": form.cleaned_data["day"]})
    return show(request, "letters/day", found.case_file, form=form, letter=found)


def _send(request: HttpRequest, letter: Letter, who_and_when: WhoAndWhen) -> HttpResponse:
    try:
        send_letter(letter=letter, **who_and_when)
    except REFUSALS as refused:
        return _page(request, stored_again(letter), problem=str(refused), status=422)
    return redirect("papers:letter", letter.pk)


def stored_again(letter: Letter) -> Letter:
    """After a refusal the page shows what is stored, not what was tried."""
    again: Letter = Letter.objects.select_related(
        "case_file", "sender", "recipient", "recipient_body", "document"
    ).get(pk=letter.pk)
    return again


def who_and_when(request: HttpRequest) -> WhoAndWhen:
    return {"by": request.user, "at": timezone.now(), "on": timezone.localdate()}  # type: ignore[typeddict-item]
