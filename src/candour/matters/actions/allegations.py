"""Allegations: added from a dated list, about people known or not, and decided one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from candour.accounts.access import Refusal, may_take, require
from candour.accounts.actions import note_function
from candour.accounts.codes import Function, Role
from candour.accounts.models import User
from candour.ledger.writing import Record, entry
from candour.matters.codes import edition_for
from candour.matters.models import (
    Allegation,
    AllegationFactor,
    AllegationSubject,
    Matter,
    Party,
    ResultAction,
)

MAY_ADD = (Role.COMPLAINT_HANDLER, Role.INVESTIGATOR, Role.DECISION_MAKER)
MAY_DECIDE = (Role.DECISION_MAKER,)
MAY_DECIDE_OUTSIDE = (Role.COMPLAINT_HANDLER, Role.DECISION_MAKER)
MAY_DECIDE_FOR_THE_DIRECTOR_GENERAL = (Role.DECISION_MAKER, Role.IOPC_DIRECTOR)
OVER = {"outcome-sent", "closed", "ceased", "converted"}
NOT_OURS = {"forwarded", "not-a-complaint", "not-recorded", "closed"}

TOLD = Refusal(
    _(
        "The complainant has been told the outcome, or the complaint has ended: what it decided no longer changes."
    ),
    "uksi/2020/2/regulation/33",
)
DECIDED = Refusal(
    _("The outcome has been decided on the allegations there were. Make a new one a complaint of its own."),
    "uksi/2020/2/regulation/44",
)


@dataclass(frozen=True)
class CodedAllegation:
    code: str
    summary: str
    subjects: Sequence[Party] = ()
    factors: Sequence[str] = ()


def add_allegation(
    *, matter: Matter, allegation: CodedAllegation, by: User, on: date, at: datetime
) -> Allegation:
    """The code is taken from the edition in force on the day the complaint was made. Raises NoSuchCode."""
    require(may_take(by, matter.case_file, MAY_ADD, Function.HANDLED, on=on))
    require(may_add_to(matter))
    edition = edition_for(matter, "allegation-categories")
    edition.code(allegation.code)
    with entry("allegation.add", subject=matter, by=by.pk, at=at, on=on) as record:
        row = Allegation(
            matter=matter,
            number=matter.allegations.count() + 1,
            code_list="allegation-categories",
            code_edition=edition.id,
            code=allegation.code,
            summary=allegation.summary,
        )
        record.save(row)
        for party in allegation.subjects:
            record.save(AllegationSubject(allegation=row, party=party))
        _add_factors(record, matter, row, allegation.factors)
        record.note(number=row.number, code=row.code)
    return row


def _add_factors(record: Record, matter: Matter, row: Allegation, factors: Sequence[str]) -> None:
    edition = edition_for(matter, "complaint-factors")
    for factor in factors:
        code = edition.code(factor).code
        record.save(AllegationFactor(allegation=row, code_edition=edition.id, code=code))


def may_add_to(matter: Matter) -> Refusal | None:
    """Once the outcome is decided a further allegation would go without one."""
    return may_change_decisions(matter) or (DECIDED if matter.handling == "decided" else None)


def may_change_decisions(matter: Matter) -> Refusal | None:
    """A decision may be put right until the complainant has been told of it."""
    return TOLD if matter.handling in OVER or matter.intake in NOT_OURS else None


def who_decides(matter: Matter) -> tuple[Role, ...]:
    if matter.intake == "outside-schedule-3":
        return MAY_DECIDE_OUTSIDE
    theirs = matter.referral in {"directed", "independent"}
    return MAY_DECIDE_FOR_THE_DIRECTOR_GENERAL if theirs else MAY_DECIDE


@dataclass(frozen=True)
class AllegationDecision:
    decision: str
    reasons: str
    actions: Sequence[str] = ()


def decide_allegation(
    *, allegation: Allegation, decision: AllegationDecision, by: User, on: date, at: datetime
) -> Allegation:
    """One decision for each allegation, from those that fit the way it was handled. It may be put right until the outcome."""
    matter = allegation.matter
    require(may_take(by, matter.case_file, who_decides(matter), Function.DECIDED, on=on))
    require(may_change_decisions(matter))
    edition = edition_for(matter, "allegation-decisions")
    edition.code(decision.decision)
    with entry("allegation.decide", subject=matter, by=by.pk, at=at, on=on) as record:
        before = allegation.remembered().get("decision", "")
        allegation.decision_edition, allegation.decision = edition.id, decision.decision
        allegation.decision_reasons, allegation.decided_on = decision.reasons, on
        record.save(allegation, expect={"decision": before})
        for action in decision.actions:
            actions = edition_for(matter, "result-actions")
            record.save(
                ResultAction(allegation=allegation, code_edition=actions.id, code=actions.code(action).code)
            )
        note_function(record, case_file=matter.case_file, user=by, function=Function.DECIDED, on=on)
        record.note(number=allegation.number, decision=decision.decision)
    return allegation
