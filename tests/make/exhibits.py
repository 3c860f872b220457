"""Exhibits for tests: an invented chat on an invented matter's file, and the people who may work with it."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from candour.accounts.codes import Role
from candour.accounts.models import CaseFile, User
from candour.bodies.models import Body
from candour.evidence.actions import (
    Answers,
    Handing,
    MessagePlace,
    NewExhibit,
    NewScope,
    add_exhibit,
    import_exhibit,
    mark,
    state_scope,
)
from candour.evidence.codes import Act, Beyond
from candour.evidence.jobs import read_exhibit
from candour.evidence.models import Exhibit, Import, Marking, Scope
from candour.evidence.store import keep, path_of
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


AMBIGUOUS = "01/02/2023, 06:40 - Pc Alder: morning all\n03/04/2023, 06:52 - Pc Briar: who has the van keys\n"


def an_import(exhibit: Exhibit | None = None, *, seconds: float = 60, **asked: Any) -> Import:
    """Asked for and read to its end, unit by unit, as the worker of jobs would."""
    settled: dict[str, Any] = {"by": None, "at": at_nine(ADDED), "on": ADDED}
    row = import_exhibit(exhibit=exhibit or an_exhibit(), **{**settled, **asked})
    return read_to_the_end(row, seconds=seconds)


def read_to_the_end(row: Import, *, seconds: float = 60) -> Import:
    while read_exhibit(str(row.pk), seconds) == "more":
        pass
    return Import.objects.select_related("exhibit__case_file").get(pk=row.pk)


def a_read_exhibit(case_file: CaseFile | None = None, **other: Any) -> Exhibit:
    """Added, read, and open to the whole of it."""
    exhibit = an_exhibit(case_file, **other)
    an_import(exhibit)
    a_scope(exhibit)
    return exhibit


def place_of(exhibit: Exhibit, words: str) -> MessagePlace:
    """The message of a text export in which these words first stand, by its line."""
    content = path_of(exhibit.sha256).read_bytes()
    at = content.index(words.encode())
    chat = exhibit.chats.get()
    return MessagePlace(chat.source, str(content.rfind(b"\n", 0, at) + 1), chat.key)


def a_marking(
    exhibit: Exhibit,
    by: User,
    words: str = "[insult]",
    *,
    minute: int = 0,
    alike: Sequence[MessagePlace] = (),
    **said: Any,
) -> Marking:
    """As somebody finds it of concern, unless told otherwise."""
    settled: dict[str, Any] = {"concern": "yes", "behaviours": ("offensive_messages",), "gravity": "grave"}
    answers = Answers(**{**settled, **said})
    at = at_nine(ADDED) + timedelta(minutes=minute)
    given = {"message": place_of(exhibit, words), "answers": answers, "alike": alike}
    return mark(exhibit=exhibit, **given, by=by, at=at, on=ADDED)
