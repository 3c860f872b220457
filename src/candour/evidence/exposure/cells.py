"""For one item of concern and one person, everything that may be said, how strongly, and the records behind it.

Two things can never be said. That somebody did not read: where nothing shows reading, reading is *unknown*. That
somebody agreed by silence: silence has no stance, and is never proved, since one may answer outside the record.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from candour.evidence.exposure.findings import (
    ARRIVED,
    RESPONSES,
    Cell,
    Finding,
    as_it_stands,
    by_receipt,
    cites_of,
    delivered,
    left_afterwards,
    membership,
    read,
    received,
    reply,
)
from candour.evidence.exposure.items import Item, NoSuchItem, gather, rows_of
from candour.evidence.exposure.membership import Stay, stays_alone
from candour.evidence.exposure.presence import Presence, Presences
from candour.evidence.exposure.terms import Because, Exposure, Strength
from candour.evidence.exposure.testimony import Coding, Statement, Testimony
from candour.evidence.exposure.timeline import Timeline
from candour.evidence.records import Kind, ReceiptState


class Reckoner:
    """Works out cells for the items of one conversation."""

    def __init__(
        self,
        timeline: Timeline,
        stays: Mapping[str, Sequence[Stay]],
        items: Sequence[str],
        testimony: Testimony = Testimony(),  # noqa: B008  frozen
        alone: Sequence[Mapping[str, Sequence[Stay]]] | None = None,
    ) -> None:
        """`alone`: the stays as each source shows them by itself, where they were worked out before."""
        self.items = gather(timeline, items)
        self.stays = stays
        self.alone = stays_alone(timeline) if alone is None else alone
        self.presences: dict[str, Presences] = {}
        self.untouched: dict[tuple[str, int, bool, bool], tuple[Finding, ...]] = {}
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
        if self._touched(item, person):
            return Cell(item.identity, person, tuple(self._findings(item, person)))
        key = person, self._of(person).stretch(item.place), item.playable, item.identity in self.reviewed
        if key not in self.untouched:
            self.untouched[key] = tuple(self._findings(item, person))
        return Cell(item.identity, person, self.untouched[key])

    def _of(self, person: str) -> Presences:
        if person not in self.presences:
            by_one = [stays.get(person, ()) for stays in self.alone]
            self.presences[person] = Presences(self.stays.get(person, ()), by_one)
        return self.presences[person]

    def _touched(self, item: Item, person: str) -> bool:
        """Whether anything but membership bears on the cell; most cells have nothing else, and many are alike."""
        about = item.receipts, item.reactions, item.replies, item.same_file_after
        key = item.identity, person
        return (
            item.who == person
            or any(person in each for each in about)
            or key in self.coded
            or key in self.statements
            or not self.owned.get(person, frozenset()).isdisjoint(item.sources)
        )

    def _findings(self, item: Item, person: str) -> list[Finding]:
        (there, *differing), by_one = self._of(person).at(item.place)
        responses = [*self._reactions(item, person), *self._replies(item, person)]
        said = self._said(item, person)
        if item.who == person:
            found = [*self._sent(item), *responses]
        else:
            found = [*self._reached(item, person, there, bool(responses)), *responses]
            found += [as_it_stands(one) for one in differing if one.exposure is not found[0].exposure]
            found += self._silent(item, there, [*responses, *said])
        return [*found, *self._passed_on(item, person), *said, *left_afterwards(there, by_one)]

    def _sent(self, item: Item) -> list[Finding]:
        """Sending is recorded. That the sender made it is never: at most nothing marks it as forwarded."""
        found = [
            Finding(Exposure.SENT, Strength.PROVED, Because.RECORD, item.cites, item.at),
            Finding(Exposure.MEMBER, Strength.PROVED, Because.RECORD, item.cites),
        ]
        if item.forwards:
            cites = cites_of(item.forwards)
            return [
                *found,
                Finding(Exposure.FORWARDED, Strength.PROVED, Because.FORWARD_MARK, cites, item.at),
            ]
        if item.same_file_before:
            earlier = cites_of(item.same_file_before)
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
        arrived = [one for state in ARRIVED for one in states[state]]
        phone = tuple(one for one in item.cites if one.rpartition(":")[0] in self.owned.get(person, ()))
        found = [membership(there, receipts)]
        if found[0].exposure is Exposure.OUTSIDE and not (arrived or phone or responded):
            return found
        found.append(received(found[0], arrived, phone, responded))
        found.append(delivered(arrived, phone, states[ReceiptState.RAW]))
        found.append(
            read([*states[ReceiptState.READ], *states[ReceiptState.PLAYED]], self._answers(item, person))
        )
        if item.playable:
            found.append(by_receipt(Exposure.PLAYED, states[ReceiptState.PLAYED]))
        return found

    def _answers(self, item: Item, person: str) -> tuple[str, ...]:
        traces = [*item.reactions.get(person, ()), *item.replies.get(person, ())]
        coded = [one.message for _, one in self.coded.get((item.identity, person), ())]
        return tuple(dict.fromkeys([*cites_of(traces), *coded]))

    def _reactions(self, item: Item, person: str) -> list[Finding]:
        return [
            Finding(
                Exposure.REACTED,
                Strength.PROVED,
                Because.WITHDRAWN if one.withdrawn else Because.RECORD,
                one.cites,
                one.at,
                emoji=one.emoji,
            )
            for one in item.reactions.get(person, ())
        ]

    def _replies(self, item: Item, person: str) -> list[Finding]:
        """A reply that the source links is proved; one that a reader takes for a reply is inferred. Stance is the readers'."""
        codings: dict[int | None, list[Coding]] = defaultdict(list)
        for place, one in self.coded.get((item.identity, person), ()):
            codings[place].append(one)
        links = item.replies.get(person, [])
        linked = {one.place for one in links}
        alone = [place for place in codings if place not in linked]
        return [
            *(reply(one, codings.get(one.place, [])) for one in links),
            *(reply(None, codings[place]) for place in alone),
        ]

    def _silent(self, item: Item, there: Presence, responses: Sequence[Finding]) -> list[Finding]:
        """Said only of somebody who was a member then, and only as: no answer was found. It is no view of theirs."""
        was_there = there.exposure is Exposure.MEMBER and there.strength is not Strength.UNKNOWN
        if not was_there or any(one.exposure in RESPONSES for one in responses):
            return []
        shows = {Kind.REPLY, Kind.REACTION} <= self.carries or item.identity in self.reviewed
        if shows:
            return [Finding(Exposure.SILENT, Strength.INFERRED, Because.NO_RESPONSE_FOUND, there.cites)]
        return [Finding(Exposure.SILENT, Strength.UNKNOWN, Because.RESPONSES_NOT_CARRIED, there.cites)]

    def _passed_on(self, item: Item, person: str) -> list[Finding]:
        later = item.same_file_after.get(person, ())
        return [
            Finding(Exposure.FORWARDED, Strength.INFERRED, Because.SENT_SAME_FILE, one.cites, one.at)
            for one in later
        ]

    def _said(self, item: Item, person: str) -> list[Finding]:
        return [
            Finding(one.exposure, Strength.STATED, Because(one.told.value), (one.reference,), other=one.other)
            for one in self.statements.get((item.identity, person), ())
        ]


def _by_item_and_person(statements: Iterable[Statement]) -> dict[tuple[str, str], list[Statement]]:
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in statements:
        found[one.item, one.person].append(one)
    return found


def _coded_replies(
    timeline: Timeline, codings: Sequence[Coding], items: Sequence[Item]
) -> dict[tuple[str, str], list[tuple[int, Coding]]]:
    """Codings by item and by whoever wrote the message that a reader takes for a reply, with its place."""
    asked = {one.identity for one in items}
    relevant = [one for one in codings if one.item in asked]
    rows = rows_of(timeline, [one.message for one in relevant]).select("identity", "who", "place")
    messages = {identity: (who, place) for identity, who, place in rows.iter_rows()}
    found: dict[tuple[str, str], list[tuple[int, Coding]]] = defaultdict(list)
    for one in relevant:
        if one.message not in messages:
            raise NoSuchItem("a coding names a reply that is no message of this conversation")
        who, place = messages[one.message]
        found[one.item, who].append((place, one))
    return found
