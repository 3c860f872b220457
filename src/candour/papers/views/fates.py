"""What became of a letter: the day it was provided, that it came back, or whether an e-mail had left."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.papers.actions import mark_provided, mark_returned, settle_letter
from candour.papers.forms import DayForm, SettleForm
from candour.papers.models import Letter
from candour.papers.views.letters import REFUSALS, letter_to_write, stored_again, who_and_when
from candour.papers.views.showing import show


@require_http_methods(["GET", "POST"])
def provided(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    found = letter_to_write(request, letter_id, "letter.provide")
    question = _("On which day was it really provided?")
    form = DayForm(request.POST or None, question=question, called=_("the day it was provided"))

    def state() -> Letter:
        return mark_provided(letter=found, provided_on=form.cleaned_data["day"], **who_and_when(request))

    return _ask(request, found, form, state)


@require_http_methods(["GET", "POST"])
def returned(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    found = letter_to_write(request, letter_id, "letter.return")
    form = DayForm(
        request.POST or None, question=_("When did it come back?"), called=_("the day it came back")
    )

    def state() -> Letter:
        return mark_returned(letter=found, returned_on=form.cleaned_data["day"], **who_and_when(request))

    return _ask(request, found, form, state)


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    found = letter_to_write(request, letter_id, "letter.settle")
    form = SettleForm(request.POST or None)

    def state() -> Letter:
        return settle_letter(letter=found, left_on=form.day, **who_and_when(request))

    return _ask(request, found, form, state)


def _ask(request: HttpRequest, letter: Letter, form: forms.Form, state: Callable[[], Letter]) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            state()
            return redirect("papers:letter", letter.pk)
        except REFUSALS as refused:
            form.add_error(None, str(refused))
            letter = stored_again(letter)
    delivery = getattr(letter, "delivery", None)
    return show(request, "letters/day", letter.case_file, form=form, letter=letter, delivery=delivery)
