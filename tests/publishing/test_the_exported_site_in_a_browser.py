"""The exported site in a real Chromium under the real policy: accessible, narrow, by keyboard, and without scripts."""

import threading
from collections.abc import Iterator
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from candour.ledger.checkpoints import checkpoint
from candour.publishing.exporting import export
from candour.publishing.pages import HEADERS
from tests.make.browser import AXE, a_browser
from tests.make.moments import at_nine
from tests.make.publications import TODAY, all_considered, published, ready
from tests.make.recommendations import a_recommendation, answered

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
INVESTIGATION = "/publications/investigations/video-of-an-arrest-deleted-wexmoor-constabulary-july-2025/"
PAGES = (
    "/publications/",
    INVESTIGATION,
    "/publications/recommendations/rec-2022-0001/",
    "/publications/investigations/",
    "/publications/investigations/a-to-z/",
    "/publications/recommendations/",
    "/publications/forces/wexmoor/",
    "/publications/years/2026/",
    "/publications/open-data/",
    "/publications/search/",
    "/glossary/",
    "/glossary/appeal/",
    "/record/",
)


class Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """A served page is not news."""


class Server(ThreadingHTTPServer):
    """A page asks for all its files at once: none of them may be turned away."""

    request_queue_size = 128


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """An investigation and a recommendation, exported and served as files."""
    row = a_recommendation(made_on="2022-01-20", published_due_date=date(2022, 3, 17))
    answered(row, received="2022-03", action="Done:\n\n- briefings\n- reminders")
    case_file = ready(recommendations=(row,), found="The officer had a case to answer for gross misconduct.")
    all_considered(row.case_file)
    published(case_file, row.case_file)
    checkpoint(at=at_nine(TODAY))
    export(tmp_path / "site", say=str)
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path / "site")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser


def opened(chromium: Browser, address: str, width: int = 1280, **options: Any) -> Page:
    page = chromium.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    page.goto(address)
    return page


def test_an_accessibility_checker_finds_nothing_and_nothing_is_too_wide(chromium: Browser, site: str) -> None:
    for width in (1280, 375):
        # The checker is put into the page from outside, which the page's own policy rightly forbids.
        page = opened(chromium, site, width, bypass_csp=True)
        for path in PAGES:
            page.wait_for_load_state("networkidle")
            if page.url != site + path:
                page.goto(site + path)
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            page.evaluate(AXE.read_text())
            found = page.evaluate("rules => axe.run(document, { runOnly: rules })", RULES)["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:100]) for one in found] == [], (path, width)
            assert page.evaluate("document.documentElement.scrollWidth") == width, path


def test_the_policy_refuses_nothing_that_a_page_needs(chromium: Browser, site: str) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        page.goto(site + path)
    assert said == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without-scripts"])
def test_a_meaning_opens_and_closes_by_keyboard_where_the_word_stands(
    chromium: Browser, site: str, scripts: bool
) -> None:
    page = opened(chromium, site + INVESTIGATION, java_script_enabled=scripts)
    word = page.locator("button.candour-term", has_text="gross misconduct")
    meaning = page.locator("#meaning-gross-misconduct")
    word.focus()
    page.keyboard.press("Enter")
    assert meaning.is_visible()
    page.keyboard.press("Escape")
    assert not meaning.is_visible()


def test_the_search_of_the_exported_site_is_an_addition(chromium: Browser, site: str) -> None:
    page = opened(chromium, f"{site}/publications/search/")
    page.fill("#words", "body-worn arrest")
    page.wait_for_selector("text=1 found")
    page.click("text=Video of an arrest deleted")
    assert page.url.endswith(INVESTIGATION)


def test_without_scripts_the_lists_lead_to_every_publication(chromium: Browser, site: str) -> None:
    page = opened(chromium, f"{site}/publications/search/", java_script_enabled=False)
    assert page.locator("#words").is_disabled()
    page.click("text=Investigations from A to Z")
    page.click("text=Video of an arrest deleted")
    assert page.url.endswith(INVESTIGATION)
