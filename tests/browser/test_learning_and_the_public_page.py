"""A recommendation is made and answered; the public page is refused with its list of blockers, then published."""

import pytest
from django.utils import timezone

from candour.ledger.verification import verify
from candour.publishing.models import Snapshot
from tests.browser.desk import Desk
from tests.make.publications import a_file, drafted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVIDENCE = "The file was looked through."


def test_a_recommendation_is_made_to_a_force_and_answered(desk: Desk) -> None:
    today = timezone.localdate()
    page = desk.open("director", "/recommendations/new/")
    desk.answer(
        page,
        "Save",
        power="28A",
        maker="Independent Office for Police Conduct (worked example)",
        addressee="Wexmoor Constabulary",
        made_on=today,
        text="That every sergeant checks body-worn video once a week.",
        national=False,
    )
    assert "The recommendation is entered" in page.locator("main").inner_text()
    address = page.url.removeprefix(desk.address)
    page = desk.open("authority", address)
    desk.follow(page, page.get_by_role("button", name="Enter the response"))
    desk.answer(page, "Save", accepted="yes", action="Weekly checks began.", received_on=today)
    page = desk.open("director", address)
    assert "Weekly checks began." in page.locator("main").inner_text()
    assert verify().ok


def test_a_page_is_refused_with_what_stands_in_its_way_and_then_published(desk: Desk) -> None:
    case_file = a_file()
    drafted(case_file)
    home = f"/matters/{case_file.reference}/publication/"
    page = desk.open("director", home)
    assert "1 thing stands in the way of publishing" in page.locator("main").inner_text()
    page = desk.open("director", f"{home}publish/")
    desk.answer(page, "Publish now")
    assert "There is a problem" in page.locator("main").inner_text()
    assert not Snapshot.objects.exists()

    consider_everything(desk, home)
    page = desk.open("director", f"{home}publish/")
    desk.answer(page, "Publish now")
    [snapshot] = Snapshot.objects.all()
    page = desk.open("public", snapshot.path)
    assert "Video of an arrest deleted" in page.locator("h1").inner_text()
    page = desk.open("public", "/publications/investigations/")
    assert "Video of an arrest deleted" in page.locator("main").inner_text()
    assert verify().ok


def consider_everything(desk: Desk, home: str) -> None:
    page = desk.open("director", f"{home}consider/")
    for radio in page.locator("input[type=radio][name$='-waits'][value=no]").all():
        radio.check()
    for evidence in page.locator("input[name$='-evidence'], textarea[name$='-evidence']").all():
        evidence.fill(EVIDENCE)
    desk.answer(page, "Save")
    assert "Nothing stands in the way" in page.locator("main").inner_text()
