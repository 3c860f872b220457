"""What can be read in two ways, or of two people, is put forward for a person to judge and is not told as sure."""

from typing import Any

from tests.register.reading import line

NEWS = "Dunmere officers at hearing over messages\n\nBy Alex Example, crime reporter\n\n3 June 2031\n\n"


def page(account: str) -> dict[str, Any]:
    return line(NEWS + account + "\n\nThe hearing was told of the messages, Dunmere Police said.\n")


def outcomes(account: str) -> list[list[str]]:
    return [one["outcome"] for one in page(account)["subjects"]]


def unsure(account: str) -> set[str]:
    told = [one for one in page(account)["statements"] if one["field"] == "outcome"]
    return {one["value"] for one in told if one["confidence"] == "unsure"}


def test_an_officer_both_sacked_and_warned_is_sure_only_of_what_was_told_first():
    account = "An officer was sacked by a misconduct panel and was handed a final written warning."
    assert outcomes(account) == [["dismissed_without_notice"]]
    assert unsure(account) == {"final_written_warning"}


def test_a_bare_finding_beside_what_came_of_another_is_not_sure():
    account = "PC Robin Sample was dismissed without notice. A panel found that PC Kit Other had committed gross misconduct."
    assert outcomes(account) == [["dismissed_without_notice"]]
    assert unsure(account) == {"gross_misconduct_proven"}


def test_a_finding_of_the_only_officer_told_of_is_sure():
    account = "A misconduct panel found that PC Kit Other had committed gross misconduct."
    assert outcomes(account) == [["gross_misconduct_proven"]]


def test_a_conviction_without_charge_trial_or_sentence_is_not_sure():
    account = (
        "The officer was given a written warning at a misconduct meeting. The officer was later convicted."
    )
    assert unsure(account) == {"convicted"}


def test_no_prospect_of_a_conviction_is_no_conviction():
    account = (
        "Prosecutors saw no realistic prospect of conviction for any offence. A misconduct meeting was held for the"
        " officer, who was given management advice."
    )
    (officer,) = page(account)["subjects"]
    assert officer["outcome"] == ["management_action"]
    assert not {"criminal_trial", "management_action"} & set(officer["proceeding"])


def test_those_who_are_named_are_not_told_again_as_a_group():
    account = (
        "Two officers were dismissed without notice after a misconduct hearing. PC Robin Sample was dismissed without"
        " notice for lying. PC Kit Other was dismissed without notice for helping."
    )
    assert outcomes(account) == [["dismissed_without_notice"], ["dismissed_without_notice"]]


def test_a_man_whom_officers_arrested_and_who_was_cleared_in_court_is_no_officer():
    account = (
        "Two officers were given final written warnings at a misconduct hearing. A man they arrested for assault, which he was later found not"
        " guilty of, said he had been hurt."
    )
    assert [one["outcome"] for one in page(account)["subjects"]] == [["final_written_warning"]]


def test_whom_a_chair_dismissed_is_told_after_the_word():
    account = (
        "The chair dismissed two serving officers and would have dismissed three former officers, had they still been"
        " serving."
    )
    found = [(one["n"], one["serving_or_former"], one["outcome"]) for one in page(account)["subjects"]]
    assert found == [
        (2, "serving", ["dismissed_without_notice"]),
        (3, "former", ["would_have_been_dismissed"]),
    ]


def test_two_more_officers_with_another_outcome_are_not_the_two_before():
    account = (
        "Two police officers were sacked for lying. Two officers have been given a final written warning at a"
        " misconduct hearing."
    )
    assert [(one["n"], one["outcome"]) for one in page(account)["subjects"]] == [
        (2, ["dismissed_without_notice"]),
        (2, ["final_written_warning"]),
    ]


def test_each_row_of_a_list_of_hearings_is_an_officer():
    rows = "".join(
        f"Police Constable | 203{year} | Expedited (Chief Constable-led) | Honesty | Gross misconduct found |"
        " Dismissal without notice |\n"
        for year in (1, 2)
    )
    found = line("Misconduct hearings\n\nDunmere Police lists its hearings here.\n\n" + rows)["subjects"]
    assert [(one["role"], one["outcome"]) for one in found] == [("pc", ["dismissed_without_notice"])] * 2


def test_figures_of_the_watchdog_tell_of_no_officer():
    found = line(
        "Higher percentage of IOPC investigations lead to dismissal\n\nPublished: 09 Dec 2031\nNews\n\nOur report shows"
        " that of 85 cases, 41 (48%) led to a finding and 20 (24%) officers were dismissed without notice. Eight pleaded"
        " guilty, of whom six (75%) were officers.\n"
    )
    assert (found["doc_type"], found["subjects"]) == ("foi_or_statistics", [])


def test_what_the_force_had_referred_before_somebody_complained_began_as_a_conduct_matter():
    found = line(
        "Update: Investigation into an exchange in Dunmere\n\nFootage of an exchange was shared on social media. Dunmere"
        " Police voluntarily referred the matter. We started an independent investigation and subsequently received a"
        " complaint about the officers.\n"
    )
    assert (found["doc_type"], found["matter_type"]) == ("iopc_press_release", "conduct_matter")


def test_a_hearing_that_was_told_of_last_march_tells_its_month():
    found = line(
        "Officer looked up call logs\n\nPublished 7 November 2031\n\nThe hearing, held at Dunmere Police headquarters on"
        " Friday, was told the officer looked up two logs while off duty in March this year. A PC was dismissed without"
        " notice at the misconduct hearing.\n\nThe force said: “We expect better of our officers.”\n"
    )
    assert found["incident_or_title_month"] == "2031-03"
