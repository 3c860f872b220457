"""Who would review the outcome: the limbs of regulation 32, each from the record or from a person's answer."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from candour.bodies.models import Body
from candour.deadlines.law import the_law
from candour.matters.authority import About, is_policing_body, oversight_body, policing_body
from candour.matters.models import LimbAnswer, Matter, TestAnswer
from candour.procedure.statutory_tests import Limb

if TYPE_CHECKING:
    from candour.matters.facts import Facts

TEST = "relevant-review-body"
WITHOUT_REVIEW = {"directed", "independent"}


@dataclass(frozen=True)
class ReviewBody:
    """`body` None: not yet known, or no review body on this matter. `limbs` are those that hold."""

    body: Body | None
    is_director_general: bool | None
    limbs: tuple[Limb, ...] = ()

    @property
    def paragraph(self) -> str:
        """Regulation 32 with the limbs relied on, for the letter that must name them; their numbers were not read."""
        limbs = "; ".join(f"“{limb.words[:1].lower()}{limb.words[1:].rstrip('.')}”" for limb in self.limbs)
        return f"32 ({limbs})" if limbs else ""


def review_body(matter: Matter, facts: "Facts", *, on: date) -> ReviewBody:
    """From the newest answer to the test, and the record since. The Director General where any limb holds,
    else the local policing body; nobody after a directed or independent investigation."""
    outcome = facts.get(f"answered.{TEST}")
    if outcome is None or matter.referral in WITHOUT_REVIEW:
        return ReviewBody(None, None)
    limbs = _limbs_that_hold(matter, facts)
    if limbs:
        return ReviewBody(oversight_body(matter.expressed_to), True, limbs)
    if outcome == "not-met":
        return ReviewBody(policing_body(matter.expressed_to, on=on), False)
    return ReviewBody(None, None)


def limbs_from_the_record(matter: Matter, facts: "Facts") -> dict[str, bool]:
    """Limbs that the record itself settles; the rest a person answers from the complaint alone."""
    referred = matter.referral != "none" or facts.get("answered.mandatory-referral") == "met"
    return {
        "policing-body-is-authority": is_policing_body(matter.appropriate_authority),
        "senior-officer": matter.about == About.CHIEF_OFFICER,
        "referred-or-must-be": referred,
        "treated-as-referred": facts.get("treated-as-referred") is True,
    }


def _limbs_that_hold(matter: Matter, facts: "Facts") -> tuple[Limb, ...]:
    """As answered, and those that the record has come to show since: a referral makes the answer before it stale."""
    newest = TestAnswer.objects.filter(matter=matter, test=TEST).order_by("-at").first()
    held = set(LimbAnswer.objects.filter(answer=newest, holds="yes").values_list("limb", flat=True))
    held |= {limb for limb, holds in limbs_from_the_record(matter, facts).items() if holds}
    return tuple(limb for limb in the_law().tests[TEST].limbs if limb.key in held)
