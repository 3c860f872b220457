"""Two phones are laid side by side, an item of concern is cited in an allegation, and the citation is withdrawn."""

from pathlib import Path

import pytest

from candour.accounts.models import User
from tests.browser.desk import Desk
from tests.make.exhibits import CHAT, a_marking, a_read_exhibit
from tests.make.matters import a_logged_complaint, an_allegation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SECOND = CHAT.replace("that [insult] again", "This message was deleted").replace(
    "20/01/2023, 07:00", "19/01/2023, 22:15 - Pc Dogwood: who is on earlies\n20/01/2023, 07:00"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


def test_two_phones_are_laid_side_by_side_and_what_they_hold_is_cited(
    desk: Desk, staff: dict[str, User]
) -> None:
    handler = staff["handler"]
    matter = a_logged_complaint(handler)
    an_allegation(matter, handler)
    first = a_read_exhibit(matter.case_file)
    a_read_exhibit(matter.case_file, content=SECOND, reference="HLM/2")
    item = a_marking(first, handler).item

    page = desk.open("handler", f"/matters/{matter.reference}/evidence/")
    desk.follow(page, page.get_by_role("link", name="One conversation on several phones"))
    for box in page.get_by_role("checkbox").all():
        box.check()
    desk.answer(page, "Lay them side by side")
    assert "One phone shows as deleted what another still has." in page.locator("main").inner_text()
    desk.go_on(page, "Record that they are one conversation")
    desk.look(page)
    assert "on the record since" in page.locator("main").inner_text()
    desk.follow(page, page.get_by_role("link", name="Take them apart"))
    desk.answer(page, "Take them apart", because="Two groups of one name.")
    assert "Two groups of one name." in page.locator("main").inner_text()

    page = desk.open("handler", f"/matters/{matter.reference}/allegations/")
    desk.follow(page, page.get_by_role("link", name="Cite an item of concern"))
    page.select_option("select[name=item]", label=item.mark)
    page.get_by_label("Equality and diversity").check()
    desk.answer(page)
    page.get_by_label("Pc Cedar").check()
    desk.answer(page, "Cite")
    assert "The item has been cited" in page.locator("main").inner_text()
    desk.follow(page, page.get_by_role("link", name="Withdraw"))
    desk.answer(page, "Withdraw", because="Cited under the wrong Standard.")
    assert "Cited under the wrong Standard." in page.locator("main").inner_text()
