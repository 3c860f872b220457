"""The clocks of a recommendation and the facts they run on; only paragraph 28A has any."""

from datetime import date
from typing import Any

from candour.accounts.models import User
from candour.deadlines.actions import Owing, cancel, meet, move, owe, running
from candour.deadlines.law import the_law
from candour.learning.codes import Power, Publish
from candour.learning.models import Recommendation, Response
from candour.ledger.writing import Record
from candour.procedure.due import Due
from candour.procedure.facts import Facts, state

RESPOND = "learning.response"
PUBLISH_IT = "learning.recommendation-publication"
PUBLISH_RESPONSE = "learning.publication"
DECIDE = "learning.publication-decision"
WHOLE_DAY = len("2022-01-20")


def facts_of(recommendation: Recommendation, response: Response | None = None) -> Facts:
    """A day known only in part is no fact that a clock can count from: it is left out, and the clock asks for it."""
    written = [
        _said("recommendation-made", recommendation.made_on),
        _said("learning-extension-asked", recommendation.extension_asked_on),
        _said("learning-extension-granted-to", recommendation.extended_to),
        _interval(recommendation.reviewed_from, recommendation.reviewed_to),
    ]
    if response is not None:
        written.append(_said("response-received", response.received_on))
        objected = "publication-representations-received"
        written.append(_said(objected, response.received_on if response.representations else None))
    return state(the_law().facts, [one for one in written if one])


def start_clocks(record: Record, recommendation: Recommendation, *, on: date) -> None:
    """The response is owed by the addressee, publication of the recommendation by its maker."""
    if recommendation.power != Power.P28A:
        return
    facts = facts_of(recommendation)
    answered_by = owing(recommendation, recommendation.addressee)
    owed = owe(record, rule=RESPOND, facts=facts, owing=answered_by, on=on)
    owe(record, rule=PUBLISH_IT, facts=facts, owing=owing(recommendation, recommendation.maker), on=on)
    recommendation.statutory_last_day = owed.due if owed else None


def move_response(
    record: Record, recommendation: Recommendation, *, reason: str, on: date, by: User | None
) -> None:
    facts = facts_of(recommendation)
    for deadline in running(RESPOND, owing(recommendation, recommendation.addressee)):
        move(record, deadline, facts=facts, reason=reason, on=on, by=by)
        recommendation.statutory_last_day = deadline.due


def answer_clocks(record: Record, response: Response, *, day: date | None, on: date) -> None:
    """A response ends its clock and starts the one for publishing it, or for deciding on representations."""
    recommendation = response.recommendation
    if recommendation.power != Power.P28A:
        return
    whose = owing(recommendation, recommendation.maker)
    _meet(record, RESPOND, recommendation, day)
    for rule in (PUBLISH_RESPONSE, DECIDE):
        cancel(record, rule=rule, owing=whose)
    started = DECIDE if response.representations else PUBLISH_RESPONSE
    owe(record, rule=started, facts=facts_of(recommendation, response), owing=whose, on=on)


def decided_clocks(record: Record, response: Response, *, on: date) -> None:
    _meet(record, DECIDE, response.recommendation, on)


def published_clocks(record: Record, recommendation: Recommendation, *, on: date) -> None:
    """Called by whoever publishes: the recommendation is public, and so is as much of the response as may be."""
    _meet(record, PUBLISH_IT, recommendation, on)
    response = recommendation.latest_response
    if response is not None and response.publish != Publish.UNDECIDED:
        _meet(record, PUBLISH_RESPONSE, recommendation, on)


def owing(recommendation: Recommendation, body: Any) -> Owing:
    return Owing(recommendation.case_file, "recommendation", recommendation.pk, body=body)


def lawful_answer(made_on: str) -> Due | None:
    """The answer of the law for a recommendation made that day, with the trail that explains its last day."""
    if len(made_on) != WHOLE_DAY:
        return None
    answer = the_law().due(RESPOND, state(the_law().facts, [_said("recommendation-made", made_on)]))
    return answer if isinstance(answer, Due) else None


def _meet(record: Record, rule: str, recommendation: Recommendation, day: date | None) -> None:
    """`day` None: it was done, and on which day is not known."""
    meet(record, rule=rule, owing=owing(recommendation, None), on=day)  # type: ignore[arg-type]


def _said(name: str, day: str | date | None) -> str:
    written = day.isoformat() if isinstance(day, date) else (day or "")
    return f"{name}={written}" if len(written) == WHOLE_DAY else ""


def _interval(first: date | None, last: date | None) -> str:
    return f"judicial-review-in-progress={first.isoformat()}/{last.isoformat()}" if first and last else ""
