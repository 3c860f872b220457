"""Exhibits for tests: an invented chat on an invented matter's file, and the people who may work with it."""

from datetime import date, datetime, timedelta
from typing import Any

from candour.accounts.codes import Role
from candour.accounts.models import CaseFile, User
from candour.bodies.models import Body
from candour.evidence.actions import Handing, NewExhibit, NewScope, add_exhibit, state_scope
from candour.evidence.codes import Act, Beyond
from candour.evidence.models import Exhibit, Scope
from candour.evidence.store import keep
from tests.make.accounts import a_case_file, a_user, appointed
from tests.make.bodies import a_force
from tests.make.moments import at_nine

ADDED = date(2026, 3, 2)
SEIZED = at_nine(date(2026, 2, 20))
CHAT = (
    "13/01/2023, 06:40 - Pc Alder: morning all\n"
    "13/01/2023, 06:52 - Pc Briar: who has the van keys\n"
    "14/01/2023, 21:10 - Pc Cedar: that [insult] again\n"
    "14/01/2023, 21:11 - Pc Briar: Not on. Take that down.\n"
    "20/01/2023, 07:00 - Pc Alder: kit check at 0800\n"
)


def a_file() -> CaseFile:
    return a_case_file(Body.objects.filter(key="ashwick").first() or a_force())


def an_investigator(case_file: CaseFile, name: str = "Ivo Inquirer") -> User:
    return appointed(a_user(name), Role.INVESTIGATOR, case_file).user


def an_exhibit(
    case_file: CaseFile | None = None, *, content: str | bytes = CHAT, reference: str = "HLM/1", **other: Any
) -> Exhibit:
    """Seized, handed over and added; no scope stated."""
    before = (
        Handing(Act.SEIZED, SEIZED, "Dc Hallam", "Locker 14"),
        Handing(Act.HANDED_OVER, SEIZED + timedelta(hours=3), "Dc Hallam", "Ivo Inquirer"),
    )
    new = NewExhibit(reference, "Chat from the black phone", "WhatsApp Chat with Relief.txt", before)
    settled: dict[str, Any] = {"exhibit": new, "by": None, "at": at_nine(ADDED), "on": ADDED}
    written = content.encode() if isinstance(content, str) else content
    return add_exhibit(case_file=case_file or a_file(), kept=keep(written), **{**settled, **other})


def a_scope(exhibit: Exhibit, *, on: date = ADDED, at: datetime | None = None, **said: Any) -> Scope:
    settled: dict[str, Any] = {
        "basis": "Messages about custody, agreed with the owner of the phone.",
        "beyond": Beyond.WITH_REASONS,
    }
    scope = NewScope(**{**settled, **said})
    return state_scope(exhibit=exhibit, scope=scope, by=None, at=at or at_nine(on), on=on)
