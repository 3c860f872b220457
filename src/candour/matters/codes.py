"""Codes of dated lists, as a matter uses them: the edition that applied when the complaint was made."""

from datetime import date

from candour.deadlines.law import the_law
from candour.matters.models import Allegation, Matter
from candour.procedure.lifecycles import Question
from candour.procedure.lists import Code, Edition

Choices = list[tuple[str, str]]


def edition_for(matter: Matter, code_list: str) -> Edition:
    return the_law().lists[code_list].edition_on(matter.made_on or matter.received_on)


def choices_on(code_list: str, day: date) -> Choices:
    return [(code.code, code.title) for code in the_law().lists[code_list].edition_on(day).codes.values()]


def leaf_choices(edition: Edition) -> list[tuple[str, Choices]]:
    """Categories with their codes beneath, for a grouped choice: a category without any stands for itself."""
    return [(code.title, _beneath(edition, code)) for code in edition.children_of(None)]


def _beneath(edition: Edition, parent: Code) -> Choices:
    children = edition.children_of(parent.code) or (parent,)
    return [(code.code, f"{code.code} {code.title}") for code in children]


def question_choices(question: Question, day: date) -> Choices:
    """From the question's list, else from the values of the fact it states."""
    if question.list:
        return choices_on(question.list, day)
    return [(value, value.replace("-", " ").capitalize()) for value in the_law().facts[question.name].values]


def title_of(code_list: str, edition: str, code: str) -> str:
    """The words of a code; the bare code where the list no longer holds it."""
    editions = the_law().lists[code_list].editions
    known = editions[edition].codes.get(code) if edition in editions else None
    return known.title if known else code


def allegation_title(allegation: Allegation) -> str:
    path = the_law().lists[allegation.code_list].edition(allegation.code_edition).path_of(allegation.code)
    return ": ".join(code.title for code in path)
