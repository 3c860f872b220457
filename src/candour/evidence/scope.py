"""What of an exhibit somebody may look at on a day: the scope that was stated, and what they went outside it for."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from candour.evidence.models import Exhibit, Scope


@dataclass(frozen=True)
class Days:
    """From first to last, both included; None is no limit on that side."""

    first: date | None = None
    last: date | None = None

    @property
    def all(self) -> bool:
        return self.first is None and self.last is None

    def hold(self, day: date | None) -> bool:
        """A message without a known day lies within no limits."""
        if day is None:
            return self.all
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def cover(self, other: "Days") -> bool:
        """Whether no day of the other lies outside these."""
        begun = self.first is None or (other.first is not None and self.first <= other.first)
        return begun and (self.last is None or (other.last is not None and other.last <= self.last))


@dataclass(frozen=True)
class Reach:
    """Nothing is open before a scope is stated. `chats` are keys of chats, None for all of the exhibit's."""

    days: tuple[Days, ...] = ()
    chats: frozenset[str] | None = None
    outside: tuple[Days, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.days or self.outside)

    @property
    def everything(self) -> bool:
        """The whole file, as it came, may be given out."""
        whole = self.chats is None and any(one.all for one in self.days)
        return whole or any(one.all for one in self.outside)

    def opens(self, chat: str) -> bool:
        return bool(self.outside) or (bool(self.days) and (self.chats is None or chat in self.chats))

    def spans(self, chat: str) -> tuple[Days, ...]:
        """The days of one chat that may be seen."""
        agreed = self.days if self.chats is None or chat in self.chats else ()
        return (*agreed, *self.outside)

    def holds(self, chat: str, day: date | None) -> bool:
        return any(one.hold(day) for one in self.spans(chat))

    def covers(self, other: "Reach") -> bool:
        """Whether all that opens under the other opens under this one too, span by span."""
        mine, theirs = self.chats, other.chats
        if mine is not None and (theirs is None or not theirs <= mine):
            return False
        return all(any(own.cover(one) for own in self.days) for one in other.days)


def agreed(scope: Scope | None) -> Reach:
    """What a scope opens to everybody who may read the exhibit."""
    if scope is None:
        return Reach()
    return Reach((Days(scope.first_day, scope.last_day),), frozenset(scope.chats) or None)


def reach_of(exhibit: Exhibit, user: Any, *, on: date) -> Reach:
    """What lies outside opens for the day on which reasons were given, and only under the scope that allowed it."""
    scope = exhibit.scope
    if scope is None:
        return Reach()
    looks = exhibit.outside_looks.filter(user=user, on=on, scope=scope)
    outside = tuple(Days(look.first_day, look.last_day) for look in looks)
    return replace(agreed(scope), outside=outside)
