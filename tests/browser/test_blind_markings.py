"""Two read a message without seeing each other, a third settles what they saw differently, and agreement is worked out."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.evidence.models import Exhibit
from tests.browser.desk import Desk
from tests.make.accounts import appointed
from tests.make.exhibits import a_read_exhibit, place_of
from tests.make.matters import a_logged_complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST, OTHER = "[insult]", "kit check"
WHY = "It was about somebody in custody."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


@pytest.fixture
def exhibit(staff: dict[str, User]) -> Exhibit:
    """On the handler's matter; the investigator is on its file."""
    exhibit = a_read_exhibit(a_logged_complaint(staff["handler"]).case_file)
    appointed(staff["investigator"], Role.INVESTIGATOR, exhibit.case_file)
    return exhibit


def address(exhibit: Exhibit, words: str) -> str:
    place = place_of(exhibit, words)
    return f"{exhibit.get_absolute_url()}messages/{place.source}/{place.place}/"


def said(page: Page) -> str:
    return page.locator("main").inner_text()


def marks(desk: Desk, who: str, page: Page, answer: str, reasons: str = "") -> Page:
    page.check(f"input[name=concern][value={answer}]")
    if answer == "yes":
        page.check("input[name=behaviours][value=offensive_messages]")
    page.fill("textarea[name=reasons]", reasons)
    desk.go_on(page, "Save the marking")
    desk.look(page, f"a marked message, {who}, {answer}")
    return page


def test_two_readers_are_blind_to_each_other_until_both_have_marked_and_a_third_settles_it(
    desk: Desk, exhibit: Exhibit
) -> None:
    items = f"/exhibits/items/{exhibit.case_file.reference}/"
    for words, answer in ((FIRST, "yes"), (OTHER, "no")):
        page = desk.open("handler", f"{address(exhibit, words)}marking/")
        assert "Awaits a second reader" in said(marks(desk, "first", page, answer, "Mine alone."))

    page = desk.open("investigator", items)
    assert "2 messages await you as their second reader." in said(page)
    desk.follow(page, page.get_by_role("button", name="Read the next one"))
    desk.look(page)
    assert "Mine alone." not in page.content()
    assert page.locator("input[name=concern]:checked").count() == 0
    assert "Readers differ" in said(marks(desk, "second", page, "cannot-decide", "Who is meant?"))
    assert "Mine alone." in said(page)
    page = desk.open("investigator", items)
    desk.follow(page, page.get_by_role("button", name="Read the next one"))
    assert "Readers agree" in said(marks(desk, "second", page, "no"))

    page = desk.open("handler", address(exhibit, FIRST))
    assert "Who is meant?" in said(page)
    assert page.get_by_role("link", name="Settle how it is to be taken").count() == 0
    settled(desk, exhibit)
    page = desk.open("handler", items)
    row = page.locator("tr", has_text="Of concern, not, or cannot decide")
    assert row.locator("td").all_inner_texts() == ["2", "1", "0.33"]


def settled(desk: Desk, exhibit: Exhibit) -> None:
    """By who is neither reader; not without reasons, and not by saying that it cannot be decided."""
    page = desk.open("authority", address(exhibit, FIRST))
    desk.follow(page, page.get_by_role("link", name="Settle how it is to be taken"))
    desk.look(page)
    assert "Mine alone." in said(page)
    page.check("input[name=concern][value=cannot-decide]")
    desk.go_on(page, "Save the marking")
    assert "Settle it one way or the other, and say why." in said(page)
    desk.look(page)
    assert "Adjudicated" in said(marks(desk, "third", page, "yes", WHY))
    for kept in ("Mine alone.", "Who is meant?", WHY):
        assert kept in said(page)
