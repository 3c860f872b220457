"""Published pages for tests, all made up, and what comes of capturing them."""

from datetime import date
from typing import Any

from candour.accounts.codes import Role
from candour.accounts.models import User
from candour.bodies.models import Body
from candour.register.actions import Captured, NewCapture, Verdict, capture, judge
from candour.register.codes import Licence, Standing, Way
from candour.register.models import SourceReading, SourceStatement
from tests.make.moments import at_nine
from tests.make.people import OVERSIGHT, a_user, appointed

DAY = date(2026, 3, 2)
ADDRESS = "https://watchdog.example/investigations/photographs-wexmoor"
PAGE = """Photographs taken at a collision - Wexmoor Constabulary, May 2024

Published 4 Feb 2026
Investigation

In May 2024 Wexmoor Constabulary referred to us the conduct of a police constable who had taken photographs at the scene of a fatal collision and sent them to a colleague on WhatsApp.

We began an independent investigation in June 2024. The lamp in the garage was mended meanwhile.

Our investigation concluded in March 2025. We found that the officer had a case to answer for gross misconduct.

At a misconduct hearing which ended on 12 January 2026 the officer was dismissed without notice and placed on the barred list.

IOPC reference

2024/204417
"""
OUTCOME = """Wexmoor Constabulary: outcome of a misconduct hearing

Published 14 January 2026

A police constable of Wexmoor Constabulary who took photographs at a fatal collision in May 2024 and sent them on WhatsApp was dismissed without notice at a misconduct hearing on 12 January 2026.

Reference 2024/204417
"""


def an_editor(name: str = "Edie Torr") -> User:
    return appointed(a_user(name), Role.REGISTER_EDITOR, body=OVERSIGHT)


def captured(text: str = PAGE, *, by: User | None = None, on: date = DAY, **said: Any) -> Captured:
    settled: dict[str, Any] = {
        "content": text.encode(),
        "file_name": "photographs.txt",
        "way": Way.FOLDER,
        "publisher": Body.objects.get(pk=OVERSIGHT),
        "address": ADDRESS,
        "licence": Licence.OPEN_GOVERNMENT,
    }
    return capture(given=NewCapture(**{**settled, **said}), by=by, at=at_nine(on), on=on)


def read_in(done: Captured) -> list[SourceStatement]:
    reading = done.version.reading
    assert isinstance(reading, SourceReading)
    return list(reading.statements.select_related("reading__version__source").prefetch_related("judgements"))


def one_of(done: Captured, field: str, subject: str = "document") -> SourceStatement:
    return next(one for one in read_in(done) if (one.subject, one.field) == (subject, field))


def judged(
    *statements: SourceStatement,
    decision: Standing = Standing.CONFIRMED,
    on: date = DAY,
    by: User | None = None,
    **said: str,
) -> None:
    judge(
        statements=list(statements),
        verdict=Verdict(decision, **said),
        by=by or an_editor(),
        at=at_nine(on),
        on=on,
    )
