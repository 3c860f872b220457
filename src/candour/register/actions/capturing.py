"""Capturing a public document: kept once by its bytes, a version where they changed, read at once."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.numbering import next_reference
from candour.accounts.permissions import require
from candour.bodies.models import Body
from candour.ledger.writing import entry
from candour.register.actions.reading import Read, beside, read_content, write_reading
from candour.register.codes import Licence, Way
from candour.register.models import Source, SourceReading, SourceVersion
from candour.register.models.sources import ADDRESS_LENGTH, NAME_LENGTH
from candour.register.permissions import may_edit_register
from candour.register.refusal import SourceRefused
from candour.register.store import keep

PREFIX = "SRC"


@dataclass(frozen=True)
class NewCapture:
    """Bytes as they were published. Without an address, publisher and file name say which source it is."""

    content: bytes
    file_name: str
    way: Way
    publisher: Body | None = None
    publisher_name: str = ""
    address: str = ""
    licence: Licence = Licence.NOT_STATED
    fictional: bool = False


@dataclass(frozen=True)
class Captured:
    """`new` where a version was written; otherwise the bytes are those of the latest one."""

    source: Source
    version: SourceVersion
    new: bool


def capture(*, given: NewCapture, by: User | None, at: datetime, on: date) -> Captured:
    """Refuses, with a sentence, what is too large or cannot be read. `by` is None on the command line."""
    if by is not None:
        require(may_edit_register(by, on=on))
    given = _checked(given)
    read = read_content(given.content, given.file_name, address=given.address)
    given = replace(given, address=given.address or shown_address(read.document.address))
    _check_publisher(given)
    known = Source.objects.with_names().filter(identity=identity_of(given)).first()
    if known is not None and known.latest.sha256 == read.document.digest:
        return Captured(known, known.latest, new=False)
    keep(given.content)
    version = _write(given, read, known, by=by, at=at, on=on)
    return Captured(version.source, version, new=True)


def note_vanished(
    *, source: Source, gone_on: date, reason: str, by: User | None, at: datetime, on: date
) -> Source:
    """It is no longer where it was published; what was captured stays. `reason` is blank where none was given."""
    if by is not None:
        require(may_edit_register(by, on=on))
    if gone_on > on or gone_on < source.captured_on:
        raise SourceRefused(_("It was found gone between the day of its first capture and today."))
    with entry("source.vanish", subject=source, by=by.pk if by else None, at=at, on=on) as record:
        source.vanished_on, source.vanished_reason = gone_on, reason
        record.save(source, expect={"vanished_on": None})
        record.note(gone=gone_on)
    return source


def identity_of(given: NewCapture) -> str:
    """The same address is the same source; without one, the same file name of the same publisher."""
    publisher = given.publisher.pk if given.publisher else given.publisher_name
    written = given.address or f"{publisher}\n{given.file_name}"
    return sha256(written.encode()).hexdigest()


def _write(
    given: NewCapture, read: Read, known: Source | None, *, by: User | None, at: datetime, on: date
) -> SourceVersion:
    source = known or _new_source(given, read, on)
    before: SourceReading | None = known.latest.reading if known else None
    read = beside(read, before)
    version = SourceVersion(
        source=source,
        number=known.latest.number + 1 if known else 1,
        sha256=read.document.digest,
        size=len(given.content),
        form=read.document.form,
        file_name=given.file_name,
        way=given.way,
        captured_at=at,
        captured_by=by,
    )
    header = {"by": by.pk if by else None, "at": at, "on": on}
    with transaction.atomic():
        source.reference = source.reference or next_reference(Source, PREFIX, on.year, digits=5)
        with entry("source.capture", subject=source, **header) as record:  # type: ignore[arg-type]
            source.vanished_on, source.vanished_reason = None, ""
            record.save(source)
            record.save(version)
            record.note(version=version.number, sha256=version.sha256)
        with entry("source.read", subject=source, **header) as record:  # type: ignore[arg-type]
            write_reading(record, version, read, before=before, at=at)
    return version


def _new_source(given: NewCapture, read: Read, on: date) -> Source:
    return Source(
        identity=identity_of(given),
        name=(read.title or given.file_name)[:NAME_LENGTH],
        address=given.address,
        publisher=given.publisher,
        publisher_name=given.publisher_name,
        licence=given.licence,
        fictional=given.fictional or bool(given.publisher and given.publisher.fictional),
        captured_on=on,
    )


def _checked(given: NewCapture) -> NewCapture:
    name = PurePath(given.file_name.replace("\\", "/")).name[-NAME_LENGTH:]
    if given.address and not shown_address(given.address):
        raise SourceRefused(
            _("Give the address in full, beginning with https:// or http://, in at most 500 characters."),
            field="address",
        )
    return replace(given, file_name=name or "unnamed", publisher_name=given.publisher_name.strip())


def _check_publisher(given: NewCapture) -> None:
    if bool(given.publisher) == bool(given.publisher_name):
        raise SourceRefused(
            _("Say who published it: either a body of the list, or the name of another publisher."),
            field="publisher",
        )


def shown_address(address: str) -> str:
    """The address, if a page may link to it."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    good = parts.scheme in {"http", "https"} and parts.hostname and len(address) <= ADDRESS_LENGTH
    return address if good and address.isprintable() and " " not in address else ""
