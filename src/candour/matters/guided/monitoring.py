"""The equality questions: codes for each, with "prefers not to say" kept apart from never having been asked."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from candour.accounts.models.people import NOT_ASKED, NOT_STATED
from candour.deadlines.law import the_law
from candour.procedure.lists import Code, Edition

SILENT = {NOT_ASKED, NOT_STATED}
PREFERS_NOT = (NOT_STATED, _("Prefer not to say"))
LISTS = {
    "sex": "sex",
    "ethnicity": "ethnicity",
    "disability": "disability",
    "religion": "religion-or-belief",
    "sexual_orientation": "sexual-orientation",
}
"""Field of a person, and the dated list that its codes come from."""
AGES = [
    ("under-18", _("Under 18")),
    ("18-24", _("18 to 24")),
    ("25-34", _("25 to 34")),
    ("35-44", _("35 to 44")),
    ("45-54", _("45 to 54")),
    ("55-64", _("55 to 64")),
    ("65-74", _("65 to 74")),
    ("75-and-over", _("75 and over")),
]
SPOKEN = {"self-described": _("Another way")}
"""Where the list speaks of a person, the words in which that person is asked."""
GENDERS = [("same-as-registered", _("Yes")), ("different-from-registered", _("No"))]
FIELDS = ("age_band", "sex", "gender", *tuple(LISTS)[1:])

Choices = list[tuple[str, object]]
Grouped = list[tuple[str, object]]


def choices_for(field: str, on: date) -> Choices:
    """The codes people may choose, ending with the one for not saying."""
    if field == "age_band":
        return [*AGES, PREFERS_NOT]
    if field == "gender":
        return [*GENDERS, PREFERS_NOT]
    edition = the_law().lists[LISTS[field]].edition_on(on)
    return [*_spoken(edition), PREFERS_NOT]


def _spoken(edition: Edition) -> Grouped:
    top = [code for code in edition.children_of(None) if code.code not in SILENT]
    return [_with_those_beneath(edition, code) for code in top]


def _with_those_beneath(edition: Edition, parent: Code) -> tuple[str, object]:
    children = edition.children_of(parent.code)
    if not children:
        return (parent.code, SPOKEN.get(parent.code, parent.title))
    return (parent.title, [(code.code, code.title) for code in children])


def not_asked() -> dict[str, str]:
    return dict.fromkeys(FIELDS, NOT_ASKED)
