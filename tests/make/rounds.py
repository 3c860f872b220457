"""Rounds of requests for tests: made-up questions to the bodies of the worked examples, and replies as workbooks."""

from datetime import date
from typing import Any

from candour.accounts.models import User
from candour.bodies.kinds import InformationLaw
from candour.bodies.models import Body
from candour.register.actions.replying import clear, map_reply, take_in
from candour.register.actions.rounds import NewQuestion, NewRound, open_round, send_requests
from candour.register.models import Reply, ReplyMapping, Round, RoundAuthority
from candour.register.replies.mapping import Column, Layout, Mapping, Use
from candour.register.replies.periods import YearBasis
from candour.register.round_codes import AnswerType, Unit
from tests.make.bodies import a_force
from tests.make.moments import at_nine
from tests.make.sources import an_editor
from tests.make.workbooks import Rows, excel

ASKED = date(2026, 3, 2)
QUESTIONS = (
    NewQuestion("disciplined", "How many officers were disciplined?", AnswerType.COUNT, Unit.OFFICERS),
    NewQuestion("dismissed", "How many officers were dismissed?", AnswerType.COUNT, Unit.OFFICERS),
    NewQuestion("described", "Describe each case briefly.", AnswerType.WORDS),
)
YEARLY: Rows = [["Year", "Disciplined", "Dismissed"], ["2019", 3, 1], ["2020", "<5", 0]]


SCOTTISH = "glenwex"


def a_scottish_force() -> Body:
    """Invented, so that it may be asked beside the force of the worked examples."""
    known = Body.objects.filter(pk=SCOTTISH).first()
    facts = {"foi_law": InformationLaw.FOISA, "on_this_installation": True}
    return known or a_force(key=SCOTTISH, name="Glenwex Constabulary", **facts)


def said(on: date = ASKED, by: User | None = None) -> dict[str, Any]:
    return {"by": by, "at": at_nine(on), "on": on}


def a_round(*bodies: str, on: date = ASKED, **more: Any) -> Round:
    a_scottish_force()
    given: dict[str, Any] = {
        "title": "Messages sent by officers",
        "asked_by": "The Wexmoor Gazette (made up)",
        "reply_to": "1 Fleet Lane\nWexmoor",
        "questions": QUESTIONS,
        "authorities": tuple(Body.objects.get(pk=key) for key in bodies or ("wexmoor", SCOTTISH)),
        "period_from": date(2018, 1, 1),
        "period_to": date(2021, 12, 31),
    }
    return open_round(given=NewRound(**{**given, **more}), **said(on))


def asked_of(round_: Round, body: str = "wexmoor") -> RoundAuthority:
    found: RoundAuthority = RoundAuthority.objects.with_names().get(round=round_, body=body)
    return found


def sent(round_: Round, *, on: date = ASKED) -> Round:
    send_requests(authorities=list(round_.authorities.with_names()), dated=on, **said(on))
    return round_


def by_year(**more: Any) -> Mapping:
    columns = (
        Column(1, "Year", Use.PERIOD),
        Column(2, "Disciplined", Use.FIGURE, "disciplined"),
        Column(3, "Dismissed", Use.FIGURE, "dismissed"),
    )
    settled: dict[str, Any] = {"heading_row": 1, "columns": columns, "year_basis": YearBasis.CALENDAR}
    return Mapping("Reply", Layout.FIGURES, **{**settled, **more})


def taken_in(authority: RoundAuthority, content: bytes | None = None, *, on: date = ASKED) -> Reply:
    return take_in(
        authority=authority,
        content=content or excel({"Reply": YEARLY}),
        file_name="reply.xlsx",
        received_on=on,
        **said(on),
    )


def cleared(reply: Reply, *, by: User | None = None, on: date = ASKED) -> Reply:
    return clear(reply=reply, reasons="Nothing is hidden in it.", **said(on, by or an_editor()))


def read_in(
    authority: RoundAuthority, rows: Rows = YEARLY, *, by: User | None = None, **more: Any
) -> ReplyMapping:
    reply = cleared(taken_in(authority, excel({"Reply": rows})), by=by)
    return map_reply(reply=reply, mapping=by_year(**more), **said())
