"""The arithmetic of periods, by example and by property."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.procedure.calendars import NoCalendarYet, read_calendars
from candour.procedure.counting import Count, Direction, FirstDay, Unit, count_out, months_beginning_with
from candour.procedure.facts import Span
from candour.procedure.law import OWN_LAW
from candour.procedure.trail import Standing, walk

CALENDARS = read_calendars(OWN_LAW)
ENGLAND = CALENDARS["england-and-wales"]
DAYS = st.dates(date(2012, 6, 1), date(2026, 12, 31))
ANY_COUNT = st.builds(
    Count,
    n=st.integers(1, 60),
    unit=st.sampled_from([Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS]),
    first_day=st.sampled_from(FirstDay),
    direction=st.sampled_from(Direction),
)


def ends(trigger: date, n: int, unit: Unit, first_day: FirstDay = FirstDay.NEXT, **more: object) -> date:
    return count_out(trigger, Count(n, unit, first_day, **more), ENGLAND).last


@pytest.mark.parametrize(
    ("trigger", "n", "unit", "first_day", "last"),
    [
        ("2026-03-02", 28, Unit.DAYS, FirstDay.NEXT, "2026-03-30"),
        ("2026-03-02", 56, Unit.DAYS, FirstDay.EVENT, "2026-04-26"),
        ("2026-03-02", 4, Unit.WEEKS, FirstDay.NEXT, "2026-03-30"),
        ("2026-03-06", 4, Unit.WEEKS, FirstDay.NEXT_WORKING_DAY, "2026-04-05"),
        ("2026-05-23", 5, Unit.WORKING_DAYS, FirstDay.EVENT, "2026-06-01"),
        ("2026-12-11", 15, Unit.WORKING_DAYS, FirstDay.NEXT, "2027-01-06"),
        ("2026-08-31", 18, Unit.MONTHS, FirstDay.EVENT, "2028-02-29"),
        ("2026-08-31", 24, Unit.MONTHS, FirstDay.EVENT, "2028-08-30"),
        ("2024-02-29", 1, Unit.YEARS, FirstDay.EVENT, "2025-02-28"),
        ("2025-01-31", 1, Unit.MONTHS, FirstDay.NEXT, "2025-02-28"),
    ],
)
def test_a_period_ends_on_the_day_the_style_of_counting_gives(
    trigger: str, n: int, unit: Unit, first_day: FirstDay, last: str
) -> None:
    assert ends(date.fromisoformat(trigger), n, unit, first_day) == date.fromisoformat(last)


def test_clear_days_leave_whole_working_days_on_both_sides() -> None:
    hearing = date(2026, 9, 8)

    assert ends(hearing, 5, Unit.WORKING_DAYS, direction=Direction.BEFORE) == date(2026, 9, 1)
    assert ends(hearing, 5, Unit.WORKING_DAYS, direction=Direction.BEFORE, clear=True) == date(2026, 8, 28)


def test_a_window_counted_back_opens_before_it_closes() -> None:
    window = Count(5, Unit.WORKING_DAYS, FirstDay.NEXT, to_n=10, direction=Direction.BEFORE)

    counted = count_out(date(2026, 9, 8), window, ENGLAND)

    assert (counted.opens, counted.last) == (date(2026, 8, 24), date(2026, 9, 1))
    assert [day.day for day in walk(counted, ENGLAND)][-1] == counted.opens


def test_a_pause_pushes_the_end_by_each_day_it_takes_out() -> None:
    count = Count(10, Unit.DAYS, FirstDay.NEXT)
    pause = Span(date(2026, 3, 5), date(2026, 3, 7))

    assert count_out(date(2026, 3, 2), count, ENGLAND, (pause,)).last == date(2026, 3, 15)


def test_a_pause_that_lies_in_the_days_added_is_left_out_too() -> None:
    count = Count(10, Unit.DAYS, FirstDay.NEXT)
    pauses = (Span(date(2026, 3, 5), date(2026, 3, 7)), Span(date(2026, 3, 14), date(2026, 3, 14)))

    assert count_out(date(2026, 3, 2), count, ENGLAND, pauses).last == date(2026, 3, 16)


def test_a_count_past_the_last_calendar_says_so_rather_than_guess() -> None:
    with pytest.raises(NoCalendarYet, match="no calendar for 2029 yet"):
        ends(date(2028, 12, 20), 10, Unit.WORKING_DAYS)


@given(DAYS, st.integers(1, 90), st.sampled_from(FirstDay), st.sampled_from(Direction))
def test_a_limit_in_working_days_never_ends_on_a_day_that_is_skipped(
    trigger: date, n: int, first_day: FirstDay, direction: Direction
) -> None:
    assert ENGLAND.is_working(ends(trigger, n, Unit.WORKING_DAYS, first_day, direction=direction))


@given(DAYS, st.integers(0, 40), ANY_COUNT)
def test_a_later_event_never_gives_an_earlier_last_day(trigger: date, later: int, count: Count) -> None:
    first = count_out(trigger, count, ENGLAND).last
    second = count_out(trigger + timedelta(days=later), count, ENGLAND).last

    assert first <= second


@given(DAYS, ANY_COUNT)
def test_the_trail_counts_exactly_the_days_of_the_period(trigger: date, count: Count) -> None:
    counted = count_out(trigger, count, ENGLAND)

    days = [day for day in walk(counted, ENGLAND) if day.standing is Standing.COUNTED]

    assert [day.number for day in days] == list(range(1, len(days) + 1))
    assert len(days) == count.n * (7 if count.unit is Unit.WEEKS else 1)
    assert (days[0].day, days[-1].day) == (counted.first, counted.last)


@given(DAYS, st.integers(1, 120))
def test_the_day_after_a_period_of_months_is_the_corresponding_date_or_the_first_of_the_next_month(
    first: date, months: int
) -> None:
    after = months_beginning_with(first, months) + timedelta(days=1)

    assert after.day == first.day or (after.day == 1 and first.day > 28)


@given(DAYS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 9)), max_size=4), st.integers(1, 40))
def test_pauses_leave_exactly_the_days_that_the_rule_gives(
    trigger: date, breaks: list[tuple[int, int]], n: int
) -> None:
    spans = [(trigger + timedelta(days=start), length) for start, length in breaks]
    pauses = tuple(Span(first, first + timedelta(days=length)) for first, length in spans)

    counted = count_out(trigger, Count(n, Unit.DAYS, FirstDay.NEXT), ENGLAND, pauses)

    assert sum(day.standing is Standing.COUNTED for day in walk(counted, ENGLAND)) == n
