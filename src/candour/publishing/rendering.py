"""Renders public pages from frozen content: no request, no user, no clock, so that the bytes are the same for all."""

from datetime import date
from hashlib import sha256
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from candour.bodies.partial_dates import first_day
from candour.deadlines.explaining import calendar_of
from candour.learning.clocks import lawful_answer
from candour.publishing.codes import PageKind
from candour.publishing.content import Content
from candour.publishing.entry_page import entry_page
from candour.publishing.models import Snapshot
from candour.publishing.prose import Prose
from candour.publishing.rounds import round_page
from candour.publishing.wording import classified, people_shown

HTML = "text/html; charset=utf-8"
LANGUAGE = "en-gb"
SECTIONS = (
    ("investigations", "/publications/investigations/"),
    ("recommendations-public", "/publications/recommendations/"),
    ("register-public", "/publications/register/"),
    ("publication-forces", "/publications/forces/"),
    ("glossary", "/glossary/"),
    ("open-data", "/publications/open-data/"),
    ("record", "/record/"),
)


def render_snapshot(content: Content, fingerprint: str) -> bytes:
    """The page of an investigation, a recommendation or an entry of the register."""
    with translation.override(LANGUAGE):
        if content["kind"] == PageKind.ROUND:
            return render("publishing/public/round.html", round_page(content, fingerprint))
        if content["kind"] == PageKind.ENTRY:
            return render("publishing/public/entry.html", entry_page(content, fingerprint))
        if content["kind"] == PageKind.INVESTIGATION:
            return render("publishing/public/investigation.html", _investigation(content, fingerprint))
        return render("publishing/public/recommendation.html", _recommendation(content, fingerprint))


def render_tombstone(snapshot: Snapshot) -> bytes:
    with translation.override(LANGUAGE):
        return render("publishing/public/withdrawn.html", {"snapshot": snapshot, "path": snapshot.path})


def render(template: str, context: dict[str, Any]) -> bytes:
    """Within the public frame. `path` in the context says which section is marked in the navigation."""
    with translation.override(LANGUAGE):
        framed = {**frame(str(context.get("path", ""))), **context}
        return render_to_string(template, framed).encode("utf-8")


def frame(path: str) -> dict[str, Any]:
    words = {
        "investigations": _("Investigations"),
        "recommendations-public": _("Recommendations"),
        "register-public": _("National register"),
        "publication-forces": _("By force"),
        "glossary": _("Glossary"),
        "open-data": _("Open data"),
        "record": _("The record"),
    }
    items = [
        {"href": reverse(name), "text": words[name], "active": path.startswith(start)}
        for name, start in SECTIONS
    ]
    return {"navigation": items, "home_href": reverse("publications"), "footer_links": items[4:]}


def sha256_of(body: bytes) -> str:
    return sha256(body).hexdigest()


def _investigation(content: Content, fingerprint: str) -> dict[str, Any]:
    began = first_day(content["month"])
    prose = Prose([content[name] for name in ("happened", "found", "followed", "learning")], on=began)
    shown = {name: prose.section(content[name]) for name in ("happened", "found", "followed", "learning")}
    events = [{"title": one["title"], "at": one["day"], "note": one["note"]} for one in content["timeline"]]
    return {
        "path": f"/publications/investigations/{content['slug']}/",
        "content": content,
        "shown": shown,
        "people": people_shown(content["people"]),
        "events": events,
        "classified": classified(content, began),
        "words": prose.words(),
        "fingerprint": fingerprint,
        "fiction": content["fiction"] and _("The force and everything on this page are made up."),
    }


def _recommendation(content: Content, fingerprint: str) -> dict[str, Any]:
    made = first_day(content["made_on"])
    response = content["response"] or {"action": ""}
    prose = Prose([content["text"], content["rationale"], response["action"]], on=made)
    shown = {
        "text": prose.section(content["text"]),
        "rationale": prose.section(content["rationale"]),
        "action": prose.section(response["action"]),
    }
    answer = lawful_answer(content["made_on"]) if content["last_day"]["lawful"] else None
    return {
        "path": f"/publications/recommendations/{content['slug']}/",
        "content": content,
        "shown": shown,
        "lawful": _whole_day(content["last_day"]["lawful"]),
        "announced": _whole_day(content["last_day"]["announced"]),
        "calendar": calendar_of(answer) if answer else None,
        "words": prose.words(),
        "fingerprint": fingerprint,
        "fiction": content["fiction"] and _("The bodies and everything on this page are made up."),
    }


def _whole_day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
