"""Entering how a question was answered, and a figure by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.ledger.writing import entry
from candour.register.models import RoundAnswer, RoundAuthority, RoundFigure, RoundQuestion
from candour.register.permissions import may_edit_register
from candour.register.refusal import SourceRefused
from candour.register.replies.figures import State, read_figure
from candour.register.replies.periods import Period
from candour.register.round_clocks import REPLY, end_clock
from candour.register.round_codes import EXEMPTIONS, AnswerState, Law, Provenance


@dataclass(frozen=True)
class Answered:
    """`sections` of a refusal, in whole or in part."""

    state: AnswerState
    sections: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class NewFigure:
    """`written` as the source has it: a number, a range or a sign. `source` says exactly where it stands."""

    written: str
    provenance: Provenance
    source: str
    period: Period | None = None
    label: str = ""


def answer(
    *, answers: Sequence[RoundAnswer], given: Answered, by: User | None, at: datetime, on: date
) -> None:
    """One entry for the answers of one authority that are alike. A withdrawal of all of them ends its clock."""
    _permit(by, on)
    if not answers:
        raise SourceRefused(_("Choose at least one question."), field="questions")
    authority = answers[0].authority
    _check(given, Law(authority.law))
    with entry(
        "round.answer", subject=authority, also=tuple(answers), by=by.pk if by else None, at=at, on=on
    ) as record:
        for one in answers:
            before = one.state
            one.state, one.sections, one.note, one.on = (
                given.state,
                list(given.sections),
                given.note.strip(),
                on,
            )
            record.save(one, expect={"state": before})
        if given.state is AnswerState.WITHDRAWN and not _others_stand(authority, answers):
            end_clock(record, REPLY, authority, on=on)
        record.note(state=given.state.value, sections=list(given.sections) or None)


def enter_figure(
    *,
    authority: RoundAuthority,
    question: RoundQuestion,
    given: NewFigure,
    by: User | None,
    at: datetime,
    on: date,
) -> RoundFigure:
    """A figure of a letter, of a published log or of a report: read by the same rules as a cell."""
    _permit(by, on)
    figure = read_figure(given.written)
    if figure.state in {State.UNREADABLE, State.BLANK}:
        raise SourceRefused(
            _("Write the number, a range such as 1-4, fewer than 5, or the sign that stands there."),
            field="written",
        )
    if not question.counts:
        raise SourceRefused(_("This question is not answered by a number."), field="question")
    if not given.source.strip():
        raise SourceRefused(_("Say where exactly the figure stands."), field="source")
    asked, period = authority.round.period, given.period
    row = RoundFigure(
        authority=authority,
        question=question,
        number=authority.figures.count() + 1,
        state=figure.state.value,
        low=figure.low,
        high=figure.high,
        section=figure.section[:12],
        written=given.written.strip(),
        label=given.label,
        period_from=period.start if period else None,
        period_to=period.end if period else None,
        outside=bool(asked and period and not period.within(asked)),
        provenance=given.provenance,
        source=given.source.strip(),
        on=on,
    )
    with entry(
        "round.figure", subject=row, also=(authority,), by=by.pk if by else None, at=at, on=on
    ) as record:
        record.save(row)
        record.note(state=row.state)
    return row


def strike(*, figure: RoundFigure, by: User, at: datetime, on: date) -> RoundFigure:
    """A figure entered by hand and wrongly: it stays on record and counts no more."""
    _permit(by, on)
    if figure.mapping_id is not None:
        raise SourceRefused(_("This figure comes from a file. Map the reply anew instead."))
    with entry("round.strike", subject=figure, also=(figure.authority,), by=by.pk, at=at, on=on) as record:
        figure.struck_on = on
        record.save(figure, expect={"struck_on": None})
    return figure


def _check(given: Answered, law: Law) -> None:
    if given.state is AnswerState.REFUSED and not given.sections and not given.note.strip():
        raise SourceRefused(
            _("Say which section the refusal cites, or in the note why none is known."), field="sections"
        )
    if given.sections and given.state not in {AnswerState.REFUSED, AnswerState.IN_PART}:
        raise SourceRefused(_("Only a refusal, in whole or in part, cites a section."), field="sections")
    if set(given.sections) - {section for section, _words in EXEMPTIONS[law]}:
        raise SourceRefused(_("Choose sections of the list."), field="sections")


def _others_stand(authority: RoundAuthority, answers: Sequence[RoundAnswer]) -> bool:
    kept = authority.answers.exclude(pk__in=[one.pk for one in answers])
    return bool(kept.exclude(state=AnswerState.WITHDRAWN).exists())


def _permit(by: User | None, on: date) -> None:
    if by is not None:
        require(may_edit_register(by, on=on))
