"""What a published report says of a round, as plain values: each with its place, and beside our own total where there is one."""

from typing import Any

from candour.register.models import RoundStatement
from candour.register.replies.against import against
from candour.register.replies.figures import Figure
from candour.register.replies.totals import Total
from candour.register.round_codes import AnswerState, Reported
from candour.register.round_standing import Standing

Content = dict[str, Any]
OTHER_UNIT = "other-unit"


def statements_content(standing: Standing) -> list[Content]:
    rows = standing.round.statements.standing().with_places()
    return [_statement(one, standing) for one in rows]


def reported_of(standing: Standing) -> Content | None:
    """How many replied and how many did not, as a published report has it; it may not say which they were."""
    rows = standing.round.statements.standing().exclude(reported="")
    told = {one.reported: one.value for one in rows}
    if Reported.REPLIED not in told:
        return None
    return {"replied": told[Reported.REPLIED], "no_reply": told.get(Reported.NO_REPLY)}


def _statement(one: RoundStatement, standing: Standing) -> Content:
    return {
        "number": one.number,
        "words": one.words,
        "unit": one.unit,
        "value": one.value,
        "place": one.place,
        "body": one.body.official_name if one.body else "",
        "question": one.question.number if one.question else None,
        "source": _source(one),
        "compared": _compared(one, standing),
    }


def _source(one: RoundStatement) -> Content | None:
    """The captured source that it is quoted from; its words only where they may be repeated."""
    if one.reading is None:
        return None
    version = one.reading.version
    return {
        "reference": version.source.reference,
        "version": version.number,
        "publisher": version.source.published_by,
        "address": version.source.address,
        "words": f"{one.start}-{one.end}",
        "read_again": version.reading != one.reading,
        "quote": one.public_quote,
    }


def _compared(one: RoundStatement, standing: Standing) -> Content | None:
    if one.value is None:
        return None
    if one.question is not None and one.question.unit != one.unit:
        return {"against": OTHER_UNIT, "unit": one.question.unit}
    own = _own(one, standing)
    if own is None:
        return None
    found = against(one.value, own)
    return {
        "against": found.against.value,
        "by": found.by,
        "at_least": own.at_least,
        "at_most": own.at_most,
        "rests_on": own.rests_on,
        "asked": own.asked,
    }


def _own(one: RoundStatement, standing: Standing) -> Total | None:
    """Our own total of the very thing that it speaks of."""
    if one.reported:
        return _replies(standing, Reported(one.reported))
    if one.question_id is None:
        return None
    if one.body_id is None:
        return next(each.total for each in standing.totals if each.question.pk == one.question_id)
    asked = next(each for each in standing.asked if each.row.body_id == one.body_id)
    answer = next(each for each in asked.answers if each.row.question.pk == one.question_id)
    return _of_one(answer.given)


def _of_one(given: Figure | None) -> Total:
    if given is None:
        return Total(0, None, rests_on=0, exactly=0, asked=1)
    return Total(given.low, given.high, rests_on=1, exactly=int(given.low == given.high), asked=1)


def _replies(standing: Standing, of: Reported) -> Total:
    """Those of whom nothing is stated may have replied or not."""
    open_ones = standing.states.get(AnswerState.NOT_STATED, 0)
    asked = len(standing.asked)
    known = asked - open_ones
    if of is Reported.REPLIED:
        low, high = standing.replied, standing.replied + open_ones
    else:
        low = standing.states.get(AnswerState.NO_REPLY, 0)
        high = asked - standing.replied - standing.states.get(AnswerState.WITHDRAWN, 0)
    return Total(low, high, rests_on=known, exactly=known if low == high else 0, asked=asked)
