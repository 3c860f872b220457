"""One conversation on several phones: whoever may read chooses the chats, and sees them as one with what differs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from candour.accounts.models import CaseFile
from candour.accounts.opening import open_case_file_or_404
from candour.accounts.permissions import require
from candour.accounts.requests import SignedInRequest
from candour.evidence.actions.holding import is_held_elsewhere
from candour.evidence.actions.joining import join_chats
from candour.evidence.chats.alike import folded
from candour.evidence.exposing import persons_of
from candour.evidence.exposure.showing import clock_of
from candour.evidence.exposure.words import moment_in_words
from candour.evidence.forms.together import TogetherForm, name_of
from candour.evidence.imports.folders import AlteredReading
from candour.evidence.merging.differences import Differs
from candour.evidence.models import Chat, Exhibit, JoinedChat, Joining
from candour.evidence.permissions import SEES, may_mark, may_read
from candour.evidence.scope import reach_of
from candour.evidence.store import AlteredExhibit, HeldElsewhereExhibit
from candour.evidence.together import Phone, Standing, Together
from candour.evidence.views.content import opened_content
from candour.evidence.views.exposure import figures, items_page, items_within, number_of
from candour.evidence.views.opening import shared, who, written
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


@require_http_methods(["GET", "POST"])
def together(request: SignedInRequest, reference: str) -> HttpResponse:
    """What is joined, and what could be. Chats are laid side by side before anybody says that they are one conversation."""
    case_file = open_case_file_or_404(request, reference, "exhibit.together", roles=SEES)
    require(may_read(request.user, case_file, on=timezone.localdate()))
    chats = chats_within(request, case_file)
    given = request.POST if request.method == "POST" else request.GET
    form = TogetherForm(chats, given if "chat" in given else None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["chat"]
        if joining := written(form, lambda: join_chats(case_file=case_file, chats=chosen, **who(request))):
            messages.success(request, _("That these chats are one conversation is on the record."))
            return redirect(joining)
    if not form.is_valid():
        return choosing(request, case_file, chats, form)
    return laid_side_by_side(request, case_file, form.cleaned_data["chat"])


def choosing(
    request: SignedInRequest,
    case_file: CaseFile,
    chats: Sequence[Chat],
    form: TogetherForm,
    **more: Any,
) -> HttpResponse:
    joinings = list(Joining.objects.of(case_file))
    found = {(one.exhibit_id, one.key): one.conversation for one in chats}
    context = {
        "form": form,
        "suggested": _suggested(chats),
        "chats": chats,
        "joined": [(one, _title(one, found)) for one in joinings if one.stands],
        "parted": [one for one in joinings if not one.stands],
    }
    return render(request, "evidence/together_choose.html", {**shared(case_file), **context, **more})


def _title(joining: Joining, found: Mapping[Any, str]) -> str:
    """As the first of its chats that this person may see is called."""
    names = (found.get((one.exhibit_id, one.key)) for one in joining.chats.all())
    return next(filter(None, names), "")


def laid_side_by_side(
    request: SignedInRequest, case_file: CaseFile, chats: Sequence[Chat], joining: Joining | None = None
) -> HttpResponse:
    may = may_mark(request.user, case_file, on=timezone.localdate()) is None
    context = {
        **shared(case_file),
        "joining": joining,
        "may_join": may,
        "chosen": [name_of(one) for one in chats],
    }
    try:
        with _phones(request, chats) as phones:
            return _laid(request, phones, context)
    except (AlteredExhibit, AlteredReading, HeldElsewhereExhibit) as altered:
        return render(request, "evidence/altered.html", {**context, "reason": altered}, status=500)


def chats_within(request: SignedInRequest, case_file: CaseFile) -> list[Chat]:
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
    """Chats that two exhibits or more call the same, and that nobody joined yet; whether they are one, a person says."""
    by_title: dict[str, list[Chat]] = defaultdict(list)
    joined = JoinedChat.objects.filter(joining__undone_at=None, exhibit__in=[one.exhibit_id for one in chats])
    taken = {(one.exhibit_id, one.key) for one in joined}
    for one in chats:
        if (one.exhibit_id, one.key) in taken:
            continue
        by_title[folded(one.conversation.replace("_", " "))].append(one)
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
        return _nothing_to_lay(request, phones)
    places, start = found.places(), number_of(request.GET.get("from"))
    items = items_page([item for one in phones for item in items_within(one.opened, one.chat.key)], request)
    exposed = found.laid.exposed(items.shown)
    clock = clock_of(exposed.timeline, gettext)
    marks = {source: phone.mark for source, phone in found.phones.items()}
    standings = found.standings(places[start : start + A_PAGE])
    query = "" if context["joining"] else urlencode([("chat", name) for name in context["chosen"]]) + "&"
    shown = {
        "shares": found.shares(),
        "apart": found.apart(),
        "rows": [_row(one, clock, len(phones)) for one in standings],
        "query": query,
        "earlier": f"{query}from={max(0, start - A_PAGE)}" if start else "",
        "later": f"{query}from={start + A_PAGE}" if start + A_PAGE < len(places) else "",
        "figures": [] if start else figures(exposed, items, marks),
        "items": items,
        "differing": _where_they_differ(found.differing(), places),
        "first": start + 1,
        "last": min(start + A_PAGE, len(places)),
        "all": len(places),
    }
    return render(request, "evidence/together.html", {**context, **shown})


def _where_they_differ(differing: Sequence[int], places: Sequence[int]) -> list[tuple[int, int]]:
    """For each place at which copies differ, its number in the conversation and where its page begins."""
    at = {place: number for number, place in enumerate(places)}
    return [(place, at[place] - at[place] % A_PAGE) for place in differing if place in at]


def _nothing_to_lay(request: SignedInRequest, phones: Sequence[Phone]) -> HttpResponse:
    case_file = phones[0].opened.exhibit.case_file
    chats = chats_within(request, case_file)
    return choosing(request, case_file, chats, TogetherForm(chats), nothing=True)


def _row(one: Standing, clock: str, phones: int) -> dict[str, Any]:
    """Copies that do not differ are shown once, from the finest clock."""
    copies = one.copies if one.differs else one.copies[:1]
    return {
        "place": one.place,
        "when": moment_in_words(one.at, clock, gettext),
        "on": sorted({phone.mark for phone, _line in one.copies}),
        "everywhere": len({phone.mark for phone, _line in one.copies}) == phones,
        "gaps": one.gaps,
        "differs": [DIFFERS[kind] for kind in one.differs],
        "copies": [
            {"exhibit": phone.opened.exhibit, "line": line, "names": persons_of(phone.opened.exhibit)}
            for phone, line in copies
        ],
    }
