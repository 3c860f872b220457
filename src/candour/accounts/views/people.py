"""The people of a body: list, one person, invite, close an account."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.actions import close_user, invite_user, send_invitation
from candour.accounts.actions.users import may_close
from candour.accounts.administration import bodies_inspected
from candour.accounts.codes import Role
from candour.accounts.forms.appointments import InviteForm
from candour.accounts.lists import appointments_of, people_of, walls_of
from candour.accounts.models import User
from candour.accounts.permissions import NotPermitted
from candour.accounts.views.desk import (
    Desk,
    changing_desk_or_404,
    desk_or_404,
    page_of,
    row_or_404,
    show_refusal,
)
from candour.accounts.views.downloads import download


class PersonFilter(forms.Form):
    hide_optional = True
    who = forms.CharField(label=gettext_lazy("Name or e-mail address"), required=False, max_length=200)


def administration(request: HttpRequest) -> HttpResponse:
    """The bodies that this person administers or audits; straight to the body where there is one."""
    bodies = list(bodies_inspected(request.user, on=timezone.localdate()))
    if len(bodies) == 1:
        return redirect("accounts:people", bodies[0].pk)
    return render(request, "accounts/bodies.html", {"bodies": bodies})


def people(request: HttpRequest, key: str) -> HttpResponseBase:
    desk = desk_or_404(request, key)
    form = PersonFilter(request.GET)
    wanted = form.cleaned_data["who"].strip() if form.is_valid() else ""
    listed = people_of(desk.body).prefetch_related("authenticator_set")
    if wanted:
        listed = listed.filter(name__icontains=wanted) | listed.filter(email__icontains=wanted)
    if "csv" in request.GET:
        return people_csv(desk, listed)
    page = page_of(listed, request)
    roles = roles_of(desk, [person.pk for person in page])
    rows = [(person, roles.get(person.pk, [])) for person in page]
    return render(
        request, "accounts/people.html", desk.page("people", form=form, page=page, rows=rows, wanted=wanted)
    )


def roles_of(desk: Desk, people: list[UUID]) -> dict[UUID, list[str]]:
    """Each person's roles in force for the body, in words."""
    held: dict[UUID, list[str]] = {}
    standing = appointments_of(desk.body).in_force(desk.today).filter(user__in=people)  # type: ignore[attr-defined]
    for made in standing.order_by("role"):
        words = Role(made.role).label if made.body_id else f"{Role(made.role).label} ({made.case_file})"
        held.setdefault(made.user_id, []).append(str(words))
    return held


def people_csv(desk: Desk, listed: Any) -> HttpResponseBase:
    roles = roles_of(desk, list(listed.values_list("pk", flat=True)))
    rows = (
        (
            person.name,
            person.email,
            _("open") if person.is_active else _("closed"),
            "; ".join(roles.get(person.pk, [])),
        )
        for person in listed
    )
    return download(f"people-{desk.body.pk}", (_("Name"), _("E-mail address"), _("Account"), _("Roles")), rows)


def person(request: HttpRequest, key: str, identity: UUID) -> HttpResponse:
    desk = desk_or_404(request, key)
    shown: User = row_or_404(people_of(desk.body), identity)
    context = desk.page(
        "people",
        person=shown,
        second_factor=shown.authenticator_set.exists(),  # type: ignore[attr-defined]
        appointments=appointments_of(desk.body).filter(user=shown).order_by("-starts"),
        walls=walls_of(desk.body).filter(user=shown).order_by("-starts"),
        why_not_close=may_close(desk.user, shown, on=desk.today),
    )
    return render(request, "accounts/person.html", context)


def invite(request: HttpRequest, key: str) -> HttpResponse:
    desk = changing_desk_or_404(request, key)
    form = InviteForm(request.POST or None, body=desk.body, today=desk.today)
    if request.method == "POST" and form.is_valid() and (invited := invited_by(desk, form)):
        messages.success(
            request, _("%(name)s is invited. The link was sent by e-mail.") % {"name": invited.name}
        )
        return redirect("accounts:people", desk.body.pk)
    return render(request, "accounts/invite.html", desk.page("people", form=form))


def invited_by(desk: Desk, form: InviteForm) -> User | None:
    given = form.cleaned_data
    asked = {
        "email": given["email"],
        "name": given["name"],
        "role": Role(given["role"]),
        "starts": given["starts"],
    }
    try:
        user = invite_user(**asked, body=desk.body, by=desk.user, at=desk.at, on=desk.today)
    except (ValidationError, NotPermitted) as refused:
        show_refusal(form, refused)
        return None
    send_invitation(user, desk.body)
    return user


def close(request: HttpRequest, key: str, identity: UUID) -> HttpResponse:
    desk = changing_desk_or_404(request, key)
    closing: User = row_or_404(people_of(desk.body), identity)
    if request.method == "POST":
        close_user(user=closing, by=desk.user, at=desk.at, on=desk.today)
        messages.success(request, _("%(name)s can no longer sign in.") % {"name": closing.name})
        return redirect("accounts:people", desk.body.pk)
    standing = closing.appointments.current_or_coming(desk.today).select_related("body", "case_file")
    return render(request, "accounts/close.html", desk.page("people", person=closing, appointments=standing))
