"""The people of one text, told apart as a reader would tell them apart: by number, rank, order, letter and surname."""

from dataclasses import dataclass, field

from candour.register.readers.events import Event
from candour.register.readers.people import Mention
from candour.register.statements import Span


@dataclass(slots=True)
class Tied:
    """An event tied to a person; `sure` where its own sentence names whom it is about, or nobody else can be meant."""

    event: Event
    sentence: Span
    sure: bool


@dataclass(eq=False, slots=True)
class Person:
    """One person, or several treated alike; `of` is the group that they were first spoken of in."""

    role: str
    n: int | None
    key: str = ""
    former: bool = False
    of: "Person | None" = None
    split: int = 0
    tied: list[Tied] = field(default_factory=list)

    @property
    def plural(self) -> bool:
        return self.n is None or self.n > 1

    def has(self, field: str) -> bool:
        return any(one.event.field == field for one in self.tied)

    @property
    def concerned(self) -> bool:
        """More is told of them than that their conduct was looked at."""
        return any(
            one.event.field in {"decision", "outcome", "proceeding"} or one.event.criminal
            for one in self.tied
        )

    def left(self) -> int | None:
        """How many of a group are not spoken of on their own."""
        return None if self.n is None else self.n - self.split


class Cast:
    """The people of one text, in the order in which something is said to have been decided or done about them."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.focus: list[Person] = []
        self.spoken: Mention | None = None
        self.ranks: set[str] = set()
        self.waiting: list[Tied] = []

    def whom(self, mention: Mention, event: Event, here: list[Person]) -> list[Person]:
        """Whom a mention means; `here` are those whom the same sentence has spoken of already."""
        if mention.pronoun and not mention.key:
            return self._pronoun(mention, event, here)
        if mention.nobody and any(one.has("decision") for one in self.people):
            return []
        if mention.key:
            return [self._keyed(mention, event)]
        if mention.some_of or mention.fresh:
            return [self._one_of(mention) or self._new(mention)]
        if mention.definite:
            return self._definite(mention)
        return [self._indefinite(mention, event, here)]

    def somebody(self, n: int | None = 1) -> Person:
        """A person not spoken of before; of the rank the text speaks of, where it speaks of only one."""
        self.people.append(Person(self._rank("officer"), n))
        self._give_waiting(self.people[-1])
        return self.people[-1]

    def heard(self, mentions: list[Mention], *, events: bool) -> None:
        """What a sentence adds to knowing who is meant later: ranks, and who was spoken of last without an event."""
        named = [one for one in mentions if not (one.pronoun or one.decoy)]
        self.ranks |= {one.role for one in named if one.role != "officer" and one.n == 1}
        heading = named[-1] if named and not events else None
        self.spoken = None if events else (heading or self.spoken)
        if heading and heading.fresh:
            self.focus = []

    def _rank(self, role: str) -> str:
        return next(iter(self.ranks)) if role == "officer" and len(self.ranks) == 1 else role

    def _give_waiting(self, person: Person) -> None:
        """A hearing told before anybody was named is that of the first who is."""
        person.tied += self.waiting
        self.waiting = []

    def _new(self, mention: Mention, of: Person | None = None) -> Person:
        role = self._rank(mention.role) if mention.n == 1 and mention.definite and not of else mention.role
        person = Person(role, mention.n, mention.key, mention.former, of)
        self._give_waiting(person)
        if of:
            of.split += mention.n or 1
            person.role = of.role if mention.role == "officer" else mention.role
        self.people.append(person)
        return person

    def _pronoun(self, mention: Mention, event: Event, here: list[Person]) -> list[Person]:
        if self.spoken and self.spoken.plural == mention.plural:
            return self.whom(self.spoken, event, here)
        if mention.plural:
            many = [one for one in self.focus if one.plural] or (self.focus if len(self.focus) > 1 else [])
            return many or self.focus or self._last(plural=True)
        single = [one for one in self.focus if not one.plural]
        return single[-1:] or self._last(plural=False) or self.focus[-1:]

    def _last(self, *, plural: bool, role: str = "officer", n: int | None = None) -> list[Person]:
        for person in reversed(self.people):
            if person.plural == plural and _alike(person.role, role) and (n is None or person.n == n):
                return [person]
        return []

    def _keyed(self, mention: Mention, event: Event) -> Person:
        known = next((one for one in self.people if one.key == mention.key), None)
        if known:
            return _learn(known, mention)
        nameless = [
            one for one in self.people if not one.key and not one.plural and _alike(one.role, mention.role)
        ]
        if mention.key.startswith("name") and len(self.people) == 1 and nameless:
            nameless[0].key = mention.key
            return _learn(nameless[0], mention)
        group = (
            self._group()
            if mention.key.startswith("ordinal") and event.field in {"outcome", "proceeding"}
            else None
        )
        return self._new(mention, group)

    def _group(self) -> Person | None:
        """The last group that still has people not spoken of on their own; one just spoken of goes first."""
        groups = [
            one
            for one in reversed(self.people)
            if one.plural and (one.left() is None or (one.left() or 0) > 0)
        ]
        ordered = sorted(groups, key=lambda one: (one not in self.focus, not one.concerned))
        return ordered[0] if ordered else None

    def _one_of(self, mention: Mention) -> Person | None:
        group = self._group()
        if group is None or (mention.fresh and not mention.definite):
            return None
        fits = group.n is None or mention.n is None or (group.left() or 0) >= mention.n
        return self._new(mention, group) if fits and group.n != mention.n else None

    def _definite(self, mention: Mention) -> list[Person]:
        if not mention.plural:
            single = self._last(plural=False, role=mention.role)
            return [_learn(single[0], mention)] if single else [self._new(mention)]
        if mention.n is not None:
            same = self._last(plural=True, role=mention.role, n=mention.n)
            singles = [one for one in self.people if not one.plural]
            return same or (singles[-mention.n :] if len(singles) >= mention.n else [self._new(mention)])
        known = [
            one for one in self.people if one.plural and _alike(one.role, mention.role) and one.concerned
        ]
        return (
            known[-1:]
            or self._last(plural=True, role=mention.role)
            or [one for one in self.people if not one.plural]
            or [self._new(mention)]
        )

    def _indefinite(self, mention: Mention, event: Event, here: list[Person]) -> Person:
        if mention.plural:
            same = self._last(plural=True, role=mention.role, n=mention.n)
            return same[0] if same and same[0] not in here else self._new(mention)
        group = self._group()
        if group and group in self.focus and event.field in {"outcome", "proceeding"} and group.n is not None:
            return self._new(mention, group)
        single = self._last(plural=False, role=mention.role)
        if single and single[0] not in here and not _conflicts(single[0], event):
            return _learn(single[0], mention)
        return self._new(mention)


def _alike(one: str, other: str) -> bool:
    return one == other or "officer" in {one, other}


def _learn(person: Person, mention: Mention) -> Person:
    """A later mention may tell the rank that an earlier one left out."""
    if person.role == "officer":
        person.role = mention.role
    person.former = person.former or mention.former
    return person


def _conflicts(person: Person, event: Event) -> bool:
    """Two different decisions, or two different outcomes, of two single officers are those of two people."""
    return event.field in {"decision", "outcome"} and any(
        one.event.field == event.field and one.event.value != event.value for one in person.tied
    )
