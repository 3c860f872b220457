"""Dates known only in part stand for every day they can mean."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from candour.bodies.partial_dates import check_partial_date, first_day, in_order, last_day, may_cover


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022-07-14", date(2022, 7, 14), date(2022, 7, 14)),
    ],
)
def test_a_date_known_in_part_runs_from_its_first_day_to_its_last(
    written: str, first: date, last: date
) -> None:
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize(
    "written", ["22", "2022-7", "2022-13", "2022-02-30", "July 2022", "2022-07-14-1", "²022"]
)
def test_what_is_not_a_date_is_refused_with_the_forms_that_are(written: str) -> None:
    with pytest.raises(ValidationError, match="2022-07"):
        check_partial_date(written)


def test_a_change_known_only_to_its_year_leaves_both_names_possible_that_year() -> None:
    middle = date(2022, 6, 1)
    assert may_cover("", "2022", middle)
    assert may_cover("2022", "", middle)
    assert not may_cover("", "2022", date(2023, 1, 1))
    assert not may_cover("2022", "", date(2021, 12, 31))


def test_a_span_that_ends_before_it_begins_is_out_of_order() -> None:
    assert in_order("2022", "2022-03")
    assert in_order("", "1999")
    assert not in_order("2022-04", "2022-03")
