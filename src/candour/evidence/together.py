"""One conversation as several exhibits of a case file hold it: the records of each within its scope, laid side by side."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from candour.evidence.chats.lines import Line, select, with_attached
from candour.evidence.chats.within import Condition
from candour.evidence.joined import Laid, Part
from candour.evidence.merging.clocks import Stretch
from candour.evidence.merging.conversation import Merged
from candour.evidence.merging.differences import Differs, differences
from candour.evidence.merging.rows import IDENTITY, LOCATOR, is_listed
from candour.evidence.merging.shares import Share, lacking, shares
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
        return [(self.phones[one.source], one) for one in shares(self.laid.whole())]

    def apart(self) -> list[tuple[str, Stretch]]:
        """Where a phone's clock went otherwise than the first one's, by the messages that both hold."""
        return [
            (self.phones[clock.source].mark, one)
            for clock in self.laid.whole().clocks
            for one in clock.stretches
            if one.minutes
        ]

    def places(self) -> list[int]:
        """In the order of the conversation; lists of members as a phone held them are no part of it."""
        found = self.laid.whole().placed.filter(~is_listed())["place"].unique().sort()
        return [int(one) for one in found]

    def standings(self, places: Sequence[int]) -> list[Standing]:
        here = self.laid.whole().placed.filter(pl.col("place").is_in(list(places)) & ~is_listed())
        rows = here.select("place", "at", "source", LOCATOR.alias("locator")).iter_rows()
        lines = {one.identity: one for phone in self.phones.values() for one in self._lines(phone, here)}
        found: dict[int, list[tuple[Phone, Line]]] = defaultdict(list)
        times: dict[int, datetime | None] = {}
        for place, at, source, locator in rows:
            times.setdefault(place, at)
            if line := lines.get(f"{source}:{locator}"):
                found[place].append((self.phones[source], line))
        gaps, differ = self._gaps(here), self._differences()
        return [
            Standing(place, times[place], tuple(found[place]), tuple(gaps[place]), tuple(differ[place]))
            for place in places
            if found[place]
        ]

    def _lines(self, phone: Phone, here: pl.DataFrame) -> list[Line]:
        own = here.filter(pl.col("source") == phone.chat.source)
        locators = own.select(LOCATOR.alias("locator"))["locator"].to_list()
        marks = ", ".join("?" * len(locators))
        of_chat = Condition(
            f"line.place IN ({marks}) AND line.chat = (SELECT id FROM chat WHERE key = ?)",  # noqa: S608
            (*locators, phone.chat.key),
        )
        found = select(phone.opened.lines, of_chat & phone.opened.seen)
        with_attached(phone.opened.lines, found, phone.opened.seen)
        return found

    def differing(self) -> list[int]:
        """The places at which copies differ, in the order of the conversation."""
        return sorted(self._differences())

    def _gaps(self, here: pl.DataFrame) -> dict[int, list[str]]:
        """By place, the phones that stand in the conversation before and after it and do not hold it."""
        at = dict(here.select(IDENTITY.alias("cite"), "place").iter_rows())
        found: dict[int, list[str]] = defaultdict(list)
        for source, phone in self.phones.items():
            for place in {at[cite] for cite in lacking(self.laid.whole(), source) if cite in at}:
                found[place].append(phone.mark)
        return found

    def _differences(self) -> dict[int, list[Differs]]:
        found: dict[int, list[Differs]] = defaultdict(list)
        for one in differences(self.laid.whole()):
            found[one.place].append(one.differs)
        return found
