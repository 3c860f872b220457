"""A real Chromium, at a desk's width with scripts and at a telephone's width without."""

from collections.abc import Iterator
from datetime import datetime, time

import pytest
from playwright.sync_api import Browser

from candour.accounts.models import User
from candour.web.examples.accounts import BEGAN, make_accounts
from tests.browser.desk import Desk
from tests.make.browser import AXE, a_browser
from tests.make.moments import LONDON


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with a_browser() as browser:
        yield browser


@pytest.fixture(params=[(1280, True), (375, False)], ids=["desktop", "telephone-without-scripts"])
def desk(
    request: pytest.FixtureRequest, chromium: Browser, live_server: object, staff: dict[str, User]
) -> Iterator[Desk]:
    width, scripts = request.param
    desk = Desk(chromium, str(live_server), width=width, scripts=scripts, axe=AXE.read_text(encoding="utf-8"))
    yield desk
    desk.close()


@pytest.fixture
def staff(live_server: object) -> dict[str, User]:
    return make_accounts(at=datetime.combine(BEGAN, time(9), LONDON))
