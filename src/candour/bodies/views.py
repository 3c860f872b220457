"""The public pages on forces: the list from A to Z, and one page for each force."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from candour.bodies.beside import known_of
from candour.bodies.facts import facts_of
from candour.bodies.forms import ForceFilter
from candour.bodies.models import Body, Governance
from candour.bodies.naming import fold


@dataclass(frozen=True)
class Listed:
    """A force in the list, with the policing body that governs it today, where one is recorded."""

    force: Body
    governing: Governance | None


@login_not_required
@require_safe
def forces(request: HttpRequest) -> HttpResponse:
    asked = ForceFilter(request.GET or None)
    wanted = asked.cleaned_data["name"] if asked.is_bound and asked.is_valid() else ""
    listed = _listed(wanted, on=timezone.localdate())
    letters = [(letter, list(some)) for letter, some in groupby(listed, key=_letter)]
    near = Body.objects.forces().suggest(wanted) if wanted and not listed else []
    shown = {"form": asked, "wanted": wanted, "number": len(listed), "letters": letters, "near": near}
    return render(request, "bodies/forces.html", shown)


@login_not_required
@require_safe
def force(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(
        Body.objects.forces().select_related("overseen_by").prefetch_related("names"), key=key
    )
    facts = facts_of(found, on=timezone.localdate())
    shown = {"facts": facts, "fiction": found.fictional, "known": known_of(found)}
    return render(request, "bodies/force.html", shown)


def _listed(wanted: str, *, on: date) -> list[Listed]:
    in_force = Governance.objects.on(on).select_related("policing_body").order_by("starts")
    every = Body.objects.forces().prefetch_related(
        "names", Prefetch("governance", in_force, "governed_today")
    )
    return [Listed(one, _last(one.governed_today)) for one in every if _bears(one, fold(wanted))]


def _bears(force: Body, part: str) -> bool:
    return any(part in name.folded for name in force.names.all())


def _last(spans: Iterable[Governance]) -> Governance | None:
    return next(reversed(list(spans)), None)


def _letter(listed: Listed) -> str:
    return listed.force.official_name[0].upper()
