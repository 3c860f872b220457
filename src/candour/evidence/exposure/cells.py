"""For one item of concern and one person, everything that may be said, how strongly, and the records behind it.

Two things can never be said. That somebody did not read: where nothing shows reading, reading is *unknown*. That
somebody agreed by silence: silence has no stance, and is never proved, since one may answer outside the record.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from candour.evidence.exposure.items import Item, NoSuchItem, Trace, gather, rows_of
from candour.evidence.exposure.membership import Stay
from candour.evidence.exposure.presence import Presence, presence
from candour.evidence.exposure.terms import Because, Exposure, Known, Stance, Strength
from candour.evidence.exposure.testimony import Coding, Statement, Testimony
from candour.evidence.exposure.timeline import Timeline
from candour.evidence.records import Kind, ReceiptState


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing said. `cites` are identities of records, or references of statements; `other` is another person."""

    exposure: Exposure
    strength: Strength
    because: Because
    cites: tuple[str, ...] = ()
    at: datetime | None = None
    stance: Stance | None = None
    other: str | None = None
    emoji: str | None = None

    def __post_init__(self) -> None:
        if self.strength in (Strength.PROVED, Strength.STATED) and not self.cites:
            raise ValueError("what is proved or stated cites its record or statement")
        if self.stance is not None and self.exposure is not Exposure.REPLIED:
            raise ValueError("only a reply has a stance")
        if self.exposure is Exposure.SILENT and self.strength not in (Strength.INFERRED, Strength.UNKNOWN):
            raise ValueError("silence is never proved")


@dataclass(frozen=True, slots=True)
class Cell:
    item: str
    person: str
    findings: tuple[Finding, ...]

    def of(self, exposure: Exposure) -> tuple[Finding, ...]:
        return tuple(one for one in self.findings if one.exposure is exposure)


