"""The pages in their order: which are asked on the answers so far, which comes next, and what a change asks again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from candour.matters.guided.forms.base import Question, Voice
from candour.matters.guided.situation import Situation

Asked = Callable[[Situation], bool]


def always(_situation: Situation) -> bool:
    return True


@dataclass(frozen=True)
class Page:
    """One page. Without a form it is an end: the complaint cannot go on from there.

    `title` is its `h1` unless the form's one question is. `asks_again` are the pages whose answers no longer count
    when this one changes; `holds` says whether its own answer still fits those before it.
    """

    key: str
    title: str | Promise
    form: type[Question] | None
    asked: Asked = always
    asks_again: tuple[str, ...] = ()
    holds: Asked = always
    template: str = "matters/guided/question.html"
    guidance: str = ""

    @property
    def is_end(self) -> bool:
        return self.form is None

    @property
    def title_is_question(self) -> bool:
        return self.form is not None and self.form.heading is not None


@dataclass(frozen=True)
class Guide:
    """A guided form: its pages, whom it speaks to, where its draft is kept, and the names of its addresses."""

    pages: tuple[Page, ...]
    voice: Voice
    session_key: str
    page_address: str
    check_address: str
    start_address: str

    def path(self, situation: Situation) -> list[Page]:
        """The pages asked now, up to and with an end where there is one."""
        return list(self._until_an_end(situation))

    def _until_an_end(self, situation: Situation) -> Iterator[Page]:
        for page in self.pages:
            if page.asked(situation):
                yield page
                if page.is_end:
                    return

    def page(self, key: str, situation: Situation) -> Page | None:
        return next((page for page in self.path(situation) if page.key == key), None)

    def first_open(self, situation: Situation) -> Page | None:
        """The first page still to be answered; None when all are."""
        return next((page for page in self.path(situation) if not situation.draft.answered(page.key)), None)

    def may_open(self, page: Page, situation: Situation) -> bool:
        """A page is open once all before it are answered."""
        first = self.first_open(situation)
        path = self.path(situation)
        return first is None or path.index(page) <= path.index(first)

    def after(self, page: Page, situation: Situation) -> Page | None:
        path = self.path(situation)
        return next(iter(path[path.index(page) + 1 :]), None) if page in path else self.first_open(situation)

    def before(self, page: Page, situation: Situation) -> Page | None:
        path = self.path(situation)
        place = path.index(page)
        return path[place - 1] if place else None

    def settle_change(self, page: Page, situation: Situation) -> None:
        """After an answer changed: drop what it made moot, what no longer fits it, and what is not asked any more."""
        situation.draft.forget(page.asks_again)
        renewed = Situation(situation.draft, situation.on)
        situation.draft.keep_only(each.key for each in self.path(renewed) if each.holds(renewed))
