"""The people that a text has told of so far, and what is known of them: ranks, numbers, and who was spoken of last."""

from candour.register.readers.events import Event
from candour.register.readers.people import Mention
from candour.register.readers.persons import Person, Tied
from candour.register.readers.same_person import alike, dismissed, learn, of_other_work


class Company:
    """Everybody told of, in the order in which something is said to have been decided or done about them."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.focus: list[Person] = []
        self.spoken: Mention | None = None
        self.told_together: list[Mention] = []
        self.ranks: set[str] = set()
        self.waiting: list[Tied] = []
        self.rank_of: dict[str, str] = {}
        self.numbers: set[int] = set()
        self.introduced: set[str] = set()

    @property
    def surnames(self) -> frozenset[str]:
        """Of those who were named with a rank."""
        keys = {*self.rank_of, *(one.key for one in self.people)}
        return frozenset(one.removeprefix("name ") for one in keys if one.startswith("name "))

    @property
    def holds_groups(self) -> bool:
        return any(one.plural for one in self.people)

    @property
    def holds_singles(self) -> bool:
        return any(not one.plural for one in self.people)

    def somebody(self, n: int | None = 1) -> Person:
        """A person not spoken of before; of the rank the text speaks of, where it speaks of only one."""
        self.people.append(Person(self.rank_known("officer") if n else "officer", n))
        self._give_waiting(self.people[-1])
        return self.people[-1]

    def heard(self, mentions: list[Mention], *, events: bool) -> None:
        """What a sentence adds to knowing who is meant later: ranks, and who was spoken of last without an event."""
        named = [one for one in mentions if not (one.pronoun or one.decoy)]
        for one in named:
            self._name_the_only_one(one)
            self._learn_that_former(one)
            self._rank_the_only_one(one)
            if one.key and one.role != "officer":
                self.rank_of[one.key] = one.role
        self.numbers |= {one.n for one in named if one.n and one.n > 1}
        self.ranks |= {one.role for one in named if one.role != "officer" and one.n == 1}
        heading = named[-1] if named and not events else None
        if named or events:
            together = all(one.n and not (one.definite or one.key or one.some_of) for one in named)
            self.told_together = named if together and not events and len(named) > 1 else []
        self.spoken = None if events else (heading or self.spoken)
        if heading and heading.fresh:
            self.focus = []

    def _name_the_only_one(self, mention: Mention) -> None:
        """The one person told of so far gets a name and a rank in the next sentence."""
        only = self.people[0] if len(self.people) == 1 else None
        nameless = only and not only.plural and not only.key
        if (
            only
            and nameless
            and mention.key.startswith(("name", "letter"))
            and alike(only.role, mention.role)
        ):
            only.key = mention.key
            learn(only, mention)

    def _rank_the_only_one(self, mention: Mention) -> None:
        """`An officer was dismissed. The 31-year-old constable …`: a rank not told before, and yet `the`, is that one's."""
        only = self.people[0] if len(self.people) == 1 else None
        ranked = mention.role not in {"officer", *self.introduced}
        if only and only.n == mention.n == 1 and mention.definite and not mention.key and ranked:
            only.role = mention.role if only.role == "officer" else only.role
        self.introduced.add(mention.role)

    def _learn_that_former(self, mention: Mention) -> None:
        """`The former officer` after one person has been told of is that person."""
        only = self.people[0] if len(self.people) == 1 else None
        if only and not only.plural and mention.former and mention.definite and not mention.plural:
            only.former = only.former or (alike(only.role, mention.role) and not dismissed(only))

    def undecided(self, role: str = "") -> list[Person]:
        """Those who were arrested or under notice, where nothing has been decided about anybody."""
        told = any(one.has("decision") or one.has("outcome") for one in self.people)
        alone = not told and all(not role or alike(one.role, role) for one in self.people)
        return [one for one in self.people if one.n and one.tied and not one.split] if alone else []

    def rank_known(self, role: str) -> str:
        return next(iter(self.ranks)) if role == "officer" and len(self.ranks) == 1 else role

    def _give_waiting(self, person: Person) -> None:
        """A hearing told before anybody was named is that of the first who is."""
        person.tied += self.waiting
        self.waiting = []

    def add(self, mention: Mention, of: Person | None = None) -> Person:
        one_rank = mention.n == 1 and mention.definite and not of and not mention.key.startswith("ordinal")
        ranked = self.rank_known(mention.role) if one_rank else mention.role
        role = mention.role if ranked == "police_staff" else ranked
        role = self.rank_of.get(mention.key, role) if role == "officer" else role
        person = Person(
            role,
            mention.n,
            mention.key,
            mention.former,
            of,
            mention.names,
            another=mention.fresh,
            work=mention.work,
        )
        self._give_waiting(person)
        if of:
            of.split += mention.n or 1
            person.role = of.role if mention.role == "officer" else mention.role
        self.people.append(person)
        return person

    def last(
        self,
        *,
        plural: bool,
        role: str = "officer",
        n: int | None = None,
        event: Event | None = None,
        mention: Mention | None = None,
    ) -> list[Person]:
        """The last who fits; of what a panel did, the last who had something to answer, if anybody had."""
        fits = [
            one
            for one in reversed(self.people)
            if one.plural == plural and alike(one.role, role) and (n is None or one.n == n)
        ]
        fits = [one for one in fits if one.role == role != "officer"] or fits
        fits = [one for one in fits if not (mention and of_other_work(one, mention))]
        due = "performance_issue" if event and event.value == "upp" else "case_to_answer"
        answering = [one for one in fits if one.decided(due)] or [one for one in fits if not one.cleared]
        disciplined = event is not None and event.field in {"outcome", "proceeding"}
        return (answering if disciplined and answering else fits)[:1]

    def open_group(self, least: int = 1) -> Person | None:
        """The first of those that are open."""
        return next(iter(self.open_groups(least)), None)

    def open_groups(self, least: int = 1) -> list[Person]:
        """Groups with people not spoken of on their own, the last first; those just spoken of before; `the fourth` needs four."""
        groups = [
            one
            for one in reversed(self.people)
            if one.plural and (one.n is None or (one.n >= least and (one.left() or 0) > 0))
        ]
        return sorted(groups, key=lambda one: (one not in self.focus, not one.concerned))
