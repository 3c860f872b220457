"""The Atom feed of the latest publications; its moments are those of publication, never of making the feed."""

from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from candour.publishing.codes import PageKind
from candour.publishing.content import Content
from candour.publishing.national_register import outcomes_of
from candour.publishing.published import Published
from candour.register.wording import value_in_words

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 50
NOTHING_YET = date(2020, 2, 1)
"""When the present scheme began: the feed's own date while it holds nothing."""


def atom_feed(rows: Sequence[Published]) -> bytes:
    here = f"{settings.PUBLIC_ADDRESS}{reverse('feed')}"
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en-GB"})
    SubElement(feed, "title").text = _(
        "Investigations, recommendations, the national register and rounds of requests"
    )
    SubElement(feed, "id").text = here
    SubElement(feed, "link", {"rel": "self", "href": here, "type": "application/atom+xml"})
    SubElement(
        feed, "link", {"rel": "alternate", "href": f"{settings.PUBLIC_ADDRESS}{reverse('publications')}"}
    )
    SubElement(feed, "updated").text = _moment(max((one.updated_on for one in rows), default=NOTHING_YET))
    SubElement(SubElement(feed, "author"), "name").text = _("Candour")
    for one in rows[:NEWEST]:
        _entry(feed, one)
    indent(feed)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="utf-8")


def _entry(feed: Element, one: Published) -> None:
    address = f"{settings.PUBLIC_ADDRESS}{one.path}"
    item = SubElement(feed, "entry")
    SubElement(item, "title").text = one.title
    SubElement(item, "id").text = address
    SubElement(item, "link", {"rel": "alternate", "href": address, "type": "text/html"})
    SubElement(item, "published").text = _moment(one.published_on)
    SubElement(item, "updated").text = _moment(one.updated_on)
    SubElement(item, "category", {"term": one.kind, "label": str(PageKind(one.kind).label)})
    if one.content.get("fiction"):
        SubElement(item, "category", {"term": "fiction", "label": _("Made up for the worked examples")})
    SubElement(item, "summary").text = _summary(one)


def _summary(one: Published) -> str:
    """What a reader of the feed learns before opening the page; of what is made up, that first."""
    match one.kind:
        case PageKind.ENTRY:
            told = _of_entry(one)
        case PageKind.ROUND:
            told = _of_round(one.content)
        case _:
            told = one.teaser
    return f"{_('Made up for the worked examples.')} {told}" if one.content.get("fiction") else told


def _of_round(content: Content) -> str:
    """Where others made the round and their report counts no replies, only how many were asked is known."""
    told = content.get("reported") or content
    if content["source"]["name"] and told is content:
        return _("%(n)s authorities were asked.") % {"n": content["asked"]}
    return _("%(n)s of %(of)s replied.") % {"n": told["replied"], "of": content["asked"]}


def _of_entry(one: Published) -> str:
    number = len(one.content["sources"])
    gathered = ngettext("Gathered from %(n)s source.", "Gathered from %(n)s sources.", number) % {"n": number}
    outcomes = ", ".join(value_in_words(value) for value in outcomes_of(one))
    return f"{capfirst(outcomes)}. {gathered}" if outcomes else gathered


def _moment(day: date) -> str:
    """A day has no time of its own; the beginning of it stands for it, in the form that the feed requires."""
    return f"{day.isoformat()}T00:00:00Z"
