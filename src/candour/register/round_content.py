"""A round as plain values: what its page shows to staff now, and what is frozen for the public when it is published."""

from datetime import date
from typing import Any

from candour.deadlines.models import Deadline
from candour.register.cost_limits import named
from candour.register.models import Reply, Round, RoundLetter
from candour.register.replies.figures import Figure
from candour.register.round_codes import LetterKind, ReplyStanding
from candour.register.round_reported import reported_of, statements_content
from candour.register.round_standing import Answer, Asked, Counted, Standing, standing_of

Content = dict[str, Any]


def round_content(round_: Round, *, on: date) -> Content:
    """As it stands on that day. It holds no address, no label or word of a reply, and nothing of a held reply."""
    standing = standing_of(round_, on=on)
    totals = {one.question.pk: _total(one) for one in standing.totals}
    return {
        "reference": round_.reference,
        "title": round_.title,
        "purpose": round_.purpose,
        "asked_by": round_.asked_by,
        "asked_on": round_.asked_on,
        "period": _period(round_),
        "source": {
            "name": round_.source_name,
            "address": round_.source_address,
            "published": round_.source_published,
        },
        "as_of": on.isoformat(),
        "fiction": round_.case_file.fictional,
        "questions": [
            {
                "number": one.number,
                "key": one.key,
                "words": one.words,
                "type": one.answer_type,
                "unit": one.unit,
                "total": totals.get(one.pk),
            }
            for one in standing.questions
        ],
        "asked": len(standing.asked),
        "replied": standing.replied,
        "reported": reported_of(standing),
        "states": standing.states,
        "authorities": [_authority(one) for one in standing.asked],
        "statements": statements_content(standing),
        "letter": _letter(standing),
        "documents": _documents(round_),
    }


def _total(one: Counted) -> Content:
    total = one.total
    return {
        "at_least": total.at_least,
        "at_most": total.at_most,
        "rests_on": total.rests_on,
        "exactly": total.exactly,
        "asked": total.asked,
        "from_logs": one.from_logs,
        "doubled": one.doubled,
    }


def _authority(one: Asked) -> Content:
    limit = named(one.row.law, one.row.limit_hours)
    return {
        "key": one.row.body_id,
        "name": one.row.body.official_name,
        "law": one.row.law,
        "limit": {
            "hours": one.row.limit_hours,
            "pounds": one.row.limit_pounds,
            "source": limit.source,
            "confidence": limit.confidence,
        },
        "state": one.state,
        "received_on": _day(one.row.received_on),
        "replied_on": _day(one.row.replied_on),
        "due": _due(one.clock),
        "answers": [_answer(each) for each in one.answers],
    }


def _answer(one: Answer) -> Content:
    return {
        "question": one.row.question.key,
        "number": one.row.question.number,
        "state": one.state,
        "sections": list(one.row.sections),
        "figure": _figure(one.given),
        "doubled": list(one.doubled),
    }


def _figure(one: Figure | None) -> Content | None:
    return None if one is None else {"low": one.low, "high": one.high}


def _letter(standing: Standing) -> Content | None:
    """One of them: they differ by the Act alone."""
    letters = RoundLetter.objects.filter(
        authority__round=standing.round, kind=LetterKind.REQUEST
    ).select_related("authority__body")
    first = letters.order_by("dated", "authority__body__official_name").first()
    if first is None:
        return None
    return {"to": first.authority.body.official_name, "dated": first.dated.isoformat(), "words": first.words}


def _documents(round_: Round) -> list[Content]:
    """Replies that were cleared, by the fingerprint of the file; names of files may tell of people and stay here."""
    replies = Reply.objects.filter(authority__round=round_, standing=ReplyStanding.CLEARED)
    rows = replies.select_related("authority__body").order_by("authority__body__official_name", "number")
    return [
        {
            "authority": one.authority.body.official_name,
            "number": one.number,
            "form": one.form,
            "received_on": one.received_on.isoformat(),
            "sha256": one.sha256,
        }
        for one in rows
    ]


def _period(round_: Round) -> Content | None:
    asked = round_.period
    return None if asked is None else {"from": asked.start.isoformat(), "to": asked.end.isoformat()}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _due(clock: Deadline | None) -> str:
    return clock.due.isoformat() if clock and clock.due else ""
