"""Lines of a chat in templates: their words, what was noticed about them, and where each leads."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from candour.evidence.chats.lines import Line
from candour.evidence.chats.searching import pieces
from candour.evidence.chats.wording import event_in_words, media_named, noticed

register = template.Library()
_SHORT = 200
register.filter("event_in_words", event_in_words)
register.filter("noticed", noticed)
register.filter("media_named", media_named)


@register.filter
def pieces_of(text: str | None) -> list[tuple[str, bool]]:
    return pieces(text or "")


@register.simple_tag
def message_address(exhibit: Any, line: Line) -> str:
    return reverse("evidence:message", args=[exhibit.pk, line.source, line.place])


@register.filter
def clock(line: Line) -> str:
    """The time as far as the source gives it."""
    return f"{line.at:%H:%M:%S}".removesuffix(":00") if line.at else str(line.more.get("written") or "")


@register.filter
def in_short(line: Line, names: dict[str, str] | str | None = None) -> str:
    """A line beside the one a page is about, in one breath."""
    if not line.is_sent:
        return event_in_words(line, names)
    words = line.text or media_named(line) or _("a message without words")
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"


@register.filter
def item_at(marked: dict[str, Any] | str | None, line: Line) -> Any:
    """The item of concern that a line is, where the page knows of one."""
    return marked.get(line.place) if isinstance(marked, dict) else None


@register.filter
def called(name: str | None, names: dict[str, str] | str | None) -> str:
    """The person behind a name, where somebody has said who it is."""
    return names.get(name or "", name or "") if isinstance(names, dict) else (name or "")
