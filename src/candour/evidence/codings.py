"""A marking in words: the titles of its codes, from the lists of every edition."""

from typing import Any

from django.utils.translation import gettext as _

from candour.deadlines.law import the_law
from candour.evidence.actions.marking import BEHAVIOURS, CHARACTERISTICS, STANDARDS
from candour.evidence.codes import Gravity
from candour.evidence.models import Marking


def in_words(marking: Marking) -> dict[str, Any]:
    """A marking with the titles of its codes."""
    return {
        "marking": marking,
        "concern": marking.get_concern_display(),
        "behaviours": titles(BEHAVIOURS, marking.behaviours),
        "characteristics": titles(CHARACTERISTICS, marking.characteristics),
        "standards": titles(STANDARDS, marking.standards),
        "gravity": Gravity(marking.gravity).label if marking.gravity else "",
    }


def titles(name: str, codes: list[str]) -> list[str]:
    known: dict[str, str] = {}
    for edition in the_law().lists[name].editions.values():
        known |= {one.code: one.title for one in edition.codes.values()}
    return [known.get(code, code) for code in codes]


def coding_in_words(marking: Marking) -> str:
    """For a schedule: behaviour, characteristic and Standards in one text."""
    told = in_words(marking)
    parts = [
        (_("Behaviour"), told["behaviours"]),
        (_("Protected characteristic"), told["characteristics"]),
        (_("Standards"), told["standards"]),
    ]
    return ". ".join(f"{name}: {'; '.join(of)}" for name, of in parts if of)
