"""Fills in the guided form as a person does: page by page, over the addresses people use."""

from typing import Any

from django.http import HttpResponse
from django.test import Client

Pages = dict[str, dict[str, Any]]

DATE = {"happened_on_day": "2", "happened_on_month": "March", "happened_on_year": "2026"}
ACCOUNT = "He pushed me against a wall and would not say why."
PUBLIC_PAGES: Pages = {
    "force": {"force": "wexmoor"},
    "about": {"about": "officer-or-staff"},
    "serving": {"serving": "no"},
    "standing": {"basis": "conduct-towards"},
    "what-happened": {"account": ACCOUNT},
    "when-and-where": {"known": "yes", **DATE, "happened_where": "High Street, Wexmoor"},
    "who": {"known": "no"},
    "outcome": {"outcome_wanted": "An apology"},
    "name": {"name": "Robin Vale"},
    "contact": {"prefers": "email", "email": "robin@example.invalid"},
    "needs": {"language": "en", "needs": "Large print"},
    "equality": {"skip": "yes"},
}
ARRIVAL = {
    "channel": "telephone",
    "received_on_day": "4",
    "received_on_month": "3",
    "received_on_year": "2026",
    "made_on_day": "3",
    "made_on_month": "3",
    "made_on_year": "2026",
    "in_writing": "no",
}
HANDLER_PAGES: Pages = {
    "force": {"force": "wexmoor"},
    "arrival": ARRIVAL,
    **{key: answer for key, answer in PUBLIC_PAGES.items() if key != "force"},
    "same": {"person": "new"},
}


def answer(client: Client, page: str, given: dict[str, Any], *, start: str = "/complain/") -> HttpResponse:
    return client.post(f"{start}{page}/", given)


def fill(
    client: Client,
    pages: Pages | None = None,
    *,
    until: str = "",
    start: str = "/complain/",
    **changed: dict[str, Any],
) -> None:
    """Answers the pages in order, up to and without `until`; a changed page is named with `_` for `-`."""
    replaced = {name.replace("_", "-"): given for name, given in changed.items()}
    for page, given in (pages or PUBLIC_PAGES).items():
        if page == until:
            return
        response = answer(client, page, replaced.get(page, given), start=start)
        assert response.status_code == 302, f"{page} was not taken"


def token_of(client: Client, *, start: str = "/complain/") -> str:
    """The token that the check page carries for this draft."""
    shown = client.get(f"{start}check/")
    assert shown.status_code == 200, "the check page is not open yet"
    return str(shown.context["form"]["token"].value())


def send(client: Client, token: str = "", *, start: str = "/complain/") -> HttpResponse:
    return client.post(f"{start}check/", {"token": token or token_of(client, start=start), "declared": "on"})
