"""A picture is not loaded before it is asked for, comes grey and blurred, and goes for good once it is entered as unlawful."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from candour.accounts.models import User
from candour.evidence.erasing.searching import search
from candour.evidence.models import Exhibit, HeldElsewhere
from tests.browser.desk import Desk
from tests.evidence.test_erasing import EXPORT, PICTURE, archived, stored_anywhere
from tests.make.exhibits import a_read_exhibit
from tests.make.matters import a_logged_complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def message_with_picture(exhibit: Exhibit) -> str:
    place = EXPORT.encode().index(b"20/01/2023, 07:05")
    return f"{exhibit.get_absolute_url()}messages/{exhibit.chats.get().source}/{place}/"


def filter_of(page: Page) -> str:
    return str(page.locator("img.evidence-picture").evaluate("one => getComputedStyle(one).filter"))


def test_a_picture_is_veiled_until_asked_for_and_erased_once_it_is_entered(
    desk: Desk, staff: dict[str, User]
) -> None:
    exhibit = a_read_exhibit(a_logged_complaint(staff["handler"]).case_file, content=archived())
    address = message_with_picture(exhibit)
    asked: list[str] = []
    desk.as_("handler").on(
        "request", lambda one: asked.append(one.url) if one.url.endswith("picture") else None
    )
    page = desk.open("handler", address)
    assert not asked
    with page.expect_navigation():
        page.get_by_role("link", name="Show it grey and blurred").press("Enter")
    desk.look(page)
    assert len(asked) == 1
    assert filter_of(page) == "grayscale(1) blur(14px)"
    desk.follow(page, page.get_by_role("link", name="Show it as it is"))
    assert filter_of(page) == "none"
    desk.follow(page, page.get_by_role("link", name="Enter it"))
    page.locator("input[name=readers]").first.check()
    page.locator("input[name=handed_over]").check()
    told = {"reference": "HLM/9", "description": "One picture.", "custody": "Safe 3 of the unit"}
    desk.answer(page, "Enter it and erase it here", **told)
    held = HeldElsewhere.objects.get()
    assert search(str(held.pk)) == "more"
    assert search(str(held.pk), exhibit.number) == "done"
    assert "Its picture was erased" in desk.open("handler", address).locator("main").inner_text()
    assert stored_anywhere(PICTURE) == []
    desk.open("handler", f"/exhibits/held-elsewhere/{exhibit.case_file.reference}/")
    desk.open("handler", exhibit.get_absolute_url())
