"""The appointments of a body and of the case files it holds: list, add, end."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from candour.accounts.actions import appoint, end_appointment
from candour.accounts.administration import may_administer_appointment
from candour.accounts.codes import Role
from candour.accounts.forms.appointments import AppointForm, EndForm
from candour.accounts.forms.filters import AppointmentFilter
from candour.accounts.lists import appointments_of, people_of
from candour.accounts.models import Appointment
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


def appointments(request: HttpRequest, key: str) -> HttpResponseBase:
    desk = desk_or_404(request, key)
    form = AppointmentFilter(request.GET)
    rows = appointments_of(desk.body).order_by("user__name", "-starts")
    if form.is_valid():
        rows = form.narrowed(rows, desk.today)
    if "csv" in request.GET:
        return appointments_csv(desk, rows)
    chosen = form.chosen(request.GET)
    page = page_of(rows, request)
    return render(
        request, "accounts/appointments.html", desk.page("appointments", form=form, page=page, chosen=chosen)
    )


def appointments_csv(desk: Desk, rows: Any) -> HttpResponseBase:
    columns = (_("Name"), _("E-mail address"), _("Role"), _("For"), _("Starts"), _("Ends"), _("Made by"))
    cells = (
        (
            made.user.name,
            made.user.email,
            Role(made.role).label,
            made.body or made.case_file,
            made.starts,
            made.ends,
            made.made_by,
        )
        for made in rows.iterator(chunk_size=500)
    )
    return download(f"appointments-{desk.body.pk}", columns, cells)


def add(request: HttpRequest, key: str) -> HttpResponseBase:
    desk = changing_desk_or_404(request, key)
    initial = {"email": email_asked_for(request, desk)}
    form = AppointForm(request.POST or None, body=desk.body, today=desk.today, initial=initial)
    if request.method == "POST" and form.is_valid() and (made := made_by(desk, form)):
        messages.success(request, _("%(name)s is appointed.") % {"name": made.user.name})
        return redirect("accounts:appointments", desk.body.pk)
    return render(request, "accounts/appoint.html", desk.page("appointments", form=form))


def email_asked_for(request: HttpRequest, desk: Desk) -> str:
    """The page of a person links here with that person's id."""
    try:
        identity = UUID(request.GET.get("person", ""))
    except ValueError:
        return ""
    return people_of(desk.body).filter(pk=identity).values_list("email", flat=True).first() or ""


def made_by(desk: Desk, form: AppointForm) -> Appointment | None:
    given = form.cleaned_data
    where = {"case_file": given["reference"]} if given["reference"] else {"body": desk.body}
    try:
        return appoint(
            user=given["email"],
            role=Role(given["role"]),
            **where,
            starts=given["starts"],
            ends=given["ends"],
            by=desk.user,
            at=desk.at,
            on=desk.today,
        )
    except (ValidationError, NotPermitted) as refused:
        show_refusal(form, refused)
        return None


def end(request: HttpRequest, key: str, identity: UUID) -> HttpResponseBase:
    desk = changing_desk_or_404(request, key)
    standing = appointments_of(desk.body).current_or_coming(desk.today)  # type: ignore[attr-defined]
    ending: Appointment = row_or_404(standing, identity)
    refusal = may_administer_appointment(desk.user, ending, on=desk.today)
    form = EndForm(request.POST or None, initial={"ends": desk.today})
    if request.method == "POST" and form.is_valid():
        ends = form.cleaned_data["ends"]
        end_appointment(appointment=ending, ends=ends, by=desk.user, at=desk.at, on=desk.today)
        messages.success(request, _("The appointment of %(name)s is ended.") % {"name": ending.user.name})
        return redirect("accounts:appointments", desk.body.pk)
    return render(
        request,
        "accounts/end_appointment.html",
        desk.page("appointments", form=form, appointment=ending, refusal=refusal),
    )
