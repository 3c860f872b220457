"""What a published report says of a round, for tests: a made-up article, and its number entered."""

from typing import Any

from candour.register.actions.reported import NewStatement, enter_statements
from candour.register.models import Round, RoundStatement
from candour.register.round_codes import Unit
from tests.make.rounds import said

ARTICLE = """Forces dismiss officers over messages

Published 4 May 2026

Across the country 9 officers were dismissed, forces told us.

Forces dismissed nobody else.
"""
DISMISSED: dict[str, Any] = {
    "words": "officers were dismissed",
    "unit": Unit.OFFICERS,
    "place": "paragraph 3",
}


def a_question(round_: Round, key: str = "dismissed") -> Any:
    return round_.questions.get(key=key)


def told(round_: Round, value: int | None = 9, **more: Any) -> RoundStatement:
    given = NewStatement(value=value, **{**DISMISSED, "question": a_question(round_), **more})
    [made] = enter_statements(round_=round_, statements=[given], **said())
    return made
