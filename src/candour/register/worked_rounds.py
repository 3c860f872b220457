"""Enters the newsroom's round of the worked examples from facts in our own words; a second call adds nothing."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from candour.accounts.models import CaseFile
from candour.bodies.models import Body
from candour.register.actions.answers import Answered, answer
from candour.register.actions.reported import NewStatement, enter_statements
from candour.register.actions.rounds import NewQuestion, NewRound, open_round
from candour.register.models import Round, RoundAnswer, RoundQuestion
from candour.register.round_codes import AnswerState, AnswerType, Unit

FACTS = Path(__file__).with_name("worked") / "newsroom-round.toml"


def load_newsroom_round(*, at: datetime) -> Round | None:
    """None where it stands already."""
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    if CaseFile.objects.filter(reference=facts["case_file"]).exists():
        return None
    said: dict[str, Any] = {"by": None, "at": at, "on": timezone.localdate(at)}
    round_ = open_round(
        given=_round(facts), state=AnswerState.NOT_STATED, reference=facts["case_file"], **said
    )
    for one in facts["answers"]:
        rows = RoundAnswer.objects.filter(
            authority__round=round_, authority__body=one["body"], question__key__in=one["questions"]
        )
        given = Answered(AnswerState(one["state"]), note=one["note"])
        answer(answers=list(rows.select_related("authority__round__case_file")), given=given, **said)
    questions = {one.key: one for one in round_.questions.all()}
    told = [_statement(one, questions) for one in facts["statements"]]
    enter_statements(round_=round_, statements=told, **said)
    return round_


def _round(facts: dict[str, Any]) -> NewRound:
    names = ("title", "asked_by", "asked_on", "source_name", "source_published")
    return NewRound(
        **{name: facts[name] for name in names},
        purpose=facts["purpose"].strip(),
        questions=tuple(_question(one) for one in facts["questions"]),
        authorities=tuple(Body.objects.in_information_round().order_by("official_name")),
    )


def _question(one: dict[str, Any]) -> NewQuestion:
    unit = Unit(one.get("unit", Unit.NONE))
    return NewQuestion(one["key"], one["words"], AnswerType(one["answer_type"]), unit)


def _statement(one: dict[str, Any], questions: dict[str, RoundQuestion]) -> NewStatement:
    return NewStatement(
        one["words"],
        one["place"],
        Unit(one.get("unit", Unit.NONE)),
        value=one.get("value"),
        body=Body.objects.get(pk=one["body"]) if "body" in one else None,
        reported=one.get("reported", ""),
        question=questions[one["question"]] if "question" in one else None,
    )
