"""A complaint that must be referred: the force refers it, the overseer decides whether and how it is investigated."""

from datetime import timedelta

import pytest
from django.utils import timezone

from candour.ledger.verification import verify
from candour.matters.models import Matter
from tests.browser.desk import Desk
from tests.make.matters import a_logged_complaint, states_of
from tests.make.people import a_handler

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_mandatory_referral_is_made_and_the_overseer_decides_its_form(desk: Desk) -> None:
    now = timezone.localtime()
    matter = a_logged_complaint(a_handler(), received=(now - timedelta(days=3)).date())
    reference = matter.reference

    yesterday = now.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=1)
    desk.step("handler", reference, "referral.test", limbs={"serious-assault": "yes"}, became_clear=yesterday)
    page = desk.open("handler", f"/matters/{reference}/deadlines/")
    assert "Refer" in page.locator("main").inner_text()
    desk.step(
        "handler",
        reference,
        "referral.refer",
        referral_kind="mandatory",
        reasons="A broken wrist is alleged.",
    )
    assert states_of(matter, "referral.mandatory") == ["met"]

    page = desk.open("assessment", "/work/")
    assert reference in page.locator("main").inner_text()
    desk.step(
        "assessment",
        reference,
        "referral.decide-necessity",
        limbs={"necessary": "yes"},
        investigation_necessary=True,
        reasons="What is alleged is grave.",
    )
    desk.step(
        "assessment",
        reference,
        "referral.decide-mode",
        limbs={"local-appropriate": "no"},
        mode_of_investigation="independent",
        reasons="The public interest asks for it.",
    )
    page = desk.open("handler", f"/matters/{reference}/")
    assert "Independent investigation" in page.locator("main").inner_text()
    assert Matter.objects.get(pk=matter.pk).referral == "independent"
    assert verify().ok


def test_a_force_is_not_offered_what_only_the_overseer_decides(desk: Desk) -> None:
    matter = a_logged_complaint(a_handler())
    page = desk.open("handler", f"/matters/{matter.reference}/steps/referral.decide-mode/")
    assert "IOPC" in page.locator("main").inner_text()
    assert not page.get_by_role("button", name="Continue", exact=True).count()
