"""The walk of a complaint in a real browser, from the first page to a verified record."""

from datetime import timedelta

import pytest
from django.utils import timezone

from candour.ledger.verification import verify
from candour.matters.models import Matter
from tests.browser.desk import Desk
from tests.make.matters import a_complaint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_handler_works_a_complaint_to_its_outcome_letter(desk: Desk) -> None:
    today = timezone.localdate()
    made = today - timedelta(days=40)
    matter = a_complaint(received=made)
    reference = matter.reference

    page = desk.open("handler", "/work/")
    assert reference in page.locator("main").inner_text()
    desk.step(
        "handler",
        reference,
        "complaint.log",
        limbs={"conduct-towards-them": "yes"},
        handling_started=made,
        linked_matter_under_2012_on_arrival=False,
        summary="Discourtesy in the street.",
    )
    desk.step(
        "handler",
        reference,
        "complaint.contact",
        party="first",
        channel="email",
        views="Would like it recorded and an explanation.",
        wish_for_recording=True,
        was_an_update=True,
    )
    desk.step("handler", reference, "complaint.recording-test", limbs={"wish": "yes"})
    desk.step(
        "handler", reference, "complaint.record", recording_reason="complainant-wish", copy_to_subject="give"
    )
    desk.step("handler", reference, "referral.test", limbs={})
    add_an_allegation(desk, reference)
    desk.step(
        "authority",
        reference,
        "handling.decide",
        handling_choice="otherwise",
        reasons="Two enquiries will settle it.",
    )
    decide_the_allegation(desk, reference)
    desk.step("authority", reference, "handling.review-body", limbs={})
    desk.step(
        "authority",
        reference,
        "handling.decide-outcome",
        outcome_decided=today,
        findings="The officer raised his voice over the traffic.",
        action_taken="A reminder to the team.",
    )
    draft_the_outcome_letter(desk, reference)
    desk.step("handler", reference, "handling.provide-outcome", review_right_provided=today, method="email")

    page = desk.open("handler", f"/matters/{reference}/record/")
    assert "verifies" in page.locator("main").inner_text()
    assert Matter.objects.get(pk=matter.pk).handling == "outcome-sent"
    assert verify().ok


def add_an_allegation(desk: Desk, reference: str) -> None:
    page = desk.open("handler", f"/matters/{reference}/allegations/add/")
    page.select_option("select[name=code]", value="H1")
    page.fill("textarea[name=summary]", "That an officer shouted and gave no reason.")
    desk.go_on(page, "Save")
    desk.look(page)
    assert "That an officer shouted" in page.locator("main").inner_text()


def decide_the_allegation(desk: Desk, reference: str) -> None:
    page = desk.open("authority", f"/matters/{reference}/allegations/")
    desk.follow(page, page.get_by_role("link", name="Decide").first)
    page.check("input[name=decision][value=acceptable]")
    page.fill("textarea[name=reasons]", "He explained himself, and the log bears it out.")
    desk.go_on(page, "Save")
    desk.look(page)


def draft_the_outcome_letter(desk: Desk, reference: str) -> None:
    page = desk.open("handler", f"/matters/{reference}/letters/write/outcome/")
    page.locator("input[name=to]").first.check()
    page.check("input[name=method][value=post]")
    desk.go_on(page, "Continue")
    desk.look(page)
    desk.go_on(page, "Draft the letter")
    said = page.locator("main").inner_text()
    assert "28 days" in said
    assert "no right" in said.lower()
    desk.look(page)


def test_a_step_that_the_law_refuses_names_the_provision(desk: Desk) -> None:
    matter = a_complaint()
    page = desk.open("handler", f"/matters/{matter.reference}/steps/handling.decide/")
    said = page.locator("main").inner_text()
    assert "It must be recorded first." in said
    assert "Police Reform Act 2002" in said


def test_a_form_keeps_what_was_typed_and_says_what_is_wrong(desk: Desk) -> None:
    matter = a_complaint()
    page = desk.open("handler", f"/matters/{matter.reference}/steps/complaint.log/")
    page.fill("textarea[name=summary]", "Only this was typed.")
    page.fill("input[name=handling-started_day]", "31")
    page.fill("input[name=handling-started_month]", "2")
    page.fill("input[name=handling-started_year]", "2026")
    desk.go_on(page, "Continue")
    assert "There is a problem" in page.locator(".govuk-error-summary").inner_text()
    assert page.input_value("textarea[name=summary]") == "Only this was typed."
    assert page.input_value("input[name=handling-started_day]") == "31"
    desk.look(page)
