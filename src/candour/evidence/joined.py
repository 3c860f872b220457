"""Exposure over every phone that holds a conversation: of one chat alone, or of all that a person joined with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from candour.evidence.actions.holding import is_held_elsewhere
from candour.evidence.codes import ImportState
from candour.evidence.exposing import (
    Exposed,
    exposed,
    last_said,
    reckoner_of,
    testimony_on,
    ties_of,
)
from candour.evidence.exposure.bearing import Bearing, cites_of_cells
from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.testimony import Reviewed
from candour.evidence.imports.folders import folder_of, require_unaltered
from candour.evidence.laid import Part, Whole, laid
from candour.evidence.merging.conversation import Merged
from candour.evidence.merging.ties import Ties
from candour.evidence.models import Chat, Exhibit, Import, Item, JoinedChat, Joining
from candour.evidence.scope import Reach, agreed


def part_of(exhibit: Exhibit, chat: Chat, reading: Import, reach: Reach) -> Part:
    """Raises AlteredReading where what was read is no longer what the record says."""
    folder = folder_of(reading.folder)
    require_unaltered(folder, reading.manifest)
    return Part(exhibit, chat, folder, reach)


def joining_of(exhibit: Exhibit, key: str) -> Joining | None:
    """The conversation of which a chat is a part, where somebody said so and nobody took it back."""
    part = JoinedChat.objects.filter(exhibit=exhibit, key=key, joining__undone_at=None)
    found: JoinedChat | None = part.select_related("joining__made_by").first()
    return found.joining if found else None


def chats_joined(joining: Joining) -> list[tuple[Exhibit, Chat | None, Import | None]]:
    """Its parts in the order of the exhibits: no chat and no reading where nobody can open it now."""
    parts = joining.chats.select_related("exhibit__case_file").order_by("exhibit__number")
    return [(one.exhibit, *_readable(one)) for one in parts]


def _readable(part: JoinedChat) -> tuple[Chat, Import] | tuple[None, None]:
    chat: Any = part.exhibit.chats.filter(key=part.key).first()
    reading: Any = part.exhibit.imports.filter(state=ImportState.READ).last()
    if chat is None or reading is None or is_held_elsewhere(part.exhibit.sha256, part.source):
        return None, None
    return chat, reading


def parts_of(joining: Joining) -> tuple[list[Part], list[str]]:
    """As far as the scope of each opens to everybody who may read it; and the marks of those of which nothing does."""
    parts, left_out = list[Part](), list[str]()
    for exhibit, chat, reading in chats_joined(joining):
        reach = agreed(exhibit.scope)
        if chat is None or reading is None or not reach.opens(chat.key):
            left_out.append(str(exhibit.reference))
        else:
            parts.append(part_of(exhibit, chat, reading, reach))
    return parts, left_out


def lay(parts: Sequence[Part]) -> None:
    """So that it is kept for whoever looks next."""
    laid(parts, _ties(parts))


class Laid:
    """Parts laid together: those that hold something within what may be seen, and the conversation they make."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.ties = _ties(parts)
        self.parts, self._whole = laid(parts, self.ties)

    @property
    def merged(self) -> Merged | None:
        return self._whole.merged if self._whole else None

    def whole(self) -> Whole:
        if self._whole is None:
            raise ValueError("fewer than two phones hold anything of it within their scope")
        return self._whole

    def exposed(self, items: Sequence[Item]) -> Exposed:
        """Over the joined timeline; items of any of the phones."""
        whole = self.whole()
        said = replace(testimony_on(items), reviewed=self._reviewed(items))
        reckoner = reckoner_of(whole.timeline, whole.stays, items, said, whole.alone)
        return Exposed(whole.timeline, whole.stays, reckoner)

    def _reviewed(self, items: Sequence[Item]) -> tuple[Reviewed, ...]:
        """An item counts where every answer was coded on each of the phones: another may hold what one of them lacks."""
        said = [last_said(part.exhibit, part.chat.key) for part in self.parts]
        found = [one for one in said if one is not None and one.every]
        if len(found) < len(self.parts):
            return ()
        first = min(one.said_at for one in found)
        by = str(found[0].said_by_id)
        return tuple(Reviewed(item=one.identity, by=by) for one in items if one.put_forward_at <= first)


def _ties(parts: Sequence[Part]) -> Ties:
    """One exhibit's ties speak of its own names only."""
    made = [replace(tie, source=one.chat.source) for one in parts for tie in ties_of(one.exhibit).made]
    return Ties(tuple(made))


@dataclass(frozen=True)
class Reckoned:
    """What was found, the parts it rests on, and what ties them; `left_out` are marks of joined exhibits that gave nothing."""

    exposed: Exposed
    parts: tuple[Part, ...]
    joining: Joining | None = None
    left_out: tuple[str, ...] = ()

    @property
    def marks(self) -> dict[str, str]:
        """Exhibits by their source, where there are several to tell apart."""
        several = self.parts if len(self.parts) > 1 else ()
        return {one.chat.source: str(one.exhibit.reference) for one in several}

    def bearing(self, cells: Iterable[Cell]) -> Bearing:
        return Bearing(self.exposed.timeline, self.marks, cites_of_cells(cells))


def reckoned(
    parts: Sequence[Part], joining: Joining | None, items: Sequence[Item], left_out: Sequence[str] = ()
) -> Reckoned:
    """Over all parts that hold something where there are several, else over the one. The items lie within the parts."""
    laid = Laid(parts) if joining and len(parts) > 1 else None
    if laid is None or laid.merged is None:
        own = (laid.parts if laid and laid.parts else parts)[0]
        held: tuple[Part, ...] = (own,)
        found = exposed(own.folder, own.chat, own.reach, items)
    else:
        held, found = laid.parts, laid.exposed(items)
    silent = [str(one.exhibit.reference) for one in parts if one not in held]
    marks = tuple(sorted([*left_out, *silent]))
    return Reckoned(found, held, joining if len(held) > 1 else None, marks)
