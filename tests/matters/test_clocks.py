"""The clocks of a matter: what moves them, what only ends them, and what a corrected text of the law does not do."""

from datetime import date

import pytest

from candour.deadlines.explaining import explain
from candour.deadlines.models import Deadline, DeadlineMove
from candour.ledger.writing import entry
from candour.matters.models import Matter
from tests.make.courses import outcome_provided, updated
from tests.make.matters import a_logged_complaint, a_recorded_complaint, due, states_of, step
from tests.make.moments import at_nine
from tests.make.people import a_handler

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
FORWARDED = {"misdirected_received": date(2026, 3, 10), "misdirected_forwarded": date(2026, 3, 16)}


def the_clock(matter: Matter, rule: str) -> Deadline:
    found: Deadline = Deadline.objects.for_subject(matter.pk).owed().get(rule=rule)
    return found


def test_days_that_do_not_count_move_the_clock_and_the_old_day_stays() -> None:
    matter = outcome_provided()
    step("review.misdirected", matter, a_handler(), date(2026, 3, 16), **FORWARDED)
    move = DeadlineMove.objects.get(deadline=the_clock(matter, "review.application"))
    assert (move.old_due, move.new_due) == (date(2026, 3, 30), date(2026, 4, 6))
    assert (move.reason, move.by) == ("review.misdirected", a_handler())


def test_a_step_that_changes_no_fact_of_a_clock_moves_nothing() -> None:
    matter = a_recorded_complaint(a_handler())
    assert not DeadlineMove.objects.exists()
    assert states_of(matter, "keeping-informed.progress") == ["open"]


def written_under_another_text(clock: Deadline) -> None:
    """As if the law's text had been corrected since the day was worked out."""
    clock.version_hash, clock.due = "0" * 64, date(2026, 4, 3)
    with entry(
        "deadline.reconsider", subject=clock, by=None, at=at_nine(date(2026, 3, 3)), on=None
    ) as record:
        record.save(clock)


def test_a_corrected_text_of_the_law_moves_nothing_by_itself() -> None:
    matter = outcome_provided()
    written_under_another_text(the_clock(matter, "review.application"))
    step("review.misdirected", matter, a_handler(), date(2026, 3, 16), **FORWARDED)
    assert due(matter, "review.application") == date(2026, 4, 3)
    assert not DeadlineMove.objects.exists()


def test_the_page_says_that_the_text_has_changed_and_what_the_day_would_be() -> None:
    matter = outcome_provided()
    clock = the_clock(matter, "review.application")
    written_under_another_text(clock)
    explained = explain(clock)
    assert not explained.same_text
    assert explained.would_be == date(2026, 3, 30)


def test_every_clock_cites_the_version_that_gave_its_day() -> None:
    matter = a_logged_complaint(a_handler())
    clock = the_clock(matter, "keeping-informed.progress")
    explained = explain(clock)
    assert (clock.version, clock.edition) == ("2020", 2)
    assert explained.version is not None
    assert explained.same_text
    assert explained.version.hash == clock.version_hash


def test_an_update_meets_one_clock_and_starts_the_next() -> None:
    handler = a_handler()
    matter = a_logged_complaint(handler)
    for day in (date(2026, 3, 9), date(2026, 3, 23), date(2026, 4, 20)):
        updated(matter, handler, day)
    assert states_of(matter, "keeping-informed.progress") == ["met", "met", "met", "open"]
    assert due(matter, "keeping-informed.progress") == date(2026, 5, 18)


def test_what_ends_the_matter_cancels_its_clocks_and_meets_none() -> None:
    matter = outcome_provided()
    step("handling.close", matter, a_handler(), date(2026, 3, 31), actions_done="-")
    assert states_of(matter, "review.application") == ["cancelled"]
    assert not Deadline.objects.for_subject(matter.pk).owed().exists()
