"""The whole numbers by which a messenger's database tells kinds of messages and of events apart, read from its table."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from candour.evidence.formats.whatsapp.time_words import read_table
from candour.evidence.records import Kind, Media, MembershipChange

_CHANGES = {change.value: Kind.MEMBERSHIP for change in MembershipChange}


@cache
def _section(table: str, name: str) -> dict[str, list[int]]:
    found: dict[str, Any] = dict(read_table(table)[name])
    return {word: numbers for word, numbers in found.items() if word != "confidence"}


@dataclass(frozen=True)
class Codes:
    """`media` are the kinds of messages that carry a file; `events` those events that are no setting and no membership."""

    table: str
    media: Mapping[str, Media]
    events_in: str
    events: Mapping[str, Kind]

    def of(self, section: str, name: str) -> list[int]:
        return _section(self.table, section)[name]

    def names(self, section: str) -> dict[int, str]:
        return {number: name for name, numbers in _section(self.table, section).items() for number in numbers}

    def known_messages(self) -> frozenset[int]:
        return frozenset(number for numbers in _section(self.table, "message").values() for number in numbers)

    def media_by_code(self) -> dict[int, str]:
        return {
            number: media.value for name, media in self.media.items() for number in self.of("message", name)
        }

    def by_event(self) -> dict[int, tuple[Kind, str]]:
        """For each number of an event: the kind of record, and the change of membership or the setting."""
        kinds = {**_CHANGES, **self.events}
        return {
            number: (kinds.get(name, Kind.SETTINGS), name)
            for name, numbers in _section(self.table, self.events_in).items()
            for number in numbers
        }
