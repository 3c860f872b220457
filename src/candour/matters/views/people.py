"""The people of a matter, and one person across the matters a reader may open."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.models import Person
from candour.accounts.requests import SignedInRequest
from candour.look.fiction import fiction_among
from candour.matters.actions import act_for, add_party, identify_party
from candour.matters.actions.parties import may_name_people
from candour.matters.actions.representing import ACTS_FOR
from candour.matters.forms import ActsForForm, IdentifyForm, PartyForm
from candour.matters.models import Matter, Party, PartyRole
from candour.matters.stages import stage
from candour.matters.views.opening import open_matter, shared_context


def people(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "people")
    parties = matter.parties.select_related("person", "acts_for__person").order_by("role", "left_on")
    parties = parties.prefetch_related("disclosures__document")
    groups = [(role.label, [party for party in parties if party.role == role]) for role in PartyRole]
    context = {
        **shared_context(request, matter, "people"),
        "groups": [group for group in groups if group[1]],
        "may_act_for": set(ACTS_FOR),
        "may_name": may_name_people(matter, request.user, on=timezone.localdate()) is None,
        "contacts": matter.contacts.select_related("party__person", "by")[:50],
    }
    return render(request, "matters/people.html", context)


def add(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "people")
    form = PartyForm(matter, request.POST or None)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        add_party(matter=matter, details=form.details(), by=request.user, on=timezone.localdate(), at=now)
        messages.success(request, _("The person has been added"))
        return redirect("matters:people", matter.reference)
    context = {**shared_context(request, matter, "people"), "form": form, "heading": _("Add a person")}
    return render(request, "matters/form.html", context)


def identify(request: SignedInRequest, reference: str, pk: UUID) -> HttpResponse:
    matter = open_matter(request, reference, "people")
    party = get_object_or_404(matter.parties.without_a_name(), pk=pk)
    form = IdentifyForm(party, request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, now = party.person or Person(), timezone.now()
        for name, given in form.cleaned_data.items():
            setattr(person, name, given)
        identify_party(party=party, person=person, by=request.user, on=timezone.localdate(), at=now)
        messages.success(request, _("The person has been identified"))
        return redirect("matters:people", matter.reference)
    context = {**shared_context(request, matter, "people"), "form": form, "heading": _("Who is it?"), "party": party}
    return render(request, "matters/form.html", context)


def acts_for(request: SignedInRequest, reference: str, pk: UUID) -> HttpResponse:
    matter = open_matter(request, reference, "people")
    party = get_object_or_404(matter.parties, pk=pk, role__in=ACTS_FOR)
    form = ActsForForm(party, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, now = form.cleaned_data, timezone.now()
        named = {"other": said["acts_for"], "consented_on": said["consented_on"]}
        act_for(party=party, **named, by=request.user, on=timezone.localdate(), at=now)
        messages.success(request, _("The person they act for has been entered"))
        return redirect("matters:people", matter.reference)
    heading = _("Whom does %(name)s act for?") % {"name": party.shown_name}
    context = {**shared_context(request, matter, "people"), "form": form, "heading": heading}
    return render(request, "matters/form.html", context)


def person(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """All matters across bodies that the reader may open; nobody is shown who is in none of them."""
    today = timezone.localdate()
    mine = Matter.objects.open_to(request.user, on=today)
    parties = Party.objects.filter(person=pk, matter__in=mine).select_related("person", "matter__case_file")
    rows = list(parties.order_by("-matter__received_on"))
    if not rows:
        raise Http404
    context = {
        "person": rows[0].person,
        "rows": [(party, stage(party.matter)) for party in rows],
        "today": today,
        "fiction": fiction_among(party.matter.case_file.fictional for party in rows),
    }
    return render(request, "matters/person.html", context)
