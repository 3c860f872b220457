"""A directed investigation: the authority appoints, the Director General decides, and its report goes to them."""

from typing import Any

import pytest
from django.utils import timezone

from candour.ledger.verification import verify
from candour.matters.models import Matter
from tests.browser.desk import Desk
from tests.make.courses import under_the_director_general

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_it_is_worked_by_the_authority_and_decided_by_the_director_general(desk: Desk) -> None:
    matter, today = under_the_director_general("directed"), timezone.localdate()
    appointed: dict[str, Any] = {
        "investigator_elsewhere": "A sergeant of another force.",
        "approval": "The regional director, by letter of today.",
        "terms_of_reference": "What happened in the street.",
    }
    desk.step("authority", matter.reference, "investigation.appoint-directed", **appointed)
    kept = "The shop keeps its recording until April."
    desk.step("handler", matter.reference, "preservation.enter", steps_to_preserve=kept)
    indicated = {"disciplinary-proceedings": "yes"}
    desk.step("director", matter.reference, "investigation.decide-special-procedures", limbs=indicated)
    reported = {"report_submitted": today, "report_text": "Four accounts were compared."}
    left_out = {"sensitive_information_held_back": True, "left_out": "A name; no consent was given."}
    desk.step("director", matter.reference, "investigation.report-to-director-general", **reported, **left_out)
    assert Matter.objects.get(pk=matter.pk).investigation == "reported"
    assert "Reported" in desk.open("handler", f"/matters/{matter.reference}/").locator("main").inner_text()
    assert verify().ok
