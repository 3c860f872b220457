"""Whose phones the story is read from: the owner's number, what the address book calls people, and which receipts came."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from candour.evidence.worked.group import Act, Happening, Person

WRITTEN = {Act.WROTE, Act.PHOTO, Act.POLL}
GROUP = "120363000000000042"


@dataclass(frozen=True, slots=True)
class Phone:
    """`nicknames` puts the owner's own names for people in place of the usual ones."""

    owner: Person
    nicknames: bool = False

    def calls(self, person: Person) -> str:
        surname = person.name.removeprefix("PC ")
        return f"{surname} (B Relief)" if self.nicknames else person.name


@dataclass(frozen=True, slots=True)
class Received:
    """What the sender's phone knows of one recipient, in milliseconds; None where nothing came back."""

    recipient: Person
    delivered: int | None
    read: int | None


def digits(person: Person) -> str:
    return person.number.removeprefix("+").replace(" ", "")


def address(person: Person) -> str:
    return f"{digits(person)}@s.whatsapp.net"


def milliseconds(at: datetime) -> int:
    """The story's clock is taken for UTC in the databases."""
    return int(at.replace(tzinfo=UTC).timestamp() * 1000)


def key_of(one: Happening) -> str:
    return hashlib.sha256(f"key {one.number}".encode()).hexdigest()[:32].upper()


def file_sha256(picture: str) -> str:
    """The same for the same picture, whoever sent it."""
    return hashlib.sha256(f"picture {picture}".encode()).hexdigest()


def members_at_end(story: Iterable[Happening]) -> list[Person]:
    present: dict[Person, None] = {}
    for one in story:
        match one.act:
            case Act.CREATED | Act.JOINED_BY_LINK:
                present[one.who] = None
            case Act.ADDED:
                present |= dict.fromkeys(one.others)
            case Act.LEFT:
                present.pop(one.who, None)
            case Act.REMOVED:
                present.pop(one.others[0], None)
            case _:
                pass
    return list(present)


def receipts(story: Sequence[Happening], phone: Phone) -> dict[int, list[Received]]:
    """By number of what the owner sent: who got it. Every third recipient has not read it, every seventh never got it."""
    found: dict[int, list[Received]] = {}
    for place, one in enumerate(story):
        if one.act in WRITTEN and one.who == phone.owner:
            others = [who for who in members_at_end(story[:place]) if who != phone.owner]
            found[one.number] = [_received(one, who, number) for number, who in enumerate(others)]
    return found


def _received(one: Happening, who: Person, number: int) -> Received:
    at = milliseconds(one.at)
    got = at + 1_500 + number if number % 7 else None
    return Received(who, got, at + 60_000 + number if got and number % 3 else None)


def edit_of(one: Happening, story: Iterable[Happening]) -> Happening | None:
    return next((late for late in story if late.act is Act.EDITED and late.about == one.number), None)


def deletion_of(one: Happening, story: Iterable[Happening]) -> Happening | None:
    return next((late for late in story if late.act is Act.DELETED and late.about == one.number), None)
