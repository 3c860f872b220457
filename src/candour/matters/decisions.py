"""Which decisions on an allegation fit the way its matter is handled."""

from candour.matters.codes import Choices, edition_for
from candour.matters.models import Matter, MatterKind


def groups_of(matter: Matter) -> set[str]:
    """The headings of the list of decisions that apply to it."""
    if matter.intake in {"logged", "outside-schedule-3", "closed"}:
        return {"outside-schedule-3", "any-handling"}
    if matter.kind != MatterKind.COMPLAINT:
        return {"special-procedures", "any-handling"}
    inside = {"service", "any-handling"}
    return inside | {"special-procedures"} if _special(matter) else inside


def _special(matter: Matter) -> bool:
    newest = matter.test_answers.filter(test="special-procedures").order_by("-at").first()
    return newest is not None and newest.outcome == "met"


def decisions_open_to(matter: Matter) -> Choices:
    edition, groups = edition_for(matter, "allegation-decisions"), groups_of(matter)
    return [(code.code, code.title) for code in edition.codes.values() if code.parent in groups]
