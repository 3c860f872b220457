"""The response to a recommendation, and deciding how much of it the public sees."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.bodies.partial_dates import check_partial_date, first_day
from candour.learning.actions.refusing import RecommendationRefused
from candour.learning.clocks import WHOLE_DAY, answer_clocks, decided_clocks
from candour.learning.codes import Answer, Publish
from candour.learning.models import Recommendation, Response
from candour.learning.permissions import may_respond, may_supervise
from candour.ledger.writing import entry


@dataclass(frozen=True)
class NewResponse:
    """`received_on` is a day, a part of one, or blank where it was never published."""

    accepted: str
    action: str = ""
    received_on: str = ""
    representations: str = ""


def respond(
    *, recommendation: Recommendation, response: NewResponse, by: User | None, at: datetime, on: date
) -> Response:
    """Ends the time for a response. Representations against publication put publishing off until decided."""
    if by is not None:
        require(may_respond(by, recommendation, on=on))
    _check(response, on)
    before = recommendation.answer
    number = recommendation.responses.count() + 1
    publish = Publish.UNDECIDED if response.representations else Publish.WHOLE
    row = Response(recommendation=recommendation, number=number, publish=publish, **vars(response))
    header = {"by": by.pk if by else None, "at": at, "on": on}
    with entry("recommendation.respond", subject=recommendation, **header) as record:  # type: ignore[arg-type]
        record.save(row)
        answer_clocks(record, row, day=_day(response.received_on), on=on)
        recommendation.answer = response.accepted
        record.save(recommendation, expect={"answer": before})
        record.note(answer=response.accepted, representations=bool(response.representations))
    return row


def decide_publication(
    *,
    response: Response,
    decision: str,
    reasons: str,
    published_part: str = "",
    by: User | None,
    at: datetime,
    on: date,
) -> Response:
    """After representations: the whole response, a part in the words given here, or none of it."""
    if by is not None:
        require(may_supervise(by, response.recommendation, on=on))
    _check_decision(response, decision, reasons, published_part)
    subject = response.recommendation
    header = {"by": by.pk if by else None, "at": at, "on": on}
    with entry("recommendation.decide-publication", subject=subject, **header) as record:  # type: ignore[arg-type]
        response.publish, response.publish_reasons = decision, reasons
        response.published_part, response.publish_decided_on = published_part, on
        record.save(response, expect={"publish": Publish.UNDECIDED})
        decided_clocks(record, response, on=on)
        record.note(decision=decision)
    return response


def _check(response: NewResponse, on: date) -> None:
    if response.accepted == Answer.AWAITING:
        raise RecommendationRefused(_("A response says yes, no or in part."))
    if not response.received_on:
        return
    check_partial_date(response.received_on)
    if first_day(response.received_on) > on:
        raise RecommendationRefused(_("The response must have been received today or earlier."))


def _check_decision(response: Response, decision: str, reasons: str, published_part: str) -> None:
    if response.publish != Publish.UNDECIDED:
        raise RecommendationRefused(_("There are no undecided representations on this response."))
    if decision == Publish.UNDECIDED or not reasons.strip():
        raise RecommendationRefused(_("Decide for the whole, a part or none of the response, with reasons."))
    if decision == Publish.PART and not published_part.strip():
        raise RecommendationRefused(_("Give the words of the response that are to be published."))


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if len(written) == WHOLE_DAY else None
