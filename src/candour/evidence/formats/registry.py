"""Which format a file is, and its readings: one for each source in it."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from candour.evidence.formats.android_database.reading import WhatsAppAndroid
from candour.evidence.formats.archives import Member, kept_open
from candour.evidence.formats.attached_files import InArchive, Index, InFolder
from candour.evidence.formats.attached_hashes import with_hashes
from candour.evidence.formats.database.opening import SIGNATURE, refusal
from candour.evidence.formats.encryption import encryption
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.ios_database.reading import WhatsAppIos
from candour.evidence.formats.messenger import Messenger
from candour.evidence.formats.reading import Format, Reading, Settled
from candour.evidence.formats.signal_database import SignalDatabase
from candour.evidence.formats.signal_text import SignalText
from candour.evidence.formats.sms_backup import SmsBackup
from candour.evidence.formats.sources import Opened, Source, open_file
from candour.evidence.formats.telegram import Telegram
from candour.evidence.formats.ufdr.reading import NAME as CELLEBRITE
from candour.evidence.formats.ufdr.reading import REPORT, CellebriteReport
from candour.evidence.formats.whatsapp.reading import WhatsAppText

# The first that recognises a source reads it, so a format with a signature stands before those known by their text.
FORMATS: tuple[Format, ...] = (
    WhatsAppAndroid(),
    WhatsAppIos(),
    SignalDatabase(),
    CellebriteReport(),
    SmsBackup(),
    Messenger(),
    Telegram(),
    SignalText(),
    WhatsAppText(),
)
_READABLE = {".txt", ".md", ".json", ".xml", ".sqlite", ".db", ".ufdr"}
# Read with the messages beside which they lie, and never alone.
_ADDRESS_BOOKS = {"wa.db", "contactsv2.sqlite"}


def readings(path: Path, settled: Settled, not_read: list[str] | None = None) -> Iterator[Reading]:
    """Each source of a file or folder with its reader; `not_read` gathers the names of those that none recognises."""
    passed_over = [] if not_read is None else not_read
    with ExitStack() as archives:
        found = [one for opened in _opened(path, archives) for one in _recognised(opened, passed_over)]
        if not found:
            raise UnreadableExport(str(path), _refusal(path), None if path.is_dir() else 0)
        yield from _with_files(path, found, settled)


def _with_files(
    path: Path, found: Sequence[tuple[Opened, Source, Format]], settled: Settled
) -> Iterator[Reading]:
    indexes: dict[Path, Index] = {}
    for opened, source, form in found:
        reading = form.read(source, settled)
        if opened.members is not None:
            _of_an_archive(reading, opened.members, indexes)
        elif path.is_dir():
            with_hashes(reading, InFolder(source))
        yield reading


def _of_an_archive(reading: Reading, members: Sequence[Member], indexes: dict[Path, Index]) -> None:
    """Adds the hashes of the files in it. A report of a phone names files otherwise than its archive, and gives their hashes."""
    path = reading.source.path
    reading.facts["archive"] = {"files": len(members), "bytes": sum(one.size for one in members)}
    if reading.format != CELLEBRITE:
        indexes[path] = indexes.get(path) or Index(members)
        with_hashes(reading, InArchive(reading.source, indexes[path]))


def _opened(path: Path, archives: ExitStack) -> Iterator[Opened]:
    """The file, or those of a folder in the order of their names. An archive stays open while it is read."""
    files = [path]
    if path.is_dir():
        some = sorted(one for one in path.rglob("*") if one.is_file() and one.stat().st_size)
        files = [one for one in some if one.suffix.lower() in _READABLE]
    for one in files:
        opened = open_file(one)
        if opened.members is not None:
            archives.enter_context(kept_open(one))
        yield opened


def _recognised(opened: Opened, not_read: list[str]) -> Iterator[tuple[Opened, Source, Format]]:
    for source in _sources(opened):
        form = format_of(source)
        if form is not None:
            yield opened, source, form
        elif Path(source.name).name.lower() not in _ADDRESS_BOOKS:
            not_read.append(source.name)


def _sources(opened: Opened) -> Iterator[Source]:
    if opened.members is None:
        yield opened.source()
        return
    report = _report(opened)
    if report is not None:
        yield report
        return
    for member in sorted(opened.members, key=lambda one: one.name):
        if _may_hold_messages(member):
            yield opened.source(member)


def _report(opened: Opened) -> Source | None:
    """The report of a UFDR. The files that such an archive carries along are not gone through."""
    named = [one for one in opened.members or () if one.name.lower() == REPORT]
    source = opened.source(named[0]) if named else None
    return source if source is not None and source.size and CellebriteReport().recognises(source) else None


def _may_hold_messages(member: Member) -> bool:
    return Path(member.name).suffix.lower() in _READABLE


def format_of(source: Source) -> Format | None:
    if source.size == 0:
        return None
    return next((form for form in FORMATS if form.recognises(source)), None)


def _refusal(path: Path) -> str:
    if path.is_dir():
        return "no file of the folder is a conversation in a format that is read"
    opened = open_file(path)
    if opened.members is not None:
        return _nothing_in_it(opened, opened.members)
    opening = opened.source().opening(4096)
    if opening.startswith(SIGNATURE):
        return refusal(opened.source())
    if opening.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16 text; WhatsApp writes UTF-8: is this a copy that another program saved?"
    return encryption(opening, opened.path) or "not a conversation in a format that is read"


def _nothing_in_it(opened: Opened, members: Sequence[Member]) -> str:
    """Files that could not be unpacked are told: one of them may have been the conversation."""
    whole = f"none of the {len(members)} files in the archive is a conversation in a format that is read"
    broken = sum(opened.source(one).missing > 0 for one in members if _may_hold_messages(one))
    return f"{whole}; {broken} of them cannot be unpacked, or not to the end" if broken else whole
