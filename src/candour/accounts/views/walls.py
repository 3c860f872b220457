"""The conflict walls around the case files of a body: list, put up, take down."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from candour.accounts.actions import build_wall, lift_wall
from candour.accounts.codes import WallGround
from candour.accounts.forms.filters import DatedFilter
from candour.accounts.forms.walls import LiftForm, WallForm
from candour.accounts.lists import walls_of
from candour.accounts.models import Wall
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


def walls(request: HttpRequest, key: str) -> HttpResponseBase:
    desk = desk_or_404(request, key)
    form = DatedFilter(request.GET)
    rows = walls_of(desk.body).order_by("-starts", "user__name")
    if form.is_valid():
        rows = form.narrowed(rows, desk.today)
    if "csv" in request.GET:
        return walls_csv(desk, rows)
    page = page_of(rows, request)
    return render(
        request,
        "accounts/walls.html",
        desk.page("walls", form=form, page=page, chosen=form.chosen(request.GET)),
    )


def walls_csv(desk: Desk, rows: Any) -> HttpResponseBase:
    """Without the reason in words, which stays on the page: a file is passed on more easily than a page."""
    columns = (_("Name"), _("Case file"), _("Ground"), _("Starts"), _("Ends"), _("Made by"))
    cells = (
        (wall.user.name, wall.case_file, WallGround(wall.ground).label, wall.starts, wall.ends, wall.made_by)
        for wall in rows.iterator(chunk_size=500)
    )
    return download(f"walls-{desk.body.pk}", columns, cells)


def add(request: HttpRequest, key: str) -> HttpResponseBase:
    desk = changing_desk_or_404(request, key)
    form = WallForm(request.POST or None, body=desk.body, today=desk.today)
    if request.method == "POST" and form.is_valid() and (wall := built_by(desk, form)):
        said = {"name": wall.user.name, "reference": wall.case_file.reference}
        messages.success(request, _("%(name)s is kept from %(reference)s.") % said)
        return redirect("accounts:walls", desk.body.pk)
    return render(request, "accounts/build_wall.html", desk.page("walls", form=form))


def built_by(desk: Desk, form: WallForm) -> Wall | None:
    given = form.cleaned_data
    try:
        return build_wall(
            case_file=given["reference"],
            user=given["email"],
            reason=given["reason"],
            ground=WallGround(given["ground"]),
            starts=given["starts"],
            by=desk.user,
            at=desk.at,
            on=desk.today,
        )
    except (ValidationError, NotPermitted) as refused:
        show_refusal(form, refused)
        return None


def lift(request: HttpRequest, key: str, identity: UUID) -> HttpResponseBase:
    desk = changing_desk_or_404(request, key)
    standing = walls_of(desk.body).current_or_coming(desk.today)  # type: ignore[attr-defined]
    wall: Wall = row_or_404(standing, identity)
    form = LiftForm(request.POST or None, initial={"ends": desk.today})
    if request.method == "POST" and form.is_valid() and lifted_by(desk, form, wall):
        said = {"name": wall.user.name, "reference": wall.case_file.reference}
        messages.success(request, _("The wall between %(name)s and %(reference)s comes down.") % said)
        return redirect("accounts:walls", desk.body.pk)
    return render(request, "accounts/lift_wall.html", desk.page("walls", form=form, wall=wall))


def lifted_by(desk: Desk, form: LiftForm, wall: Wall) -> Wall | None:
    try:
        return lift_wall(wall=wall, ends=form.cleaned_data["ends"], by=desk.user, at=desk.at, on=desk.today)
    except (ValidationError, NotPermitted) as refused:
        show_refusal(form, refused)
        return None
