"""Chats of several phones laid together, once for all who look at the same bytes within the same days, and kept as files."""

import hashlib
import os
import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings
from django.utils.crypto import salted_hmac

from candour import __version__
from candour.evidence.exposing import Stays, records_within
from candour.evidence.exposure.membership import memberships, stays_alone
from candour.evidence.exposure.timeline import Timeline, together
from candour.evidence.imports.folders import manifest_hash
from candour.evidence.merging.conversation import Merged, merged
from candour.evidence.merging.differences import Differs, differences
from candour.evidence.merging.keeping import keep, kept
from candour.evidence.merging.rows import is_listed
from candour.evidence.merging.shares import Share, shares
from candour.evidence.merging.ties import Tie, Ties
from candour.evidence.models import Chat, Exhibit
from candour.evidence.scope import Days, Reach

LAYOUT = 1  # counted up when chats are laid together otherwise than before
LARGE = 50_000  # messages; below that, laying them anew takes less than half a second
MOST_KEPT = 12
_SALT = "candour.evidence.laid"


@dataclass(frozen=True)
class Part:
    """One exhibit's chat, as far as it may be seen."""

    exhibit: Exhibit
    chat: Chat
    folder: Path
    reach: Reach


@dataclass(frozen=True)
class _Side:
    """What two looks at the same part have in common: the bytes that were read, and how far they may be seen."""

    folder: str
    manifest: str
    chat: str
    spans: tuple[Days, ...]
    part: Part = field(compare=False, repr=False)

    @classmethod
    def of(cls, part: Part) -> "_Side":
        spans = part.reach.spans(part.chat.key)
        return cls(str(part.folder), manifest_hash(part.folder), part.chat.key, spans, part)


class Whole:
    """What several parts make: all that depends neither on items nor on who asks, worked out when first asked for."""

    def __init__(self, made: Merged, ties: Ties) -> None:
        self.merged, self.ties = made, ties

    @cached_property
    def timeline(self) -> Timeline:
        return together(self.merged, self.ties)

    @cached_property
    def stays(self) -> Stays:
        return memberships(self.timeline)

    @cached_property
    def alone(self) -> Sequence[Stays]:
        return stays_alone(self.timeline)

    @cached_property
    def shares(self) -> list[Share]:
        return shares(self.merged)

    @cached_property
    def places(self) -> list[int]:
        """In the order of the conversation; lists of members as a phone held them are no part of it."""
        found = self.merged.placed.filter(~is_listed())["place"].unique().sort()
        return found.to_list()

    @cached_property
    def differences(self) -> Mapping[int, list[Differs]]:
        """By place, in the order of the conversation."""
        found: dict[int, list[Differs]] = defaultdict(list)
        for one in differences(self.merged):
            found[one.place].append(one.differs)
        return found


def laid(parts: Sequence[Part], ties: Ties) -> tuple[tuple[Part, ...], Whole | None]:
    """The parts that hold anything within what may be seen, and the conversation that they make where they are several."""
    held, whole = _laid(tuple(map(_Side.of, parts)), ties.made)
    return tuple(one for one in parts if one.chat.source in held), whole


@lru_cache(maxsize=1)
def _laid(sides: tuple[_Side, ...], made: tuple[Tie, ...]) -> tuple[frozenset[str], Whole | None]:
    """By source, those that hold anything. The last one stays in memory: page after page asks for it."""
    ties = Ties(made)
    folder = _root() / hashlib.sha256(repr((__version__, LAYOUT, sides, made)).encode()).hexdigest()
    found = kept(folder, _seal)
    if found is None:
        rows = [records_within(one.part.folder, one.part.chat, one.part.reach).collect() for one in sides]
        full = [one for one in rows if one.height]
        held = frozenset(str(one["source"][0]) for one in full)
        if len(full) < 2:
            return held, None
        found = merged(full, ties)
        _keep(found, folder)
    return frozenset(one.source for one in found.clocks), Whole(found, ties)


def _keep(found: Merged, folder: Path) -> None:
    """Whole or not at all: it takes its name when all of it is written."""
    if found.placed.height < LARGE or found.supposed:
        return
    folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = Path(mkdtemp(dir=folder.parent, prefix=".being-laid-"))
    try:
        keep(found, beside, _seal)
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(beside, folder)
    except OSError:  # a full disk, or another worker was faster: what was laid serves without being kept
        shutil.rmtree(beside, ignore_errors=True)
    _leave_out_the_oldest(folder.parent)


def _leave_out_the_oldest(root: Path) -> None:
    whole = [one for one in root.iterdir() if not one.name.startswith(".")]
    for folder in sorted(whole, key=lambda one: one.stat().st_mtime)[:-MOST_KEPT]:
        shutil.rmtree(folder, ignore_errors=True)


def forget_all() -> None:
    """What is kept can be laid anew at any time from what was read; it goes when something is erased from that."""
    _laid.cache_clear()
    shutil.rmtree(_root(), ignore_errors=True)


def _root() -> Path:
    return Path(settings.EVIDENCE_ROOT) / "laid"


def _seal(head: str) -> str:
    return salted_hmac(_SALT, head, algorithm="sha256").hexdigest()
