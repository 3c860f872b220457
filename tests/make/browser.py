"""The browser of the tests: Chromium without windows where it is installed, which is twice as quick, else the whole one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CALLED = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe-core" / "axe.min.js"


@contextmanager
def a_browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CALLED)), None)
    assert found, "The browser tests need Chromium: install your distribution's 'chromium' package."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()
