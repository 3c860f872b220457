"""What the record shows about a review: whether its body works here, and whether the complaint must be taken up again."""

from collections.abc import Mapping
from datetime import date

from candour.matters.models import Matter
from candour.matters.review_body import review_body
from candour.procedure.facts import FactValue

DEALT_WITH_AGAIN = {"case-to-answer", "findings", "investigate", "re-investigate", "refer"}
"""Recommendations after which what was decided no longer stands; the others ask for something beside it."""
ACCEPTED = {"accepted", "accepted-in-part"}


def facts_of_the_review(matter: Matter, facts: Mapping[str, FactValue], *, on: date) -> dict[str, bool]:
    known = {"handling-to-be-reopened": _to_be_reopened(matter, facts)}
    works_here = _works_here(matter, facts, on) if matter.review == "open" else None
    return known if works_here is None else {**known, "review-body-on-installation": works_here}


def _works_here(matter: Matter, facts: Mapping[str, FactValue], on: date) -> bool | None:
    found = review_body(matter, dict(facts), on=on).body
    return None if found is None else found.on_this_installation


def _to_be_reopened(matter: Matter, facts: Mapping[str, FactValue]) -> bool:
    accepted = facts.get("recommendation-accepted") in ACCEPTED
    return (
        matter.review == "answered"
        and accepted
        and facts.get("review-recommendation-kind") in DEALT_WITH_AGAIN
    )
