"""Titles of the form `what – force, month year`, with the spellings and exceptions that real lists of them show."""

import pytest

from tests.register.reading import line

ACCOUNT = """

Published 8 Jan 2018
Investigation

A man was arrested by officers. We began our investigation in June 2017. We found no indication that any officer had
behaved in a way that would justify disciplinary proceedings.

IOPC reference

2017/101010
"""

SPELLINGS = {
    "Kent police": "Kent Police",
    "Metropolitan Police service": "Metropolitan Police Service",
    "Metroplitan Police Service": "Metropolitan Police Service",
    "MPS": "Metropolitan Police Service",
    "Hertfordshire Police": "Hertfordshire Constabulary",
    "Lancashire Police": "Lancashire Constabulary",
    "Avon & Somerset Constabulary": "Avon and Somerset Police",
    "Devon and Cornwall": "Devon & Cornwall Police",
    "Dyfed Powys Police": "Dyfed-Powys Police",
    "Dyfed-Powys": "Dyfed-Powys Police",
    "South Yorshire Police": "South Yorkshire Police",
    "Cambridge Constabulary": "Cambridgeshire Constabulary",
    "Surrey Police Force": "Surrey Police",
    "West Midlands": "West Midlands Police",
    "Hampshire Constabulary": "Hampshire & Isle of Wight Constabulary",
    "Greater Manchester Police (GMP)": "Greater Manchester Police",
    "North Wales Police (Heddlu Gogledd Cymru)": "North Wales Police",
    "British Transport Police": "British Transport Police",
    "City of London Police": "City of London Police",
}

MONTHS = {
    "November 2017": "2017-11",
    "Sept 2018": "2018-09",
    "14 July 2018": "2018-07",
    "15 and 16 March 2018": "2018-03",
    "May to June 2017": "2017-05",
    "January and February 2016": "2016-01",
    "between March and May 2014": "2014-03",
    "December 2019 to January 2020": "2019-12",
    "October 2013 – March 2014": "2013-10",
    "2016": None,
}


def title(force: str, when: str) -> str:
    return f"Use of force during an arrest – {force}, {when}"


@pytest.mark.parametrize("written", SPELLINGS)
def test_a_force_is_known_by_every_spelling_that_lists_of_pages_show(written: str):
    assert line(title(written, "May 2017") + ACCOUNT)["force"] == [SPELLINGS[written]]


@pytest.mark.parametrize("written", MONTHS)
def test_the_month_of_a_title_is_its_first_with_the_year_that_goes_with_it(written: str):
    read = line(title("Essex Police", written) + ACCOUNT)
    assert (read["incident_or_title_month"], read["force"]) == (MONTHS[written], ["Essex Police"])


@pytest.mark.parametrize(
    ("written", "forces"),
    [
        ("Kent Police and Sussex Police", ["Kent Police", "Sussex Police"]),
        ("Norfolk and Suffolk Constabularies", ["Norfolk Constabulary", "Suffolk Constabulary"]),
        (
            "Bedfordshire Police, Cambridgeshire Constabulary and Hertfordshire Constabulary",
            ["Bedfordshire Police", "Cambridgeshire Constabulary", "Hertfordshire Constabulary"],
        ),
    ],
)
def test_a_joint_investigation_names_each_of_its_forces(written: str, forces: list[str]):
    assert line(title(written, "May 2017") + ACCOUNT)["force"] == forces


@pytest.mark.parametrize(
    "body", ["National Police Chiefs' Council", "College of Policing", "Home Office", "HM Revenue & Customs"]
)
def test_bodies_that_are_no_forces_are_not_taken_for_one(body: str):
    assert line(title(body, "May 2017") + ACCOUNT)["force"] == []


def test_a_county_in_a_title_is_a_place_and_no_force():
    read = line("Shooting of a man in Kent, Metropolitan Police Service, May 2017" + ACCOUNT)
    assert read["force"] == ["Metropolitan Police Service"]


def test_a_police_and_crime_commissioner_is_no_force():
    assert line(title("Cleveland Police and Crime Commissioner", "May 2017") + ACCOUNT)["force"] == []


def test_a_comma_may_be_missing_before_the_month():
    read = line("Pursuit and collision – Essex Police June 2015" + ACCOUNT)
    assert (read["force"], read["incident_or_title_month"]) == (["Essex Police"], "2015-06")


def test_an_unknown_spelling_is_put_forward_for_a_person_and_never_taken():
    page = title("Lankashire Constabulary", "May 2017") + ACCOUNT
    assert line(page)["force"] == []
    (asked,) = [one for one in line(page)["statements"] if one["field"] == "force"]
    assert (asked["value"], asked["confidence"]) == ("Lancashire Constabulary", "unsure")


def test_no_month_is_guessed_from_the_year_of_a_reference():
    read = line(title("Essex Police", "2016") + ACCOUNT)
    assert read["references"] == ["2017/101010"]
    assert read["incident_or_title_month"] is None


@pytest.mark.parametrize(
    ("told", "forces"),
    [
        (
            "The misconduct inquiry asked whether representatives from West Mercia, West Midlands and Warwickshire forces gave a false"
            " account.",
            ["West Mercia Police", "West Midlands Police", "Warwickshire Police"],
        ),
        (
            "A constable was convicted of assault after an inquiry by Warwickshire Police. He then resigned from West Midlands"
            " Police.",
            ["West Midlands Police"],
        ),
    ],
)
def test_the_forces_whose_officers_a_report_speaks_of(told: str, forces: list[str]):
    assert line("A report\n\n" + told)["force"] == forces


def test_what_a_referral_came_from_has_the_month_and_not_the_referral():
    told = (
        "An inquiry into a Dunmere Police constable\n\nOur independent investigation follows a mandatory referral from the force as"
        " a police vehicle was involved in a collision on 25 May 2029 on Quarry Road.\n\nThe constable may face a misconduct hearing."
    )
    assert line(told)["incident_or_title_month"] == "2029-05"


def test_a_heading_that_is_repeated_below_with_the_sites_name_is_the_title_without_it():
    heading = 'Use of baton was "wrong", an inquiry found'
    page = f"{heading} - The Dunmere Observer\n\n{heading}\n\nA Dunmere Police constable had a case to answer for misconduct.\n"
    assert line(page)["title"] == heading
