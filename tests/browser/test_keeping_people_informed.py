"""The contact log and the clock of four weeks, which runs from the last update actually given."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from candour.ledger.verification import verify
from candour.look.dates import day_in_words
from tests.browser.desk import Desk
from tests.make.matters import a_recorded_complaint, due_for, the_complainant
from tests.make.people import a_handler

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOUR_WEEKS = timedelta(days=28)


def test_an_update_moves_the_four_weeks_and_a_contact_that_is_none_does_not(desk: Desk) -> None:
    today = timezone.localdate()
    began = today - timedelta(days=20)
    matter = a_recorded_complaint(a_handler(), received=began)
    reference, complainant = matter.reference, the_complainant(matter)
    assert due_for(matter, "keeping-informed.progress", complainant) == began + FOUR_WEEKS

    said: dict[str, Any] = {
        "party": "first",
        "channel": "telephone",
        "views": "Asked for the name of the sergeant.",
    }
    desk.step("handler", reference, "complaint.contact", **said, wish_for_recording=True, was_an_update=False)
    assert due_for(matter, "keeping-informed.progress", complainant) == began + FOUR_WEEKS

    told: dict[str, Any] = {"party": "first", "channel": "email", "views": "The video has been asked for."}
    desk.step("handler", reference, "keeping-informed.update", **told)
    assert due_for(matter, "keeping-informed.progress", complainant) == today + FOUR_WEEKS
    page = desk.open("handler", f"/matters/{reference}/deadlines/")
    assert day_in_words(today + FOUR_WEEKS) in page.locator("main").inner_text()
    desk.follow(page, page.locator("table a").first)
    desk.look(page)
    assert "How the day was counted" in page.locator("main").inner_text()
    assert verify().ok
