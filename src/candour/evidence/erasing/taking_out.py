"""A single file, a database or text, written anew without the pieces that have one of the given hashes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from candour.evidence.erasing import databases, inline

Held: TypeAlias = frozenset[str]
"""SHA-256 in hexadecimal."""
_DATABASE, _TEXT = b"SQLite format 3\0", (b"<", b"{", b"[")


@dataclass(frozen=True)
class TakenOut:
    """`names` are those of files that are gone from an archive; `within`: bytes of a file that stays were overwritten."""

    pieces: int
    names: tuple[str, ...] = ()
    within: bool = False


Taker: TypeAlias = Callable[[Path, Held, Path], TakenOut | None]


def taker_of(opening: bytes) -> Taker | None:
    """How a file that begins like this is looked through; None where only its own hash counts."""
    if opening.startswith(_DATABASE):
        return _of_database
    return _of_text if opening.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_TEXT) else None


def _of_database(path: Path, held: Held, into: Path) -> TakenOut | None:
    blanked = databases.blanked(path, held, into)
    return TakenOut(blanked, within=True) if blanked else None


def _of_text(path: Path, held: Held, into: Path) -> TakenOut | None:
    content, covered = inline.covered(path.read_bytes(), held)
    if not covered:
        return None
    into.write_bytes(content)
    return TakenOut(covered, within=True)
