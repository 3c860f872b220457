"""What answering may cost before an authority may refuse: hours and pounds, by law and kind of authority."""

from dataclasses import dataclass

from candour.bodies.kinds import ForceKind, InformationLaw
from candour.bodies.models import Body
from candour.register.round_codes import Law


@dataclass(frozen=True)
class CostLimit:
    hours: int
    pounds: int
    source: str
    confidence: str


POLICE = CostLimit(18, 450, "uksi/2004/3244/regulation/3", "secondary")
GOVERNMENT = CostLimit(24, 600, "uksi/2004/3244/regulation/3", "unconfirmed")
SCOTTISH = CostLimit(40, 600, "ssi/2004/467/regulation/5", "unconfirmed")


def law_of(body: Body) -> Law | None:
    """None where neither Act binds the body, or nobody has entered which does."""
    match body.foi_law:
        case InformationLaw.FOIA:
            return Law.FOIA
        case InformationLaw.FOISA:
            return Law.FOISA
        case _:
            return None


def cost_limit_of(body: Body) -> CostLimit:
    """The Ministry of Defence Police answer through their ministry, which has a government department's limit."""
    if law_of(body) is Law.FOISA:
        return SCOTTISH
    return GOVERNMENT if body.force_kind == ForceKind.MDP else POLICE


def named(law: str, hours: int) -> CostLimit:
    """The limit that a row of a round was given, with where it stands and how sure that is."""
    known = (POLICE, GOVERNMENT, SCOTTISH)
    same = (one for one in known if one.hours == hours and (one is SCOTTISH) == (law == Law.FOISA))
    return next(same, CostLimit(hours, 0, "", "unconfirmed"))
