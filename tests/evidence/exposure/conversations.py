"""Builds small conversations record by record, as a reader of a database would give them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from candour.evidence.exposure.cells import Reckoner
from candour.evidence.exposure.findings import Cell
from candour.evidence.exposure.lists import MemberList
from candour.evidence.exposure.membership import Stay, memberships
from candour.evidence.exposure.testimony import Testimony
from candour.evidence.exposure.timeline import Timeline, timeline
from candour.evidence.formats.columns import frame_of
from candour.evidence.merging.ties import Ties
from candour.evidence.records import (
    TIMELESS,
    Certainty,
    Deletion,
    Forward,
    Membership,
    MembershipChange,
    Message,
    NumberChange,
    Reaction,
    Receipt,
    ReceiptState,
    Record,
    Reply,
    Row,
    When,
    Zone,
)

SOURCE = "a" * 64
BEGINS = datetime(2023, 3, 1, 9, tzinfo=UTC)


class Conversation:
    """Each record comes ten minutes after the one before."""

    def __init__(self, source: str = SOURCE) -> None:
        self.source = source
        self.records: list[Record] = []

    def _add(self, made: type[Record], table: str, *, timed: bool = True, **fields: Any) -> str:
        number = len(self.records) + 1
        at = BEGINS + timedelta(minutes=10 * number)
        when = When(at.isoformat(), None, at, Zone.UTC, Certainty.CERTAIN) if timed else TIMELESS
        record = made(
            source=self.source,
            locator=Row(table, number),
            raw=b"{}",
            when=when,
            conversation="relief",
            **fields,
        )
        self.records.append(record)
        return record.identity

    def says(self, who: str, text: str = "ok", **more: Any) -> str:
        number = len(self.records) + 1
        fields = {"message_id": f"m{number}", **more}
        return self._add(Message, "message", sender=who, body=text.encode(), **fields)

    def goes_on(self, *people: str) -> None:
        for who in people:
            self.says(who)

    def change(self, change: MembershipChange, *subjects: str, by: str | None = None) -> str:
        return self._add(Membership, "system", sender=by, change=change, subjects=subjects)

    def creates(self, who: str) -> str:
        return self.change(MembershipChange.CREATED, by=who)

    def adds(self, by: str | None, *people: str) -> str:
        return self.change(MembershipChange.ADDED, *people, by=by)

    def joins(self, who: str) -> str:
        return self.change(MembershipChange.JOINED_BY_LINK, who, by=who)

    def leaves(self, who: str) -> str:
        return self.change(MembershipChange.LEFT, who, by=who)

    def removes(self, by: str, who: str) -> str:
        return self.change(MembershipChange.REMOVED, who, by=by)

    def changes_number(self, before: str, after: str) -> str:
        return self._add(NumberChange, "system", sender=before, before=before, after=after)

    def lists(self, *people: str) -> str:
        """The phone's own list of members: a row for each, without a time; gives the first."""
        present = MembershipChange.PRESENT
        rows = [self._add(Membership, "list", timed=False, change=present, subjects=(who,)) for who in people]
        return rows[0]

    def lists_as_past(self, who: str, *, timed: bool) -> str:
        table = "group_past_participant_user"
        return self._add(
            Membership, table, timed=timed, sender=who, change=MembershipChange.LEFT, subjects=(who,)
        )

    def receipt(self, item: str, who: str, state: ReceiptState = ReceiptState.READ) -> str:
        return self._add(Receipt, "receipt", about=item, recipient=who, state=state)

    def reacts(self, who: str, item: str, emoji: str = "😂", **more: Any) -> str:
        return self._add(Reaction, "reaction", sender=who, about=item, emoji=emoji, **more)

    def replies(self, who: str, item: str, text: str = "ha") -> str:
        message = self.says(who, text)
        self._add(Reply, "quoted", about=message, answers=item)
        return message

    def deletes(self, who: str, **more: Any) -> str:
        """The notice that stands where a message stood."""
        return self._add(Deletion, "message", sender=who, body=b"This message was deleted", **more)

    def marks_forwarded(self, item: str) -> str:
        return self._add(Forward, "forward", about=item)

    def timeline(self, ties: Ties | None = None) -> Timeline:
        return timeline(frame_of(self.records), ties)

    def stays(self, final: MemberList | None = None, ties: Ties | None = None) -> dict[str, tuple[Stay, ...]]:
        return memberships(self.timeline(ties), final)

    def cell(self, item: str, who: str, *, final: MemberList | None = None, **testimony: Any) -> Cell:
        (cell,) = self.reckoner(item, final=final, **testimony).cells([who])
        return cell

    def reckoner(self, *items: str, final: MemberList | None = None, **testimony: Any) -> Reckoner:
        ties = testimony.pop("ties", None)
        told = self.timeline(ties)
        return Reckoner(told, memberships(told, final), items, Testimony(**testimony))