class Reckoner:
    """Works out cells for the items of one conversation."""

    def __init__(
        self,
        timeline: Timeline,
        stays: Mapping[str, Sequence[Stay]],
        items: Sequence[str],
        testimony: Testimony = Testimony(),  # noqa: B008  frozen
    ) -> None:
        self.items = gather(timeline, items)
        self.stays = stays
        self.carries = timeline.carries
        self.owned: dict[str, set[str]] = defaultdict(set)
        for source, person in timeline.owners().items():
            self.owned[person].add(source)
        self.statements = _by_item_and_person(testimony.statements)
        self.reviewed = {one.item for one in testimony.reviewed}
        self.coded = _coded_replies(timeline, testimony.codings, self.items)

    def people(self) -> list[str]:
        """Everybody in the conversation, then those whom only statements name."""
        return list(dict.fromkeys([*self.stays, *(person for _, person in self.statements)]))

    def cells(self, people: Iterable[str] | None = None) -> Iterator[Cell]:
        asked = list(people) if people is not None else self.people()
        for item in self.items:
            for person in asked:
                yield self.cell(item, person)

    def cell(self, item: Item, person: str) -> Cell:
        there = presence(self.stays.get(person, ()), item.place)
        responses = [*self._reactions(item, person), *self._replies(item, person)]
        said = self._said(item, person)
        if item.who == person:
            found = [*self._sent(item), *responses]
        else:
            found = [*self._reached(item, person, there, bool(responses)), *responses]
            found += self._silent(item, there, [*responses, *said])
        found += [*self._passed_on(item, person), *said, *_left(there)]
        return Cell(item.identity, person, tuple(found))

    def _sent(self, item: Item) -> list[Finding]:
        """Sending is recorded. That the sender made it is never: at most nothing marks it as forwarded."""
        found = [
            Finding(Exposure.SENT, Strength.PROVED, Because.RECORD, item.cites, item.at),
            Finding(Exposure.MEMBER, Strength.PROVED, Because.RECORD, item.cites),
        ]
        if item.forwards:
            cites = tuple(one.cite for one in item.forwards)
            return [
                *found,
                Finding(Exposure.FORWARDED, Strength.PROVED, Because.FORWARD_MARK, cites, item.at),
            ]
        if item.same_file_before:
            earlier = tuple(one.cite for one in item.same_file_before)
            return [
                *found,
                Finding(Exposure.FORWARDED, Strength.INFERRED, Because.SAME_FILE_EARLIER, earlier, item.at),
            ]
        if Kind.FORWARD in self.carries and not item.has_file:
            return [
                *found,
                Finding(Exposure.CREATED, Strength.INFERRED, Because.NOT_MARKED_FORWARDED, item.cites),
            ]
        return [*found, Finding(Exposure.CREATED, Strength.UNKNOWN, Because.MAKER_NOT_RECORDED, item.cites)]

    def _reached(self, item: Item, person: str, there: Presence, responded: bool) -> list[Finding]:
        """Membership then, and how far the record shows the message to have come."""
        receipts = item.receipts.get(person, [])
        states = {state: [one for one in receipts if one.state == state] for state in ReceiptState}
        arrived = [one for state in _ARRIVED for one in states[state]]
        phone = tuple(one for one in item.cites if one.rpartition(":")[0] in self.owned.get(person, ()))
        found = [_membership(there, receipts)]
        if found[0].exposure is Exposure.OUTSIDE and not (arrived or phone or responded):
            return found
        found.append(_received(found[0], arrived, phone, responded))
        found.append(_delivered(arrived, phone, states[ReceiptState.RAW]))
        found.append(
            _read([*states[ReceiptState.READ], *states[ReceiptState.PLAYED]], self._answers(item, person))
        )
        if item.playable:
            found.append(_by_receipt(Exposure.PLAYED, states[ReceiptState.PLAYED]))
        return found

    def _answers(self, item: Item, person: str) -> tuple[str, ...]:
        traces = [*item.reactions.get(person, ()), *item.replies.get(person, ())]
        coded = [one.message for one in self.coded.get((item.identity, person), ())]
        return tuple(dict.fromkeys([*(one.cite for one in traces), *coded]))

    def _reactions(self, item: Item, person: str) -> list[Finding]:
        return [
            Finding(
                Exposure.REACTED,
                Strength.PROVED,
                Because.WITHDRAWN if one.withdrawn else Because.RECORD,
                (one.cite,),
                one.at,
                emoji=one.emoji,
            )
            for one in item.reactions.get(person, ())
        ]

    def _replies(self, item: Item, person: str) -> list[Finding]:
        """A reply that the source links is proved; one that a reader takes for a reply is inferred. Stance is the readers'."""
        codings: dict[str, list[Coding]] = defaultdict(list)
        for one in self.coded.get((item.identity, person), ()):
            codings[one.message].append(one)
        linked = {one.message or one.cite: one for one in item.replies.get(person, ())}
        return [
            _reply(message, linked.get(message), codings.get(message, []))
            for message in dict.fromkeys([*linked, *codings])
        ]

    def _silent(self, item: Item, there: Presence, responses: Sequence[Finding]) -> list[Finding]:
        """Said only of somebody who was a member then, and only as: no answer was found. It is no view of theirs."""
        was_there = there.exposure is Exposure.MEMBER and there.strength is not Strength.UNKNOWN
        if not was_there or any(one.exposure in _RESPONSES for one in responses):
            return []
        shows = {Kind.REPLY, Kind.REACTION} <= self.carries or item.identity in self.reviewed
        if shows:
            return [Finding(Exposure.SILENT, Strength.INFERRED, Because.NO_RESPONSE_FOUND, there.cites)]
        return [Finding(Exposure.SILENT, Strength.UNKNOWN, Because.RESPONSES_NOT_CARRIED, there.cites)]

    def _passed_on(self, item: Item, person: str) -> list[Finding]:
        later = item.same_file_after.get(person, ())
        return [
            Finding(Exposure.FORWARDED, Strength.INFERRED, Because.SENT_SAME_FILE, (one.cite,), one.at)
            for one in later
        ]

    def _said(self, item: Item, person: str) -> list[Finding]:
        return [
            Finding(one.exposure, Strength.STATED, Because(one.told.value), (one.reference,), other=one.other)
            for one in self.statements.get((item.identity, person), ())
        ]


_ARRIVED = (ReceiptState.PLAYED, ReceiptState.READ, ReceiptState.DELIVERED)
_RESPONSES = (Exposure.REACTED, Exposure.REPLIED, Exposure.REPORTED)
_DEPARTURES = (Because.LEFT, Because.WAS_REMOVED)


def _membership(there: Presence, receipts: Sequence[Trace]) -> Finding:
    """The phone that sent it keeps a receipt for each member of that moment: such a row proves membership by itself."""
    if receipts and (there.exposure is Exposure.OUTSIDE or there.strength is not Strength.PROVED):
        cites = tuple(dict.fromkeys(one.cite for one in receipts))
        return Finding(Exposure.MEMBER, Strength.PROVED, Because.RECEIPT, cites)
    return Finding(there.exposure, there.strength, there.because, there.cites)


