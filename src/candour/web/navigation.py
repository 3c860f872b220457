"""The service navigation: what the person may use, with the section they are in marked."""

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from candour.accounts.access import roles_held
from candour.accounts.codes import PARTIES, WORKING, Role


@dataclass(frozen=True)
class Item:
    href: str
    text: object
    active: bool


PUBLIC = (("complain", _("Make a complaint")), ("track", _("Track a complaint")), ("publications", _("Publications")), ("law", _("The law")), ("bodies:forces", _("Forces")))
RECOMMENDATIONS = ("learning:recommendations", _("Recommendations"))
STAFF = (("work", _("My work")), ("matters:search", _("Search")), RECOMMENDATIONS, ("law", _("The law")))
SOURCES = ("register:sources", _("Sources"))
ROUNDS = ("register:rounds", _("Rounds of requests"))
LOG = ("matters:new", _("Log a complaint"))
PARTY = (("my-complaints", _("My cases")), ("law", _("The law")), ("bodies:forces", _("Forces")))
FOOTER = (("accessibility", _("Accessibility")), ("glossary", _("Glossary")), ("open-data", _("Open data")), ("record", _("The record")), ("law", _("The law")), ("bodies:forces", _("Forces")))
ADMINISTRATION = ("accounts:administration", _("Administration"))


def navigation(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    entries = list(PUBLIC)
    if user is not None and user.is_authenticated:
        roles = roles_held(user, on=timezone.localdate())
        entries = list(STAFF) if roles & WORKING else list(PARTY) if roles & PARTIES else list(PUBLIC)
        if Role.LPB_OVERSIGHT in roles and not roles & WORKING:
            entries.insert(0, RECOMMENDATIONS)
        if Role.COMPLAINT_HANDLER in roles:
            entries.insert(2, LOG)
        if roles & {Role.REGISTER_EDITOR, Role.AUDITOR}:
            entries += [SOURCES, ROUNDS]
        if roles & {Role.ADMINISTRATOR, Role.AUDITOR}:
            entries.append(ADMINISTRATION)
    return {
        "navigation": [_item(request.path, name, text) for name, text in entries],
        "account": _account(user),
        "footer_links": [{"href": _address(name), "text": text} for name, text in FOOTER],
    }


def _account(user: object) -> dict[str, object]:
    if user is None or not getattr(user, "is_authenticated", False):
        return {"sign_in": _address("account_login")}
    return {"name": str(user), "href": _address("mfa_index"), "sign_out": _address("account_logout")}


def _address(name: str) -> str:
    return _address_under(name, get_script_prefix())


@cache
def _address_under(name: str, _prefix: str) -> str:
    """Twenty on every page, and always the same."""
    return reverse(name)


def _item(path: str, name: str, text: object) -> Item:
    href = _address(name)
    return Item(href, text, path.startswith(href))
