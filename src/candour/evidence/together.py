"""One conversation as several exhibits of a case file hold it: the records of each within its scope, laid side by side."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from candour.evidence.chats.lines import Line, select, with_attached
from candour.evidence.chats.within import at_places
from candour.evidence.joined import Laid
from candour.evidence.laid import Part
from candour.evidence.merging.clocks import Stretch
from candour.evidence.merging.conversation import Merged
from candour.evidence.merging.differences import Differs
from candour.evidence.merging.rows import LOCATOR, is_listed
from candour.evidence.merging.shares import Share
from candour.evidence.models import Chat

if TYPE_CHECKING:
    from candour.evidence.views.content import Opened


@dataclass(frozen=True)
class Phone:
    """One exhibit, opened for somebody, with its part of the conversation."""

    opened: "Opened"
    chat: Chat

    @property
    def part(self) -> Part:
        return Part(self.opened.exhibit, self.chat, self.opened.folder, self.opened.reach)

    @property
    def mark(self) -> str:
        return str(self.opened.exhibit.reference)


@dataclass(frozen=True)
class Standing:
    """One place: its copies, each on its phone, the phones that have a gap there, and what differs between the copies."""

    place: int
    at: datetime | None
    copies: tuple[tuple[Phone, Line], ...]
    gaps: tuple[str, ...]
    differs: tuple[Differs, ...]


class Together:
    """`phones` are those that hold something within their scope; one exhibit's ties of names speak of its own names only."""

    def __init__(self, phones: Sequence[Phone]) -> None:
        self.laid = Laid([one.part for one in phones])
        held = {one.chat.source for one in self.laid.parts}
        self.phones = {one.chat.source: one for one in phones if one.chat.source in held}

    @property
    def merged(self) -> Merged | None:
        return self.laid.merged

    def shares(self) -> list[tuple[Phone, Share]]:
        """How much of it each phone holds, and what each lacks that another has."""
        return [(self.phones[one.source], one) for one in self.laid.whole().shares]

    def apart(self) -> list[tuple[str, Stretch]]:
        """Where a phone's clock went otherwise than the first one's, by the messages that both hold."""
        return [
            (self.phones[clock.source].mark, one)
            for clock in self.laid.whole().merged.clocks
            for one in clock.stretches
            if one.minutes
        ]

    def places(self) -> list[int]:
        """In the order of the conversation."""
        return self.laid.whole().places

    def standings(self, places: Sequence[int]) -> list[Standing]:
        here = self.laid.whole().merged.placed.filter(pl.col("place").is_in(list(places)) & ~is_listed())
        rows = here.select("place", "at", "source", LOCATOR.alias("locator")).iter_rows()
        lines = {one.identity: one for phone in self.phones.values() for one in self._lines(phone, here)}
        found: dict[int, list[tuple[Phone, Line]]] = defaultdict(list)
        times: dict[int, datetime | None] = {}
        for place, at, source, locator in rows:
            times.setdefault(place, at)
            if line := lines.get(f"{source}:{locator}"):
                found[place].append((self.phones[source], line))
        gaps, differ = self._gaps(here), self.laid.whole().differences
        return [
            Standing(
                place, times[place], tuple(found[place]), tuple(gaps[place]), tuple(differ.get(place, ()))
            )
            for place in places
            if found[place]
        ]

    def _lines(self, phone: Phone, here: pl.DataFrame) -> list[Line]:
        own = here.filter(pl.col("source") == phone.chat.source)
        locators = own.select(LOCATOR.alias("locator"))["locator"].to_list()
        found = select(phone.opened.lines, at_places(locators, phone.chat.key) & phone.opened.seen)
        with_attached(phone.opened.lines, found, phone.opened.seen)
        return found

    def differing(self) -> list[int]:
        """The places at which copies differ, in the order of the conversation."""
        return sorted(self.laid.whole().differences)

    def _gaps(self, here: pl.DataFrame) -> dict[int, list[str]]:
        """By place, the phones that stand in the conversation before and after it and do not hold it."""
        held: dict[int, set[str]] = defaultdict(set)
        for place, source in here.select("place", "source").iter_rows():
            held[place].add(source)
        spans = self._spans()
        return {
            place: [
                phone.mark
                for source, phone in self.phones.items()
                if source not in sources and spans[source][0] <= place <= spans[source][1]
            ]
            for place, sources in held.items()
        }

    def _spans(self) -> dict[str, tuple[int, int]]:
        """By phone, the first and the last place at which it holds anything."""
        events = self.laid.whole().merged.placed.filter(~is_listed())
        ends = events.group_by("source").agg(
            pl.col("place").min().alias("first"), pl.col("place").max().alias("last")
        )
        return {source: (first, last) for source, first, last in ends.iter_rows()}
