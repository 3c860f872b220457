"""A letter about to be written, and what the record says for it: days, what is owed, words, the law that governs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from candour.bodies.models import Body
from candour.deadlines.law import day_of, the_law
from candour.deadlines.models import Deadline
from candour.matters.facts import Facts, facts_of
from candour.matters.models import Matter, Party, StatedText


@dataclass(frozen=True)
class Writing:
    """A letter about to be written: the matter, to whom, by whom, on which day."""

    matter: Matter
    recipient: Party | Body
    writer: str
    on: date

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.matter, on=self.on)

    def day(self, name: str) -> date | None:
        return day_of(self.facts.get(name))

    def due(self, rule: str) -> date | None:
        owed = Deadline.objects.for_subject(self.matter.pk).owed().filter(rule=rule)
        if isinstance(self.recipient, Party) and self.recipient.person_id:
            mine = owed.filter(recipient=self.recipient.person_id).first()
            return mine.due if mine else None
        first = owed.first()
        return first.due if first else None

    def said(self, step: str, name: str) -> str:
        """The words given in the newest taking of a step."""
        return self.said_in((step,), name)

    def said_in(self, steps: Collection[str], name: str) -> str:
        """The words given in the newest taking of any of the steps."""
        texts = StatedText.objects.filter(step_taken__matter=self.matter, step_taken__step__in=steps, name=name)
        newest = texts.order_by("-step_taken__at").first()
        return newest.text if newest else ""

    def in_the_words_of(self, rule: str) -> str:
        """The sentence of the version that governs this matter; of the rule's first where the record does not settle it."""
        governing = [one.version for one in the_law().why(rule, self.facts) if one.answer is True]
        return (governing or list(the_law().versions_of(rule)))[0].gist

    @property
    def something_withheld(self) -> bool:
        """Whether something is being kept from the person written to."""
        if not isinstance(self.recipient, Party):
            return False
        theirs = facts_of(self.matter, on=self.on, party=self.recipient)
        return theirs.get("complainant-not-to-be-told") is True
