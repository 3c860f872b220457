"""Opening a round, sending its requests, and what moves or ends the clock of an authority."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from candour.accounts.actions import add_case_file
from candour.accounts.codes import CaseFileKind
from candour.accounts.models import CaseFile, User
from candour.accounts.numbering import next_reference
from candour.accounts.permissions import require
from candour.bodies.models import Body
from candour.bodies.partial_dates import check_partial_date
from candour.ledger.writing import Record, entry
from candour.papers.actions import add_document
from candour.papers.codes import Marking, Source
from candour.papers.store import Kept
from candour.papers.store import keep as keep_document
from candour.register.cost_limits import cost_limit_of, law_of
from candour.register.models import Round, RoundAnswer, RoundAuthority, RoundLetter, RoundQuestion
from candour.register.permissions import may_edit_register
from candour.register.refusal import SourceRefused
from candour.register.round_clocks import REPLY, REVIEW, end_clock, move_clock, start_clock
from candour.register.round_codes import AnswerState, AnswerType, LetterKind, Unit
from candour.register.round_letters import LetterText, compose, pdf_of

PREFIX = "FOI"
MOST_QUESTIONS = 20


@dataclass(frozen=True)
class NewQuestion:
    key: str
    words: str
    answer_type: AnswerType
    unit: Unit = Unit.NONE


@dataclass(frozen=True)
class NewRound:
    """`source_name` where somebody else made the round and published what came of it."""

    title: str
    asked_by: str
    questions: tuple[NewQuestion, ...]
    authorities: tuple[Body, ...]
    purpose: str = ""
    reply_to: str = ""
    asked_on: str = ""
    period_from: date | None = None
    period_to: date | None = None
    source_name: str = ""
    source_address: str = ""
    source_published: str = ""


def open_round(
    *,
    given: NewRound,
    by: User | None,
    at: datetime,
    on: date,
    state: AnswerState = AnswerState.AWAITING,
    reference: str = "",
) -> Round:
    """With a case file of its own, one row for each authority, and one for each of its answers."""
    _permit(by, on)
    _check(given)
    fictional = any(body.fictional for body in given.authorities)
    row = Round(case_file=CaseFile(), **_columns(given))
    questions = [
        RoundQuestion(round=row, number=number, **vars(one))
        for number, one in enumerate(given.questions, start=1)
    ]
    authorities = [_authority(row, body) for body in given.authorities]
    answers = [
        RoundAnswer(authority=authority, question=question, state=state, on=on)
        for authority in authorities
        for question in questions
    ]
    with entry("round.open", subject=row, by=by.pk if by else None, at=at, on=on) as record:
        row.case_file = add_case_file(
            record,
            reference=reference or next_reference(CaseFile, PREFIX, on.year, digits=4),
            kind=CaseFileKind.ROUND,
            opened=on,
            fictional=fictional,
        )
        record.save(row)
        record.add(questions)
        record.add(authorities)
        record.add(answers)
        record.note(authorities=len(authorities))
    return row


def send_requests(
    *, authorities: Sequence[RoundAuthority], dated: date, by: User | None, at: datetime, on: date
) -> list[RoundLetter]:
    """Letters made and kept, clocks started as from that day. What has been sent already is refused."""
    _permit(by, on)
    if not authorities:
        raise SourceRefused(_("Choose at least one authority."))
    if any(one.received_on for one in authorities):
        raise SourceRefused(_("To one of these the request was sent already. Reload the page."))
    _check_not_later(dated, on)
    made = [_made(one, LetterKind.REQUEST, dated) for one in authorities]
    round_ = authorities[0].round
    with entry(
        "round.ask", subject=round_, also=tuple(authorities), by=by.pk if by else None, at=at, on=on
    ) as record:
        for authority in authorities:
            authority.received_on = dated
            record.save(authority, expect={"received_on": None})
            start_clock(record, REPLY, authority, on=on)
        letters = [_keep_letter(record, one, dated=dated, by=by) for one in made]
        record.note(authorities=len(authorities), received=dated)
    return letters


def clarify(*, authority: RoundAuthority, given_on: date, by: User, at: datetime, on: date) -> None:
    """The authority had asked what is meant; its time runs afresh from the answer."""
    _permit(by, on)
    _require_running(authority)
    _check_not_later(given_on, on)
    if authority.received_on and given_on < authority.received_on:
        raise SourceRefused(_("The clarification must come after the request."), field="day")
    with entry("round.clarify", subject=authority, by=by.pk, at=at, on=on) as record:
        authority.clarified_on = given_on
        record.save(authority, expect={"replied_on": None})
        move_clock(record, REPLY, authority, reason="clarification", on=on, by=by)
        record.note(given=given_on)


def extend(*, authority: RoundAuthority, until: date, by: User, at: datetime, on: date) -> None:
    """For weighing the public interest, or of an internal review that is complex. The old last day stays on record."""
    _permit(by, on)
    rule, column = (REVIEW, "review_extended_to") if authority.review_asked_on else (REPLY, "extended_to")
    with entry("round.extend", subject=authority, by=by.pk, at=at, on=on) as record:
        setattr(authority, column, until)
        record.save(authority)
        moved = move_clock(record, rule, authority, reason="extension", on=on, by=by)
        if not moved:
            raise SourceRefused(
                _("The law that binds this authority gives it no later day than the one that stands."),
                field="day",
            )
        record.note(until=until)


def note_reply(*, authority: RoundAuthority, came_on: date, by: User | None, at: datetime, on: date) -> None:
    """A reply of any kind ends the clock; what it says is entered question by question."""
    _permit(by, on)
    _require_running(authority)
    _check_not_later(came_on, on)
    with entry("round.reply", subject=authority, by=by.pk if by else None, at=at, on=on) as record:
        authority.replied_on = came_on
        record.save(authority, expect={"replied_on": None})
        end_clock(record, REPLY, authority, on=came_on)
        record.note(came=came_on)


def ask_review(*, authority: RoundAuthority, asked_on: date, by: User, at: datetime, on: date) -> RoundLetter:
    _permit(by, on)
    if authority.received_on is None or authority.review_asked_on:
        raise SourceRefused(_("A review is asked for once, of a request that was sent."))
    _check_not_later(asked_on, on)
    made = _made(authority, LetterKind.REVIEW, asked_on)
    with entry("round.ask-review", subject=authority, by=by.pk, at=at, on=on) as record:
        authority.review_asked_on = asked_on
        record.save(authority, expect={"review_asked_on": None})
        start_clock(record, REVIEW, authority, on=on)
        letter = _keep_letter(record, made, dated=asked_on, by=by)
        record.note(asked=asked_on)
    return letter


def note_review(*, authority: RoundAuthority, came_on: date, by: User, at: datetime, on: date) -> None:
    _permit(by, on)
    if authority.review_asked_on is None or authority.review_answered_on:
        raise SourceRefused(_("No internal review is waiting for an answer."))
    _check_not_later(came_on, on)
    with entry("round.answer-review", subject=authority, by=by.pk, at=at, on=on) as record:
        authority.review_answered_on = came_on
        record.save(authority, expect={"review_answered_on": None})
        end_clock(record, REVIEW, authority, on=came_on)
        record.note(came=came_on)


@dataclass(frozen=True)
class _Made:
    authority: RoundAuthority
    kind: LetterKind
    text: LetterText
    kept: Kept


def _made(authority: RoundAuthority, kind: LetterKind, dated: date) -> _Made:
    text = compose(authority, kind)
    return _Made(authority, kind, text, keep_document(pdf_of(authority, text, dated=dated)))


def _keep_letter(record: Record, made: _Made, *, dated: date, by: User | None) -> RoundLetter:
    document = add_document(
        record,
        case_file=made.authority.round.case_file,
        upload=made.kept,
        title=made.text.subject[:200],
        marking=Marking.NOT_MARKED,
        source=Source.WRITTEN_HERE,
        on=dated,
        by=by,
    )
    return record.save(
        RoundLetter(
            authority=made.authority, kind=made.kind, document=document, words=made.text.body, dated=dated
        )
    )


def _authority(row: Round, body: Body) -> RoundAuthority:
    limit, law = cost_limit_of(body), law_of(body)
    if law is None:
        raise SourceRefused(
            _("No information law is known to bind %(body)s.") % {"body": body.official_name},
            field="authorities",
        )
    return RoundAuthority(round=row, body=body, law=law, limit_hours=limit.hours, limit_pounds=limit.pounds)


def _columns(given: NewRound) -> dict[str, Any]:
    return {name: value for name, value in vars(given).items() if name not in {"questions", "authorities"}}


def _check(given: NewRound) -> None:
    for written in filter(None, (given.asked_on, given.source_published)):
        check_partial_date(written)
    if not given.title.strip() or not given.asked_by.strip():
        raise SourceRefused(_("Give the round a title, and say who asks."), field="title")
    if not 0 < len(given.questions) <= MOST_QUESTIONS:
        raise SourceRefused(
            _("Ask between one and %(most)s questions.") % {"most": MOST_QUESTIONS}, field="questions"
        )
    if not given.authorities:
        raise SourceRefused(_("Choose at least one authority."), field="authorities")
    if len({body.fictional for body in given.authorities}) > 1:
        raise SourceRefused(
            _("Fictional and real bodies cannot be asked in one round. Leave out one kind."),
            field="authorities",
        )
    if given.period_from and given.period_to and given.period_to < given.period_from:
        raise SourceRefused(_("The time asked about must not end before it begins."), field="period_to")
    if given.source_address and not given.source_address.startswith(("https://", "http://")):
        raise SourceRefused(_("Give the address of the report in full, beginning with https://."))
    if bool(given.period_from) != bool(given.period_to):
        raise SourceRefused(_("Give both days of the time asked about, or neither."), field="period_to")


def _check_not_later(day: date, on: date) -> None:
    if day > on:
        raise SourceRefused(_("The day must be today or earlier."), field="day")


def _require_running(authority: RoundAuthority) -> None:
    if authority.received_on is None:
        raise SourceRefused(_("The request has not been sent yet."))
    if authority.replied_on is not None:
        raise SourceRefused(_("A reply has come already."))


def _permit(by: User | None, on: date) -> None:
    """`by` is None for the program, which enters what others published."""
    if by is not None:
        require(may_edit_register(by, on=on))
