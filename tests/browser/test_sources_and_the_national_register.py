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
from tests.make.workbooks import excel

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
    page.wait_for_url(lambda address: "#words-" in address)
    assert verify().ok


def test_a_number_of_a_workbook_is_added_by_its_cell_and_lit_in_its_sheet(desk: Desk) -> None:
    rows = [["Wexmoor Constabulary"], ["Year", "Officers", "Remarks"], ["2024", 6, "a sergeant resigned"]]
    workbook = excel({"Outcomes": rows})
    page = desk.open("editor", "/sources/capture/")
    page.set_input_files(
        "input[name=upload]",
        {"name": "outcomes.xlsx", "mimeType": "application/octet-stream", "buffer": workbook},
    )
    desk.answer(page, "Capture", publisher="Wexmoor Constabulary", licence="ogl-3.0")
    page.locator("details", has_text="Show them").locator("summary").click()
    desk.follow(page, page.get_by_role("link", name="Add what it says 2024 6 a sergeant resigned"))
    desk.look(page)
    desk.answer(page, "Add", subject="A further number", field="Number", typed="6", cell="B9")
    assert "Nothing stands in that cell" in page.locator("main").inner_text()
    shoot(desk, "editor", "add-at-a-cell")
    desk.answer(page, "Add", cell="b3")
    assert page.locator("table.candour-sheet mark#lit").inner_text() == "6"
    shoot(desk, "editor", "version-of-a-workbook")
    desk.follow(page, page.locator(".candour-statement--chosen").get_by_role("link", name="Judge"))
    desk.look(page)
    assert "Outcomes, B3" in page.locator("main").inner_text()
    assert verify().ok


RECOMMENDED = """
Learning recommendation

Date of recommendation: {made}
Date response due: 29 May 2025
We recommend that Wexmoor Constabulary reminds its officers that photographs of a collision are evidence and no more.
Do you accept the recommendation?
Yes
"""
FURTHER = "Another police constable who had left the group was sent the same words."


def test_two_tellings_of_a_recommendation_are_compared_joined_and_settled(desk: Desk) -> None:
    first, second = (RECOMMENDED.format(made=made) for made in ("4 April 2025", "5 April 2025"))
    page = PAGE.replace("IOPC reference", f"{FURTHER}\n\n{first}\nIOPC reference")
    one = captured(desk, page, "https://watchdog.example/a", OVERSEER)
    other = captured(
        desk,
        OUTCOME.replace("Reference", f"{second}\nReference"),
        "https://wexmoor.example/b",
        "Wexmoor Constabulary",
    )
    add_somebody(desk, one)
    page = desk.open("editor", f"/sources/{one.reference}/case/")
    desk.answer(page, "Open a new entry")
    entry = page.url.rstrip("/").rsplit("/", 1)[1]
    page = desk.open("editor", f"/sources/{other.reference}/case/{entry}/")
    desk.answer(page, "Link them", **{"person-1": "1"})
    assert "It may be the same as 2." in page.locator("main").inner_text()
    shoot(desk, "editor", "entry-to-compare")
    desk.follow(page, page.get_by_role("link", name=f"recommendation 1 of {other.reference}"))
    desk.look(page)
    shoot(desk, "editor", "place-group")
    desk.answer(page, "Save", where="1")
    desk.follow(page, page.get_by_role("link", name="Settle Made"))
    desk.answer(page, "Save", stands="first", reasons="The overseer made it.")
    told = page.locator("main").inner_text()
    assert "Set aside: 5 April 2025" in told
    assert "The overseer made it." in told
    shoot(desk, "editor", "entry-settled-recommendation")
    assert verify().ok


def add_somebody(desk: Desk, source: Source) -> None:
    """The readers passed over a second constable; an editor adds them with the words of the page."""
    page = desk.open("editor", f"/sources/{source.reference}/1/")
    assert "may speak of somebody further" in page.locator("main").inner_text()
    shoot(desk, "editor", "version-somebody-further")
    desk.follow(page, page.get_by_role("link", name="Add a person").first)
    desk.look(page)
    shoot(desk, "editor", "add")
    desk.answer(page, "Add", field="Role", typed="police constable")
    assert "added by hand" in page.locator("main").inner_text()


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
