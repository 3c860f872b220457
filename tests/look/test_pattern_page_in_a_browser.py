"""The pattern page in a real Chromium: accessible, within a narrow screen, and whole without scripts."""

import threading
from collections.abc import Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, Page

from tests.make.browser import AXE, a_browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SUBMIT = "button:has-text('Record the complaint')"
pytestmark = pytest.mark.browser


class QuietRequests(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """A served page is not news."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the pattern page is served, with the real policy."""
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), handler_class=QuietRequests)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/look/patterns"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser


def opened(chromium: Browser, address: str, width: int, **options: Any) -> Page:
    page = chromium.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    page.goto(address)
    return page


def findings(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]]


@pytest.mark.parametrize("width", [1280, 375])
def test_an_accessibility_checker_finds_nothing(chromium: Browser, address: str, width: int) -> None:
    # The checker is put into the page from outside, which the page's own policy rightly forbids.
    page = opened(chromium, address, width, bypass_csp=True)
    before = findings(page)

    page.click(SUBMIT)
    page.wait_for_selector(".govuk-error-summary")

    assert (before, findings(page)) == ([], [])


def test_nothing_is_wider_than_a_narrow_screen(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, 375)

    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_the_policy_refuses_nothing_the_page_needs(chromium: Browser, address: str) -> None:
    said: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    page.goto(address)

    assert said == []
    assert "govuk-frontend-supported" in (page.get_attribute("body", "class") or "")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_revealed_question_shows_once_its_answer_is_chosen(
    chromium: Browser, address: str, scripts: bool
) -> None:
    page = opened(chromium, address, 1280, java_script_enabled=scripts)
    hidden_at_first = not page.is_visible("#id_phone")

    page.check("#id_channel_1")

    assert hidden_at_first
    assert page.is_visible("#id_phone")
    assert not page.is_visible("#id_other_channel")


@pytest.mark.parametrize("scripts", [True, False])
def test_an_impossible_date_comes_back_as_typed_with_a_link_to_it(
    chromium: Browser, address: str, scripts: bool
) -> None:
    page = opened(chromium, address, 375, java_script_enabled=scripts)
    for part, typed in (("day", "31"), ("month", "Feb"), ("year", "2026")):
        page.fill(f"#id_made_{part}", typed)

    page.click(SUBMIT)
    page.click("text=The date the complaint was made must be a real date >> nth=0")

    assert page.input_value("#id_made_month") == "Feb"
    assert page.url.endswith("#id_made_day") or page.evaluate("document.activeElement.id") == "id_made_day"


def test_what_is_folded_away_is_printed(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, 760)
    page.emulate_media(media="print")

    assert page.locator(".candour-trail__month", has_text="April 2026").last.is_visible()
    assert not page.is_visible(".govuk-back-link")
