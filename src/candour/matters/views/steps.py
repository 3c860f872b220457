"""The steps of a matter: those open, those not with the reason, and taking one after seeing what it will do."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.accounts.access import NotPermitted
from candour.accounts.requests import SignedInRequest
from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline, State
from candour.ledger.writing import Overtaken
from candour.matters.actions.taking import StepRefused, take
from candour.matters.forms import StepForm
from candour.matters.letters.calls import CALLED_FOR
from candour.matters.models import Matter
from candour.matters.steps import Standing, standing_of, standings, step_named
from candour.matters.views.opening import open_matter, shared_context
from candour.procedure.calendars import NoCalendarYet
from candour.procedure.lifecycles import Step
from candour.procedure.wording import who_in_words


@dataclass(frozen=True)
class Change:
    """What a step would do to one deadline, or to the track."""

    words: str
    deadline: Deadline | None = None


def steps(request: SignedInRequest, reference: str) -> HttpResponse:
    matter = open_matter(request, reference, "steps")
    judged = standings(matter, request.user, on=timezone.localdate())
    context = {
        **shared_context(request, matter, "steps"),
        "open_steps": [one for one in judged if one.open],
        "blocked": [one for one in judged if not one.open and one.in_state],
        "elsewhere": [one for one in judged if not one.open and not one.in_state],
    }
    return render(request, "matters/steps.html", context)


def step(request: SignedInRequest, reference: str, key: str) -> HttpResponse:
    """GET asks; POST shows what will happen; POST with `confirm` takes the step."""
    matter = open_matter(request, reference, "step")
    known = step_named(key)
    if known is None:
        raise Http404
    judged = standing_of(known, matter, request.user, on=timezone.localdate())
    form = StepForm(known, matter, request.user, request.POST or None)
    if request.method != "POST" or not form.is_valid() or "change" in request.POST:
        return _page(request, matter, known, judged, form)
    if "confirm" not in request.POST:
        return _check_page(request, matter, known, judged, form)
    return _take(request, matter, known, judged, form)


def _take(request: SignedInRequest, matter: Matter, known: Step, judged: Standing, form: StepForm) -> HttpResponse:
    try:
        _run(request, matter, known, form)
    except (StepRefused, Overtaken, NoCalendarYet) as refusal:
        return _page(request, _again(matter), known, judged, form, refusal=refusal, status=409)
    messages.success(request, _("Done: %(step)s") % {"step": known.title})
    return redirect("matters:overview", matter.reference)


def _check_page(request: SignedInRequest, matter: Matter, known: Step, judged: Standing, form: StepForm) -> HttpResponse:
    """The step is really taken, looked at and rolled back: the page shows what it does, not what it should do."""
    try:
        with transaction.atomic():
            before = _deadlines(matter)
            _run(request, matter, known, form)
            changes = _changes(known, matter, before)
            transaction.set_rollback(True)
    except (StepRefused, Overtaken, NotPermitted, NoCalendarYet) as refusal:
        return _page(request, _again(matter), known, judged, form, refusal=refusal, status=409)
    matter = _again(matter)
    context = {
        **shared_context(request, matter, "steps"),
        "step": known,
        "form": form,
        "changes": changes,
        "answers": _spoken(form),
        "told": [who_in_words(who) for who in known.tells],
    }
    return render(request, "matters/check_step.html", context)


def _run(request: SignedInRequest, matter: Matter, known: Step, form: StepForm) -> None:
    take(
        known.key,
        matter=matter,
        by=request.user,
        on=form.on(),
        at=timezone.now(),
        answers=form.answers(),
        limbs=form.limbs(),
    )


def _again(matter: Matter) -> Matter:
    return Matter.objects.with_names().get(pk=matter.pk)


def _deadlines(matter: Matter) -> dict[Any, Deadline]:
    return {row.pk: row for row in Deadline.objects.for_subject(matter.pk).select_related("recipient")}


def _changes(known: Step, matter: Matter, before: dict[Any, Deadline]) -> list[Change]:
    changes = []
    lifecycle = the_law().lifecycles[known.track]
    reached = lifecycle.states[getattr(matter, known.track)].title
    if known.to or known.to_by:
        changes.append(Change(_("%(track)s: %(state)s.") % {"track": lifecycle.title, "state": reached}))
    for pk, row in _deadlines(matter).items():
        earlier = before.get(pk)
        if earlier is None or (earlier.state, earlier.due) != (row.state, row.due):
            changes.append(Change(_verb(earlier, row), row))
    return changes


def _verb(earlier: Deadline | None, row: Deadline) -> str:
    if earlier is None:
        return _("Starts:")
    match row.state:
        case State.MET:
            return _("Meets:")
        case State.CANCELLED:
            return _("Ends:")
        case _:
            return _("Moves:")


def _page(
    request: SignedInRequest,
    matter: Matter,
    known: Step,
    judged: Standing,
    form: StepForm,
    *,
    refusal: Exception | None = None,
    status: int = 200,
) -> HttpResponse:
    reasons = refusal.reasons if isinstance(refusal, StepRefused) else ()
    context = {
        **shared_context(request, matter, "steps"),
        "step": known,
        "test": the_law().tests.get(known.test or ""),
        "judged": judged,
        "form": form,
        "refusal": refusal,
        "refusal_reasons": reasons,
        "starts": [the_law().rule(start.rule) for start in known.starts],
        "stops": [the_law().rule(rule) for rule in known.stops],
        "told": [who_in_words(who) for who in known.tells],
        "letters": [(kind, kind.label) for kind in CALLED_FOR.get(known.key, ())],
    }
    return render(request, "matters/step.html", context, status=status)


def _spoken(form: StepForm) -> list[dict[str, Any]]:
    """Question and answer, as a summary list shows them."""
    return [
        {"key": field.label, "value": spoken_answer(form, field.name)}
        for field in form.visible_fields()
        if form.cleaned_data.get(field.name) not in (None, "", [])
    ]


def spoken_answer(form: StepForm, name: str) -> Any:
    value, field = form.cleaned_data[name], form.fields[name]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, QuerySet):
        return "; ".join(field.label_from_instance(one) for one in value)  # type: ignore[attr-defined]
    if hasattr(field, "label_from_instance"):
        return field.label_from_instance(value)
    if hasattr(field, "choices"):
        return dict(field.choices).get(value, value)
    return value
