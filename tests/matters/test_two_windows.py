"""Two people with the same matter open: one takes the step, the other is told, and nothing is half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from candour.accounts.models import User
from candour.ledger.verification import verify
from candour.ledger.writing import Overtaken
from candour.matters.actions import StepRefused
from candour.matters.models import Matter, MatterLink, StepTaken
from tests.make.courses import (
    being_handled,
    review_body_worked_out,
    withdrawal_decided,
    withdrawn,
)
from tests.make.matters import (
    MONDAY,
    a_logged_complaint,
    a_recorded_complaint,
    all_limbs,
    decided,
    states_of,
    step,
)
from tests.make.people import a_decision_maker, a_handler
from tests.make.threads import all_at_once, alone

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
RECORD = {"recording_reason": "complainant-wish", "copy_to_subject": "give"}
LONG_ENOUGH_TO_LOOK = 2.0
"""Seconds: one who began later than that only looks later, and must be refused all the same."""


def window(matter: Matter, key: str, by: User, **said: Any) -> Callable[[], object]:
    """A page that was opened before anybody took a step."""
    seen = Matter.objects.with_names().get(pk=matter.pk)
    return lambda: step(key, seen, by, MONDAY, **said)


def test_of_two_who_record_it_at_once_one_is_told() -> None:
    matter = a_logged_complaint(a_handler())
    windows = [window(matter, "complaint.record", a_handler(), **RECORD) for _ in range(2)]
    failures = all_at_once(*windows)
    assert [type(failure) in {Overtaken, StepRefused} for failure in failures] == [True]
    assert StepTaken.objects.filter(matter=matter, step="complaint.record").count() == 1
    assert verify().ok


def deciding_and_suspending() -> tuple[Matter, Callable[[], object], Callable[[], object]]:
    """Different tracks, so that neither overwrites the other: the second must see what the first has done."""
    matter, decider = being_handled(), a_decision_maker()
    decided(matter.allegations.get(), decider, on=MONDAY)
    review_body_worked_out(matter, MONDAY)
    said = {"outcome_decided": MONDAY, "findings": "-", "action_taken": "-"}
    held = {"hold_scope": "whole", "next_look": date(2026, 9, 1), "reasons": "-"}
    limbs = all_limbs("suspension-prejudice", True)
    deciding = window(matter, "handling.decide-outcome", decider, **said)
    return matter, deciding, window(matter, "hold.suspend", decider, limbs=limbs, **held)


def test_a_page_opened_before_another_step_cannot_take_one_that_is_closed_by_it() -> None:
    matter, deciding, suspending = deciding_and_suspending()
    suspending()
    with pytest.raises(StepRefused, match="It is suspended"):
        deciding()
    assert Matter.objects.get(pk=matter.pk).handling == "otherwise"


def test_of_deciding_and_suspending_at_once_only_one_is_done() -> None:
    matter, deciding, suspending = deciding_and_suspending()
    failures = all_at_once(deciding, suspending)
    after = Matter.objects.get(pk=matter.pk)
    assert [type(failure) for failure in failures] == [StepRefused]
    assert (after.handling, after.hold) in {("decided", "none"), ("otherwise", "suspended")}
    assert verify().ok


def test_a_step_that_waited_for_its_turn_looks_again_at_what_was_written_meanwhile() -> None:
    matter, deciding, suspending = deciding_and_suspending()
    with ThreadPoolExecutor(1) as somebody_else:
        with transaction.atomic():
            suspending()
            waiting = somebody_else.submit(alone, deciding)
            assert wait([waiting], timeout=LONG_ENOUGH_TO_LOOK).not_done
        with pytest.raises(StepRefused, match="It is suspended"):
            waiting.result()
    assert Matter.objects.get(pk=matter.pk).handling == "otherwise"
    assert verify().ok


def test_of_two_who_carry_it_on_at_once_one_conduct_matter_comes() -> None:
    matter, decider = a_recorded_complaint(a_handler()), a_decision_maker()
    withdrawn(matter)
    seen = [Matter.objects.with_names().get(pk=matter.pk) for _ in range(2)]
    works = [lambda one=one: withdrawal_decided(one, decider, MONDAY, goes_on=True) for one in seen]
    failures = all_at_once(*works)
    assert [type(failure) in {Overtaken, StepRefused} for failure in failures] == [True]
    assert MatterLink.objects.count() == 1
    assert Matter.objects.filter(kind="conduct").count() == 1
    assert verify().ok


def test_two_updates_at_once_leave_one_clock() -> None:
    matter, handler = a_recorded_complaint(a_handler()), a_handler()
    told = {"party": matter.parties.get(), "channel": "email", "views": "Statements are being taken."}
    failures = all_at_once(*[window(matter, "keeping-informed.update", handler, **told) for _ in range(2)])
    assert [type(failure) for failure in failures if not isinstance(failure, Overtaken)] == []
    assert states_of(matter, "keeping-informed.progress").count("open") == 1
    assert verify().ok
