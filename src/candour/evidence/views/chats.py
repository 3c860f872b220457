"""A chat as people know it, paged by date, and search within an exhibit."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from candour.accounts.requests import SignedInRequest
from candour.evidence.chats.lines import Line, with_attached
from candour.evidence.chats.pages import contexts, first_line_from, months, page_from
from candour.evidence.chats.searching import people, search
from candour.evidence.exposing import persons_of
from candour.evidence.forms import DayForm, SearchForm
from candour.evidence.joined import joining_of
from candour.evidence.models import Chat, Exhibit, Item
from candour.evidence.views.content import Opened, opened_content
from candour.evidence.views.opening import shared, unless_altered
from candour.look.dates import day_in_words

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
        names = persons_of(opened.exhibit)
        form = SearchForm(people(opened.lines, opened.reach), names, request.GET or None)
        context = {
            **shared(opened.exhibit.case_file),
            "exhibit": opened.exhibit,
            "form": form,
            "names": names,
        }
        if form.is_bound and form.is_valid() and form.asked().anything:
            context |= _found(request, opened, form)
        return render(request, "evidence/search.html", context)


def _found(request: SignedInRequest, opened: Opened, form: SearchForm) -> dict[str, Any]:
    hits = search(opened.lines, form.asked(), opened.seen, _number(request.GET.get("from")) or 0)
    chats = _by_number(opened)
    around = contexts(opened.lines, hits.lines, opened.seen, AROUND_A_HIT)
    every = {id(line): line for lines in around for line in lines}
    with_attached(opened.lines, list(every.values()), opened.seen)
    found = [_hit(line, *chats[line.chat], lines) for line, lines in zip(hits.lines, around, strict=True)]
    query = request.GET.copy()
    query["from"] = str(hits.later or "")
    return {"hits": found, "searched": True, "later": f"?{query.urlencode()}" if hits.later else ""}


def _by_number(opened: Opened) -> dict[int, tuple[Chat, str]]:
    """The chats that open, as the lines call them, each with its address: worked out once, not for each hit."""
    chats = {chat.key: chat for chat in opened.chats()}
    rows = opened.lines.execute("SELECT id, key FROM chat").fetchall()
    return {
        row["id"]: (chats[row["key"]], chats[row["key"]].get_absolute_url())
        for row in rows
        if row["key"] in chats
    }


def _hit(line: Line, chat: Chat, address: str, around: list[Line]) -> dict[str, Any]:
    name = chat.conversation or _("Chat without a name")
    return {
        "line": line,
        "chat": chat,
        "title": f"{name}, {day_in_words(line.day)}" if line.day else name,
        "address": f"{address}?from={around[0].n}#line-{line.n}",
        "before": [one for one in around if one.n < line.n],
        "after": [one for one in around if one.n > line.n],
    }
