"""A round is opened, sent, answered by a workbook that hides a sheet, read, and published as tiles and ranges."""

import os
from pathlib import Path

import pytest

from candour.ledger.verification import verify
from candour.register.models import Round, RoundFigure
from tests.browser.desk import Desk
from tests.make.rounds import YEARLY, a_round
from tests.make.workbooks import excel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("CANDOUR_SHOTS", "")
BOOK = excel({"Reply": YEARLY, "Staff": [["made up"]]}, state={"Staff": "hidden"})


def shoot(desk: Desk, who: str, name: str) -> None:
    """A picture for whoever asks for them; the test does not depend on it."""
    if SHOTS:
        width = desk.size["width"]
        desk.as_(who).screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)


def test_a_round_goes_from_its_letters_to_its_public_page(desk: Desk) -> None:
    round_ = a_round()
    home = f"/rounds/{round_.reference}/"
    page = desk.open("editor", "/rounds/")
    assert "Messages sent by officers" in page.locator("main").inner_text()
    shoot(desk, "editor", "rounds")
    page = desk.open("editor", f"{home}send/")
    for name, written in (("dated_day", "2"), ("dated_month", "3"), ("dated_year", "2026")):
        page.fill(f"input[name={name}]", written)
    desk.go_on(page, "Save")
    desk.look(page)
    assert "The letters are made" in page.locator("body").inner_text()
    read_reply(desk, f"{home}authorities/wexmoor/")
    page = desk.open("editor", home)
    assert "at least 3 and at most 7" in page.locator("main").inner_text()
    shoot(desk, "editor", "round")
    report_on(desk, home)
    page = desk.open("editor", f"{home}publication/publish/")
    answered = page.locator("textarea[name=warnings_answered]")
    if answered.count():
        answered.fill("Nobody is named.")
    desk.go_on(page, "Publish now")
    desk.look(page)
    desk.follow(page, page.get_by_role("link", name="See it"))
    desk.look(page)
    assert page.locator(".candour-tile").count() == 2
    assert "more than our own total can be" in page.locator("main").inner_text()
    shoot(desk, "editor", "public-round")
    page = desk.open("public", "/publications/rounds/")
    assert Round.objects.get().title in page.locator("main").inner_text()
    assert verify().ok


def report_on(desk: Desk, home: str) -> None:
    """What a newspaper reports of all replies is entered, corrected, and stands beside our own total."""
    page = desk.open("editor", f"{home}reported/new/")
    shoot(desk, "editor", "reported-new")
    told = {"value": "90", "words": "officers were disciplined", "place": "paragraph 3"}
    desk.answer(page, "Save", unit="officers", about="question-disciplined", **told)
    assert "That is 83 more than our own total can be." in page.locator("main").inner_text()
    desk.follow(page, page.get_by_role("link", name="Correct 90"))
    desk.answer(page, "Save", value="19", reasons="Misread.")
    told_now = page.locator("main").inner_text()
    assert "That is 12 more than our own total can be." in told_now
    assert "Corrected or struck out" in told_now
    shoot(desk, "editor", "round-reported")


def read_reply(desk: Desk, force: str) -> None:
    """Taken in, looked at, cleared, mapped as it was guessed, with the kind of year said by a person."""
    page = desk.open("editor", f"{force}replies/new/")
    page.set_input_files(
        "input[name=upload]", {"name": "reply.xlsx", "mimeType": "application/zip", "buffer": BOOK}
    )
    for name, written in (
        ("received_on_day", "20"),
        ("received_on_month", "3"),
        ("received_on_year", "2026"),
    ):
        page.fill(f"input[name={name}]", written)
    desk.go_on(page, "Save")
    desk.look(page)
    assert "Hidden sheets" in page.locator("main").inner_text()
    shoot(desk, "editor", "held")
    desk.follow(page, page.get_by_role("button", name="Say whether it may be read"))
    page.check("input[name=decision][value=cleared]")
    page.fill("textarea[name=reasons]", "The hidden sheet tells of nobody.")
    desk.go_on(page, "Save")
    desk.follow(page, page.get_by_role("button", name="Map its columns"))
    desk.look(page)
    page.check("input[name=year_basis][value=calendar]")
    page.uncheck("input[name=zeros_shown]")
    shoot(desk, "editor", "map")
    desk.go_on(page, "Read the reply")
    desk.look(page)
    assert "Everything fitted" in page.locator("main").inner_text()
    assert RoundFigure.objects.count() == 4
    desk.open("editor", force)
    shoot(desk, "editor", "authority")
