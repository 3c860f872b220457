"""A deadline's trail, drawn as a small calendar."""

from datetime import date, timedelta

from candour.look.samples import long_trail, short_trail
from candour.look.trails import Cell, Trail, trail_of


def cell_on(trail: Trail, month: str, number: int) -> Cell:
    weeks = next(each.weeks for each in trail.months if each.name == month)
    return next(cell for week in weeks for cell in week if cell and cell.number == number)


def test_counted_days_are_numbered_and_skipped_days_give_their_reason() -> None:
    trail = short_trail()

    assert cell_on(trail, "March 2026", 30).mark == "start"
    assert cell_on(trail, "March 2026", 31).mark == "1"
    assert cell_on(trail, "April 2026", 3).words == "not counted: Good Friday"
    assert cell_on(trail, "April 2026", 7).words == "counted as day 4"
    assert cell_on(trail, "April 2026", 15).words == "counted as day 10, the last day"


def test_the_reasons_are_listed_with_their_days() -> None:
    listed = {group.reason: group.words for group in short_trail().skipped}

    assert listed["Easter Monday"] == "6 April 2026"
    assert listed["Weekend"] == "4 days"


def test_weeks_outside_the_trail_are_left_out() -> None:
    march, april = short_trail().months

    assert len(march.weeks) == 1
    assert len(april.weeks) == 3


def test_a_long_trail_folds_the_months_between_its_ends() -> None:
    trail = long_trail()

    shown = [month.name for month in (*trail.first_months, *trail.last_months)]

    assert shown == ["January 2026", "February 2026", "June 2026", "July 2026"]
    assert [month.name for month in trail.middle_months] == ["March 2026", "April 2026", "May 2026"]


def test_an_unbroken_pause_is_given_by_its_ends() -> None:
    days = [
        (date(2026, 1, 1) + timedelta(days=n), n > 9, "with the other body" if n < 10 else "")
        for n in range(12)
    ]

    (group,) = trail_of(days).skipped

    assert group.words == "1 January 2026 to 10 January 2026"


def test_a_trail_with_no_days_has_no_months() -> None:
    assert trail_of([]).months == ()
