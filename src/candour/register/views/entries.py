"""Entries of the register: the list, one entry with what its sources tell, and the acts that change it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from candour.accounts.requests import SignedInRequest
from candour.register import actions
from candour.register.describing import person_of_case, person_of_source
from candour.register.entry_forms import PlaceForm, SettleForm, UnlinkForm
from candour.register.field_accounts import FieldAccount
from candour.register.models import EntryPerson, EntrySource, RegisterEntry
from candour.register.telling import Account, account_of, statements_told
from candour.register.views.capturing import REFUSALS
from candour.register.views.gate import is_editor, require_editor, require_reader, who_and_when

A_PAGE = 25


@require_safe
def entries(request: SignedInRequest) -> HttpResponse:
    require_reader(request)
    rows = RegisterEntry.objects.order_by("-reference").prefetch_related("links__source")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    shown = [{"row": row, "account": account_of(row)} for row in page]
    context = {"page": page, "shown": shown, "may_edit": is_editor(request)}
    return render(request, "register/entries.html", context)


@require_safe
def entry(request: SignedInRequest, reference: str) -> HttpResponse:
    found = opened_entry(request, reference)
    account = account_of(found)
    context = {
        "entry": found,
        "account": account,
        "people": [{"account": one, "words": person_of_case(one)} for one in account.people],
        "unplaced": _unplaced(account),
        "undone": [link for link in found.links.select_related("source", "undone_by") if not link.stands],
        "may_edit": is_editor(request),
        "fiction": found.fictional and _("The sources of this entry were written for the worked examples."),
    }
    return render(request, "register/entry.html", context)


@require_http_methods(["GET", "POST"])
def unlink(request: SignedInRequest, reference: str, link: str) -> HttpResponse:
    found, tied = _opened_link(request, reference, link)
    form = UnlinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.unlink_source(link=tied, reasons=form.cleaned_data["reasons"], **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        else:
            messages.success(request, _("The link is undone"))
            return redirect(found.get_absolute_url())
    return render(request, "register/unlink.html", {"entry": found, "link": tied, "form": form})


@require_http_methods(["GET", "POST"])
def place(request: SignedInRequest, reference: str, link: str, subject: str) -> HttpResponse:
    found, tied = _opened_link(request, reference, link)
    rows = statements_told(tied)
    words = person_of_source(rows, subject)
    if not any(row.subject == subject for row in rows):
        raise Http404(_("The source speaks of no such person."))
    form = PlaceForm(account_of(found).people, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            where = form.cleaned_data["where"]
            actions.place_person(link=tied, subject=subject, where=where, **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(None, ValidationError(str(refused)))
        else:
            messages.success(request, _("Entered"))
            return redirect(found.get_absolute_url())
    context = {"entry": found, "link": tied, "subject": subject, "words": words, "form": form}
    return render(request, "register/place.html", context)


@require_http_methods(["GET", "POST"])
def settle(request: SignedInRequest, reference: str, person: int, field: str) -> HttpResponse:
    """`person` 0 is the case itself."""
    found = opened_entry(request, reference)
    require_editor(request)
    whose, told = _differing(found, person, field)
    form = SettleForm(told, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"statement": form.chosen(), "reasons": form.cleaned_data["reasons"]}
        try:
            actions.resolve(person=whose, into=found, **given, **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        else:
            messages.success(request, _("Settled. The other values stay beside it."))
            return redirect(found.get_absolute_url())
    return render(
        request, "register/settle.html", {"entry": found, "told": told, "person": whose, "form": form}
    )


def opened_entry(request: SignedInRequest, reference: str) -> RegisterEntry:
    require_reader(request)
    found: RegisterEntry | None = RegisterEntry.objects.filter(reference=reference).first()
    if found is None:
        raise Http404(_("There is no entry of this reference."))
    return found


def _opened_link(request: SignedInRequest, reference: str, link: str) -> tuple[RegisterEntry, EntrySource]:
    found = opened_entry(request, reference)
    require_editor(request)
    tied = found.links.filter(pk=link, undone_on__isnull=True).select_related("source__publisher").first()
    if tied is None:
        raise Http404(_("There is no such link, or it was undone."))
    return found, tied


def _differing(found: RegisterEntry, number: int, field: str) -> tuple[EntryPerson | None, FieldAccount]:
    whose = found.people.filter(number=number).first() if number else None
    told = account_of(found).field(field, whose) if number == 0 or whose else None
    if told is None or len(told.told) < 2:
        raise Http404(_("The sources do not differ here."))
    return whose, told


def _unplaced(account: Account) -> list[dict[str, Any]]:
    return [
        {"link": link, "subject": subject, "words": person_of_source(statements_told(link), subject)}
        for link, subject in account.unplaced
    ]
