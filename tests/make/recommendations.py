"""Recommendations for tests, to an invented force from its invented overseer."""

from datetime import date
from typing import Any

from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.bodies.models import Body
from candour.learning.actions import NewRecommendation, NewResponse, recommend, respond
from candour.learning.models import Recommendation, Response
from tests.make.moments import at_nine
from tests.make.people import FORCE, OVERSIGHT, a_user, appointed

MADE = date(2026, 3, 2)


def a_director() -> User:
    return appointed(a_user("Dee Rector"), Role.IOPC_DIRECTOR, body=OVERSIGHT)


def a_recommendation(
    *, made_on: str = "2026-03-02", on: date = MADE, by: User | None = None, **said: Any
) -> Recommendation:
    settled = {
        "power": "28A",
        "maker": Body.objects.get(pk=OVERSIGHT),
        "addressee": Body.objects.get(pk=FORCE),
        "made_on": made_on,
        "text": "That every sergeant checks body-worn video once a week.",
        "rationale": "Nobody had looked at the recordings.",
    }
    return recommend(recommendation=NewRecommendation(**{**settled, **said}), by=by, at=at_nine(on), on=on)


def answered(
    recommendation: Recommendation, *, received: str = "2026-04-20", by: User | None = None, **said: Any
) -> Response:
    settled = {"accepted": "yes", "action": "Weekly checks began in April.", "received_on": received}
    on = date.fromisoformat(received) if len(received) == 10 else date(2026, 4, 20)
    given = NewResponse(**{**settled, **said})
    return respond(recommendation=recommendation, response=given, by=by, at=at_nine(on), on=on)
