"""Published documents of a fictional force, written for the worked examples: captured, confirmed, linked and published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from candour.accounts.models import User
from candour.bodies.models import Body
from candour.publishing.actions import Written, publish_entry
from candour.publishing.registers import rebuild
from candour.register.actions import (
    NewAddress,
    NewCapture,
    NewLink,
    Verdict,
    capture,
    judge,
    link_source,
    note_vanished,
    open_entry,
    resolve,
    watch,
)
from candour.register.codes import Cadence, Licence, Standing, Way
from candour.register.models import RegisterEntry, Source, SourceStatement
from candour.register.telling import account_of

Say = Callable[[str], object]
LONDON = ZoneInfo("Europe/London")
OVERSEER = "example-iopc"
WATCHDOG, FORCE = "https://watchdog.example/investigations", "https://wexmoor.police.example"
SEVERNSIDE, GAZETTE = "https://severnside.police.example", "https://gazette.example"


@dataclass(frozen=True)
class Document:
    """A file of the room's `worked` folder, with who would have published it and where."""

    file: str
    address: str
    on: date
    publisher: str = ""
    publisher_name: str = ""
    licence: Licence = Licence.RESERVED


@dataclass(frozen=True)
class Case:
    """An entry: the source it begins with, those linked to it, which source is followed where they differ, its title."""

    first: str
    others: tuple[str, ...]
    followed: str
    why: str
    written: Written
    places: Mapping[str, str] = field(default_factory=lambda: {"person-1": "1"})


OPEN = Licence.OPEN_GOVERNMENT
DOCUMENTS = (
    Document("misspelt-summary.txt", f"{WATCHDOG}/remarks", date(2025, 10, 13), OVERSEER, licence=OPEN),
    Document("photographs-outcome.txt", f"{FORCE}/outcomes/2026-01", date(2026, 1, 19), "wexmoor"),
    Document(
        "photographs-news.txt",
        f"{GAZETTE}/crash",
        date(2026, 1, 19),
        publisher_name="The Wexmoor Gazette (made up)",
    ),
    Document("photographs-summary.html", f"{WATCHDOG}/photographs", date(2026, 2, 9), OVERSEER, licence=OPEN),
    Document(
        "chat-notice.txt",
        f"{SEVERNSIDE}/hearings/7",
        date(2026, 4, 6),
        publisher_name="Severnside Police (made up)",
    ),
    Document("chat-summary-1.html", f"{WATCHDOG}/chat", date(2026, 5, 18), OVERSEER, licence=OPEN),
    Document("chat-summary-2.html", f"{WATCHDOG}/chat", date(2026, 6, 8), OVERSEER, licence=OPEN),
    Document("searches-summary.txt", f"{WATCHDOG}/searches", date(2026, 8, 24), OVERSEER, licence=OPEN),
)
LEFT_TO_PEOPLE = frozenset({f"{WATCHDOG}/remarks", f"{WATCHDOG}/searches"})
GONE = (
    (f"{FORCE}/outcomes/2026-01", date(2026, 2, 16), "The force takes outcomes down after 28 days."),
    (f"{SEVERNSIDE}/hearings/7", date(2026, 5, 25), ""),
)
CASES = (
    Case(
        first=f"{WATCHDOG}/photographs",
        others=(f"{FORCE}/outcomes/2026-01", f"{GAZETTE}/crash"),
        followed=f"{FORCE}/outcomes/2026-01",
        why="The force held the hearing, and a newspaper gives the same day.",
        written=Written(
            "Photographs of a collision shared",
            why_gone="The force's notice was up for as long as the law asks; the overseer still tells of the case.",
        ),
    ),
    Case(
        first=f"{WATCHDOG}/chat",
        others=(f"{SEVERNSIDE}/hearings/7",),
        followed=f"{WATCHDOG}/chat",
        why="The overseer's page is later than the notice of the hearing.",
        written=Written(
            "Offensive messages in a chat group",
            why_gone="The notice came down once the hearing was over; what followed is public.",
        ),
    ),
)
PUBLISHED_ON = date(2026, 9, 7)


def load_sources(staff: Mapping[str, User], *, say: Say) -> None:
    """Does nothing where any source stands already."""
    if Source.objects.exists():
        return
    say("Public sources: eight fictional documents, read, confirmed and linked …")
    editor = staff["editor"]
    with transaction.atomic():
        for document in DOCUMENTS:
            _capture(document, editor)
        for address, day, reason in GONE:
            note_vanished(source=_at(address), gone_on=day, reason=reason, **_header(editor, day))
        for case in CASES:
            _publish(_linked(case, editor), case, editor)
        _watch(editor)
    rebuild()


def _capture(document: Document, editor: User) -> None:
    given = NewCapture(
        content=files("candour.register").joinpath("worked", document.file).read_bytes(),
        file_name=document.file,
        way=Way.FOLDER,
        publisher=Body.objects.get(pk=document.publisher) if document.publisher else None,
        publisher_name=document.publisher_name,
        address=document.address,
        licence=document.licence,
        fictional=True,
    )
    done = capture(given=given, **_header(editor, document.on))
    if document.address in LEFT_TO_PEOPLE:
        return
    rows = list(_statements(done.source).filter(standing=Standing.WAITING))
    confirmed = Verdict(Standing.CONFIRMED)
    judge(statements=rows, verdict=confirmed, **_header(editor, document.on + timedelta(days=1)))


def _linked(case: Case, editor: User) -> RegisterEntry:
    header = _header(editor, PUBLISHED_ON - timedelta(days=7))
    entry = open_entry(source=_at(case.first), **header)
    for address in case.others:
        link_source(into=entry, given=NewLink(_at(address), case.places), **header)
    for person, conflict in account_of(entry).conflicts:
        rows = [row for told in conflict.standing for row in told.statements]
        chosen = next((row for row in rows if row.reading.version.source.address == case.followed), rows[0])
        resolve(statement=chosen, person=person, into=entry, reasons=case.why, **header)
    return entry


def _publish(entry: RegisterEntry, case: Case, editor: User) -> None:
    publish_entry(entry=entry, written=case.written, **_header(editor, PUBLISHED_ON))


def _watch(editor: User) -> None:
    """On the capture list for show: `.example` names lead nowhere, and nothing is visited unless it is turned on."""
    given = NewAddress(f"{FORCE}/hearings", publisher=Body.objects.get(pk="wexmoor"))
    watch(given=given, cadence=Cadence.WEEKLY, **_header(editor, PUBLISHED_ON))


def _at(address: str) -> Source:
    return next(one for one in Source.objects.with_names() if one.address == address)


def _statements(source: Source) -> Any:
    rows = SourceStatement.objects.of_newest_readings().filter(reading__version__source=source)
    return rows.select_related("reading__version__source").prefetch_related("judgements")


def _header(editor: User, day: date) -> dict[str, Any]:
    return {"by": editor, "at": datetime.combine(day, time(10), LONDON), "on": day}
