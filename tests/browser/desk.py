"""Somebody at a browser: signs in, opens pages, takes steps by filling in what the page asks."""

from datetime import date, datetime
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page

from candour.web.examples.accounts import PASSWORD

PATIENCE = 30_000  # milliseconds


class Desk:
    """One window for each person. Every page that is looked at has no overflow and, with scripts, no axe finding."""

    def __init__(self, browser: Browser, address: str, *, width: int, scripts: bool, axe: str) -> None:
        self.browser, self.address, self.scripts, self.axe = browser, address, scripts, axe
        self.size = {"width": width, "height": 900}
        self.contexts: list[BrowserContext] = []
        self.pages: dict[str, Page] = {}
        self.seen: set[str] = set()

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def as_(self, who: str) -> Page:
        """The window of that person, signed in; `public` signs in nowhere."""
        if who not in self.pages:
            context = self.browser.new_context(viewport=self.size, java_script_enabled=self.scripts)
            context.set_default_timeout(PATIENCE)
            self.contexts.append(context)
            self.pages[who] = context.new_page()
            if who != "public":
                self._sign_in(who)
        return self.pages[who]

    def _sign_in(self, who: str) -> None:
        page = self.pages[who]
        page.goto(f"{self.address}/accounts/sign-in/")
        page.fill("input[name=login]", f"{who}@wexmoor.example")
        page.fill("input[name=password]", PASSWORD)
        self.follow(page, page.locator("main form button[type=submit]"))

    def open(self, who: str, path: str) -> Page:
        page = self.as_(who)
        answer = page.goto(f"{self.address}{path}")
        status = answer.status if answer else None
        assert status == 200, f"{path} answered {status}"
        self.look(page)
        return page

    def look(self, page: Page, kind: str = "") -> None:
        """A page of a kind that was looked at before is only measured: axe takes its time."""
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{page.url} is {width} pixels too wide"
        if self.scripts and kind not in self.seen:
            self.seen.update({kind} - {""})
            page.evaluate(self.axe)
            found = page.evaluate(
                "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations']})"
            )
            told = [
                (one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found["violations"]
            ]
            assert not told, f"{page.url}: {told}"

    def step(
        self, who: str, reference: str, key: str, limbs: dict[str, str] | None = None, **answers: Any
    ) -> Page:
        """Fill in the step's page, look at what it will do, confirm."""
        page = self.open(who, f"/matters/{reference}/steps/{key}/")
        if limbs is not None:
            for radio in page.locator("input[type=radio][name^='limb-'][value=no]").all():
                radio.check()
            for limb, answer in limbs.items():
                page.check(f"input[name='limb-{limb}'][value='{answer}']")
        for name, value in answers.items():
            self.fill(page, name.replace("_", "-"), value)
        self.go_on(page, "Continue")
        assert page.locator("h1").inner_text() == "Check before you confirm", page.locator(
            "main"
        ).inner_text()[:600]
        self.look(page, "the check of a step")
        self.go_on(page, "Confirm")
        assert "Done:" in page.locator("main").inner_text(), page.locator("main").inner_text()[:600]
        return page

    def answer(self, page: Page, button: str = "Continue", **answers: Any) -> Page:
        """Fill in the page that is open, go on, and look at where that leads."""
        for name, value in answers.items():
            self.fill(page, name, value)
        self.go_on(page, button)
        self.look(page)
        return page

    def go_on(self, page: Page, button: str) -> None:
        self.follow(page, page.get_by_role("button", name=button, exact=True))

    def follow(self, page: Page, leads_on: Locator) -> None:
        """A click returns before the next page has come; this returns when it has."""
        with page.expect_navigation(wait_until="load"):
            leads_on.click()

    def fill(self, page: Page, name: str, value: Any) -> None:
        match value:
            case bool():
                page.check(f"input[name='{name}'][value='{'yes' if value else 'no'}']")
            case datetime():
                self._fill_day(page, name, value)
                page.fill(f"input[name='{name}_time']", value.strftime("%H:%M"))
            case date():
                self._fill_day(page, name, value)
            case "first":
                page.locator(f"input[type=radio][name='{name}']").first.check()
            case _:
                self._fill_text(page, name, str(value))

    def _fill_day(self, page: Page, name: str, day: date) -> None:
        for part, written in (("day", day.day), ("month", day.month), ("year", day.year)):
            page.fill(f"input[name='{name}_{part}']", str(written))

    def _fill_text(self, page: Page, name: str, value: str) -> None:
        page.locator(f"[name='{name}']").first.wait_for(state="attached")  # the page that asks it has come
        radio = page.locator(f"input[type=radio][name='{name}'][value='{value}']")
        if radio.count():
            radio.check()
        elif page.locator(f"select[name='{name}']").count():
            page.select_option(f"select[name='{name}']", label=value)
        else:
            page.fill(f"[name='{name}']", value)
