"""Three phones of one fictional group, as exhibits of one worked matter: two exports and a database, read and in scope."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import typst
from django.db import transaction
from django.utils import timezone

from candour.accounts.codes import Role
from candour.accounts.models import Appointment, CaseFile, User
from candour.evidence.actions import (
    Handing,
    NewExhibit,
    NewScope,
    add_exhibit,
    import_exhibit,
    join_chats,
    state_scope,
)
from candour.evidence.codes import Act, Beyond
from candour.evidence.jobs import read_exhibit
from candour.evidence.models import Chat, Exhibit
from candour.evidence.store import keep
from candour.evidence.worked.android_database import write_android_database
from candour.evidence.worked.group import LATER_TITLE, Happening, Person, story
from candour.evidence.worked.phones import Phone
from candour.evidence.worked.whatsapp_text import android_text, ios_text
from candour.papers.typeface import FONTS
from candour.web.examples.markings import mark_messages

Say = Callable[[str], object]
CHATTER = 600
# A telephone writes no colon into the name of a file.
_EXPORTED = f"WhatsApp Chat with {LATER_TITLE.replace(':', '_')}"

BASIS = "Messages of the group while the officers worked on this relief; agreed with the owners of the telephones."


def load_exhibits(staff: dict[str, User], *, say: Say) -> None:
    """On the oldest file that has an investigator; nothing where there is none, or where they stand already."""
    given = Appointment.objects.filter(
        user=staff["investigator"], role=Role.INVESTIGATOR, case_file__fictional=True
    )
    first = given.select_related("case_file").order_by("starts", "case_file__reference").first()
    if first is None or Exhibit.objects.filter(case_file=first.case_file).exists():
        return
    say(f"Exhibits of {first.case_file.reference}: the telephones of a fictional group …")
    with transaction.atomic():
        _load(first.case_file, staff)


def _load(case_file: CaseFile, staff: dict[str, User]) -> None:
    for number, (name, about, content) in enumerate(_files(story(chatter=CHATTER)), start=1):
        exhibit = _added(case_file, f"WXM/{number}", name, about, content, staff)
        _read_within_scope(exhibit, staff)
    first, *_ = exhibits = list(Exhibit.objects.of(case_file))
    mark_messages(first, staff)
    join_chats(case_file=case_file, chats=[_the_group(one) for one in exhibits], **_by(staff, timezone.now()))


def _the_group(exhibit: Exhibit) -> Chat:
    """Beside it a telephone may hold a few lines with one other person."""
    return exhibit.chats.order_by("-messages")[0]


def _files(told: tuple[Happening, ...]) -> list[tuple[str, str, bytes]]:
    owner = told[0].who
    return [
        ("telephone.zip", f"Decrypted WhatsApp database of the work telephone of {owner.name}", _database(told, owner)),
        (f"{_EXPORTED}.zip", "The same group, exported as text from an Android telephone", _with_pictures(told)),
        ("_chat.txt", "The same group, exported as text from an iPhone", ios_text(told, LATER_TITLE).encode()),
    ]  # fmt: skip


def _with_pictures(told: tuple[Happening, ...]) -> bytes:
    """The text and the pictures it names; the same word gives the same picture."""
    archived = BytesIO()
    with ZipFile(archived, "w", ZIP_DEFLATED) as archive:
        archive.writestr(f"{_EXPORTED}.txt", android_text(told))
        for one in told:
            if one.file and one.picture:
                archive.writestr(one.file, _drawn(one.picture))
    return archived.getvalue()


def _drawn(word: str) -> bytes:
    """A plain card with a word on it, in place of a photograph."""
    card = f"""#set page(width: 80mm, height: 60mm, fill: luma(85%))
#align(center + horizon)[#text(size: 20pt, font: "Liberation Sans")[{word}] \\ #text(size: 9pt)[drawn for a worked example]]"""
    drawn = typst.compile(  # type: ignore[call-overload]  # its overloads want one type for page and fonts
        card.encode(), format="png", font_paths=[FONTS], ignore_system_fonts=True
    )
    if not isinstance(drawn, bytes):
        raise TypeError("Typst gave no picture.")
    return drawn


def _database(told: tuple[Happening, ...], owner: Person) -> bytes:
    """The database and the address book beside it, in one archive."""
    archived = BytesIO()
    with TemporaryDirectory() as folder, ZipFile(archived, "w", ZIP_DEFLATED) as archive:
        path = write_android_database(told, Phone(owner), Path(folder))
        for file in sorted(path.parent.glob("*.db")):
            archive.write(file, file.name)
    return archived.getvalue()


def _added(
    case_file: CaseFile, mark: str, name: str, about: str, content: bytes, staff: dict[str, User]
) -> Exhibit:
    now = timezone.now()
    before = (
        Handing(Act.SEIZED, now - timedelta(days=9), "DC Hallam", "Locker 14, Wexmoor station"),
        Handing(Act.HANDED_OVER, now - timedelta(days=8), "DC Hallam", staff["investigator"].name),
    )
    made = NewExhibit(mark, about, name, before)
    return add_exhibit(case_file=case_file, exhibit=made, kept=keep(content), **_by(staff, now))


def _read_within_scope(exhibit: Exhibit, staff: dict[str, User]) -> None:
    now = timezone.now()
    reading = import_exhibit(exhibit=exhibit, **_by(staff, now))
    while read_exhibit(str(reading.pk)) == "more":
        pass
    state_scope(exhibit=exhibit, scope=NewScope(BASIS, Beyond.WITH_REASONS), **_by(staff, now))


def _by(staff: dict[str, User], at: datetime) -> dict[str, Any]:
    return {"by": staff["investigator"], "at": at, "on": timezone.localdate(at)}
