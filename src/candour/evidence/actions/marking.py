"""Marking a message of concern, and settling what two readers saw differently."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.deadlines.law import the_law
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.codes import Capacity, Concern
from candour.evidence.marking import is_open, may_still_read, readers_of
from candour.evidence.models import Exhibit, Item, Marking
from candour.evidence.permissions import may_adjudicate, may_mark
from candour.ledger.writing import Record, entry

BEHAVIOURS, STANDARDS, CHARACTERISTICS = (
    "behaviours",
    "standards-of-professional-behaviour",
    "protected-characteristics",
)


@dataclass(frozen=True)
class Answers:
    """What is said of a message. Codes are of the lists above."""

    concern: str
    behaviours: tuple[str, ...] = ()
    characteristics: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    gravity: str = ""
    reasons: str = ""


@dataclass(frozen=True)
class MessagePlace:
    """A message as the readers of exhibits name it: its source's SHA-256 and its place there, and the chat it is in."""

    source: str
    place: str
    chat: str


def mark(
    *,
    exhibit: Exhibit,
    message: MessagePlace,
    answers: Answers,
    by: User,
    at: datetime,
    on: date,
    alike: Sequence[MessagePlace] = (),
) -> Marking:
    """The first marking of a message puts it forward as an item. Blind: what another reader said plays no part.

    Messages `alike` are given the same marking in the same entry, each as an item of its own. Returns the message's.
    """
    require(may_mark(by, exhibit.case_file, on=on))
    _check(answers)
    items = _items(exhibit, (message, *alike), by, at)
    also = (exhibit.case_file, *items[1:])
    with entry("item.mark", subject=items[0], also=also, by=by.pk, at=at, on=on) as record:
        rows = [_put_down(record, item, _marking(item, Capacity.READER, answers, by, at)) for item in items]
        record.note(item=items[0].number, concern=str(answers.concern))
        if alike:
            record.note(alike=len(alike))
    return rows[0]


def _put_down(record: Record, item: Item, marking: Marking) -> Marking:
    if item._state.adding:
        record.save(item)
    return record.save(marking)


def _items(exhibit: Exhibit, places: Sequence[MessagePlace], by: User, at: datetime) -> list[Item]:
    """What was put forward already, and new items for the rest, which follow the first of them."""
    known = {(one.source, one.place): one for one in exhibit.items.prefetch_related("markings__reader")}
    number = exhibit.items.count()
    found: list[Item] = []
    for message in places:
        item = known.get((message.source, message.place))
        if item is not None and not may_still_read(item, by):
            raise EvidenceRefused(_("Two readers have marked this message already."))
        if item is None:
            number += 1
            item = Item(exhibit=exhibit, number=number, put_forward_by=by, put_forward_at=at, **vars(message))
            item.alike = (found[0].alike or found[0]) if found else None
        found.append(item)
    return found


def adjudicate(*, item: Item, answers: Answers, by: User, at: datetime, on: date) -> Marking:
    """By somebody who is neither of the readers, once both have marked. A later one takes the place of an earlier."""
    case_file = item.exhibit.case_file
    require(may_adjudicate(by, case_file, on=on))
    item.refresh_from_db()  # judged by what stands now, not by what the caller read before
    if not is_open(item):
        raise EvidenceRefused(_("Two readers must have marked the message first."))
    if by in readers_of(item):
        raise EvidenceRefused(_("Whoever has marked the message does not settle it. Ask somebody else."))
    _check(answers)
    if answers.concern == Concern.CANNOT_DECIDE or not answers.reasons.strip():
        raise EvidenceRefused(_("Settle it one way or the other, and say why."))
    header = {"also": (case_file,), "by": by.pk, "at": at, "on": on}
    with entry("item.adjudicate", subject=item, **header) as record:  # type: ignore[arg-type]
        row = record.save(_marking(item, Capacity.ADJUDICATOR, answers, by, at))
        record.note(item=item.number, concern=str(answers.concern))
    return row


def _marking(item: Item, capacity: Capacity, answers: Answers, by: User, at: datetime) -> Marking:
    number = 1 if item._state.adding else item.markings.count() + 1
    lists = {name: sorted(getattr(answers, name)) for name in ("behaviours", "characteristics", "standards")}
    said = {"concern": answers.concern, "gravity": answers.gravity, "reasons": answers.reasons.strip()}
    return Marking(item=item, number=number, capacity=capacity, reader=by, at=at, **said, **lists)


def _check(answers: Answers) -> None:
    for name, codes in (
        (BEHAVIOURS, answers.behaviours),
        (STANDARDS, answers.standards),
        (CHARACTERISTICS, answers.characteristics),
    ):
        if not {*codes} <= {*the_law().lists[name].every_code}:
            raise EvidenceRefused(_("Choose from the lists."))
    coded = answers.behaviours or answers.standards or answers.characteristics or answers.gravity
    if answers.concern == Concern.YES and not answers.behaviours:
        raise EvidenceRefused(_("Say which behaviour it may be."))
    if answers.concern == Concern.NO and coded:
        raise EvidenceRefused(_("A message that is not of concern has no behaviour, standard or gravity."))
