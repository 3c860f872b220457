"""Exposure for one person: over every phone that was joined with a chat, each through its own gates and within its scope."""

from collections.abc import Sequence

from django.utils import timezone

from candour.accounts.requests import SignedInRequest
from candour.evidence.imports.folders import AlteredReading
from candour.evidence.joined import Reckoned, chats_joined, joining_of, reckoned
from candour.evidence.laid import Part
from candour.evidence.models import Chat, Exhibit, Item
from candour.evidence.scope import reach_of
from candour.evidence.store import AlteredExhibit, HeldElsewhereExhibit
from candour.evidence.views.content import Opened, opened_content


def reckoned_for(
    request: SignedInRequest, opened: Opened, chat: Chat, items: Sequence[Item], *, alone: bool = False
) -> Reckoned:
    """Items of this chat. A phone that does not open to this person is left out, and named; `alone`: this phone only."""
    own = Part(opened.exhibit, chat, opened.folder, opened.reach)
    joining = None if alone else joining_of(opened.exhibit, chat.key)
    if joining is None:
        return reckoned([own], None, items)
    parts, left_out = [own], list[str]()
    for exhibit, other, reading in chats_joined(joining):
        if exhibit.pk == opened.exhibit.pk:
            continue
        part = _part(request, exhibit, other) if other and reading else None
        if part:
            parts.append(part)
        else:
            left_out.append(str(exhibit.reference))
    return reckoned(parts, joining, items, left_out)


def _part(request: SignedInRequest, exhibit: Exhibit, chat: Chat) -> Part | None:
    if not reach_of(exhibit, request.user, on=timezone.localdate()).opens(chat.key):
        return None
    try:
        with opened_content(request, exhibit.pk, "exposure") as opened:
            return Part(opened.exhibit, chat, opened.folder, opened.reach)
    except (AlteredExhibit, AlteredReading, HeldElsewhereExhibit):
        return None
