"""How an item of concern stands: who has read it, what may be shown to whom, and what is to be taken of it."""

from collections.abc import Iterable, Sequence
from typing import Any

from candour.accounts.models import User
from candour.evidence.codes import Capacity, Concern, Standing
from candour.evidence.models import Item, Marking
from candour.evidence.review.agreement import Agreement, agreement

READERS = 2


def markings_of(item: Item) -> list[Marking]:
    """In the order made; from what was fetched with the item where it was."""
    return sorted(item.markings.all(), key=lambda one: one.number)


def readers_of(item: Item) -> list[User]:
    """The first reader, then the second."""
    found = {one.reader_id: one.reader for one in markings_of(item) if one.capacity == Capacity.READER}
    return list(found.values())


def last_of(item: Item, reader: Any) -> Marking | None:
    own = [one for one in markings_of(item) if one.reader_id == reader.pk and one.capacity == Capacity.READER]
    return own[-1] if own else None


def is_open(item: Item) -> bool:
    """Whether both readers have marked it: until then nobody sees what another said."""
    return len(readers_of(item)) >= READERS


def shown_to(item: Item, user: Any) -> list[Marking]:
    """Before the second reader has marked, only what the person said themselves."""
    return [one for one in markings_of(item) if is_open(item) or one.reader_id == user.pk]


def standing_of(item: Item) -> Standing:
    if any(one.capacity == Capacity.ADJUDICATOR for one in markings_of(item)):
        return Standing.ADJUDICATED
    if not is_open(item):
        return Standing.AWAITS_SECOND
    first, second = (last_of(item, reader) for reader in readers_of(item)[:READERS])
    same = first is not None and second is not None and first.answer == second.answer
    return Standing.AGREED if same and first.concern != Concern.CANNOT_DECIDE else Standing.DIFFER  # type: ignore[union-attr]


def settled(item: Item) -> Marking | None:
    """What is to be taken of the item: the adjudication, else what both readers said alike, else nothing."""
    match standing_of(item):
        case Standing.ADJUDICATED:
            return [one for one in markings_of(item) if one.capacity == Capacity.ADJUDICATOR][-1]
        case Standing.AGREED:
            return last_of(item, readers_of(item)[0])
        case _:
            return None


def blind_pair(item: Item) -> tuple[Marking, Marking] | None:
    """What both said before either could see the other: the first reader's last word until the second spoke, and that."""
    if not is_open(item):
        return None
    first, second = readers_of(item)[:READERS]
    said = [one for one in markings_of(item) if one.capacity == Capacity.READER]
    opening = next(one for one in said if one.reader_id == second.pk)
    before = [one for one in said if one.reader_id == first.pk and one.number < opening.number]
    return before[-1], opening


def agreements(items: Iterable[Item], behaviours: Sequence[str]) -> dict[str, Agreement]:
    """By what was asked: the concern, its gravity, and each behaviour that at least one reader named.

    Messages that were marked together for saying the same are one judgement, so they count once.
    """
    judged = (item for item in items if item.alike_id is None)
    pairs = [pair for pair in map(blind_pair, judged) if pair is not None]
    named = {code for pair in pairs for one in pair for code in one.behaviours}
    found = {
        "concern": agreement((one.concern, other.concern) for one, other in pairs),
        "gravity": agreement((one.gravity, other.gravity) for one, other in pairs),
    }
    for code in (code for code in behaviours if code in named):
        found[code] = agreement((code in one.behaviours, code in other.behaviours) for one, other in pairs)
    return found


def may_still_read(item: Item, user: Any) -> bool:
    """Whether there is room for this person's marking: they are one of the readers, or fewer than two have read it."""
    readers = readers_of(item)
    return user in readers or len(readers) < READERS


def awaiting(items: Iterable[Item], user: Any) -> list[Item]:
    """Items that this person may read as the second reader; of those that say the same, the one they follow."""
    unread = [one for one in items if not is_open(one) and user not in readers_of(one)]
    known = {one.pk for one in unread}
    return [one for one in unread if one.alike_id not in known]
