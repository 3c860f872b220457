"""Who of the people of one text is meant, told as a reader would tell: by number, rank, order, letter and surname."""

from dataclasses import replace

from candour.register.readers.events import Event
from candour.register.readers.people import Mention
from candour.register.readers.persons import Person
from candour.register.readers.role_words import ORDINALS
from candour.register.readers.same_person import alike, conflicts, judged_apart, learn
from candour.register.readers.those_told_of import ThoseToldOf


class Cast(ThoseToldOf):
    """The people of one text, and whom each mention of it means."""

    def whom(self, mention: Mention, event: Event, here: list[Person]) -> list[Person]:
        """Whom a mention means; `here` are those whom the same sentence has spoken of already."""
        if mention.pronoun and not mention.key:
            return self._pronoun(mention, event, here)
        if event.value == "no_indication" and mention.n is None and (known := self.undecided(mention.role)):
            return known
        if mention.nobody and any(one.has("decision") for one in self.people):
            return []
        if mention.key:
            return [self._keyed(mention, event)]
        if mention.rest and (rest := self._rest(mention, event)):
            return rest
        return self._of_group_or_known(mention, event, here)

    def _rest(self, mention: Mention, event: Event) -> list[Person]:
        """`The remaining officers`: of a decision, those of whom nothing was told; of what came of it, those left over."""
        if event.field == "decision" and (self._decided_already() or self.numbers):
            return [self.add(replace(mention, n=mention.n or self._remaining(mention)))]
        return self._left_over(mention)

    def _of_group_or_known(self, mention: Mention, event: Event, here: list[Person]) -> list[Person]:
        """One or some of a group; whom the sentence before named; those of that number and rank; else somebody new."""
        if mention.some_of and event.field == "decision" and self._decided_already():
            return self._told_again(mention, event) or [self.add(mention)]
        if mention.some_of or mention.fresh:
            known = (
                self._awaited(mention, event)
                or self._one_of(mention, event, here)
                or self._member_again(mention, event)
            )
            return [known or self._same_again(mention, event) or self.add(mention)]
        if self._just_named(mention):
            return self.whom(self.spoken, event, here) if self.spoken else []
        if mention.definite:
            return (self._others(mention, here) if mention.others else []) or self._definite(mention, event)
        return [self._indefinite(mention, event, here)]

    def stranger_or(self, mention: Mention) -> Mention:
        """`Mr Surname` of whom nothing was told as an officer is somebody whom the police met."""
        if not (mention.pronoun and mention.key) or mention.key in self.rank_of:
            return mention
        nameless = len(self.people) == 1 and not (self.people[0].plural or self.people[0].key)
        known = nameless or any(one.key == mention.key for one in self.people)
        return mention if known else replace(mention, decoy=True, key="", pronoun=False)

    def made_up_of(self, mentions: list[Mention]) -> list[Person]:
        """`Two constables and a sergeant`, or two names, right after `three officers`: the group's members."""
        group = self.open_group()
        counts = [one.n or 0 for one in mentions]
        known = {one.key for one in self.people if one.key}
        named = all(one.key and one.key not in known for one in mentions)
        fresh = named or not any(one.definite or one.key or one.fresh for one in mentions)
        alike_in_rank = group is not None and all(group.role in {"officer", one.role} for one in mentions)
        if not (group and fresh and alike_in_rank and group.split == 0 and sum(counts) == group.n):
            return []
        return [self.add(one, group) for one in mentions]

    def another(self, mention: Mention) -> Person:
        """`Neither the driver nor the inspector`: two people, though the first was of no rank."""
        return self.add(mention)

    def _pronoun(self, mention: Mention, event: Event, here: list[Person]) -> list[Person]:
        if mention.plural and event.field == "decision" and self.told_together and not here:
            return [self.add(one) for one in self.told_together]
        if self.spoken and self.spoken.plural == mention.plural:
            return self.whom(self.spoken, event, here)
        if mention.plural:
            member = len(here) == 1 and not here[0].plural and here[0].of in self.focus
            return here if member else self.focus or self.last(plural=True)
        single = [one for one in self.focus if not one.plural]
        return single[-1:] or self.last(plural=False) or self.focus[-1:]

    def _keyed(self, mention: Mention, event: Event) -> Person:
        known = next((one for one in self.people if one.key == mention.key), None)
        if known:
            self._join_group(known, mention)
            return learn(known, mention)
        if mention.some_of and (group := self.open_group()) and not group.key:
            return self.add(mention, group)
        nameless = [
            one for one in self.people if not one.key and not one.plural and alike(one.role, mention.role)
        ]
        if mention.key.startswith(("name", "letter")) and len(self.people) == 1 and nameless:
            nameless[0].key = mention.key
            return learn(nameless[0], mention)
        unnamed = [one for one in nameless if any(tied.event.value == event.value for tied in one.tied)]
        if mention.key.startswith(("name", "letter")) and event.field == "outcome" and len(unnamed) == 1:
            unnamed[0].key = mention.key
            return learn(unnamed[0], mention)
        kind, _, which = mention.key.partition(" ")
        if kind == "ordinal" and which == "first" and (first := self._first_of(mention)):
            return learn(first, mention)
        named = next((one for one in self.people if which in one.names), None)
        if named:
            return self.add(mention, named)
        in_order = kind == "ordinal" and event.field in {"outcome", "proceeding"}
        return self.add(mention, self.open_group(least=ORDINALS.index(which) + 1) if in_order else None)

    def _join_group(self, known: Person, mention: Mention) -> None:
        """`One of those officers, PC Surname`, who was told of before: now it is known of which group."""
        group = self.open_group()
        if mention.some_of and group and known.of is None and alike(group.role, known.role):
            known.of = group
            group.split += 1

    def _one_of(self, mention: Mention, event: Event, here: list[Person]) -> Person | None:
        """A member of the group last told of; not of one to which something else has happened."""
        if mention.fresh and not mention.definite:
            return None
        for group in sorted(self.open_groups(), key=lambda one: mention.plural and one not in here):
            if mention.definite and not mention.plural and _ended_otherwise(group, event):
                continue
            roomy = group.n is None or mention.n is None or (group.left() or 0) >= mention.n
            if roomy and group.n != mention.n:
                return self.add(mention, group)
            if not mention.definite or not mention.plural:
                return None
        return None

    def _definite(self, mention: Mention, event: Event) -> list[Person]:
        if not mention.plural:
            return [self._single(mention, event)]
        if mention.n is not None:
            return self._of_number(mention, event)
        group = self.open_group()
        if group and group.split and group.role == "officer" != mention.role and group in self.people:
            return [self.add(replace(mention, n=group.left()), group)]
        if mention.nobody and event.field == "decision" and (rest := self._not_told_of(mention)):
            return rest
        known = [one for one in self.people if one.plural and alike(one.role, mention.role) and one.concerned]
        return (
            known[-1:]
            or self.last(plural=True, role=mention.role)
            or [one for one in self.people if not one.plural and alike(one.role, mention.role)]
            or [self.add(self._counted(mention))]
        )

    def _single(self, mention: Mention, event: Event) -> Person:
        """One spoken of before; else one of a group that may hold such a one; else somebody new."""
        known = self.last(plural=False, role=mention.role, event=event, mention=mention)
        if known and not (mention.described and judged_apart(known[0], event)):
            return learn(known[0], mention)
        group = self.open_group()
        held = group if group and alike(group.role, mention.role) and group.left() != 0 else None
        return self.add(mention, held)

    def _of_number(self, mention: Mention, event: Event) -> list[Person]:
        """`The three`: a group of three; else everybody, or those who can be barred, if they are three."""
        parted = [one for one in self.people if one.plural and one.split and one.left() == mention.n]
        if mention.others and parted:
            return [self.add(mention, parted[-1])]
        fits = [
            one
            for one in self.people
            if one.n == mention.n and (mention.bare or alike(one.role, mention.role))
        ]
        if event.field in {"outcome", "proceeding"}:
            fits = [one for one in fits if not one.cleared] or fits
        told = [one for one in fits if any(each.event.value == event.value for each in one.tied)]
        if fits and mention.plural:
            return [learn(one, mention) for one in (told or fits)[-1:]]
        if uncounted := self._uncounted(mention):
            return [uncounted]
        if event.field in {"outcome", "proceeding"} and (larger := self._larger(mention)):
            return [self.add(mention, larger)]
        everybody = [one for one in self.people if one.left() != 0 and _may_count(one, mention)]
        ended = [one for one in everybody if one.has("outcome") and not one.only_proven]
        dismissed = [one for one in ended if one.dismissed]
        for some in (dismissed if event.field == "standing" else everybody, everybody, ended):
            if some and sum(one.left() or 0 for one in some) == mention.n:
                return some
        singles = [one for one in self.people if not one.plural and _may_count(one, mention)]
        return singles[-(mention.n or 1) :] if len(singles) >= (mention.n or 1) else [self.add(mention)]

    def _indefinite(self, mention: Mention, event: Event, here: list[Person]) -> Person:
        if mention.plural:
            same = self.last(plural=True, role=mention.role, n=mention.n, mention=mention)
            if same and same[0].n and event.value == "no_indication":
                return self.add(mention)
            known = same and same[0] not in here and not (mention.n and conflicts(same[0], event))
            return learn(same[0], mention) if known else self.add(mention)
        group = self.open_group()
        if group and event.field == "decision" and any(one.event.value == event.value for one in group.tied):
            return group
        if group and group in self.focus and event.field in {"outcome", "proceeding"} and group.n is not None:
            return self.add(mention, self._parent_of(group, event) or group)
        if again := self._decided_of(mention, event, here):
            return learn(again, mention)
        single = self.last(plural=False, role=mention.role, mention=mention)
        named = bool(single) and single[0].key.startswith("name") and event.field == "decision"
        if single and single[0] not in here and not named and not conflicts(single[0], event):
            return learn(single[0], mention)
        return self.add(mention)


def _may_count(person: Person, mention: Mention) -> bool:
    """`The two inspectors` are no constables; `all four officers` may be anybody told of."""
    return mention.role == "officer" or alike(person.role, mention.role)


def _ended_otherwise(group: Person, event: Event) -> bool:
    """Something else was decided about all of them; what a court did, or what is only to come, does not part them."""
    outcomes = [one.event for one in group.tied if one.event.field == "outcome"]
    ended = any(one.value != "pending" and not one.criminal for one in outcomes)
    return ended and conflicts(group, event)
