"""One conversation on several phones: whoever may read chooses the chats, and sees them as one with what differs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from candour.accounts.models import CaseFile
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions.holding import is_held_elsewhere
from candour.evidence.exposing import persons_of
from candour.evidence.exposure.showing import clock_of
from candour.evidence.exposure.words import moment_in_words
from candour.evidence.forms.together import TogetherForm, name_of
from candour.evidence.imports.folders import AlteredReading
from candour.evidence.merging.differences import Differs
from candour.evidence.models import Chat, Exhibit
from candour.evidence.permissions import SEES, may_read
from candour.evidence.scope import reach_of
from candour.evidence.store import AlteredExhibit, HeldElsewhereExhibit
from candour.evidence.together import Phone, Standing, Together
from candour.evidence.views.content import opened_content
from candour.evidence.views.exposure import MOST_ITEMS, figures, items_within
from candour.evidence.views.opening import shared
from candour.evidence.views.reading import last_reading

A_PAGE = 100
DIFFERS = {
    Differs.DELETED: _("One phone shows as deleted what another still has."),
    Differs.EDITED: _("One phone has the words before an edit."),
    Differs.TEXT: _("The words are not the same."),
    Differs.FILE: _("The files are not the same."),
    Differs.SENDER: _("The sender is not the same."),
    Differs.TIME: _("The times are further apart than the clocks allow."),
    Differs.ALIKE: _("Several say the same at that time, and which is which is not settled."),
}


@require_safe
def together(request: SignedInRequest, reference: str) -> HttpResponse:
    case_file = open_case_file_or_404(request, reference, "exhibit.together", roles=SEES)
    require(may_read(request.user, case_file, on=timezone.localdate()))
    chats = _chats(request, case_file)
    form = TogetherForm(chats, request.GET if "chat" in request.GET else None)
    context = {**shared(case_file), "form": form, "suggested": _suggested(chats), "chats": chats}
    if not form.is_valid():
        return render(request, "evidence/together_choose.html", context)
    try:
        with _phones(request, form.cleaned_data["chat"]) as phones:
            return _laid(request, phones, context)
    except (AlteredExhibit, AlteredReading, HeldElsewhereExhibit) as altered:
        return render(request, "evidence/altered.html", {**context, "reason": altered}, status=500)


def _chats(request: SignedInRequest, case_file: CaseFile) -> list[Chat]:
    """Of exhibits that were read, those within the scope of each."""
    today = timezone.localdate()
    found: list[Chat] = []
    for exhibit in Exhibit.objects.of(case_file):
        chats = list(exhibit.chats.select_related("exhibit"))
        if last_reading(exhibit) and not is_held_elsewhere(exhibit.sha256, *(one.source for one in chats)):
            reach = reach_of(exhibit, request.user, on=today)
            found += [one for one in chats if reach.opens(one.key)]
    return found


def _suggested(chats: Sequence[Chat]) -> list[dict[str, str]]:
    """Chats that two exhibits or more call the same; whether they are one, a person says."""
    by_title: dict[str, list[Chat]] = defaultdict(list)
    for one in chats:
        by_title[" ".join(one.conversation.casefold().split())].append(one)
    return [
        {
            "title": alike[0].conversation,
            "marks": ", ".join(one.exhibit.reference for one in alike),
            "query": urlencode([("chat", name_of(one)) for one in alike]),
        }
        for title, alike in by_title.items()
        if title and len({one.exhibit_id for one in alike}) == len(alike) > 1
    ]


@contextmanager
def _phones(request: SignedInRequest, chosen: Sequence[Chat]) -> Iterator[list[Phone]]:
    """Each exhibit through its own gates, with the look logged for each."""
    with ExitStack() as stack:
        opened = [
            (stack.enter_context(opened_content(request, one.exhibit_id, "together")), one) for one in chosen
        ]
        yield [Phone(one, one.chat(chat.key)) for one, chat in opened]


def _laid(request: SignedInRequest, phones: list[Phone], context: dict[str, Any]) -> HttpResponse:
    found = Together(phones)
    if found.merged is None:
        return render(request, "evidence/together_choose.html", {**context, "nothing": True})
    places = found.places()
    start = _number(request.GET.get("from"))
    items = [item for one in phones for item in items_within(one.opened, one.chat.key)]
    exposed = found.exposed(items[:MOST_ITEMS])
    clock = clock_of(exposed.timeline)
    standings = found.standings(places[start : start + A_PAGE])
    query = urlencode([("chat", name_of(one.chat)) for one in phones])
    shown = {
        "shares": found.shares(),
        "apart": found.apart(),
        "rows": [_row(one, clock, len(phones)) for one in standings],
        "earlier": f"{query}&from={max(0, start - A_PAGE)}" if start else "",
        "later": f"{query}&from={start + A_PAGE}" if start + A_PAGE < len(places) else "",
        "figures": [] if start else figures(exposed, items[:MOST_ITEMS]),
        "left_out": max(0, len(items) - MOST_ITEMS),
    }
    return render(request, "evidence/together.html", {**context, **shown})


def _row(one: Standing, clock: str, phones: int) -> dict[str, Any]:
    """Copies that do not differ are shown once, from the finest clock."""
    copies = one.copies if one.differs else one.copies[:1]
    return {
        "when": moment_in_words(one.at, clock),
        "on": sorted({phone.mark for phone, _line in one.copies}),
        "everywhere": len({phone.mark for phone, _line in one.copies}) == phones,
        "gaps": one.gaps,
        "differs": [DIFFERS[kind] for kind in one.differs],
        "copies": [
            {"exhibit": phone.opened.exhibit, "line": line, "names": persons_of(phone.opened.exhibit)}
            for phone, line in copies
        ],
    }


def _number(written: str | None) -> int:
    """A place in the conversation from an address; anything else is its beginning."""
    plain = written and written.isascii() and written.isdigit() and len(written) < 16
    return int(written) if written and plain else 0
