"""One thing said of one person and one item, and the rules by which it may be said: what shows it, and how strongly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from candour.evidence.exposure.items import Trace
from candour.evidence.exposure.presence import Presence
from candour.evidence.exposure.terms import Because, Exposure, Known, Stance, Strength
from candour.evidence.exposure.testimony import Coding
from candour.evidence.records import ReceiptState


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


ARRIVED = (ReceiptState.PLAYED, ReceiptState.READ, ReceiptState.DELIVERED)
RESPONSES = (Exposure.REACTED, Exposure.REPLIED, Exposure.REPORTED)
_DEPARTURES = (Because.LEFT, Because.WAS_REMOVED)


def membership(there: Presence, receipts: Sequence[Trace]) -> Finding:
    """The phone that sent it keeps a receipt for each member of that moment: such a row proves membership by itself."""
    if receipts and (there.exposure is Exposure.OUTSIDE or there.strength is not Strength.PROVED):
        return Finding(Exposure.MEMBER, Strength.PROVED, Because.RECEIPT, cites_of(receipts))
    return as_it_stands(there)


def as_it_stands(there: Presence) -> Finding:
    return Finding(there.exposure, there.strength, there.because, there.cites)


def received(
    membership: Finding, arrived: Sequence[Trace], phone: tuple[str, ...], responded: bool
) -> Finding:
    if arrived:
        return Finding(Exposure.RECEIVED, Strength.PROVED, Because.RECEIPT, arrived[0].cites)
    if phone:
        return Finding(Exposure.RECEIVED, Strength.PROVED, Because.ON_THEIR_PHONE, phone)
    if responded:
        return Finding(Exposure.RECEIVED, Strength.INFERRED, Because.RESPONDED, membership.cites)
    if membership.exposure is Exposure.MEMBER and membership.strength is not Strength.UNKNOWN:
        return Finding(Exposure.RECEIVED, Strength.INFERRED, Because.MEMBER_THEN, membership.cites)
    return Finding(Exposure.RECEIVED, Strength.UNKNOWN, Because.MEMBERSHIP_UNCLEAR, membership.cites)


def delivered(arrived: Sequence[Trace], phone: tuple[str, ...], raw: Sequence[Trace]) -> Finding:
    if arrived or not phone:
        return by_receipt(Exposure.DELIVERED, arrived[::-1], raw)
    return Finding(Exposure.DELIVERED, Strength.PROVED, Because.ON_THEIR_PHONE, phone)


def read(receipts: Sequence[Trace], answers: tuple[str, ...]) -> Finding:
    if receipts or not answers:
        return by_receipt(Exposure.READ, receipts)
    return Finding(Exposure.READ, Strength.INFERRED, Because.RESPONDED, answers)


def by_receipt(exposure: Exposure, receipts: Sequence[Trace], raw: Sequence[Trace] = ()) -> Finding:
    """Proved by a receipt; without one unknown, whatever else is there."""
    if receipts:
        first = receipts[0]
        return Finding(exposure, Strength.PROVED, Because.RECEIPT, cites_of(receipts), first.at)
    if raw:
        return Finding(exposure, Strength.UNKNOWN, Because.RAW_RECEIPT, cites_of(raw))
    return Finding(exposure, Strength.UNKNOWN, Because.NO_RECEIPT)


def reply(link: Trace | None, codings: Sequence[Coding]) -> Finding:
    stances = {one.stance for one in codings}
    messages = [one.message for one in codings]
    because = Because.LINKED_REPLY if link else Because.READ_AS_REPLY
    return Finding(
        Exposure.REPLIED,
        Strength.PROVED if link else Strength.INFERRED,
        Because.READERS_DIFFER if len(stances) > 1 else because,
        tuple(dict.fromkeys([*(link.cites if link else ()), *messages])),
        link.at if link else None,
        stance=stances.pop() if len(stances) == 1 else None,
    )


def cites_of(traces: Iterable[Trace]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cite for one in traces for cite in one.cites))


def left_afterwards(there: Presence, by_one: Sequence[Presence]) -> list[Finding]:
    """Going after the item, where the stay in which it was sent is known. Nothing is said of why."""
    found = _went(there)
    if not any(one.strength is Strength.PROVED for one in found):
        recorded = [one for each in by_one for one in _went(each) if one.strength is Strength.PROVED]
        found = recorded[:1] or found
    return found


def _went(there: Presence) -> list[Finding]:
    if there.stay is None or there.strength is Strength.UNKNOWN:
        return []
    end = there.stay.end
    if end.known is Known.CERTAIN and end.because in _DEPARTURES:
        at = end.earliest.at if end.earliest else None
        return [Finding(Exposure.LEFT_AFTERWARDS, Strength.PROVED, end.because, end.cites, at, other=end.by)]
    if end.because in (Because.PAST_MEMBER, Because.NOT_ON_FINAL_LIST, Because.CAME_AGAIN):
        return [Finding(Exposure.LEFT_AFTERWARDS, Strength.INFERRED, Because.WENT_UNRECORDED, end.cites)]
    return []
