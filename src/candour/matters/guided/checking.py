"""The answers to check before sending, page by page, each with the way back to change it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.template.defaultfilters import linebreaksbr
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.matters.guided.draft import Draft
from candour.matters.guided.forms.base import Question
from candour.matters.guided.forms.what_happened import person_words
from candour.matters.guided.guide import Page

ABOUT_PERSON = ("name", "contact", "needs")
SECTIONS = (
    ("complaint", gettext_lazy("The complaint")),
    ("person", gettext_lazy("About the person complaining")),
    ("equality", gettext_lazy("Equality questions")),
)


@dataclass(frozen=True)
class Action:
    href: str
    text: str
    about: str


@dataclass(frozen=True)
class CheckRow:
    key: str
    value: str
    actions: list[Action] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    title: str | Promise
    rows: list[CheckRow]


def sections(
    pages: Iterable[Page], draft: Draft, form_of: Callable[[Page], Question], address: Callable[[str], str]
) -> list[Section]:
    """Only answered pages; `address` gives the way back to a page."""
    grouped: dict[str, list[CheckRow]] = {key: [] for key, _title in SECTIONS}
    for page in pages:
        if draft.answered(page.key):
            grouped[_section_of(page)].extend(_rows(page, draft, form_of, address(page.key)))
    return [Section(title, grouped[key]) for key, title in SECTIONS if grouped[key]]


def _section_of(page: Page) -> str:
    if page.key == "equality":
        return "equality"
    return "person" if page.key in ABOUT_PERSON else "complaint"


def _rows(page: Page, draft: Draft, form_of: Callable[[Page], Question], href: str) -> list[CheckRow]:
    said = _people(draft) if page.key == "people" else form_of(page).summary()
    return [
        CheckRow(label, linebreaksbr(value), [Action(href, _("Change"), label.lower())])
        for label, value in said
    ]


def _people(draft: Draft) -> list[tuple[str, str]]:
    numbered = enumerate(draft.get("people", "people", []), start=1)
    called = [(number, *person_words(person)) for number, person in numbered]
    return [
        (_("Person %(n)d") % {"n": number}, ". ".join(filter(None, [name, description])))
        for number, name, description in called
    ]
