"""Who of those told of so far fits what a mention says of number, work and fate: looked up, never added."""

from dataclasses import replace

from candour.register.readers.company import Company
from candour.register.readers.events import Event
from candour.register.readers.people import Mention
from candour.register.readers.persons import Person
from candour.register.readers.same_person import alike, conflicts, of_other_work


class ThoseToldOf(Company):
    """The company of a text, asked for those who fit."""

    def of_those_spoken(self, mention: Mention) -> bool:
        """`Two detention officers made poor checks. One detention officer was warned`: one of the two."""
        spoken = self.spoken if mention.counted_one and not mention.key else None
        return bool(spoken and spoken.plural and spoken.role == mention.role and self.open_group())

    def _just_named(self, mention: Mention) -> bool:
        """`The last case is that of PC Surname. The officer will face …`: whoever the sentence before named."""
        named = self.spoken if self.spoken and self.spoken.n == 1 and self.spoken.key else None
        plain = mention.definite and mention.n == 1 and not mention.key and mention.role == "officer"
        introduced = self.spoken if self.spoken and self.spoken.fresh and self.spoken.definite else None
        turned_to = introduced and mention.n == 1 and mention.definite and not mention.key
        return bool((named and plain and named.key.startswith("name")) or (turned_to and not mention.fresh))

    def _decided_already(self) -> bool:
        """`Five had a case to answer and two had none`: the two are not of the five."""
        group = self.open_group()
        return group is not None and group.has("decision")

    def _remaining(self, mention: Mention) -> int | None:
        """`The remaining officers`, of four of whom one has been told of: three."""
        told = [one for one in self.people if one.has("decision") and alike(one.role, mention.role)]
        left = max(self.numbers, default=0) - sum(one.n or 0 for one in told if one.of is None)
        return left if left > 0 and not any(one.n is None for one in told) else None

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

    def _awaited(self, mention: Mention, event: Event) -> Person | None:
        """`Their colleague will face performance procedures`: the first whose performance was judged, and no more told."""
        if event.value != "upp" or not mention.fresh or mention.plural:
            return None
        judged = (
            one
            for one in self.people
            if any(each.event.value == "performance_issue" for each in one.tied) and not one.has("outcome")
        )
        return next((one for one in judged if not one.plural and alike(one.role, mention.role)), None)

    def _same_again(self, mention: Mention, event: Event) -> Person | None:
        """`One of its officers was dismissed` right after one officer was told to have been: the same one."""
        only = self.people[0] if len(self.people) == 1 else None
        told = only is not None and any(one.event.value == event.value for one in only.tied)
        return only if told and mention.some_of and mention.definite and not mention.plural else None

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

    def _uncounted(self, mention: Mention) -> Person | None:
        """`The inspectors`, and later `both inspectors`: now it is known how many they are."""
        fits = [one for one in self.people if one.n is None and not one.split and one.role == mention.role]
        if mention.role == "officer" or mention.others or len(fits) != 1:
            return None
        fits[0].n = mention.n
        return fits[0]

    def _decided_of(self, mention: Mention, event: Event, here: list[Person]) -> Person | None:
        """`The force agreed that the performance of one member of staff was poor`: the one of whom we said so."""
        fits = [one for one in self.people if not (one.plural or one in here) and one.role == mention.role]
        fits = [one for one in fits if not of_other_work(one, mention)]
        told = [one for one in fits if any(each.event.value == event.value for each in one.tied)]
        return told[0] if event.field == "decision" and len(told) == 1 else None

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
