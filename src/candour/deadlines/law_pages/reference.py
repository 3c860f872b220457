"""What the pages on statutory tests, code lists and bank holidays show."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.condition_words import condition_in_words
from candour.deadlines.law_pages.rule_page import sentence_of
from candour.procedure.calendars import Calendar, Holiday
from candour.procedure.lifecycles import Step
from candour.procedure.lists import Code, CodeList, Edition
from candour.procedure.statutory_tests import Combining, Limb, StatutoryTest


@dataclass(frozen=True)
class LimbShown:
    limb: Limb
    confidence: str
    note: str
    applies: list[list[str]]


@dataclass(frozen=True)
class StatutoryTestPage:
    test: StatutoryTest
    basis: str
    note: str
    combining: str
    limbs: list[LimbShown]
    steps: list[Step]


def statutory_test_page(test: StatutoryTest) -> StatutoryTestPage:
    return StatutoryTestPage(
        test=test,
        basis=_("What is alleged is taken as it is alleged: nothing need be proved yet.")
        if test.as_alleged
        else "",
        note=sentence_of(test.confidence_note),
        combining=combining_in_words(test.combining),
        limbs=[_limb_shown(test, limb) for limb in test.limbs],
        steps=[step for step in the_law().steps.values() if step.test == test.key],
    )


def combining_in_words(combining: Combining) -> str:
    match combining:
        case Combining.ANY_YES:
            return _("One “yes” meets the test. It is not met only if every part is answered “no”.")
        case Combining.ALL_YES:
            return _("Every part must be answered “yes”. One “no” and the test is not met.")


def _limb_shown(test: StatutoryTest, limb: Limb) -> LimbShown:
    level = limb.confidence or test.confidence
    note = limb.confidence_note if limb.confidence else test.confidence_note
    return LimbShown(limb, level.value, sentence_of(note), condition_in_words(limb.applies))


@dataclass(frozen=True)
class CodeShown:
    code: Code
    under: str


@dataclass(frozen=True)
class EditionShown:
    """An edition with its codes, each after the one it stands under; columns that nothing fills are left out."""

    edition: Edition
    codes: list[CodeShown]

    @property
    def has_under(self) -> bool:
        return any(shown.under for shown in self.codes)

    @property
    def has_notes(self) -> bool:
        return any(shown.code.note for shown in self.codes)


def editions_of(code_list: CodeList) -> list[EditionShown]:
    return [EditionShown(edition, _codes(edition)) for edition in reversed(list(code_list.editions.values()))]


def _codes(edition: Edition, parent: str | None = None) -> list[CodeShown]:
    shown = []
    for code in edition.children_of(parent):
        shown.append(CodeShown(code, edition.code(parent).title if parent else ""))
        shown += _codes(edition, code.code)
    return shown


@dataclass(frozen=True)
class Year:
    number: int
    holidays: Sequence[Holiday]


def years_of(calendar: Calendar) -> list[Year]:
    """The newest year first."""
    ordered = [calendar.holidays[day] for day in sorted(calendar.holidays)]
    years = [Year(number, list(days)) for number, days in groupby(ordered, lambda holiday: holiday.day.year)]
    return years[::-1]


def not_announced(calendar: Calendar) -> int:
    """How many holidays have no confirmed day of announcement."""
    return sum(holiday.announced is None for holiday in calendar.holidays.values())
