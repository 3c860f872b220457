"""Marking a message of concern beside its context and the criteria, and settling what two readers saw differently."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from candour.accounts.models import Read
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.deadlines.law import the_law
from candour.evidence.actions import MessagePlace, adjudicate, mark
from candour.evidence.actions.marking import BEHAVIOURS, STANDARDS
from candour.evidence.chats.alike import alike
from candour.evidence.chats.lines import Line
from candour.evidence.codings import in_words
from candour.evidence.forms.marking import MarkingForm, initial_of
from candour.evidence.lists import edition_of, is_older
from candour.evidence.marking import is_open, last_of, may_still_read, readers_of, shown_to
from candour.evidence.models import Item
from candour.evidence.permissions import may_adjudicate, may_mark
from candour.evidence.views.content import Opened, opened_content
from candour.evidence.views.messages import about, found
from candour.evidence.views.opening import unless_altered, who, written

NOT_YET = gettext_lazy("Two readers must have marked the message before it is settled.")
OWN = gettext_lazy("Whoever has marked the message does not settle it. Ask somebody else.")
MOST_ALIKE = 100
BREAK_AFTER = 30
"""Messages opened one by one within an hour, after which the page suggests a break."""


@require_http_methods(["GET", "POST"])
@unless_altered
def marking(request: SignedInRequest, exhibit_id: UUID, source: str, place: str) -> HttpResponse:
    with opened_content(request, exhibit_id, "marking") as opened:
        require(may_mark(request.user, opened.exhibit.case_file, on=timezone.localdate()))
        line, chat = found(opened, source, place)
        if not line.is_sent:
            raise Http404
        item = item_at(opened.exhibit, source, place)
        before = last_of(item, request.user) if item else None
        others = saying_the_same(opened, line, request.user)
        form = _form(request, line.day, initial_of(before), alike=len(others))
        here = MessagePlace(source, place, chat.key)

        def write() -> Any:
            also = others if form.marks_alike else ()
            said: dict[str, Any] = {"answers": form.answers(), "alike": [_place(opened, one) for one in also]}
            return mark(exhibit=opened.exhibit, message=here, **said, **who(request))

        shown = {
            "heading": _("Mark this message"),
            "item": item,
            "others": others,
            "most": MOST_ALIKE,
            "offers_keys": True,
        }
        return _page(request, about(opened, line, chat), form, write, **shown)


def saying_the_same(opened: Opened, line: Line, user: Any) -> list[Line]:
    """Other messages within the scope that this person may mark, as far as one form holds them."""
    items = opened.exhibit.items.prefetch_related("markings__reader")
    closed = {(one.source, one.place) for one in items if not may_still_read(one, user)}
    found = alike(opened.lines, line, opened.seen, MOST_ALIKE)
    return [one for one in found if (one.source, one.place) not in closed]


def _place(opened: Opened, line: Line) -> MessagePlace:
    key = opened.lines.execute("SELECT key FROM chat WHERE id = ?", [line.chat]).fetchone()["key"]
    return MessagePlace(line.source, line.place, key)


@require_http_methods(["GET", "POST"])
@unless_altered
def adjudication(request: SignedInRequest, exhibit_id: UUID, source: str, place: str) -> HttpResponse:
    with opened_content(request, exhibit_id, "adjudication") as opened:
        require(may_adjudicate(request.user, opened.exhibit.case_file, on=timezone.localdate()))
        line, chat = found(opened, source, place)
        item = item_at(opened.exhibit, source, place)
        if item is None:
            raise Http404
        if why := NOT_YET if not is_open(item) else OWN if request.user in readers_of(item) else None:
            messages.warning(request, str(why))
            return redirect(item)
        form = _form(request, line.day, {})

        def write() -> Any:
            return adjudicate(item=item, answers=form.answers(), **who(request))

        context = {
            **about(opened, line, chat),
            "markings": [in_words(one) for one in shown_to(item, request.user)],
        }
        return _page(request, context, form, write, heading=_("Settle how it is to be taken"), item=item)


def item_at(exhibit: Any, source: str, place: str) -> Item | None:
    found: Item | None = exhibit.items.filter(source=source, place=place).first()
    return found


def _form(request: SignedInRequest, day: date | None, initial: dict[str, Any], alike: int = 0) -> MarkingForm:
    given = request.POST if request.method == "POST" else None
    return MarkingForm(day or timezone.localdate(), given, alike=alike, initial=initial)


def _page(
    request: SignedInRequest,
    context: dict[str, Any],
    form: MarkingForm,
    write: Callable[[], Any],
    **shown: Any,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and written(form, write):
        messages.success(request, _("Your marking is on the record."))
        return redirect(
            "evidence:message", context["exhibit"].pk, context["line"].source, context["line"].place
        )
    standards = the_law().lists[STANDARDS]
    day = context["line"].day or timezone.localdate()
    criteria = {
        "standards": edition_of(STANDARDS, day).codes.values(),
        "standards_list": standards,
        "older": [the_law().lists[name] for name in (BEHAVIOURS, STANDARDS) if is_older(name, day)],
    }
    tally = looked_at(request.user)
    more = {"form": form, "tally": tally, "break_due": tally >= BREAK_AFTER, **criteria, **shown}
    return render(request, "evidence/marking.html", {**context, **more})


def looked_at(user: Any) -> int:
    """How many messages this person opened one by one in the last hour, from the log of reads."""
    since = timezone.now() - timedelta(hours=1)
    looks = Read.objects.filter(user=user, at__gte=since, what__startswith="exhibit.")
    return looks.filter(what__regex=r"\.(message|marking)$").count()
