"""Asks one page of a guided form: shows it, keeps the answer, and goes on to the page that comes next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from candour.matters.guided.checking import Section, sections
from candour.matters.guided.draft import MOST_PEOPLE, Draft, TooLong
from candour.matters.guided.forms.base import Question
from candour.matters.guided.forms.what_happened import PersonQuestion, person_words
from candour.matters.guided.guide import Guide, Page
from candour.matters.guided.situation import Situation

Given = Callable[[], dict[str, Any]]


@dataclass
class Asking:
    """One request to a guided form. `given` holds, by page, what its form is told beyond the answers."""

    request: HttpRequest
    guide: Guide
    given: dict[str, Given] = field(default_factory=dict)

    @cached_property
    def draft(self) -> Draft:
        return Draft(self.request.session, self.guide.session_key)  # type: ignore[arg-type]

    @cached_property
    def situation(self) -> Situation:
        return Situation(self.draft, timezone.localdate())

    @property
    def is_changing(self) -> bool:
        """Whether the person came from the page of answers, and goes back there."""
        return self.request.GET.get("from") == "check"

    def address(self, key: str) -> str:
        return reverse(self.guide.page_address, args=[key])

    def change_address(self, key: str) -> str:
        return f"{self.address(key)}?from=check"

    @property
    def check_address(self) -> str:
        return reverse(self.guide.check_address)

    def form(self, page: Page, *posted: Any) -> Question:
        assert page.form is not None
        more = self.given[page.key]() if page.key in self.given else {}
        held = self.draft.answer(page.key)
        return page.form(*posted, situation=self.situation, voice=self.guide.voice, held=held, **more)

    def page_or_way(self, key: str) -> Page | HttpResponseRedirect:
        """The page, or the way to the first one that is still to be answered."""
        page = self.guide.page(key, self.situation)
        if page is None or not self.guide.may_open(page, self.situation):
            return self.to_first_open()
        return page

    def to_first_open(self) -> HttpResponseRedirect:
        first = self.guide.first_open(self.situation)
        return redirect(self.address(first.key) if first else self.check_address)

    def keep(self, page: Page, answer: dict[str, Any]) -> None:
        if self.draft.put(page.key, answer):
            self.guide.settle_change(page, self.situation)
        self.situation = Situation(self.draft, timezone.localdate())

    def onward(self, page: Page) -> HttpResponseRedirect:
        if self.is_changing:
            first = self.guide.first_open(self.situation)
            return redirect(self.change_address(first.key) if first else self.check_address)
        following = self.guide.after(page, self.situation)
        return redirect(self.address(following.key) if following else self.check_address)

    def back(self, page: Page) -> str:
        if self.is_changing:
            return self.check_address
        before = self.guide.before(page, self.situation)
        return self.address(before.key) if before else reverse(self.guide.start_address)

    def show(self, page: Page, form: Question | None, **more: Any) -> HttpResponse:
        shown = {**self.context, "page": page, "form": form, "back": self.back(page), **more}
        return render(self.request, page.template, shown)

    @property
    def last_address(self) -> str:
        """The page before the answers are checked."""
        return self.address(self.guide.path(self.situation)[-1].key)

    @property
    def context(self) -> dict[str, Any]:
        force = self.situation.force
        return {
            "situation": self.situation,
            "voice": self.guide.voice,
            "fiction": bool(force and force.fictional) and fiction_words(self.situation.force_name),
        }

    def sections(self) -> list[Section]:
        return sections(self.guide.path(self.situation), self.draft, self.form, self.change_address)


def fiction_words(force: str) -> str:
    return _("%(force)s does not exist. Do not enter anything real.") % {"force": force}


def ask(asking: Asking, key: str, **more: Any) -> HttpResponse:
    """Shows the page on GET; on POST keeps a valid answer and goes on."""
    page = asking.page_or_way(key)
    if isinstance(page, HttpResponseRedirect):
        return page
    if page.is_end:
        return asking.show(page, None, **more)
    if asking.request.method != "POST":
        return asking.show(page, asking.form(page), **more)
    return _take_answer(asking, page, more)


def _take_answer(asking: Asking, page: Page, more: dict[str, Any]) -> HttpResponse:
    form = asking.form(page, asking.request.POST)
    if not form.is_valid():
        return asking.show(page, form, **more)
    try:
        asking.keep(page, form.answer())
    except TooLong:
        form.add_error(None, too_long())
        return asking.show(page, form, **more)
    return asking.onward(page)


def too_long() -> str:
    return _("Your answers are too long to keep together. Shorten this one, and send long papers later.")


def ask_people(asking: Asking) -> HttpResponse:
    """The people described so far, and whether there is another."""
    page = asking.page_or_way("people")
    if isinstance(page, HttpResponseRedirect):
        return page
    people = asking.draft.get("people", "people", [])
    if not people:
        return redirect(person_address(asking, 1))
    posted = asking.request.POST if asking.request.method == "POST" else None
    form = asking.form(page, posted) if len(people) < MOST_PEOPLE else None
    if posted is not None and form is None:
        return asking.onward(page)
    if posted is not None and form is not None and form.is_valid():
        another = form.cleaned_data["another"]
        return redirect(person_address(asking, len(people) + 1)) if another else asking.onward(page)
    listed = [(number, *person_words(person)) for number, person in enumerate(people, start=1)]
    return asking.show(page, form, people=listed, most=MOST_PEOPLE)


def ask_person(asking: Asking, number: int) -> HttpResponse:
    """One of the people: a new one after the last, or one given before, to be changed or taken out."""
    page = asking.page_or_way("people")
    if isinstance(page, HttpResponseRedirect):
        return page
    people = list(asking.draft.get("people", "people", []))
    if not 1 <= number <= min(len(people) + 1, MOST_PEOPLE):
        return redirect(asking.address("people"))
    if "remove" in asking.request.POST:
        return _without(asking, page, people, number)
    held = people[number - 1] if number <= len(people) else {}
    posted = (asking.request.POST,) if asking.request.method == "POST" else ()
    form = PersonQuestion(*posted, situation=asking.situation, voice=asking.guide.voice, held=held)
    if not posted or not form.is_valid():
        return _show_person(asking, page, form, number, known=bool(held))
    people[number - 1 : number] = [form.answer()]
    try:
        asking.keep(page, {"people": people})
    except TooLong:
        form.add_error(None, too_long())
        return _show_person(asking, page, form, number, known=bool(held))
    return redirect(_keeping_way(asking, asking.address("people")))


def _show_person(asking: Asking, page: Page, form: Question, number: int, *, known: bool) -> HttpResponse:
    several = number > 1 or asking.draft.answered("people")
    back = asking.address("people") if several else asking.address("who")
    shown = {
        **asking.context,
        "page": page,
        "form": form,
        "back": _keeping_way(asking, back),
        "number": number,
        "known": known,
    }
    return render(asking.request, "matters/guided/person.html", shown)


def _without(asking: Asking, page: Page, people: list[dict[str, str]], number: int) -> HttpResponse:
    left = people[: number - 1] + people[number:]
    if left:
        asking.keep(page, {"people": left})
        return redirect(_keeping_way(asking, asking.address("people")))
    asking.draft.forget(["people"])
    return redirect(_keeping_way(asking, asking.address("who")))


def person_address(asking: Asking, number: int) -> str:
    return _keeping_way(asking, f"{asking.address('people')}{number}/")


def _keeping_way(asking: Asking, address: str) -> str:
    return f"{address}?from=check" if asking.is_changing else address
