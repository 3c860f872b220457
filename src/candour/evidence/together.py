"""One conversation as several exhibits of a case file hold it: the records of each within its scope, laid side by side."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from candour.evidence.chats.lines import Line, select, with_attached
from candour.evidence.chats.within import Condition
from candour.evidence.exposing import Exposed, records_within, testimony_on, ties_of
from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.membership import memberships
from candour.evidence.exposure.timeline import together
from candour.evidence.merging.clocks import Stretch
from candour.evidence.merging.conversation import Merged, merged
from candour.evidence.merging.differences import Differs, differences
from candour.evidence.merging.rows import IDENTITY, LOCATOR, is_listed
from candour.evidence.merging.shares import Share, lacking, shares
from candour.evidence.merging.ties import Ties
from candour.evidence.models import Chat, Exhibit, Item, JoinedChat, Joining

if TYPE_CHECKING:
    from candour.evidence.views.content import Opened


@dataclass(frozen=True)
class Phone:
    """One exhibit, opened for somebody, with its part of the conversation."""

    opened: "Opened"
    chat: Chat

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


def joining_of(exhibit: Exhibit, key: str) -> Joining | None:
    """The conversation of which a chat is a part, where somebody said so and nobody took it back."""
    part = JoinedChat.objects.filter(exhibit=exhibit, key=key, joining__undone_at=None)
    found: JoinedChat | None = part.select_related("joining").first()
    return found.joining if found else None


class Together:
    """`phones` are those that hold something within their scope; one exhibit's ties of names speak of its own names only."""

    def __init__(self, phones: Sequence[Phone]) -> None:
        parts = [
            (one, records_within(one.opened.folder, one.chat, one.opened.reach).collect()) for one in phones
        ]
        self.phones = {one.chat.source: one for one, part in parts if part.height}
        self.ties = _ties(list(self.phones.values()))
        self.merged: Merged | None = None
        if len(self.phones) > 1:
            self.merged = merged([part for _, part in parts if part.height], self.ties)

    def shares(self) -> list[tuple[Phone, Share]]:
        """How much of it each phone holds, and what each lacks that another has."""
        return [(self.phones[one.source], one) for one in shares(self._laid())]

    def apart(self) -> list[tuple[str, Stretch]]:
        """Where a phone's clock went otherwise than the first one's, by the messages that both hold."""
        return [
            (self.phones[clock.source].mark, one)
            for clock in self._laid().clocks
            for one in clock.stretches
            if one.minutes
        ]

    def places(self) -> list[int]:
        """In the order of the conversation; lists of members as a phone held them are no part of it."""
        found = self._laid().placed.filter(~is_listed())["place"].unique().sort()
        return [int(one) for one in found]

    def standings(self, places: Sequence[int]) -> list[Standing]:
        laid = self._laid()
        here = laid.placed.filter(pl.col("place").is_in(list(places)) & ~is_listed())
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

    def exposed(self, items: Sequence[Item]) -> Exposed:
        """Over the joined timeline; items of any of the phones."""
        laid_out = together(self._laid(), self.ties)
        stays = memberships(laid_out)
        identities = [item.identity for item in items]
        return Exposed(laid_out, stays, Reckoner(laid_out, stays, identities, testimony_on(items)))

    def _laid(self) -> Merged:
        if self.merged is None:
            raise ValueError("fewer than two phones hold anything of it within their scope")
        return self.merged

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
            for place in {at[cite] for cite in lacking(self._laid(), source) if cite in at}:
                found[place].append(phone.mark)
        return found

    def _differences(self) -> dict[int, list[Differs]]:
        found: dict[int, list[Differs]] = defaultdict(list)
        for one in differences(self._laid()):
            found[one.place].append(one.differs)
        return found


def _ties(phones: Sequence[Phone]) -> Ties:
    made = [
        replace(tie, source=one.chat.source) for one in phones for tie in ties_of(one.opened.exhibit).made
    ]
    return Ties(tuple(made))
