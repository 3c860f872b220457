"""What was promised after a recommendation, and what shows that it was done."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.bodies.partial_dates import check_partial_date, first_day
from candour.learning.actions.refusing import RecommendationRefused
from candour.learning.models import Commitment, Recommendation
from candour.learning.permissions import may_follow_up
from candour.ledger.writing import entry


def commit(
    *, recommendation: Recommendation, promised: str, due: str = "", by: User | None, at: datetime, on: date
) -> Commitment:
    """`due` is a day, a part of one, or blank where none was given."""
    if by is not None:
        require(may_follow_up(by, recommendation, on=on))
    if not promised.strip():
        raise RecommendationRefused(_("Say what was promised."))
    if due:
        check_partial_date(due)
    number = recommendation.commitments.count() + 1
    row = Commitment(recommendation=recommendation, number=number, promised=promised, due=due, on=on)
    with entry("commitment.make", subject=recommendation, by=by.pk if by else None, at=at, on=on) as record:
        record.save(row)
        record.note(due=due or None)
    return row


def keep_commitment(
    *, commitment: Commitment, done_on: str, evidence: str, by: User | None, at: datetime, on: date
) -> Commitment:
    """Done, with what shows it; a promise without evidence stays open."""
    recommendation = commitment.recommendation
    if by is not None:
        require(may_follow_up(by, recommendation, on=on))
    check_partial_date(done_on)
    if not evidence.strip():
        raise RecommendationRefused(_("Say what shows that it was done."))
    if first_day(done_on) > on:
        raise RecommendationRefused(_("It must have been done today or earlier."))
    with entry("commitment.keep", subject=recommendation, by=by.pk if by else None, at=at, on=on) as record:
        commitment.done_on, commitment.evidence = done_on, evidence
        record.save(commitment, expect={"done_on": ""})
        record.note(done=done_on)
    return commitment
