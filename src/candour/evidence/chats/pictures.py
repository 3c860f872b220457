"""The picture that a message names, out of the archive that holds the export; nothing but pictures a browser can be given."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZipFile, is_zipfile

from candour.evidence.chats.lines import Line
from candour.evidence.formats.archives import BROKEN_MEMBER, Member, checked_members
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import hash_of
from candour.evidence.store import path_of

LARGEST = 30 << 20
_SIGNS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"GIF8", "image/gif"))


@dataclass(frozen=True)
class Picture:
    """`kind` is worked out from the bytes, never from the name."""

    content: bytes
    kind: str
    sha256: str


def names_picture(exhibit: str, line: Line) -> bool:
    """Whether the archive holds a file of the name that the message gives."""
    return _member(exhibit, line) is not None


def picture_hash(exhibit: str, line: Line) -> str:
    """The SHA-256 of that file, without giving any of it out."""
    member = _member(exhibit, line)
    return hash_of(path_of(exhibit), member)[0] if member else ""


def picture_of(exhibit: str, line: Line) -> Picture | None:
    """`exhibit` is the SHA-256 under which the archive is stored, "" where nothing of it is."""
    member = _member(exhibit, line)
    if member is None or member.size > LARGEST:
        return None
    try:
        with ZipFile(path_of(exhibit)) as archive:
            content = archive.read(member.name)
    except BROKEN_MEMBER:
        return None
    kind = kind_of(content)
    return Picture(content, kind, hash_of(path_of(exhibit), member)[0]) if kind else None


def attached_name(line: Line) -> str:
    """The last part of the name that the message gives its file."""
    return PurePosixPath(str(line.more.get("attachment") or "").replace("\\", "/")).name


def _member(exhibit: str, line: Line) -> Member | None:
    """By the last part of its name, where exactly one file of the archive bears it."""
    named = attached_name(line)
    path = path_of(exhibit)
    if not exhibit or not named or not is_zipfile(path):
        return None
    try:
        found = [one for one in checked_members(path) if PurePosixPath(one.name).name == named]
    except UnreadableExport:
        return None
    return found[0] if len(found) == 1 else None


def kind_of(content: bytes) -> str:
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for sign, kind in _SIGNS if content.startswith(sign)), "")
