"""Where an administration page stands: whose body, who is looking, and whether they may change anything."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.accounts.administration import bodies_inspected, may_administer
from candour.accounts.models import User
from candour.accounts.permissions import NotPermitted, require
from candour.bodies.models import Body

ROWS_A_PAGE = 50
MOST_ROWS = 10_000
SECTIONS = (
    ("people", gettext_lazy("People")),
    ("appointments", gettext_lazy("Appointments")),
    ("walls", gettext_lazy("Conflict walls")),
    ("reads", gettext_lazy("Reads")),
    ("access", gettext_lazy("Who has access")),
)


@dataclass(frozen=True)
class Desk:
    """One body's administration as this person has it today."""

    body: Body
    user: User
    may_change: bool
    today: date
    at: datetime

    def page(self, section: str, **more: Any) -> dict[str, Any]:
        """What every page of the section shows, and `more`."""
        sections = [
            {
                "href": reverse(f"accounts:{name}", args=[self.body.pk]),
                "text": text,
                "active": name == section,
            }
            for name, text in SECTIONS
        ]
        fiction = self.body.fictional and _("%(body)s does not exist.") % {"body": self.body.official_name}
        back = reverse(f"accounts:{section}", args=[self.body.pk])
        return {
            "desk": self,
            "body": self.body,
            "sections": sections,
            "back": back,
            "fiction": fiction,
            **more,
        }


def desk_or_404(request: HttpRequest, key: str) -> Desk:
    """For an administrator or auditor of the body; to everybody else it has no such page."""
    at = timezone.now()
    today = timezone.localdate(at)
    body = bodies_inspected(request.user, on=today).filter(pk=key).first()
    if body is None:
        raise Http404(_("There is no administration page of this name that you may open."))
    may_change = may_administer(request.user, body, on=today) is None
    return Desk(body, request.user, may_change, today, at)  # type: ignore[arg-type]


def changing_desk_or_404(request: HttpRequest, key: str) -> Desk:
    """For a page that changes something: an auditor is told that they may not."""
    desk = desk_or_404(request, key)
    require(may_administer(desk.user, desk.body, on=desk.today))
    return desk


def row_or_404(rows: QuerySet[Any], identity: Any) -> Any:
    """A row among those of the body; another body's is not found."""
    return get_object_or_404(rows, pk=identity)


def page_of(rows: QuerySet[Any], request: HttpRequest) -> Any:
    """Pages through the first ten thousand: a log of millions is never counted to show fifty of them."""
    return Paginator(rows[:MOST_ROWS], ROWS_A_PAGE).get_page(request.GET.get("page"))


def show_refusal(form: forms.Form, refused: ValidationError | NotPermitted) -> None:
    """What an action refused, beside the question it concerns, or above the form where there is none."""
    if isinstance(refused, NotPermitted):
        form.add_error(None, str(refused.refusal.text))
        return
    for name, messages in getattr(refused, "message_dict", {NON_FIELD_ERRORS: refused.messages}).items():
        for message in messages:
            form.add_error(asked_as(form, name), message)


def asked_as(form: forms.Form, column: str) -> str | None:
    """The question on the form that gives the column its value."""
    asked = {"user": "email", "case_file": "reference"}.get(column, column)
    return asked if asked in form.fields else None
