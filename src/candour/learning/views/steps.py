"""The pages on which a recommendation is made, answered and followed up; each a form and one action."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.permissions import Refusal, require
from candour.accounts.requests import SignedInRequest
from candour.learning import actions
from candour.learning.codes import Publish
from candour.learning.forms import (
    CommitmentForm,
    ExtensionForm,
    JudicialReviewForm,
    KeptForm,
    PublicationForm,
    RecommendationForm,
    ResponseForm,
)
from candour.learning.models import Commitment, Recommendation
from candour.learning.permissions import may_follow_up, may_respond, may_supervise
from candour.learning.views.one import open_recommendation, shared
from candour.ledger.writing import Overtaken
from candour.matters.models import Matter
from candour.matters.views.opening import open_matter

Write = Callable[[dict[str, Any]], Any]
May = Callable[..., Refusal | None]


def new(request: SignedInRequest) -> HttpResponse:
    """`?matter=REFERENCE` ties the recommendation to a matter that the person may open."""
    user, today = request.user, timezone.localdate()
    wanted = request.GET.get("matter", "")
    matter = open_matter(request, wanted, "recommend") if wanted else None
    form = RecommendationForm(user, today, matter, request.POST or None, initial=_offered(matter))
    if request.method == "POST" and form.is_valid():
        made = actions.NewRecommendation(**form.cleaned_data, matter=matter)
        row, refused = _written(form, lambda: actions.recommend(recommendation=made, **_who(request)))
        if not refused:
            messages.success(request, _("The recommendation is entered"))
            return redirect("learning:recommendation", row.reference)
    context = {"form": form, "matter": matter, "heading": _("Make a recommendation")}
    return render(request, "learning/form.html", context)


def respond(request: SignedInRequest, reference: str) -> HttpResponse:
    def write(row: Recommendation, given: dict[str, Any]) -> object:
        return actions.respond(recommendation=row, response=actions.NewResponse(**given), **_who(request))

    heading = gettext_lazy("Enter the response")
    return _step(request, reference, may_respond, ResponseForm, heading, write)


def extend(request: SignedInRequest, reference: str) -> HttpResponse:
    def write(row: Recommendation, given: dict[str, Any]) -> object:
        return actions.grant_more_time(recommendation=row, **given, **_who(request))

    return _step(
        request, reference, may_supervise, ExtensionForm, gettext_lazy("Give more time to respond"), write
    )


def judicial_review(request: SignedInRequest, reference: str) -> HttpResponse:
    def write(row: Recommendation, given: dict[str, Any]) -> object:
        return actions.suspend_for_judicial_review(recommendation=row, **given, **_who(request))

    heading = gettext_lazy("Enter a judicial review")
    return _step(request, reference, may_supervise, JudicialReviewForm, heading, write)


def decide_publication(request: SignedInRequest, reference: str) -> HttpResponse:
    def write(row: Recommendation, given: dict[str, Any]) -> object:
        response = row.responses.filter(publish=Publish.UNDECIDED).order_by("number").last()
        if response is None:
            raise actions.RecommendationRefused(_("There are no undecided representations on a response."))
        return actions.decide_publication(response=response, **given, **_who(request))

    heading = gettext_lazy("Decide how much of the response is published")
    return _step(request, reference, may_supervise, PublicationForm, heading, write)


def commit(request: SignedInRequest, reference: str) -> HttpResponse:
    def write(row: Recommendation, given: dict[str, Any]) -> object:
        given = {**given, "due": given.get("due") or ""}
        return actions.commit(recommendation=row, **given, **_who(request))

    return _step(request, reference, may_follow_up, CommitmentForm, gettext_lazy("Add a commitment"), write)


def keep(request: SignedInRequest, reference: str, pk: str) -> HttpResponse:
    commitment = get_object_or_404(Commitment, pk=pk, recommendation__case_file__reference=reference)
    if commitment.done_on:
        raise Http404(_("This commitment has been kept already."))

    def write(row: Recommendation, given: dict[str, Any]) -> object:
        return actions.keep_commitment(commitment=commitment, **given, **_who(request))

    heading = gettext_lazy("Enter that it was done")
    return _step(request, reference, may_follow_up, KeptForm, heading, write, about=commitment.promised)


def _step(
    request: SignedInRequest,
    reference: str,
    may: May,
    form_class: type[forms.Form],
    heading: str | Promise,
    write: Callable[[Recommendation, dict[str, Any]], object],
    *,
    about: str = "",
) -> HttpResponse:
    row = open_recommendation(request, reference, "step")
    require(may(request.user, row, on=timezone.localdate()))
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _done, refused = _written(form, lambda: write(row, form.cleaned_data))
        if not refused:
            messages.success(request, _("Entered"))
            return redirect("learning:recommendation", reference)
    context = {**shared(row), "form": form, "heading": heading, "about": about}
    return render(request, "learning/form.html", context)


def _written(form: forms.Form, write: Callable[[], Any]) -> tuple[Any, bool]:
    """A refusal becomes an error of the form; nothing that was typed is lost."""
    try:
        return write(), False
    except (actions.RecommendationRefused, Overtaken) as refusal:
        form.add_error(None, ValidationError(str(refusal)))
        return None, True


def _who(request: SignedInRequest) -> dict[str, Any]:
    return {"by": request.user, "at": timezone.now(), "on": timezone.localdate()}


def _offered(matter: Matter | None) -> dict[str, Any]:
    return {"addressee": matter.appropriate_authority_id} if matter else {}
