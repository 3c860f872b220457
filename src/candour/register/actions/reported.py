"""What a published report says of a round: entered with its place, corrected by a new row, struck out with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.bodies.models import Body
from candour.ledger.writing import Record, entry
from candour.register.models import Round, RoundQuestion, RoundStatement, Source, SourceReading
from candour.register.permissions import may_edit_register
from candour.register.quoted_spans import NotQuoted, span_of
from candour.register.refusal import SourceRefused
from candour.register.round_codes import Unit


@dataclass(frozen=True)
class NewStatement:
    """`place` says where it stands, or `source` is a captured one and `quoted` its words, character for character.

    `reported`: how many authorities replied, or did not. `question`: the one whose total it stands beside.
    """

    words: str
    place: str = ""
    unit: Unit = Unit.NONE
    value: int | None = None
    body: Body | None = None
    reported: str = ""
    question: RoundQuestion | None = None
    source: Source | None = None
    quoted: str = ""


def enter_statements(
    *, round_: Round, statements: Sequence[NewStatement], by: User | None, at: datetime, on: date
) -> list[RoundStatement]:
    _permit(by, on)
    before = round_.statements.count()
    rows = [
        RoundStatement(round=round_, number=number, on=on, **_columns(one))
        for number, one in enumerate(statements, start=before + 1)
    ]
    _check(round_, rows)
    with entry("round.state", subject=round_, by=by.pk if by else None, at=at, on=on) as record:
        record.add(rows)
        record.note(statements=len(rows))
    return rows


def correct_statement(
    *, statement: RoundStatement, given: NewStatement, reasons: str, by: User, at: datetime, on: date
) -> RoundStatement:
    """A row of its own takes its place; the one that was wrong stays in sight with the reasons."""
    _permit(by, on)
    round_ = statement.round
    columns = _columns(given)
    if all(getattr(statement, name) == value for name, value in columns.items()):
        raise SourceRefused(_("Nothing is different. Change what is wrong, or leave it."))
    row = RoundStatement(
        round=round_, number=round_.statements.count() + 1, on=on, replaces=statement, **columns
    )
    _check(round_, [row], instead_of=statement)
    with entry("round.restate", subject=round_, also=(statement, row), by=by.pk, at=at, on=on) as record:
        _strike(record, statement, reasons, by=by, on=on)
        record.save(row)
    return row


def strike_statement(
    *, statement: RoundStatement, reasons: str, by: User, at: datetime, on: date
) -> RoundStatement:
    """It says nothing any more and stays on the record. Entering it again is a new statement."""
    _permit(by, on)
    with entry("round.unstate", subject=statement.round, also=(statement,), by=by.pk, at=at, on=on) as record:
        _strike(record, statement, reasons, by=by, on=on)
    return statement


def _strike(record: Record, statement: RoundStatement, reasons: str, *, by: User, on: date) -> None:
    if not reasons.strip():
        raise SourceRefused(_("Say what was wrong with it."), field="reasons")
    statement.struck_on, statement.struck_by, statement.struck_reasons = on, by, reasons.strip()
    record.save(statement, expect={"struck_on": None})


def _columns(given: NewStatement) -> dict[str, Any]:
    reading, (start, end) = _span(given)
    return {
        "words": given.words.strip(),
        "place": given.place.strip(),
        "unit": given.unit,
        "value": given.value,
        "body": given.body,
        "reported": given.reported,
        "question": given.question,
        "reading": reading,
        "start": start,
        "end": end,
    }


def _span(given: NewStatement) -> tuple[SourceReading | None, tuple[int | None, int | None]]:
    if given.source is None:
        return None, (None, None)
    reading = given.source.latest.reading
    if not isinstance(reading, SourceReading):
        raise SourceRefused(_("That source has not been read."), field="source")
    try:
        return reading, span_of(given.quoted, reading.text)
    except NotQuoted as wrong:
        raise SourceRefused(str(wrong), field="quoted") from wrong


def _check(round_: Round, rows: Sequence[RoundStatement], instead_of: RoundStatement | None = None) -> None:
    for one in rows:
        _check_one(round_, one)
    others = round_.statements.standing().exclude(pk=instead_of.pk if instead_of else None)
    told = [one.reported for one in [*others, *rows] if one.reported]
    if len(told) > len(set(told)):
        raise SourceRefused(
            _("How many replied, and how many did not, is said once in a round. Correct what stands."),
            field="about",
        )


def _check_one(round_: Round, one: RoundStatement) -> None:
    if not one.words:
        raise SourceRefused(_("Say what the report says, in your own words."), field="words")
    if not one.place and one.reading is None:
        raise SourceRefused(
            _("Say where it stands in the report, or name the captured source and quote it."), field="place"
        )
    if one.value is not None and one.unit == Unit.NONE:
        raise SourceRefused(_("Say what the number counts."), field="unit")
    if one.value is None and one.question is not None:
        raise SourceRefused(_("Only a number stands beside a total. Give the number."), field="value")
    if one.reported and (one.value is None or one.unit != Unit.FORCES):
        raise SourceRefused(_("How many replied is a number of forces."), field="unit")
    if one.question is not None and (one.question.round_id != round_.pk or not one.question.counts):
        raise SourceRefused(_("That question of the round is not answered by a number."), field="about")
    if one.body is not None and not round_.authorities.filter(body=one.body).exists():
        raise SourceRefused(_("This body is not asked in the round."), field="body")


def _permit(by: User | None, on: date) -> None:
    """`by` is None for the program, which enters what others published."""
    if by is not None:
        require(may_edit_register(by, on=on))
