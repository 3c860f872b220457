"""Answers to statutory tests in the caseload."""

from candour.deadlines.law import the_law
from candour.matters.actions.taking import Limbs


def limbs(test: str, *yes: str, reasons: str = "") -> Limbs:
    """Yes to the limbs named, no to the others."""
    keys = [limb.key for limb in the_law().tests[test].limbs]
    return Limbs({key: key in yes for key in keys}, dict.fromkeys(yes, reasons))
