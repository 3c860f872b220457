"""Two rounds of requests: a newsroom's, from its published report, and a small one to the bodies of the worked examples."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from candour.accounts.models import User
from candour.bodies.models import Body
from candour.publishing.actions.rounds import RoundWritten, publish_round
from candour.publishing.registers import rebuild
from candour.register.actions.answers import Answered, answer
from candour.register.actions.replying import clear, map_reply, take_in
from candour.register.actions.reported import NewStatement, enter_statements
from candour.register.actions.rounds import NewQuestion, NewRound, open_round, send_requests
from candour.register.models import Round, RoundAuthority
from candour.register.replies.mapping import Column, Layout, Mapping, Use
from candour.register.replies.periods import YearBasis
from candour.register.round_codes import AnswerState, AnswerType, Unit
from candour.register.worked_rounds import load_newsroom_round

SENT_DAYS_AGO = 60
REPLIED_AFTER = 15
ASKED = ("wexmoor", "example-iopc")
QUESTIONS = (
    NewQuestion(
        "disciplined",
        "How many officers were disciplined for messages that they sent?",
        AnswerType.COUNT,
        Unit.OFFICERS,
    ),
    NewQuestion("dismissed", "How many of them were dismissed?", AnswerType.COUNT, Unit.OFFICERS),
    NewQuestion("described", "Describe each case in a sentence.", AnswerType.WORDS),
)


WRITTEN = RoundWritten(warnings_answered="The report says so in so many words; nobody is named.")


def load_rounds(staff: dict[str, User], *, say: Callable[[str], object]) -> None:
    """A second start adds nothing."""
    with transaction.atomic():
        newsroom = load_newsroom_round(at=timezone.now())
        if newsroom is None:
            return
        say("Rounds of requests: a newsroom's of 48 forces, and one to the bodies of the worked examples")
        fictional = _run_fictional_round(staff["editor"])
        for round_ in (newsroom, fictional):
            publish_round(round_=round_, written=WRITTEN, **_said(staff["editor"], timezone.localdate()))
    rebuild()


def _run_fictional_round(editor: User) -> Round:
    """The force replied within its time; the other has not, and is late."""
    sent = timezone.localdate() - timedelta(days=SENT_DAYS_AGO)
    replied = sent + timedelta(days=REPLIED_AFTER)
    round_ = open_round(given=_given(), **_said(editor, sent))
    authorities = list(round_.authorities.with_names())
    send_requests(authorities=authorities, dated=sent, **_said(editor, sent))
    by_body = {one.body_id: one for one in authorities}
    _read_workbook(by_body["wexmoor"], editor, replied)
    _report(round_, editor, replied + timedelta(days=7))
    return round_


def _report(round_: Round, editor: User, on: date) -> None:
    """What the paper wrote of both bodies stands beside the total of the one that replied."""
    written = NewStatement(
        "officers were disciplined in three years, as the paper adds up both bodies",
        "The Wexmoor Gazette (made up), page 3",
        Unit.OFFICERS,
        60,
        question=round_.questions.get(key="disciplined"),
    )
    enter_statements(round_=round_, statements=[written], **_said(editor, on))


def _given() -> NewRound:
    return NewRound(
        title="Messages sent by officers, 2023 to 2025",
        asked_by="The Wexmoor Gazette (made up)",
        purpose="The paper wants to compare what the bodies of this area know of messages sent by police officers.",
        reply_to="1 Fleet Lane\nWexmoor",
        period_from=date(2023, 1, 1),
        period_to=date(2025, 12, 31),
        questions=QUESTIONS,
        authorities=tuple(Body.objects.filter(pk__in=ASKED).order_by("official_name")),
    )


def _read_workbook(authority: RoundAuthority, editor: User, on: date) -> None:
    """A workbook with a sheet left behind: held, looked at, cleared, and read without it."""
    said = _said(editor, on)
    content = (files("candour.register") / "worked" / "reply-wexmoor.xlsx").read_bytes()
    reply = take_in(
        authority=authority, content=content, file_name="reply-wexmoor.xlsx", received_on=on, **said
    )
    clear(reply=reply, reasons="The hidden sheet holds a working note and tells of nobody.", **said)
    map_reply(reply=reply, mapping=_mapping(), **said)
    rows = list(authority.answers.select_related("authority__round__case_file", "question"))
    counts = [one for one in rows if one.question.counts]
    answer(answers=counts, given=Answered(AnswerState.IN_FULL), **said)
    rest = [one for one in rows if not one.question.counts]
    answer(answers=rest, given=Answered(AnswerState.REFUSED, ("40",)), **said)


def _mapping() -> Mapping:
    columns = (
        Column(1, "Year", Use.PERIOD),
        Column(2, "Disciplined", Use.FIGURE, "disciplined"),
        Column(3, "Dismissed", Use.FIGURE, "dismissed"),
    )
    return Mapping("Reply", Layout.FIGURES, 1, columns, year_basis=YearBasis.CALENDAR, zeros_shown=True)


def _said(editor: User, on: date) -> dict[str, Any]:
    return {"by": editor, "at": datetime.combine(on, time(10), ZoneInfo("Europe/London")), "on": on}
