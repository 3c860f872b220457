"""A chat as people know it, paged by date, and search within an exhibit."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from candour.accounts.requests import SignedInRequest
from candour.evidence.chats.lines import Line, with_attached
from candour.evidence.chats.pages import context as lines_around
from candour.evidence.chats.pages import first_line_from, months, page_from
from candour.evidence.chats.searching import people, search
from candour.evidence.exposing import persons_of
from candour.evidence.forms import DayForm, SearchForm
from candour.evidence.models import Chat, Exhibit, Item
from candour.evidence.together import joining_of
from candour.evidence.views.content import Opened, opened_content
from candour.evidence.views.opening import shared, unless_altered

AROUND_A_HIT = 2


@require_safe
@unless_altered
def chat(request: SignedInRequest, exhibit_id: UUID, key: str) -> HttpResponse:
    with opened_content(request, exhibit_id, "chat") as opened:
        row = opened.chat(key)
        form = DayForm(request.GET if "day_year" in request.GET else None)
        if form.is_bound and form.is_valid():
            first = first_line_from(opened.lines, key, form.cleaned_data["day"], opened.seen_days)
            if first is not None:
                return redirect(f"{row.get_absolute_url()}?from={first}#line-{first}")
            form.add_error("day", _("There is nothing on that day or later that you may see"))
        page = page_from(opened.lines, key, opened.seen, _number(request.GET.get("from")))
        context = {
            **shared(opened.exhibit.case_file),
            "exhibit": opened.exhibit,
            "chat": row,
            "joining": joining_of(opened.exhibit, key),
            "page": page,
            "names": persons_of(opened.exhibit),
            "marked": marked_in(opened.exhibit, key),
            "months": months(opened.lines, key, opened.seen_days),
            "form": form,
        }
        return render(request, "evidence/chat.html", context)


def marked_in(exhibit: Exhibit, key: str) -> dict[str, Item]:
    """Items of concern of a chat by the places of their messages: that one is an item, and no more."""
    return {item.place: item for item in exhibit.items.filter(chat=key).select_related("exhibit")}


def _number(written: str | None) -> int | None:
    """A line's number from an address; anything else is as if it were not given."""
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 16 else None


@require_safe
@unless_altered
def find(request: SignedInRequest, exhibit_id: UUID) -> HttpResponse:
    with opened_content(request, exhibit_id, "search") as opened:
        form = SearchForm(people(opened.lines, opened.reach), request.GET or None)
        context = {
            **shared(opened.exhibit.case_file),
            "exhibit": opened.exhibit,
            "form": form,
            "names": persons_of(opened.exhibit),
        }
        if form.is_bound and form.is_valid() and form.asked().anything:
            context |= _found(request, opened, form)
        return render(request, "evidence/search.html", context)


def _found(request: SignedInRequest, opened: Opened, form: SearchForm) -> dict[str, Any]:
    hits = search(opened.lines, form.asked(), opened.seen, _number(request.GET.get("from")) or 0)
    chats = {chat.key: chat for chat in opened.chats()}
    keys = dict(opened.lines.execute("SELECT id, key FROM chat").fetchall())
    found = [_hit(opened, line, chats[keys[line.chat]]) for line in hits.lines]
    query = request.GET.copy()
    query["from"] = str(hits.later or "")
    return {"hits": found, "searched": True, "later": f"?{query.urlencode()}" if hits.later else ""}


def _hit(opened: Opened, line: Line, chat: Chat) -> dict[str, Any]:
    around = lines_around(opened.lines, line, opened.seen, AROUND_A_HIT)
    with_attached(opened.lines, around, opened.seen)
    return {"line": line, "chat": chat, "around": around}
