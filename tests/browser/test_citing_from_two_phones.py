"""Two phones are laid side by side; an item is cited in an allegation and stands on a schedule; a refusal says why."""

from pathlib import Path

import pytest
from django.utils import timezone

from candour.accounts.models import User
from candour.evidence.actions.joining import join_chats
from candour.evidence.codes import Beyond
from tests.browser.desk import Desk
from tests.make.exhibits import CHAT, a_marking, a_read_exhibit, a_scope
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


def test_a_schedule_of_two_phones_is_made_and_says_when_they_are_taken_apart(
    desk: Desk, staff: dict[str, User]
) -> None:
    matter = a_logged_complaint(staff["handler"])
    first = a_read_exhibit(matter.case_file)
    second = a_read_exhibit(matter.case_file, content=SECOND, reference="HLM/2")
    now = {"at": timezone.now(), "on": timezone.localdate()}
    chats = [first.chats.get(), second.chats.get()]
    joining = join_chats(case_file=matter.case_file, chats=chats, by=staff["handler"], **now)
    item = a_marking(first, staff["handler"]).item
    home = f"/exhibits/schedules/{matter.reference}/"

    page = desk.open("authority", f"{item.get_absolute_url()}schedule/")
    desk.answer(page, "Save", schedule="used", passages="[insult]", reasons="It names a victim.")
    desk.look(page)
    desk.follow(page, page.locator("form[action*='/used/make/'] button"))
    desk.look(page)
    assert "rests on HLM/1, HLM/2" in page.locator("main").inner_text()
    with page.expect_download() as kept:
        page.locator("a[href*='/made/'][href$='.pdf']").click()
    assert kept.value.path().read_bytes().startswith(b"%PDF")
    desk.go_on(page, "Make the bundle")
    assert "Bundle 1" in page.locator("main").inner_text()

    page = desk.open("handler", f"{item.get_absolute_url()}exposure/")
    assert "Over HLM/1, HLM/2 as one conversation" in page.locator("main").inner_text()
    desk.follow(page, page.get_by_role("link", name="this phone alone"))
    desk.look(page)
    page = desk.open("handler", f"{joining.get_absolute_url()}apart/")
    desk.answer(page, "Take them apart", because="Two groups of one name.")
    page = desk.open("authority", home)
    assert "Taken apart since" in page.locator("main").inner_text()
    assert "Two groups of one name." in page.locator("main").inner_text()


def test_whoever_is_refused_reads_why(desk: Desk, staff: dict[str, User]) -> None:
    matter = a_logged_complaint(staff["handler"])
    exhibit = a_read_exhibit(matter.case_file)
    a_scope(exhibit, chats=("another",), beyond=Beyond.REFUSED)
    page = desk.as_("handler")
    answer = page.goto(f"{desk.address}{exhibit.chats.get().get_absolute_url()}")
    assert answer
    assert answer.status == 403
    assert "This chat lies outside the scope of the examination." in page.locator("main").inner_text()
    desk.look(page)
