"""Time limits in conduct matters and proceedings, as worked examples: the event, and the last day."""

from datetime import date

import pytest

from candour.procedure import Confidence, Due, Law, Shape, Span, load_law

CASE = {"matter-known": date(2026, 1, 5), "force-kind": "territorial", "linked-matter-under-2012-on-arrival": False}


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


def due(law: Law, rule: str, facts: dict) -> Due:
    found = law.due(rule, CASE | facts)
    assert isinstance(found, Due), found.sentence
    return found


def test_the_officer_answers_in_15_working_days_and_christmas_is_not_counted(law: Law) -> None:
    found = due(law, "hearing.response", {"documents-supplied": date(2026, 12, 11)})

    assert found.due == date(2027, 1, 6)
    assert "28 December 2026: Boxing Day (substitute day)" in found.trail.lines()


def test_an_accelerated_hearing_falls_in_a_window_of_10_to_15_working_days(law: Law) -> None:
    found = due(law, "accelerated-hearing.date", {"accelerated-notice-given": date(2026, 5, 18)})

    assert (found.opens, found.due) == (date(2026, 6, 2), date(2026, 6, 9))
    assert found.too_early_on(date(2026, 6, 1))
    assert found.late_on(date(2026, 6, 10))


def test_notice_of_a_hearing_is_published_by_the_earlier_of_two_readings(law: Law) -> None:
    found = due(law, "hearing.public-notice", {"hearing-date": date(2026, 9, 8)})

    assert found.due == date(2026, 8, 28)
    assert found.confidence is Confidence.UNCONFIRMED
    assert any("1 September 2026" in note for note in found.trail.notes)


def test_the_report_of_a_hearing_is_made_in_five_working_days(law: Law) -> None:
    assert due(law, "hearing.report", {"hearing-completed": date(2026, 5, 22)}).due == date(2026, 6, 1)


def test_a_suspension_by_word_of_mouth_is_confirmed_in_three_working_days(law: Law) -> None:
    found = due(law, "officer-suspension.written-confirmation", {"orally-suspended": date(2026, 4, 2)})

    assert found.due == date(2026, 4, 9)


def test_an_officer_appeals_from_a_meeting_in_seven_working_days(law: Law) -> None:
    found = due(law, "meeting-appeal.notice", {"outcome-report-given": date(2026, 12, 21)})

    assert found.due == date(2027, 1, 4)


@pytest.mark.parametrize(("dismissed", "last"), [("2026-05-22", "2026-05-29"), ("2026-05-23", "2026-06-01")])
def test_a_dismissal_is_reported_to_the_barred_list_in_five_working_days_counting_its_own(
    law: Law, dismissed: str, last: str
) -> None:
    found = due(law, "barred-list.report", {"dismissed": date.fromisoformat(dismissed)})

    assert found.due == date.fromisoformat(last)


def test_a_written_warning_is_live_for_18_months_counting_the_day_it_was_notified(law: Law) -> None:
    found = due(law, "warnings.written", {"warning-notified": date(2026, 8, 31)})

    assert (found.shape, found.due) == (Shape.LIVE_FOR, date(2028, 2, 29))
    assert not found.late_on(date(2028, 3, 1))


def test_a_final_written_warning_is_live_for_two_years_counting_the_day_it_was_notified(law: Law) -> None:
    assert due(law, "warnings.final-written", {"warning-notified": date(2026, 8, 31)}).due == date(2028, 8, 30)


def test_a_career_break_stops_the_clock_of_a_warning(law: Law) -> None:
    away = {"warning-paused-for-career-break": Span(date(2027, 1, 1), date(2027, 1, 31))}

    found = due(law, "warnings.written", {"warning-notified": date(2026, 8, 31)} | away)

    assert found.due == date(2028, 3, 31)


def test_a_period_of_twelve_months_from_a_leap_day_ends_on_the_last_of_february(law: Law) -> None:
    found = due(law, "timeliness.conduct-report", {"matter-known": date(2024, 2, 29)})

    assert found.due == date(2025, 2, 28)
    assert [period.last for period in found.periods(3)] == [date(2025, 2, 28), date(2025, 8, 31), date(2026, 2, 28)]


def test_a_later_progress_notice_runs_from_the_first_working_day_after_the_one_before(law: Law) -> None:
    started = {"investigation-started": date(2026, 3, 2)}
    given = {"officer-progress-notice-given": (date(2026, 3, 27),)}

    first = due(law, "notices.progress", started)
    later = due(law, "notices.progress", started | given)

    assert (first.due, later.due) == (date(2026, 3, 30), date(2026, 4, 26))


@pytest.mark.parametrize(
    ("behaviour", "version", "last"), [("2026-07-12", "2020", "2026-08-31"), ("2026-07-13", "2026", "2026-10-26")]
)
def test_a_suspension_is_reviewed_every_four_weeks_or_since_july_2026_every_twelve(
    law: Law, behaviour: str, version: str, last: str
) -> None:
    facts = {"matter-known": date(2026, 8, 3), "behaviour-occurred": date.fromisoformat(behaviour)}

    found = due(law, "officer-suspension.review", facts | {"officer-suspended": date(2026, 8, 3)})

    assert (found.version.id, found.due) == (version, date.fromisoformat(last))
