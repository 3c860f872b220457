"""The sections of the law's pages, for the navigation below each heading."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: tuple[tuple[str, Promise], ...] = (
    ("law", _("Rules")),
    ("law-tests", _("Statutory tests")),
    ("law-lifecycles", _("Lifecycles")),
    ("law-lists", _("Code lists")),
    ("law-calendars", _("Bank holidays")),
    ("law-unconfirmed", _("Not confirmed")),
)


def sections(active: str) -> list[dict[str, object]]:
    return [{"href": reverse(name), "text": text, "active": name == active} for name, text in SECTIONS]


def crumbs(name: str, here: str) -> list[dict[str, object]]:
    """The way to a page of a section: the law, the section, the page."""
    way: list[dict[str, object]] = [{"href": reverse("law"), "text": _("The law")}]
    if name != "law":
        way.append({"href": reverse(name), "text": dict(SECTIONS)[name]})
    return [*way, {"text": here}]
