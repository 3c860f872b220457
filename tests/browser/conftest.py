"""A real Chromium, at a desk's width with scripts and at a telephone's width without."""

import shutil
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from candour.accounts.models import User
from candour.web.examples.accounts import BEGAN, make_accounts
from tests.browser.desk import Desk
from tests.make.moments import LONDON

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
SEEN = Path(__file__).parent.parent / "vendor" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "The browser tests need Chromium: install your distribution's 'chromium' package."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(params=[(1280, True), (375, False)], ids=["desktop", "telephone-without-scripts"])
def desk(
    request: pytest.FixtureRequest, chromium: Browser, live_server: object, staff: dict[str, User]
) -> Iterator[Desk]:
    width, scripts = request.param
    desk = Desk(
        chromium, str(live_server), width=width, scripts=scripts, axe=SEEN.read_text(encoding="utf-8")
    )
    yield desk
    desk.close()


@pytest.fixture
def staff(live_server: object) -> dict[str, User]:
    return make_accounts(at=datetime.combine(BEGAN, time(9), LONDON))
