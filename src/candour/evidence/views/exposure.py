"""Who was there, who saw, who answered: for a chat as a matrix and a timeline, for one message as a card."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from candour.accounts.requests import SignedInRequest
from candour.evidence.chats.lines import select
from candour.evidence.chats.within import at_places
from candour.evidence.citable import not_of_concern
from candour.evidence.exposing import Exposed, last_said
from candour.evidence.exposure.drawing.card import card_figure, summary
from candour.evidence.exposure.drawing.matrix import matrix_figure
from candour.evidence.exposure.drawing.timeline import timeline_figure
from candour.evidence.joined import Reckoned, joining_of
from candour.evidence.models import Item
from candour.evidence.permissions import may_mark
from candour.evidence.views.citing import addresses_of_records
from candour.evidence.views.content import Opened, opened_content
from candour.evidence.views.messages import about, found
from candour.evidence.views.opening import shared, unless_altered
from candour.evidence.views.reckoning import reckoned_for

MOST_ITEMS = 30


@require_safe
@unless_altered
def of_chat(request: SignedInRequest, exhibit_id: UUID, key: str) -> HttpResponse:
    with opened_content(request, exhibit_id, "exposure") as opened:
        chat = opened.chat(key)
        items = items_page(items_within(opened, key), request)
        found = reckoned_for(request, opened, chat, items.shown, alone="alone" in request.GET)
        context = {
            **shared(opened.exhibit.case_file),
            "exhibit": opened.exhibit,
            "chat": chat,
            "items": items,
            "query": "alone&" if "alone" in request.GET else "",
            "alone": "alone" in request.GET,
            **_resting_on(found, opened, key),
            "may_mark": may_mark(request.user, opened.exhibit.case_file, on=timezone.localdate()) is None,
            "coded": last_said(opened.exhibit, key),
            "figures": figures(found.exposed, items, found.marks),
        }
        return render(request, "evidence/exposure.html", context)


def _resting_on(found: Reckoned, opened: Opened, key: str) -> dict[str, Any]:
    """Which phones it rests on, and what ties them; `joining` also where this phone was asked for alone."""
    return {
        "joining": found.joining or joining_of(opened.exhibit, key),
        "rests_on": sorted(str(one.exhibit.reference) for one in found.parts) if found.joining else [],
        "left_out": found.left_out,
    }


def items_within(opened: Opened, key: str) -> list[Item]:
    """Items of a chat whose message this person may see, but for those settled as not of concern."""
    items = list(opened.exhibit.items.filter(chat=key).select_related("exhibit").order_by("number"))
    places = {item.place for item in items}
    here = at_places(places, key)
    lines = {line.place: line.n for line in select(opened.lines, here & opened.seen)} if places else {}
    kept = [item for item in items if item.place in lines and not not_of_concern(item)]
    return sorted(kept, key=lambda item: lines[item.place])


@dataclass(frozen=True)
class ItemsPage:
    """As many items as a matrix holds. `first` and `last` count from one; `earlier` and `later` are where others begin."""

    shown: list[Item]
    first: int
    all: int

    @property
    def last(self) -> int:
        return self.first + len(self.shown) - 1

    @property
    def earlier(self) -> int | None:
        return max(self.first - MOST_ITEMS, 1) if self.first > 1 else None

    @property
    def later(self) -> int | None:
        return self.last + 1 if self.last < self.all else None

    @property
    def numbered(self) -> Iterator[tuple[int, Item]]:
        return enumerate(self.shown, start=self.first)


def items_page(items: list[Item], request: SignedInRequest) -> ItemsPage:
    asked = max(number_of(request.GET.get("items")), 1)
    first = asked if asked <= len(items) else 1
    return ItemsPage(items[first - 1 : first - 1 + MOST_ITEMS], first, len(items))


def number_of(written: str | None) -> int:
    """A number from an address; anything else is 0."""
    plain = written and written.isascii() and written.isdigit() and len(written) < 16
    return int(written) if written and plain else 0


def figures(found: Exposed, items: ItemsPage, marks: Mapping[str, str]) -> list[str]:
    """Markup in which every word was escaped by the wing that drew it."""
    titles = {item.identity: item.mark for item in items.shown}
    cards = {
        item.identity: reverse("evidence:card", args=[item.exhibit_id, item.source, item.place])
        for item in items.shown
    }
    how: dict[str, Any] = {"say": gettext, "marks": marks}
    of_items: dict[str, Any] = {"items": found.reckoner.items, "first": items.first}
    drawn = [timeline_figure(found.timeline, found.stays, **of_items, **how).html]
    if items.shown:
        how |= {"titles": titles, "first": items.first, "cards": cards}
        drawn.insert(0, matrix_figure(found.timeline, found.reckoner, **how).html)
    return drawn


@require_safe
@unless_altered
def of_message(request: SignedInRequest, exhibit_id: UUID, source: str, place: str) -> HttpResponse:
    with opened_content(request, exhibit_id, "exposure") as opened:
        line, chat = found(opened, source, place)
        item = opened.exhibit.items.filter(source=source, place=place).first()
        if item is None:
            raise Http404
        reckoned = reckoned_for(request, opened, chat, [item], alone="alone" in request.GET)
        drawn = {"shown": item.mark, "anchored": True, "say": gettext, "marks": reckoned.marks}
        drawn["records"] = addresses_of_records(reckoned)
        context: dict[str, Any] = {
            **about(opened, line, chat),
            **_resting_on(reckoned, opened, chat.key),
            "alone": "alone" in request.GET,
            "item": item,
            "summary": summary(reckoned.exposed.reckoner.cells(), gettext),
            "card": card_figure(reckoned.exposed.timeline, reckoned.exposed.reckoner, **drawn).html,
            "may_mark": may_mark(request.user, opened.exhibit.case_file, on=timezone.localdate()) is None,
        }
        return render(request, "evidence/card.html", context)
