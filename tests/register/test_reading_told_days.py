"""Days that a report tells by their distance from its own day: worked out from it, and marked as worked out."""

import pytest

from candour.register.readers.dates import dates_in
from tests.register.reading import line, read

REPORT = """Officer sacked over false notes

By Ann Example, crime reporter

{day}

A Wexmoor Constabulary officer was dismissed without notice at a misconduct hearing {told}, after he had lied about a
visit. The watchdog, the IOPC, said it had looked into the case.
"""

TOLD = {
    "on Wednesday": "2031-03-12",
    "on Friday": "2031-03-14",
    "last Friday": "2031-03-07",
    "yesterday": "2031-03-13",
    "earlier this month": "2031-03",
    "on Thursday evening (6 March)": "2031-03-06",
}


@pytest.mark.parametrize(("told", "day"), TOLD.items())
def test_a_day_told_by_its_distance_is_worked_out_from_the_day_of_the_report(told: str, day: str):
    subject = line(REPORT.format(day="14 March 2031", told=told))["subjects"][0]
    assert subject["outcome_date"] == day


def test_a_day_that_was_worked_out_says_so():
    page = line(REPORT.format(day="14 March 2031", told="on Wednesday"))
    (stated,) = [one for one in page["statements"] if one["field"] == "outcome_date"]
    assert stated["reader"] == "worked-out-day"
    assert stated["derived_from"] == "published_date"


def test_a_day_that_is_written_is_not_marked_as_worked_out():
    page = line(REPORT.format(day="14 March 2031", told="on 12 March 2031"))
    (stated,) = [one for one in page["statements"] if one["field"] == "outcome_date"]
    assert stated["reader"] == "news"
    assert "derived_from" not in stated


def test_without_the_day_of_the_report_no_weekday_is_worked_out():
    assert line(REPORT.format(day="", told="on Wednesday"))["subjects"][0]["outcome_date"] is None


def test_a_report_that_gives_only_its_month_tells_of_no_weekday():
    told = read(REPORT.format(day="", told="on Wednesday"), address="https://paper.example/2031/03/officer")
    assert not [one for one in told.statements if one.field == "outcome_date"]


def test_a_weekday_that_is_still_to_come_is_the_next_one():
    (day,) = dates_in("he will appear at a hearing on monday", now="2031-03-14")
    assert (day.value, day.worked_out) == ("2031-03-17", True)


def test_a_weekday_within_an_older_story_is_not_that_of_the_week_of_the_report():
    days = list(dates_in("he was stopped on 3 may 2030. on tuesday he went back", now="2031-03-14"))
    assert [one.value for one in days] == ["2030-05-03"]


def test_opening_hours_are_no_days():
    assert not list(dates_in("call us from monday to friday", now="2031-03-14"))


def test_a_weekday_beside_a_day_without_a_year_tells_the_year():
    (day,) = dates_in("at a hearing on tuesday, august 2.", year=2021)
    assert day.value == "2022-08-02"


def test_a_day_whose_weekday_fits_no_year_near_it_is_left_out():
    assert not list(dates_in("on tuesday (january 14), he left", year=2021))
