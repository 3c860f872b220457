"""Who of the people of one text is meant, told as a reader would tell: by number, rank, order, letter and surname."""

from dataclasses import replace

from candour.register.readers.company import Company
from candour.register.readers.events import Event
from candour.register.readers.people import Mention
from candour.register.readers.persons import Person
from candour.register.readers.role_words import ORDINALS
from candour.register.readers.same_person import alike, conflicts, learn


class Cast(Company):
    """The people of one text, and whom each mention of it means."""

    def whom(self, mention: Mention, event: Event, here: list[Person]) -> list[Person]:
        """Whom a mention means; `here` are those whom the same sentence has spoken of already."""
        if mention.pronoun and not mention.key:
            return self._pronoun(mention, event, here)
        if mention.nobody and any(one.has("decision") for one in self.people):
            return []
        if mention.key:
            return [self._keyed(mention, event)]
        if mention.rest and event.field == "decision" and self._decided_already():
            return [self.add(mention)]
        if mention.rest and (left := self._left_over(mention)):
            return left
        if mention.some_of and event.field == "decision" and self._decided_already():
            return self._told_again(mention, event) or [self.add(mention)]
        if mention.some_of or mention.fresh:
            known = self._one_of(mention, event) or self._member_again(mention, event)
            return [known or self._same_again(mention, event) or self.add(mention)]
        if self._just_named(mention):
            return self.whom(self.spoken, event, here) if self.spoken else []
        if mention.definite:
            return (self._others(mention, here) if mention.others else []) or self._definite(mention, event)
        return [self._indefinite(mention, event, here)]

    def _just_named(self, mention: Mention) -> bool:
        """`The last case is that of PC Surname. The officer will face …`: whoever the sentence before named."""
        named = self.spoken if self.spoken and self.spoken.n == 1 and self.spoken.key else None
        plain = mention.definite and mention.n == 1 and not mention.key and mention.role == "officer"
        return bool(named and plain and named.key.startswith("name"))

    def _decided_already(self) -> bool:
        """`Five had a case to answer and two had none`: the two are not of the five."""
        group = self.open_group()
        return group is not None and group.has("decision")

    def _left_over(self, mention: Mention) -> list[Person]:
        """`The remaining officer`, once more: the one who had nothing to answer when others had."""
        fits = [one for one in self.people if one.cleared and one.role == mention.role]
        return [one for one in fits if one.plural == mention.plural][-1:]

    def _told_again(self, mention: Mention, event: Event) -> list[Person]:
        """`One of the officers also had a case to answer` for something else: that group had one already."""
        group = self.open_group()
        answering = group is not None and any(
            one.event.value.startswith("case_to_answer") for one in group.tied
        )
        same = group is not None and any(one.event.value == event.value for one in group.tied)
        again = mention.definite and (answering if event.value == "case_to_answer" else same)
        return [group] if group and again else []

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
        if self.spoken and self.spoken.plural == mention.plural:
            return self.whom(self.spoken, event, here)
        if mention.plural:
            many = [one for one in self.focus if one.plural] or (self.focus if len(self.focus) > 1 else [])
            return many or self.focus or self.last(plural=True)
        single = [one for one in self.focus if not one.plural]
        return single[-1:] or self.last(plural=False) or self.focus[-1:]

    def _keyed(self, mention: Mention, event: Event) -> Person:
        known = next((one for one in self.people if one.key == mention.key), None)
        if known:
            return learn(known, mention)
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

    def _first_of(self, mention: Mention) -> Person | None:
        """`The first sergeant`, after `a sergeant` and `a second sergeant`: the one who was told of without a number."""
        told = [one for one in self.people if not one.plural and one.role == mention.role]
        second = next((place for place, one in enumerate(told) if one.key == "ordinal second"), 0)
        first = told[second - 1] if second else None
        return first if first and not first.key else None

    def _others(self, mention: Mention, here: list[Person]) -> list[Person]:
        """`The first will attend a hearing and the other two meetings`: those who have something to answer, but for the first."""
        told = [one for one in self.people if not one.plural and one.has("decision") and not one.cleared]
        rest = [one for one in told if one not in here and alike(one.role, mention.role)]
        return rest if here and len(rest) == mention.n else []

    def _one_of(self, mention: Mention, event: Event) -> Person | None:
        """A member of the group last told of; not of one to which something else has happened."""
        if mention.fresh and not mention.definite:
            return None
        for group in self.open_groups():
            if mention.definite and not mention.plural and _ended_otherwise(group, event):
                continue
            roomy = group.n is None or mention.n is None or (group.left() or 0) >= mention.n
            if roomy and group.n != mention.n:
                return self.add(mention, group)
            if not mention.definite or not mention.plural:
                return None
        return None

    def _member_again(self, mention: Mention, event: Event) -> Person | None:
        """`Two received final warnings and the third a warning`, of three who have been told apart already."""
        if event.field not in {"outcome", "proceeding"} or not mention.some_of or mention.key:
            return None
        fits = [
            one
            for one in self.people
            if one.n == mention.n and not one.key and one.has("decision") and alike(one.role, mention.role)
        ]
        fits = [one for one in fits if not one.cleared and (not one.has("outcome") or one.only_proven)]
        return fits[0] if len(fits) == 1 else None

    def _same_again(self, mention: Mention, event: Event) -> Person | None:
        """`One of its officers was dismissed` right after one officer was told to have been: the same one."""
        only = self.people[0] if len(self.people) == 1 else None
        told = only is not None and any(one.event.value == event.value for one in only.tied)
        return only if told and mention.some_of and mention.definite and not mention.plural else None

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

    def _not_told_of(self, mention: Mention) -> list[Person]:
        """`None of the officers had a case to answer`, where one of several has been told of: he and the others."""
        singles = [one for one in self.people if alike(one.role, mention.role)]
        counted = max(self.numbers, default=0)
        if any(one.plural or one.has("decision") for one in singles) or not 0 < len(singles) < counted:
            return []
        return [*singles, self.add(replace(mention, n=counted - len(singles)))]

    def _counted(self, mention: Mention) -> Mention:
        """`The officers`, where the text has counted officers only once: as many as were counted."""
        counted = next(iter(self.numbers)) if len(self.numbers) == 1 and mention.role == "officer" else None
        return replace(mention, n=counted)

    def _single(self, mention: Mention, event: Event) -> Person:
        """One spoken of before; else one of a group that may hold such a one; else somebody new."""
        known = self.last(plural=False, role=mention.role, event=event)
        if known:
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
        told = [one for one in fits if any(each.event.value == event.value for each in one.tied)]
        if fits and mention.plural:
            return [learn(one, mention) for one in (told or fits)[-1:]]
        if event.field in {"outcome", "proceeding"} and (larger := self._larger(mention)):
            return [self.add(mention, larger)]
        everybody = [one for one in self.people if one.left() != 0]
        ended = [one for one in everybody if one.has("outcome") and not one.only_proven]
        dismissed = [one for one in ended if one.dismissed]
        for some in (dismissed if event.field == "standing" else everybody, everybody, ended):
            if some and sum(one.left() or 0 for one in some) == mention.n:
                return some
        singles = [one for one in self.people if not one.plural]
        return singles[-(mention.n or 1) :] if len(singles) >= (mention.n or 1) else [self.add(mention)]

    def _parent_of(self, group: Person, event: Event) -> Person | None:
        """`Three of the five were dismissed. One officer was warned`: one of the five, not of the three."""
        roomy = group.of is not None and (group.of.left() or 0) > 0
        return group.of if roomy and conflicts(group, event) else None

    def _larger(self, mention: Mention) -> Person | None:
        """`The two officers who faced a hearing`, after four who had something to answer: two of those four."""
        groups = [one for one in self.open_groups() if one.has("decision") and not one.cleared]
        fits = [
            one for one in groups if (one.left() or 0) > (mention.n or 0) and alike(one.role, mention.role)
        ]
        return fits[0] if len(fits) == 1 and not mention.bare else None

    def _indefinite(self, mention: Mention, event: Event, here: list[Person]) -> Person:
        if mention.plural:
            same = self.last(plural=True, role=mention.role, n=mention.n)
            if same and same[0].n and event.value == "no_indication":
                return self.add(mention)
            known = same and same[0] not in here and not (mention.n and conflicts(same[0], event))
            return learn(same[0], mention) if known else self.add(mention)
        group = self.open_group()
        if group and event.field == "decision" and any(one.event.value == event.value for one in group.tied):
            return group
        if group and group in self.focus and event.field in {"outcome", "proceeding"} and group.n is not None:
            return self.add(mention, self._parent_of(group, event) or group)
        single = self.last(plural=False, role=mention.role)
        if single and single[0] not in here and not conflicts(single[0], event):
            return learn(single[0], mention)
        return self.add(mention)


def _ended_otherwise(group: Person, event: Event) -> bool:
    """Something else was decided about all of them; what a court did, or what is only to come, does not part them."""
    outcomes = [one.event for one in group.tied if one.event.field == "outcome"]
    ended = any(one.value != "pending" and not one.criminal for one in outcomes)
    return ended and conflicts(group, event)
