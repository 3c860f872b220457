"""Making a recommendation, and what moves the last day for answering it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.actions import add_case_file, give_custody
from candour.accounts.codes import Capacity, CaseFileKind
from candour.accounts.models import CaseFile, User
from candour.accounts.numbering import next_reference
from candour.accounts.permissions import require
from candour.bodies.kinds import BodyKind
from candour.bodies.models import Body
from candour.bodies.partial_dates import check_partial_date, first_day
from candour.learning.actions.refusing import RecommendationRefused
from candour.learning.clocks import move_response, start_clocks
from candour.learning.codes import Answer, Power
from candour.learning.models import Recommendation
from candour.learning.permissions import MADE_OUTSIDE, may_recommend, may_supervise
from candour.ledger.writing import Record, entry
from candour.matters.facts import facts_of
from candour.matters.models import Matter, MatterKind

PREFIX = "REC"
WITHIN_THE_ACT = {BodyKind.POLICE_FORCE, BodyKind.LOCAL_POLICING_BODY}


@dataclass(frozen=True)
class NewRecommendation:
    """`made_on` is a day, or as much of it as is known; `published_due_date` the day announced, if one was."""

    power: str
    maker: Body
    addressee: Body
    made_on: str
    text: str
    rationale: str = ""
    national: bool = False
    published_due_date: date | None = None
    matter: Matter | None = None


def recommend(
    *, recommendation: NewRecommendation, by: User | None, at: datetime, on: date
) -> Recommendation:
    """Opens a case file for the maker and the addressee. `by` is None for what is entered from a public source."""
    new = recommendation
    if by is not None:
        require(may_recommend(by, power=new.power, maker=new.maker, addressee=new.addressee, on=on))
    _check(new, on)
    case_file = CaseFile()
    row = Recommendation(case_file=case_file, **vars(new))
    also: tuple[Matter, ...] = (new.matter,) if new.matter else ()
    with entry(
        "recommendation.make", subject=row, also=also, by=by.pk if by else None, at=at, on=on
    ) as record:
        row.case_file = _open_file(record, new, on)
        start_clocks(record, row, on=on)
        record.save(row)
        record.note(power=new.power, maker=new.maker.pk, addressee=new.addressee.pk)
        record.note(last_day=row.statutory_last_day, announced=new.published_due_date)
    return row


def grant_more_time(
    *, recommendation: Recommendation, asked_on: date, until: date, by: User | None, at: datetime, on: date
) -> Recommendation:
    """Only on an application received before the time ran out; the announced day stays as it was announced."""
    if by is not None:
        require(may_supervise(by, recommendation, on=on))
    _check_extension(recommendation, asked_on, until)
    with entry(
        "recommendation.extend", subject=recommendation, by=by.pk if by else None, at=at, on=on
    ) as record:
        recommendation.extension_asked_on, recommendation.extended_to = asked_on, until
        move_response(record, recommendation, reason="extension", on=on, by=by)
        record.save(recommendation, expect={"answer": Answer.AWAITING})
        record.note(asked=asked_on, until=until)
    return recommendation


def suspend_for_judicial_review(
    *, recommendation: Recommendation, first: date, last: date, by: User | None, at: datetime, on: date
) -> Recommendation:
    """Days on which judicial review was in progress are added to the time for a response."""
    if by is not None:
        require(may_supervise(by, recommendation, on=on))
    if last < first:
        raise RecommendationRefused(_("The judicial review must not end before it began."))
    with entry(
        "recommendation.suspend", subject=recommendation, by=by.pk if by else None, at=at, on=on
    ) as record:
        recommendation.reviewed_from, recommendation.reviewed_to = first, last
        move_response(record, recommendation, reason="judicial-review", on=on, by=by)
        record.save(recommendation, expect={"answer": Answer.AWAITING})
        record.note(first=first, last=last)
    return recommendation


def _open_file(record: Record, new: NewRecommendation, on: date) -> CaseFile:
    """The maker holds it to review the answer, an oversight body to oversee it too; the addressee to answer."""
    fictional = new.addressee.fictional
    case_file = add_case_file(
        record,
        reference=next_reference(CaseFile, PREFIX, first_day(new.made_on).year, digits=4),
        kind=CaseFileKind.RECOMMENDATION,
        opened=on,
        fictional=fictional,
    )
    held = [(new.addressee, Capacity.APPROPRIATE_AUTHORITY)]
    if new.power not in MADE_OUTSIDE and new.maker != new.addressee:
        held.append((new.maker, Capacity.REVIEWER))
        if new.maker.kind == BodyKind.OVERSIGHT:
            held.append((new.maker, Capacity.OVERSIGHT))
    for body, capacity in held:
        give_custody(record, case_file=case_file, body=body, capacity=capacity, starts=on)
    return case_file


def _check(new: NewRecommendation, on: date) -> None:
    check_partial_date(new.made_on)
    if not new.text.strip():
        raise RecommendationRefused(_("Say what is recommended."))
    if first_day(new.made_on) > on:
        raise RecommendationRefused(_("The recommendation must have been made today or earlier."))
    _check_addressee(new, on)


def _check_addressee(new: NewRecommendation, on: date) -> None:
    """Regulation 31: anybody after a death or serious injury or a grave matter; otherwise only those within the Act."""
    if new.power != Power.P28A or new.matter is None or new.addressee.kind in WITHIN_THE_ACT:
        return
    if not _is_of_a_kind_for_anybody(new.matter, on):
        sentence = _(
            "After this matter a learning recommendation goes to a police force or a local policing body: it is no death or "
            "serious injury matter, meets no description for mandatory referral and was not called in (paragraph 28A of "
            "Schedule 3, regulation 31)."
        )
        raise RecommendationRefused(sentence)


def _is_of_a_kind_for_anybody(matter: Matter, on: date) -> bool:
    tested = facts_of(matter, on=on).get("answered.mandatory-referral") == "met"
    called_in = matter.steps_taken.filter(step="referral.call-in").exists()
    return matter.kind == MatterKind.DSI or tested or called_in


def _check_extension(recommendation: Recommendation, asked_on: date, until: date) -> None:
    last = recommendation.statutory_last_day
    if last is None:
        raise RecommendationRefused(_("No time for a response is running, so there is none to extend."))
    if asked_on > last:
        raise RecommendationRefused(_("More time must be asked for before the time for a response ends."))
    if until <= last:
        raise RecommendationRefused(_("The new last day must be later than the one that stands."))
