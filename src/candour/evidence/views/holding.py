"""Material that it is unlawful to hold: what is entered of it, for those who are named."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from candour.accounts.models import Appointment, CaseFile, User
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions.holding import enter_held
from candour.evidence.forms.holding import HeldForm
from candour.evidence.models import HeldElsewhere
from candour.evidence.permissions import SEES, may_keep, may_read
from candour.evidence.views.opening import shared, who, written


@require_http_methods(["GET", "POST"])
def held(request: SignedInRequest, reference: str) -> HttpResponse:
    """Everybody who reads exhibits sees that there is an entry and its hash; the rest opens to those named."""
    case_file = open_case_file_or_404(request, reference, "exhibit.held", roles=SEES)
    today = timezone.localdate()
    require(may_read(request.user, case_file, on=today))
    may = may_keep(request.user, case_file, on=today) is None
    if request.method == "POST":
        require(may_keep(request.user, case_file, on=today))
    given = request.POST if request.method == "POST" else None
    form = HeldForm(candidates(case_file), given, initial={"sha256": request.GET.get("sha256", "")[:64]})
    if form.is_bound and form.is_valid():
        entered = written(form, lambda: enter_held(case_file=case_file, held=form.held(), **who(request)))
        if entered:
            messages.success(
                request,
                _(
                    "Entered. No file of this hash is taken in from now on, and what is stored of it here is being erased."
                ),
            )
            return redirect("evidence:held", case_file.reference)
    context = {**shared(case_file), "form": form, "may_keep": may, "held": _rows(case_file, request.user)}
    return render(request, "evidence/held.html", context)


def _rows(case_file: CaseFile, user: User) -> list[dict[str, Any]]:
    named = {one.pk for one in HeldElsewhere.objects.of(case_file).named(user)}
    held = HeldElsewhere.objects.of(case_file).select_related("entered_by")
    return [
        {
            "held": one,
            "open": one.pk in named,
            "erasures": one.erasures.select_related("exhibit").order_by("exhibit__number"),
        }
        for one in held
    ]


def candidates(case_file: CaseFile) -> list[User]:
    """People with a part in this file who may keep exhibits."""
    today = timezone.localdate()
    given = Appointment.objects.in_force(today).filter(case_file=case_file) | Appointment.objects.in_force(
        today
    ).filter(body__in=case_file.custodies.values("body"))
    people = User.objects.filter(pk__in=given.values("user")).order_by("name", "pk")
    return [one for one in people if may_keep(one, case_file, on=today) is None]
