"""Answers to statutory tests, limb by limb, as the caseload and the tests give them."""

from collections.abc import Mapping

from candour.deadlines.law import the_law
from candour.matters.actions.taking import Limbs

Answers = dict[str, bool | None]


def answer_every_limb(test: str, holds: bool | None, otherwise: Mapping[str, bool | None]) -> Answers:
    """The same answer to every limb of a test, but for those named."""
    return {**dict.fromkeys((limb.key for limb in the_law().tests[test].limbs), holds), **otherwise}


def limbs(test: str, *yes: str, reasons: str = "") -> Limbs:
    """Yes to the limbs named, no to the others."""
    return Limbs(answer_every_limb(test, False, dict.fromkeys(yes, True)), dict.fromkeys(yes, reasons))
