"""A chat is added, read, opened within its scope, searched, marked by two readers and drawn; the bundle is made."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from candour.accounts.models import User
from candour.evidence.models import Exhibit
from candour.ledger.verification import verify
from tests.browser.desk import Desk
from tests.make.exhibits import CHAT, read_to_the_end
from tests.make.matters import a_logged_complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def added(desk: Desk, tmp_path: Path, staff: dict[str, User]) -> Exhibit:
    """By the handler, on a matter of the demonstration's force."""
    matter = a_logged_complaint(staff["handler"])
    export = tmp_path / "WhatsApp Chat with Relief.txt"
    export.write_text(CHAT, encoding="utf-8")
    page = desk.open("handler", f"/exhibits/add/{matter.reference}/")
    page.set_input_files("input[type=file]", export)
    now = timezone.localtime()
    answers = {"reference": "HLM/1", "description": "The black phone", "seized_by": "Dc Hallam"}
    desk.answer(
        page, "Add the exhibit", **answers, seized_from="Locker 14", seized_at=now.replace(hour=0, minute=1)
    )
    return Exhibit.objects.get()


def answers_by_keys(page: Page) -> None:
    """Shown on the page; silent while somebody types or once they are turned off; unsaved answers are not left."""
    chosen = "input[name=concern]:checked"
    assert "cannot decide" in page.locator("[data-evidence-keys]").inner_text()
    page.locator("textarea[name=reasons]").press("1")
    assert page.locator(chosen).count() == 0
    page.fill("textarea[name=reasons]", "")
    page.locator("h1").click()
    for key, answer in {"1": "yes", "2": "no", "3": "cannot-decide"}.items():
        page.keyboard.press(key)
        assert page.locator(chosen).input_value() == answer
    here = page.url
    page.keyboard.press("n")
    assert page.url == here
    assert page.evaluate("document.activeElement.innerText.trim()") == "Save the marking"
    page.get_by_role("button", name="Turn the keys off").click()
    page.keyboard.press("1")
    assert page.locator(chosen).input_value() == "cannot-decide"
    page.get_by_role("button", name="Turn the keys on").click()


def test_a_chat_is_read_marked_and_drawn(desk: Desk, tmp_path: Path, staff: dict[str, User]) -> None:
    exhibit = added(desk, tmp_path, staff)
    home = exhibit.get_absolute_url()
    desk.go_on(desk.as_("handler"), "Read the exhibit")
    read_to_the_end(exhibit.imports.get())
    page = desk.open("authority", f"{home}scope/")
    desk.answer(page, "Save", basis="Custody messages", beyond="with-reasons")

    page = desk.open("handler", home)
    desk.follow(page, page.get_by_role("link", name="Relief"))
    desk.look(page)
    assert "Not on. Take that down." in page.locator("main").inner_text()
    page = desk.open("handler", f"{home}search/?words=insult")
    desk.follow(page, page.locator(".evidence-line--chosen .evidence-line__foot a"))
    desk.look(page)
    assert "the exhibit has these bytes" in page.locator("main").inner_text()
    desk.follow(page, page.get_by_role("link", name="Mark this message"))
    desk.look(page)
    if desk.scripts:
        answers_by_keys(page)
    page.check("input[name=concern][value=yes]")
    page.check("input[name=behaviours][value=offensive_messages]")
    desk.go_on(page, "Save the marking")
    desk.look(page)
    assert "Awaits a second reader" in page.locator("main").inner_text()

    desk.follow(page, page.get_by_role("link", name="Everybody's part in it"))
    desk.look(page)
    assert "sent it" in page.locator("main").inner_text()
    for path in (f"{exhibit.chats.get().get_absolute_url()}exposure/", f"{home}people/"):
        desk.open("handler", path)
    for path in ("items", "schedules", "held-elsewhere"):
        desk.open("handler", f"/exhibits/{path}/{exhibit.case_file.reference}/")
    assert verify().ok
