"""One exhibit for the schedules: its items with their messages, as far as the scope that was agreed holds them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from sqlite3 import Connection

from candour.evidence.chats.lines import Line, select
from candour.evidence.chats.within import Condition, at_places, within
from candour.evidence.codes import Schedule
from candour.evidence.exposing import persons_of
from candour.evidence.imports.folders import LINES, folder_of, require_unaltered
from candour.evidence.imports.schema import looking
from candour.evidence.models import Chat, Exhibit, Import, Item
from candour.evidence.schedules.rows import Withheld, placing_of, withheld_of
from candour.evidence.scope import agreed


class ExhibitRead:
    """What somebody opened outside the scope for a day stands on no schedule. Raises AlteredReading."""

    def __init__(self, exhibit: Exhibit, reading: Import, items: list[Item]) -> None:
        self.exhibit, self.items, self.reach = exhibit, items, agreed(exhibit.scope)
        self.folder = folder_of(reading.folder)
        require_unaltered(self.folder, reading.manifest)
        self.names: Mapping[str, str] = persons_of(exhibit)
        self.chats: dict[str, Chat] = {chat.key: chat for chat in exhibit.chats.all()}
        with self.opened() as (lines, seen):
            self.shown = {item.pk: _line(lines, item, seen) for item in items}

    @contextmanager
    def opened(self) -> Iterator[tuple[Connection, Condition]]:
        """The lines, and the condition that each line shown must meet."""
        with looking(self.folder / LINES) as lines:
            yield lines, within(self.reach, lines)

    def called(self, name: str | None) -> str:
        return self.names.get(name or "", name or "")

    def used(self, chat: str) -> list[Item]:
        return [item for item in self._within(chat) if on_schedule(item) == Schedule.USED]

    def withheld(self, chat: str) -> dict[str, Withheld]:
        """What is left out of messages, by their identities."""
        found = {item.identity: withheld_of(item, self.shown[item.pk]) for item in self._within(chat)}
        return {identity: one for identity, one in found.items() if one}

    def sensitive(self, chat: str) -> dict[str, str]:
        """The marks of those that are kept back, by their identities."""
        kept_back = [item for item in self._within(chat) if on_schedule(item) == Schedule.SENSITIVE]
        return {item.identity: item.mark for item in kept_back}

    def _within(self, chat: str) -> list[Item]:
        return [item for item in self.items if item.chat == chat and self.shown[item.pk]]


def on_schedule(item: Item) -> str | None:
    placing = placing_of(item)
    return placing.schedule if placing else None


def _line(lines: Connection, item: Item, seen: Condition) -> Line | None:
    found = select(lines, at_places([item.place], item.chat) & seen, most=1)
    return found[0] if found else None