def _received(
    membership: Finding, arrived: Sequence[Trace], phone: tuple[str, ...], responded: bool
) -> Finding:
    if arrived:
        return Finding(Exposure.RECEIVED, Strength.PROVED, Because.RECEIPT, (arrived[0].cite,))
    if phone:
        return Finding(Exposure.RECEIVED, Strength.PROVED, Because.ON_THEIR_PHONE, phone)
    if responded:
        return Finding(Exposure.RECEIVED, Strength.INFERRED, Because.RESPONDED, membership.cites)
    if membership.exposure is Exposure.MEMBER and membership.strength is not Strength.UNKNOWN:
        return Finding(Exposure.RECEIVED, Strength.INFERRED, Because.MEMBER_THEN, membership.cites)
    return Finding(Exposure.RECEIVED, Strength.UNKNOWN, Because.MEMBERSHIP_UNCLEAR, membership.cites)


def _delivered(arrived: Sequence[Trace], phone: tuple[str, ...], raw: Sequence[Trace]) -> Finding:
    if arrived or not phone:
        return _by_receipt(Exposure.DELIVERED, arrived[::-1], raw)
    return Finding(Exposure.DELIVERED, Strength.PROVED, Because.ON_THEIR_PHONE, phone)


def _read(receipts: Sequence[Trace], answers: tuple[str, ...]) -> Finding:
    if receipts or not answers:
        return _by_receipt(Exposure.READ, receipts)
    return Finding(Exposure.READ, Strength.INFERRED, Because.RESPONDED, answers)


def _by_receipt(exposure: Exposure, receipts: Sequence[Trace], raw: Sequence[Trace] = ()) -> Finding:
    """Proved by a receipt; without one unknown, whatever else is there."""
    if receipts:
        first = receipts[0]
        cites = tuple(dict.fromkeys(one.cite for one in receipts))
        return Finding(exposure, Strength.PROVED, Because.RECEIPT, cites, first.at)
    if raw:
        return Finding(exposure, Strength.UNKNOWN, Because.RAW_RECEIPT, tuple(one.cite for one in raw))
    return Finding(exposure, Strength.UNKNOWN, Because.NO_RECEIPT)


def _reply(message: str, link: Trace | None, codings: Sequence[Coding]) -> Finding:
    stances = {one.stance for one in codings}
    cites = tuple(dict.fromkeys([*([link.cite] if link else []), message]))
    because = Because.LINKED_REPLY if link else Because.READ_AS_REPLY
    return Finding(
        Exposure.REPLIED,
        Strength.PROVED if link else Strength.INFERRED,
        Because.READERS_DIFFER if len(stances) > 1 else because,
        cites,
        link.at if link else None,
        stance=stances.pop() if len(stances) == 1 else None,
    )


def _left(there: Presence) -> list[Finding]:
    """Going after the item, where the stay in which it was sent is known. Nothing is said of why."""
    if there.stay is None or there.strength is Strength.UNKNOWN:
        return []
    end = there.stay.end
    if end.known is Known.CERTAIN and end.because in _DEPARTURES:
        at = end.earliest.at if end.earliest else None
        return [Finding(Exposure.LEFT_AFTERWARDS, Strength.PROVED, end.because, end.cites, at, other=end.by)]
    if end.because in (Because.PAST_MEMBER, Because.NOT_ON_FINAL_LIST, Because.CAME_AGAIN):
        return [Finding(Exposure.LEFT_AFTERWARDS, Strength.INFERRED, Because.WENT_UNRECORDED, end.cites)]
    return []


def _by_item_and_person(statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in statements:
        found[one.item, one.person].append(one)
    return found


def _coded_replies(
    timeline: Timeline, codings: Sequence[Coding], items: Sequence[Item]
) -> dict[tuple[str, str], list[Coding]]:
    """Codings by item and by whoever wrote the message that a reader takes for a reply."""
    asked = {one.identity for one in items}
    relevant = [one for one in codings if one.item in asked]
    writers = dict(rows_of(timeline, [one.message for one in relevant]).select("identity", "who").iter_rows())
    found: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for one in relevant:
        if one.message not in writers:
            raise NoSuchItem("a coding names a reply that is no message of this conversation")
        found[one.item, writers[one.message]].append(one)
    return found
