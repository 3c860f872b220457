"""Which days a figure is for. Calendar and financial years are never assumed."""

from datetime import date

import pytest

from candour.register.replies.periods import Period, Unsettled, YearBasis, read_period


@pytest.mark.parametrize(
    "written", ["2019", 2019.0, "2019/20", "2019-20", "2019-2020", "19/20", "2018 to 2021"]
)
def test_a_year_that_may_begin_in_january_or_april_is_not_settled(written: object) -> None:
    assert isinstance(read_period(written), Unsettled)


@pytest.mark.parametrize(
    ("written", "basis", "first", "last"),
    [
        ("2019", YearBasis.CALENDAR, date(2019, 1, 1), date(2019, 12, 31)),
        ("2019", YearBasis.FROM_APRIL, date(2019, 4, 1), date(2020, 3, 31)),
        ("2019", YearBasis.TO_MARCH, date(2018, 4, 1), date(2019, 3, 31)),
        ("2019/20", YearBasis.FROM_APRIL, date(2019, 4, 1), date(2020, 3, 31)),
        ("2019/20", YearBasis.TO_MARCH, date(2019, 4, 1), date(2020, 3, 31)),
        ("2018 to 2021", YearBasis.CALENDAR, date(2018, 1, 1), date(2021, 12, 31)),
    ],
)
def test_a_person_says_which_year_is_meant(written: str, basis: YearBasis, first: date, last: date) -> None:
    assert read_period(written, basis) == Period(first, last)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("FY 2019/20", date(2019, 4, 1), date(2020, 3, 31)),
        ("Financial year 2019-20", date(2019, 4, 1), date(2020, 3, 31)),
        ("Calendar year 2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("April 2019 to March 2020", date(2019, 4, 1), date(2020, 3, 31)),
        ("01/04/2019 - 31/03/2020", date(2019, 4, 1), date(2020, 3, 31)),
        ("1st April 2019 to 31 March 2020", date(2019, 4, 1), date(2020, 3, 31)),
        ("Apr 19 - Mar 20", date(2019, 4, 1), date(2020, 3, 31)),
        ("Apr-19 to Mar-20", date(2019, 4, 1), date(2020, 3, 31)),
        ("Jan to Dec 2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("Year ending March 2020", date(2019, 4, 1), date(2020, 3, 31)),
        ("12 months to 31 December 2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("February 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("Sept 2020", date(2020, 9, 1), date(2020, 9, 30)),
        ("2020-01", date(2020, 1, 1), date(2020, 1, 31)),
        ("01/2020", date(2020, 1, 1), date(2020, 1, 31)),
        ("03/04/2021", date(2021, 4, 3), date(2021, 4, 3)),
        ("2021-04-03", date(2021, 4, 3), date(2021, 4, 3)),
        (date(2021, 4, 3), date(2021, 4, 3), date(2021, 4, 3)),
    ],
)
def test_what_names_its_days_needs_nobody(written: object, first: date, last: date) -> None:
    assert read_period(written) == Period(first, last)


@pytest.mark.parametrize(
    "written",
    ["31/02/2020", "Q1", "recently", "", None, "March 2020 to April 2019", "2021 to 2019", "Jan-20"],
)
@pytest.mark.parametrize("basis", [None, *YearBasis])
def test_what_names_no_days_is_never_guessed(written: object, basis: YearBasis | None) -> None:
    assert isinstance(read_period(written, basis), Unsettled)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2024 to date", "up to which day"),
        ("2024 YTD", "up to which day"),
        ("Q1 2024", "January or from April"),
        ("2023/24 Q3", "January or from April"),
        ("Jan 23 to Dec 24", "days or years"),
        ("Year ending 15 March 2024", "no period that is known"),
    ],
)
def test_what_could_be_two_times_says_why_it_settles_nothing(written: str, why: str) -> None:
    said = read_period(written)
    assert isinstance(said, Unsettled)
    assert why in said.why


def test_a_year_with_two_numbers_is_no_calendar_year() -> None:
    assert isinstance(read_period("2019/20", YearBasis.CALENDAR), Unsettled)
