"""Entries of the register: the list, one entry with what its sources tell, and the acts that change it."""

from collections.abc import Iterable
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
from candour.register.describing import case_in_words, person_of_case, person_of_source
from candour.register.entry_forms import PlaceForm, UnlinkForm
from candour.register.models import EntrySource, RegisterEntry
from candour.register.telling import account_of, statements_told
from candour.register.views.capturing import REFUSALS
from candour.register.views.gate import is_editor, require_editor, require_reader, who_and_when

A_PAGE = 25


@require_safe
def entries(request: SignedInRequest) -> HttpResponse:
    require_reader(request)
    rows = RegisterEntry.objects.order_by("-reference").prefetch_related("links__source")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    accounts = [(row, account_of(row)) for row in page]
    shown = [{"row": row, "account": one, "case": case_in_words(one)} for row, one in accounts]
    context = {"page": page, "shown": shown, "may_edit": is_editor(request)}
    return render(request, "register/entries.html", context)


@require_safe
def entry(request: SignedInRequest, reference: str) -> HttpResponse:
    found = opened_entry(request, reference)
    account = account_of(found)
    context = {
        "entry": found,
        "account": account,
        "case": case_in_words(account),
        "people": [{"account": one, "words": person_of_case(one)} for one in account.people],
        "unplaced": _told_of(account.unplaced),
        "elsewhere": _told_of(account.elsewhere),
        "undone": [link for link in found.links.select_related("source", "undone_by") if not link.stands],
        "may_edit": is_editor(request),
        "fiction": fiction_of_entry(found),
    }
    return render(request, "register/entry.html", context)


@require_http_methods(["GET", "POST"])
def unlink(request: SignedInRequest, reference: str, link: str) -> HttpResponse:
    found, tied = opened_link(request, reference, link)
    form = UnlinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.unlink_source(link=tied, reasons=form.cleaned_data["reasons"], **who_and_when(request))
        except REFUSALS as refused:
            form.add_error(getattr(refused, "field", None), ValidationError(str(refused)))
        else:
            messages.success(request, _("The link is undone"))
            return redirect(found.get_absolute_url())
    context = {"entry": found, "link": tied, "form": form, "fiction": fiction_of_entry(found)}
    return render(request, "register/unlink.html", context)


@require_http_methods(["GET", "POST"])
def place(request: SignedInRequest, reference: str, link: str, subject: str) -> HttpResponse:
    found, tied = opened_link(request, reference, link)
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
    context = {
        "entry": found,
        "link": tied,
        "subject": subject,
        "words": words,
        "form": form,
        "fiction": fiction_of_entry(found),
    }
    return render(request, "register/place.html", context)


def fiction_of_entry(found: RegisterEntry) -> str:
    return _("The sources of this entry were written for the worked examples.") if found.fictional else ""


def opened_entry(request: SignedInRequest, reference: str) -> RegisterEntry:
    require_reader(request)
    found: RegisterEntry | None = RegisterEntry.objects.filter(reference=reference).first()
    if found is None:
        raise Http404(_("There is no entry of this reference."))
    return found


def opened_link(request: SignedInRequest, reference: str, link: str) -> tuple[RegisterEntry, EntrySource]:
    found = opened_entry(request, reference)
    require_editor(request)
    tied = found.links.filter(pk=link, undone_on__isnull=True).select_related("source__publisher").first()
    if tied is None:
        raise Http404(_("There is no such link, or it was undone."))
    return found, tied


def _told_of(people: Iterable[tuple[EntrySource, str]]) -> list[dict[str, Any]]:
    return [
        {"link": link, "subject": subject, "words": person_of_source(statements_told(link), subject)}
        for link, subject in people
    ]
