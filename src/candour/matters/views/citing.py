"""Citing items of concern in an allegation: the item and the Standard, then the people, within the exhibit's scope."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from candour.accounts.access import require
from candour.accounts.requests import SignedInRequest
from candour.deadlines.law import the_law
from candour.evidence.citable import citable, items_of_concern, not_of_concern
from candour.evidence.exposure.showing import clock_of
from candour.evidence.joined import Reckoned
from candour.evidence.models import Exhibit, Item
from candour.evidence.scope import reach_of
from candour.evidence.views.content import Opened, opened_content
from candour.evidence.views.messages import found
from candour.evidence.views.opening import unless_altered, who, written
from candour.evidence.views.reckoning import reckoned_for
from candour.ledger.writing import Overtaken
from candour.matters.actions.citing import (
    CitedItem,
    cite_item,
    may_cite,
    people_cited,
    withdraw_citation,
)
from candour.matters.codes import edition_for
from candour.matters.forms.citing import ChooseCitationForm, CitePeopleForm, WithdrawCitationForm
from candour.matters.models import Allegation, AllegationCitation, Matter
from candour.matters.views.opening import open_matter, shared_context
from candour.procedure.lists import Edition, NoSuchCode

STANDARDS = "standards-of-professional-behaviour"


def choose(request: SignedInRequest, reference: str, pk: UUID) -> HttpResponse:
    """Leads to the page of one item and one Standard; marks of items only, no words of any message."""
    matter, allegation = _allegation(request, reference, pk)
    items = items_of_concern(matter.case_file)
    form = ChooseCitationForm(items, edition_for(matter, STANDARDS), request.GET or None)
    if form.is_valid():
        item = next(one for one in items if str(one.pk) == form.cleaned_data["item"])
        standard = form.cleaned_data["standard"]
        return redirect("matters:cite", reference, pk, item.exhibit_id, item.number, standard)
    about = (
        allegation.summary if items else _("No item of concern has been put forward from the exhibits yet.")
    )
    context = {"form": form, "method": "get", "heading": _heading(allegation), "about": about}
    context["button"] = _("Continue")
    return render(request, "matters/form.html", {**shared_context(request, matter, "allegations"), **context})


@unless_altered
def cite(
    request: SignedInRequest, exhibit_id: UUID, *, reference: str, pk: UUID, number: int, standard: str
) -> HttpResponse:
    matter, allegation = _allegation(request, reference, pk)
    item = get_object_or_404(Item.objects.of(matter.case_file), exhibit=exhibit_id, number=number)
    if not_of_concern(item):
        raise Http404
    with opened_content(request, exhibit_id, "citing") as opened:
        reckoned, day = _reckoned(request, opened, item)
    edition = _edition(matter, day, standard)
    offered = citable(reckoned.exposed, standard, people_cited(allegation, item, standard))
    form = CitePeopleForm([one.person for one in offered.citations], request.POST or None)
    clock = clock_of(reckoned.exposed.timeline, gettext)
    bearing = reckoned.bearing(reckoned.exposed.reckoner.cells())
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in offered.citations if one.person in form.cleaned_data["people"]]
        told = [one.lines(clock, gettext, bearing) for one in chosen]
        cited = CitedItem(item, edition.id, standard, chosen, told, day, reckoned.joining)
        if written(form, lambda: cite_item(allegation=allegation, cited=cited, **who(request))):
            messages.success(request, _("The item has been cited"))
            return redirect("matters:allegations", reference)
    context = {
        "form": form,
        "heading": _heading(allegation),
        "item": item,
        "standard": edition.code(standard).title,
        "offered": [(one.person, one.lines(clock, gettext, bearing)) for one in offered.citations],
        "others": offered.others,
        "rests_on": sorted(reckoned.marks.values()),
        "left_out": reckoned.left_out,
    }
    return render(request, "matters/cite.html", {**shared_context(request, matter, "allegations"), **context})


def withdraw(request: SignedInRequest, reference: str, pk: UUID) -> HttpResponse:
    matter = open_matter(request, reference, "allegations")
    require(may_cite(request.user, matter, on=timezone.localdate()))
    rows = AllegationCitation.objects.filter(allegation__matter=matter, withdrawn_at=None)
    row = get_object_or_404(rows.select_related("allegation__matter__case_file", "item__exhibit"), pk=pk)
    form = WithdrawCitationForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_citation(citation=row, because=form.cleaned_data["because"], **who(request))
            messages.success(request, _("The citation has been withdrawn"))
            return redirect("matters:allegations", reference)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            status = 409
    context = {
        "form": form,
        "heading": _("Withdraw a citation from allegation %(number)s") % {"number": row.allegation.number},
        "about": f"{row.item.mark}: {row.person}",
        "button": _("Withdraw"),
    }
    shown = {**shared_context(request, matter, "allegations"), **context}
    return render(request, "matters/form.html", shown, status=status)


def citations_of(request: SignedInRequest, matter: Matter) -> dict[UUID, list[dict[str, Any]]]:
    """By allegation. What was found stands beside only for whom the message lies within the scope."""
    today = timezone.localdate()
    rows = AllegationCitation.objects.filter(allegation__matter=matter)
    shown: dict[UUID, list[dict[str, Any]]] = {}
    for row in rows.select_related("item__exhibit", "cited_by", "joining__undone_by"):
        opens = all(
            reach_of(exhibit, request.user, on=today).holds(chat, row.sent_on)
            for exhibit, chat in _behind(row)
        )
        standard = the_law().lists[STANDARDS].edition(row.standard_edition).code(row.standard).title
        told = {"citation": row, "standard": standard, "lines": row.findings.splitlines() if opens else []}
        shown.setdefault(row.allegation_id, []).append(told)
    return shown


def _behind(row: AllegationCitation) -> list[tuple[Exhibit, str]]:
    """The chats that bear it out: the item's own, and those with which it was one conversation."""
    joined = row.joining.chats.select_related("exhibit") if row.joining else ()
    return [(row.item.exhibit, row.item.chat), *((one.exhibit, one.key) for one in joined)]


def _allegation(request: SignedInRequest, reference: str, pk: UUID) -> tuple[Matter, Allegation]:
    matter = open_matter(request, reference, "allegations")
    require(may_cite(request.user, matter, on=timezone.localdate()))
    return matter, get_object_or_404(matter.allegations.select_related("matter__case_file"), pk=pk)


def _reckoned(request: SignedInRequest, opened: Opened, item: Item) -> tuple[Reckoned, date | None]:
    line, chat = found(opened, item.source, item.place)
    return reckoned_for(request, opened, chat, [item]), line.day


def _edition(matter: Matter, day: date | None, standard: str) -> Edition:
    """The names in force when the message was sent; where its day is not known, those of the matter."""
    try:
        edition = the_law().lists[STANDARDS].edition_on(day) if day else edition_for(matter, STANDARDS)
    except NoSuchCode:
        edition = edition_for(matter, STANDARDS)
    if standard not in edition.codes:
        raise Http404
    return edition


def _heading(allegation: Allegation) -> str:
    return _("Cite an item of concern in allegation %(number)s") % {"number": allegation.number}
