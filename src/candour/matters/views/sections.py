"""The overview, the deadlines and the papers of a matter."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from candour.accounts.models import User
from candour.accounts.models.reach import reach_of
from candour.accounts.models.written_once import Question, key
from candour.accounts.requests import SignedInRequest
from candour.deadlines.explaining import explain
from candour.deadlines.models import Deadline, State
from candour.matters.codes import allegation_title
from candour.matters.models import Allegation, Matter, MatterLink, Party
from candour.matters.people import other_matters_of
from candour.matters.review_body import review_body
from candour.matters.stages import track_states
from candour.matters.steps import awaited_step, next_step, standings
from candour.matters.views.opening import open_matter, shared_context, todays_facts
from candour.matters.waiting import others_than

A_FEW = 10
OF_MATTER = key("matter")
PARTIES = Question(
    lambda: Party.objects.filter(matter=OF_MATTER, left_on__isnull=True).select_related("person")
)
RUNNING = Question(lambda: Deadline.objects.for_subject(OF_MATTER).owed().select_related("recipient")[:A_FEW])
ALLEGATIONS = Question(lambda: Allegation.objects.filter(matter=OF_MATTER))
LINKS = Question(lambda: MatterLink.objects.filter(matter=OF_MATTER).select_related("other__case_file"))


def overview(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "overview")
    today, facts = timezone.localdate(), todays_facts(matter)
    judged = standings(matter, request.user, on=today, facts=facts)
    parties, running = PARTIES(matter=matter.pk), RUNNING(matter=matter.pk)
    others = others_than(reach_of(request.user, on=today))
    owed = [one for one in running if one.owed_by not in others]
    context = {
        **shared_context(request, matter, "overview"),
        "next": next_step(matter, judged, facts),
        "awaited": awaited_step(judged, facts),
        "open_count": sum(one.open for one in judged),
        "owed": owed,
        "theirs": [one for one in running if one.owed_by in others],
        "nearest": next((one for one in owed if one.due), None),
        "tracks": track_states(matter),
        "parties": _with_other_matters(parties, matter, request.user, today),
        "allegations": [(row, allegation_title(row)) for row in ALLEGATIONS(matter=matter.pk)],
        "links": LINKS(matter=matter.pk),
        "review": review_body(matter, facts, on=today),
    }
    return render(request, "matters/overview.html", context)


def _with_other_matters(
    parties: list[Party], matter: Matter, user: User, today: date
) -> list[tuple[Party, list[Matter]]]:
    people = {party.person_id for party in parties if party.person_id}
    others = other_matters_of(people, matter, user, on=today)
    return [(party, others.get(party.person_id, [])[:5]) for party in parties]


def deadlines(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "deadlines")
    rows = Deadline.objects.for_subject(matter.pk).select_related("recipient").prefetch_related("moves")
    context = {
        **shared_context(request, matter, "deadlines"),
        "running": rows.owed(),
        "settled": rows.filter(state__in=[State.MET, State.CANCELLED]).order_by("-met_on", "-due"),
    }
    return render(request, "matters/deadlines.html", context)


def deadline(request: SignedInRequest, reference: str, pk: UUID) -> HttpResponse:
    matter = open_matter(request, reference, "deadline")
    row = get_object_or_404(Deadline.objects.for_subject(matter.pk).select_related("recipient"), pk=pk)
    context = {
        **shared_context(request, matter, "deadlines"),
        "deadline": row,
        "explained": explain(row),
        "moves": row.moves.order_by("on"),
    }
    return render(request, "matters/deadline.html", context)
