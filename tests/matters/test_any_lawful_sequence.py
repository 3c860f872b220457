"""Whatever steps are taken, in any order that the law allows, the record accounts for every row."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.accounts.access import NotPermitted
from candour.accounts.models import User
from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline
from candour.ledger.models import LedgerEntry
from candour.ledger.verification import verify
from candour.matters.actions import StepRefused, take
from candour.matters.actions.taking import Limbs
from candour.matters.models import Matter, MatterLink, Track
from candour.matters.steps import standings
from candour.procedure.calendars import NoCalendarYet
from tests.make.chance import drawn_answers, drawn_limbs
from tests.make.matters import a_complaint, an_allegation, decided
from tests.make.moments import at_nine
from tests.make.people import (
    a_casework_manager,
    a_decision_maker,
    a_director,
    a_handler,
    a_reviewer,
    an_assessor,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
BEGINNING = date(2026, 3, 2)
LONGEST = 22


class Course:
    """One complaint, worked by chance; days pass between the steps."""

    def __init__(self, draw: Any) -> None:
        self.draw, self.day = draw, BEGINNING
        self.handler, self.decider = a_handler(), a_decision_maker()
        others = [an_assessor(), a_director(), a_casework_manager(), a_reviewer()]
        self.staff: list[User] = [self.handler, self.handler, self.decider, self.decider, *others]
        self.matter = a_complaint(received=BEGINNING)
        self.allegation = an_allegation(self.matter, self.handler, on=BEGINNING)
        self.taken: list[str] = []

    def go_on(self) -> None:
        self.day += timedelta(days=self.draw(st.sampled_from([0, 1, 3, 29, 40, 200])))
        self._decide_the_allegation()
        who = self.draw(st.sampled_from(self.staff))
        open_now = [one.step for one in standings(self.matter, who, on=self.day) if one.open]
        if open_now:
            self._take(self.draw(st.sampled_from(open_now)), who)

    def _decide_the_allegation(self) -> None:
        """Now and then, with a decision that any handling allows."""
        if self.allegation.decision or not self.draw(st.booleans()):
            return
        try:
            decided(self.allegation, self.decider, on=self.day, decision="withdrawn")
        except NotPermitted:
            self.allegation.refresh_from_db()

    def _take(self, step: Any, who: User) -> None:
        at = at_nine(self.day) + timedelta(minutes=len(self.taken))
        answers, limbs = (
            drawn_answers(self.draw, step, self.matter, at),
            drawn_limbs(self.draw, step, self.matter, self.day),
        )
        entries = LedgerEntry.objects.count()
        try:
            take(
                step.key, matter=self.matter, by=who, on=self.day, at=at, answers=answers, limbs=Limbs(limbs)
            )
            self.taken.append(step.key)
        except (StepRefused, NotPermitted, NoCalendarYet):
            self.matter = Matter.objects.get(pk=self.matter.pk)
            assert LedgerEntry.objects.count() == entries


def what_always_holds(matter: Matter) -> None:
    stored = Matter.objects.get(pk=matter.pk)
    for track in Track:
        lifecycle = the_law().lifecycles.get(track)
        assert getattr(matter, track) == getattr(stored, track)
        assert lifecycle is None or getattr(stored, track) in lifecycle.states
    if stored.handling in {"ceased", "converted"}:
        assert not Deadline.objects.for_subject(stored.pk).owed().exists()
    assert MatterLink.objects.filter(other=stored).exists() is (stored.handling == "converted")


@given(data=st.data())
@settings(max_examples=10)
def test_any_sequence_of_lawful_steps_leaves_the_record_clean(data: st.DataObject) -> None:
    with transaction.atomic():
        course = Course(data.draw)
        for _ in range(LONGEST):
            course.go_on()
            what_always_holds(course.matter)
        found = verify()
        assert found.findings == [], course.taken
        transaction.set_rollback(True)
