"""Lines of a chat in templates: their words, what was noticed about them, and where each leads."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from candour.evidence.chats.lines import Line
from candour.evidence.chats.searching import pieces
from candour.evidence.chats.wording import clock_in_words, event_in_words, media_named, noticed
from candour.evidence.records import Kind
from candour.look.dates import day_in_words

register = template.Library()
_SHORT = 200
_AS_IN_ADDRESSES = "/~:@!$&'()*+,;="
register.filter("event_in_words", event_in_words)
register.filter("clock_in_words", clock_in_words)
register.filter("noticed", noticed)
register.filter("media_named", media_named)


@register.filter
def pieces_of(text: str | None) -> list[tuple[str, bool]]:
    return pieces(text or "")


@register.simple_tag
def message_address(exhibit: Any, line: Line) -> str:
    return _beginning(str(exhibit.pk), line.source) + f"{quote(line.place, safe=_AS_IN_ADDRESSES)}/"


@lru_cache(maxsize=1_000)
def _beginning(exhibit: str, source: str) -> str:
    """What the addresses of all messages of a source begin with: a page holds hundreds of them."""
    return reverse("evidence:message", args=[exhibit, source, "0"]).removesuffix("0/")


@register.simple_tag(takes_context=True)
def plain(context: Any, line: Line) -> dict[str, Any] | None:
    """Most messages are words of somebody and nothing else: those are worked out here, in a tenth of the time that the
    conditions of a template take. None where there is more to a line."""
    if not _is_plain(line) or item_at(context.get("marked"), line):
        return None
    chosen = context.get("chosen")
    sender = called(line.sender, context.get("names"))
    found = pieces(line.text or "")
    return {
        "n": line.n,
        "css": " ".join(_styles(line, chosen=bool(chosen and chosen.n == line.n))),
        "sender": sender or _("Nobody named"),
        "name": name_beside(line, sender),
        "own": line.own,
        "words": line.text
        if len(found) == 1 and not found[0][1]
        else format_html_join("", "{}", map(_lit, found)),
        "address": message_address(context["exhibit"], line),
        "clock": clock(line) or _("no time"),
        "link": _("message of %(who)s, its source") % {"who": sender or _("nobody named")},
    }


def _is_plain(line: Line) -> bool:
    more = line.more.keys() - {"marks", "written", "certainty"}
    bare = line.kind == Kind.MESSAGE and line.text and not (line.media or line.attached or line.answers)
    return bool(bare) and not more and not noticed(line) and not line.edited


def _styles(line: Line, *, chosen: bool) -> Iterator[str]:
    yield "evidence-line"
    if line.own:
        yield "evidence-line--own"
    if chosen:
        yield "evidence-line--chosen"


def _lit(piece: tuple[str, bool]) -> tuple[SafeString]:
    words, lit = piece
    return (format_html("<mark>{}</mark>" if lit else "{}", words),)


@register.simple_tag(takes_context=True)
def near_lines(context: Any, lines: Sequence[Line], day: date | None = None) -> SafeString:
    """Lines beside one that was found on a day: when, who, what each answers, and its words, cut. A page of hits has
    hundreds."""
    names = context.get("names")
    return format_html_join("\n", "{}", ((_near(line, names, day),) for line in lines))


_WHO, _REPLY = "<b>{who}</b>: ", "<i>{in_reply} {answered}</i> "
_NEAR = {
    (named, replies): f'<li class="evidence-near">{{when}} {_WHO * named}{_REPLY * replies}{{words}}</li>'
    for named in (False, True)
    for replies in (False, True)
}


def _near(line: Line, names: Any, day: date | None) -> SafeString:
    sender = called(line.sender, names) if line.is_sent else ""
    answered = line.answers and (called(line.answers.sender, names) or _("somebody"))
    return format_html(
        _NEAR[bool(sender), bool(answered)],
        when=clock(line) if line.day == day else f"{day_in_words(line.day)} {clock(line)}",
        who=sender,
        in_reply=_("In reply to") if answered else "",
        answered=answered or "",
        words=in_short(line, names),
    )


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
def name_beside(line: Line, person: str) -> str:
    """How the source names the person, where that is another name; none where it says only that the phone's owner sent it."""
    owner = line.own and line.sender == f"owner of {line.source[:12]}"
    return "" if owner or person == (line.sender or "") else line.sender or ""


@register.filter
def called(name: str | None, names: dict[str, str] | str | None) -> str:
    """The person behind a name, where somebody has said who it is."""
    return names.get(name or "", name or "") if isinstance(names, dict) else (name or "")
