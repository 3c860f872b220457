"""An archive without the files that have one of the given hashes; its other files keep their bytes, names and dates."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

from candour.evidence.erasing.taking_out import Held, TakenOut, taker_of
from candour.evidence.formats.archives import BROKEN_MEMBER, Member, checked_members
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.formats.sources import hash_of

_ARCHIVE = b"PK"
_BLOCK = 1 << 16
_DEEPEST = 3
"""Archives in archives are looked into so far."""


@dataclass
class _Found:
    """`gone` are files to be left out, `written` those that stay, with the place of their new content."""

    pieces: int = 0
    gone: list[str] = field(default_factory=list)
    gone_inside: list[str] = field(default_factory=list)
    written: dict[str, Path] = field(default_factory=dict)


def take_out(path: Path, held: Held, into: Path) -> TakenOut | None:
    """Writes `into` the file without what has one of these hashes, or gives None where it holds nothing of them.

    Raises UnreadableExport where an archive cannot be looked into, CannotTakeOut where a piece cannot go alone.
    """
    with path.open("rb") as file:
        opening = file.read(64)
    if opening.startswith(_ARCHIVE):
        return _without_members(path, held, into, 0)
    taker = taker_of(opening)
    return taker(path, held, into) if taker else None


def _without_members(path: Path, held: Held, into: Path, depth: int) -> TakenOut | None:
    with TemporaryDirectory(dir=into.parent, prefix=".erasing-") as folder:
        found = _Found()
        for number, member in enumerate(checked_members(path)):
            _look(path, member, held, found, Path(folder) / str(number), depth)
        if not found.pieces:
            return None
        _write(path, found, into)
    return TakenOut(found.pieces, (*found.gone, *found.gone_inside), within=bool(found.written))


def _look(path: Path, member: Member, held: Held, found: _Found, place: Path, depth: int) -> None:
    if hash_of(path, member)[0] in held:
        found.pieces += 1
        found.gone.append(member.name)
    elif inner := _within(path, member, held, place, depth):
        found.pieces += inner.pieces
        found.gone_inside += [f"{member.name}/{name}" for name in inner.names]
        found.written[member.name] = place.with_suffix(".new")


def _within(path: Path, member: Member, held: Held, place: Path, depth: int) -> TakenOut | None:
    blocks = _blocks(path, member.name)
    opening = next(blocks, b"")
    nested = opening.startswith(_ARCHIVE)
    taker = taker_of(opening[:64])
    if taker is None and (not nested or depth >= _DEEPEST):
        return None
    with place.open("wb") as file:
        file.write(opening)
        file.writelines(blocks)
    new = place.with_suffix(".new")
    try:
        return taker(place, held, new) if taker else _without_members(place, held, new, depth + 1)
    except UnreadableExport:
        return None  # no archive after all, or one that nobody here opens either
    finally:
        place.unlink()


def _write(path: Path, found: _Found, into: Path) -> None:
    with ZipFile(path) as archive, ZipFile(into, "w") as made:
        for entry in archive.infolist():
            if entry.filename in found.gone:
                continue
            place = found.written.get(entry.filename)
            with made.open(_like(entry), "w") as file:
                file.writelines(_pieces(place) if place else _blocks(path, entry.filename))


def _like(entry: ZipInfo) -> ZipInfo:
    made = ZipInfo(entry.filename, entry.date_time)
    made.compress_type, made.external_attr, made.comment = (
        entry.compress_type,
        entry.external_attr,
        entry.comment,
    )
    made.file_size = entry.file_size
    return made


def _pieces(place: Path) -> Iterator[bytes]:
    with place.open("rb") as file:
        yield from iter(lambda: file.read(_BLOCK), b"")


def _blocks(path: Path, name: str) -> Iterator[bytes]:
    """A damaged file as far as it can be read."""
    with (
        suppress(*BROKEN_MEMBER),
        ZipFile(path) as archive,
        archive.open(name) as file,
    ):
        yield from iter(lambda: file.read(_BLOCK), b"")
