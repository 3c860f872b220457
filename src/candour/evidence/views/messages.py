"""One message: its context, its source to the byte, and what hangs on it."""

from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from candour.accounts.requests import SignedInRequest
from candour.evidence.actions.holding import is_held_elsewhere
from candour.evidence.chats.lines import Line, select, with_attached
from candour.evidence.chats.pages import context as lines_around
from candour.evidence.chats.pictures import attached_name, names_picture, picture_hash, picture_of
from candour.evidence.chats.sources import source_of
from candour.evidence.chats.within import Condition
from candour.evidence.exposing import persons_of
from candour.evidence.models import Chat, Erasure, Exhibit
from candour.evidence.permissions import may_keep
from candour.evidence.views.content import Opened, opened_content
from candour.evidence.views.items import marking_of
from candour.evidence.views.opening import shared, unless_altered

AROUND = 5


@require_safe
@unless_altered
def message(request: SignedInRequest, exhibit_id: UUID, source: str, place: str) -> HttpResponse:
    shown = next((one for one in ("plainly", "veiled") if one in request.GET), "")
    with opened_content(request, exhibit_id, "message-again" if shown else "message") as opened:
        line, chat = found(opened, source, place)
        item = opened.exhibit.items.filter(source=source, place=place).first()
        marked = marking_of(item, request.user, opened.exhibit.case_file, on=timezone.localdate())
        picture = {
            "has_picture": names_picture(opened.exhibit.stored, line),
            "shown": shown,
            "picture_sha256": _hash_to_enter(request, opened, line),
            "picture_erased": erased_picture(opened.exhibit, line),
        }
        return render(request, "evidence/message.html", {**about(opened, line, chat), **marked, **picture})


@require_safe
@unless_altered
def picture(request: SignedInRequest, exhibit_id: UUID, source: str, place: str) -> HttpResponse:
    """The picture of a message, asked for one by one; each look is logged."""
    with opened_content(request, exhibit_id, "picture") as opened:
        line, _chat = found(opened, source, place)
        shown = picture_of(opened.exhibit.stored, line)
        if shown is None or is_held_elsewhere(shown.sha256):
            raise Http404
        response = HttpResponse(shown.content, content_type=shown.kind)
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


def _hash_to_enter(request: SignedInRequest, opened: Opened, line: Line) -> str:
    """For whoever may enter that the picture is unlawful to hold."""
    may = may_keep(request.user, opened.exhibit.case_file, on=timezone.localdate()) is None
    return picture_hash(opened.exhibit.stored, line) if may else ""


def erased_picture(exhibit: Exhibit, line: Line) -> Erasure | None:
    """The erasure by which the file that a message names was taken out."""
    name, sha256 = attached_name(line), line.more.get("attachment_sha256")
    for one in exhibit.erasures.select_related("held"):
        names = {PurePosixPath(erased).name for erased in one.names.split("\n")}
        if (name and name in names) or (sha256 and sha256 == one.held.sha256):
            return one
    return None


def about(opened: Opened, line: Line, chat: Chat) -> dict[str, Any]:
    around = lines_around(opened.lines, line, opened.seen, AROUND)
    with_attached(opened.lines, around, opened.seen)
    return {
        **shared(opened.exhibit.case_file),
        "exhibit": opened.exhibit,
        "chat": chat,
        "names": persons_of(opened.exhibit),
        "line": line,
        "around": around,
        "source": source_of(opened.folder, opened.exhibit.stored, line.source, line.place),
    }


def found(opened: Opened, source: str, place: str) -> tuple[Line, Chat]:
    """The message by its identity; what lies outside the scope is not found."""
    here = Condition(
        "line.place = ? AND +line.chat IN (SELECT id FROM chat WHERE source = ?)", (place, source)
    )
    lines = select(opened.lines, here & opened.seen, most=1)
    if not lines:
        raise Http404
    key = opened.lines.execute("SELECT key FROM chat WHERE id = ?", [lines[0].chat]).fetchone()["key"]
    return lines[0], opened.chat(key)
