"""A published page is captured and judged, linked to a case, settled where sources differ, and published."""

import os
from pathlib import Path

import pytest

from candour.accounts.models import User
from candour.ledger.verification import verify
from candour.publishing.models import Snapshot
from candour.register.models import Source
from candour.web.examples.sources import load_sources
from tests.browser.desk import Desk
from tests.make.sources import OUTCOME, PAGE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OVERSEER = "Independent Office for Police Conduct (worked example)"
SHOTS = os.environ.get("CANDOUR_SHOTS", "")


def shoot(desk: Desk, who: str, name: str) -> None:
    """A picture for whoever asks for them; the test does not depend on it."""
    if SHOTS:
        width = desk.size["width"]
        desk.as_(who).screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


def captured(desk: Desk, text: str, address: str, publisher: str) -> Source:
    page = desk.open("editor", "/sources/capture/")
    page.set_input_files(
        "input[name=upload]", {"name": "page.txt", "mimeType": "text/plain", "buffer": text.encode()}
    )
    desk.answer(page, "Capture", publisher=publisher, address=address, licence="ogl-3.0")
    for tick in page.locator("input[name=statement]").all():
        tick.check()
    desk.go_on(page, "Confirm those ticked")
    desk.look(page)
    assert "statements are judged" in page.locator("main").inner_text()
    shoot(desk, "editor", "version")
    return next(one for one in Source.objects.all() if one.address == address)


def test_two_pages_of_one_case_become_one_public_entry(desk: Desk) -> None:
    first = captured(desk, PAGE, "https://watchdog.example/a", OVERSEER)
    second = captured(
        desk, OUTCOME.replace("12 January", "13 January"), "https://wexmoor.example/b", "Wexmoor Constabulary"
    )
    page = desk.open("editor", f"/sources/{first.reference}/case/")
    desk.answer(page, "Open a new entry")
    entry = page.url.rstrip("/").rsplit("/", 1)[1]
    page = desk.open("editor", f"/sources/{second.reference}/case/")
    assert "Likely" in page.locator("main").inner_text()
    shoot(desk, "editor", "case")
    desk.follow(page, page.get_by_role("link", name=f"Link to {entry}"))
    desk.look(page)
    shoot(desk, "editor", "link")
    desk.answer(page, "Link them", **{"person-1": "1"})
    assert "Sources differ" in page.locator("main").inner_text()
    shoot(desk, "editor", "entry")
    desk.follow(page, page.get_by_role("link", name="Settle When"))
    desk.look(page)
    shoot(desk, "editor", "settle")
    desk.answer(page, "Save", stands="first", reasons="The later page is right.")
    page = desk.open("editor", f"/sources/entries/{entry}/publication/")
    assert "Nothing stands in the way" in page.locator("main").inner_text()
    page = desk.open("editor", f"/sources/entries/{entry}/publication/publish/")
    desk.answer(page, "Publish now", what="Photographs of a collision shared")
    assert "It is public" in page.locator("main").inner_text()
    [snapshot] = Snapshot.objects.all()
    page = desk.open("public", snapshot.path)
    assert "Another source says" in page.locator("main").inner_text()
    shoot(desk, "public", "public-entry")
    cite = page.locator("a.candour-cite").first
    cite.focus()
    page.keyboard.press("Enter")
    assert "#words-" in page.url
    assert verify().ok


def test_the_lists_of_sources_entries_and_the_register_fit_every_screen(
    desk: Desk, staff: dict[str, User]
) -> None:
    load_sources(staff, say=lambda _words: None)
    for who, path in (
        ("editor", "/sources/"),
        ("editor", "/sources/waiting/"),
        ("editor", "/sources/entries/"),
        ("editor", "/sources/entries/REG-2026-00001/"),
        ("editor", "/sources/gone/"),
        ("editor", "/sources/watched/"),
        ("editor", "/sources/watched/add/"),
        ("editor", "/sources/capture/address/"),
        ("public", "/publications/"),
        ("public", "/publications/register/"),
        ("public", "/publications/register/search/?force=wexmoor"),
        ("public", "/publications/register/forces/wexmoor/"),
        ("public", "/publications/register/years/2024/"),
        ("public", "/publications/register/reg-2026-00001/"),
        ("public", "/publications/open-data/"),
    ):
        desk.open(who, path)
        shoot(desk, who, path.split("?")[0].strip("/").replace("/", "-"))
