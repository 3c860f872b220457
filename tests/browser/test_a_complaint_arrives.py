"""A member of the public complains in the guided form, follows the complaint, and the force finds it on its list."""

import re

import pytest
from playwright.sync_api import Page

from candour.ledger.verification import verify
from candour.matters.models import Matter
from tests.browser.desk import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONGEST_WAY = 40
FOCUS_IS_SEEN = """(() => {
    const seen = element => {
        const style = getComputedStyle(element);
        return style.outlineStyle !== "none" || style.boxShadow !== "none";
    };
    const label = document.activeElement.nextElementSibling;
    return seen(document.activeElement) || (label && getComputedStyle(label, "::before").boxShadow !== "none");
})()"""
ACCOUNT = "He pushed me against a wall and would not say why."


def test_somebody_complains_and_follows_it_by_reference_and_word(desk: Desk) -> None:
    page = desk.open("public", "/complain/")
    desk.follow(page, page.get_by_role("button", name="Start now"))
    desk.answer(page, force="wexmoor")
    desk.answer(page, about="officer-or-staff")
    desk.answer(page, serving=False)
    desk.answer(page, basis="conduct-towards")
    desk.answer(page, account=ACCOUNT)
    desk.answer(page, known="no", happened_where="High Street, Wexmoor")
    desk.answer(page, known=False)
    desk.answer(page, outcome_wanted="An apology")
    desk.answer(page, name="Robin Vale")
    desk.answer(page, prefers="email", email="robin@example.invalid")
    desk.answer(page, language="English")
    desk.go_on(page, "Skip these questions")
    desk.look(page)
    assert ACCOUNT in page.locator("main").inner_text()
    page.check("input[name=declared]")
    desk.answer(page, "Send the complaint")

    reference, word = (
        page.locator(".govuk-panel strong").inner_text(),
        page.locator("main strong.candour-nowrap").inner_text(),
    )
    assert "What happens next" in page.locator("main").inner_text()
    follow(desk, reference, word)
    the_force_finds_it(desk, reference)
    assert verify().ok


def follow(desk: Desk, reference: str, word: str) -> None:
    page = desk.open("public", "/track/")
    desk.answer(page, "Show how it is getting on", reference=reference, word="not the word")
    assert "There is a problem" in page.locator("main").inner_text()
    desk.answer(page, "Show how it is getting on", reference=reference, word=word)
    assert "Where it stands" in page.locator("main").inner_text()


def the_force_finds_it(desk: Desk, reference: str) -> None:
    page = desk.open("handler", "/work/")
    desk.follow(page, page.get_by_role("link", name=reference).first)
    desk.look(page)
    assert "Log the complaint" in page.locator("main").inner_text()
    assert Matter.objects.get(case_file__reference=reference).words_used == ACCOUNT


def test_somebody_whom_the_act_gives_no_standing_is_told_where_to_go(desk: Desk) -> None:
    page = desk.open("public", "/complain/force/")
    desk.answer(page, force="wexmoor")
    desk.answer(page, about="officer-or-staff")
    desk.answer(page, serving=False)
    desk.answer(page, basis="none")
    said = page.locator("main").inner_text()
    assert "may not treat this as a complaint from you" in said
    assert "Police Reform Act 2002" in said
    desk.answer(page, anyway=False)
    assert not Matter.objects.exists()


def test_the_form_is_answered_by_keyboard_alone(desk: Desk) -> None:
    page = desk.open("public", "/complain/force/")
    go_to(page, "main form[method=post] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    go_to(page, ".govuk-error-summary a")
    page.keyboard.press("Enter")
    go_to(page, "input[name=force]")
    page.keyboard.press(" ")
    go_to(page, "main form[method=post] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/complain/about/"))
    assert not page.locator(".govuk-error-summary").count()


def go_to(page: Page, selector: str) -> None:
    """Tab until the focus is there, if it is not; whatever has it must show so."""
    for _ in range(LONGEST_WAY):
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
    raise AssertionError(f"the keyboard does not reach {selector}")
