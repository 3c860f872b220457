"""What words say was found: opinions are no findings, meetings have panels, and a warning may never have been given."""

from typing import Any

from tests.register.reading import line

HEAD = "Search of records – Dunmere Police, May 2029\n\nPublished 12 May 2031\nInvestigation\n\n"
TAIL = "\n\nIOPC reference\n\n2029/134343\n"


def page(account: str) -> dict[str, Any]:
    return line(HEAD + account + TAIL)


def first(account: str) -> dict[str, Any]:
    found: dict[str, Any] = page(account)["subjects"][0]
    return found


def test_a_hearing_at_which_he_was_dismissed_is_no_case_dismissed():
    account = "The officer was charged. At an accelerated misconduct hearing on 2 May 2030 he was dismissed without notice."
    assert first(account)["outcome"] == ["dismissed_without_notice"]


def test_a_case_dismissed_by_a_hearing_is_not_proven():
    account = "The hearing took place in May 2030 and the case against the officer was dismissed."
    assert first(account)["outcome"] == ["not_proven"]


def test_neither_officer_had_breached_anything_and_both_had_a_hearing():
    account = (
        "A constable had a case to answer for gross misconduct and a sergeant had a case to answer for misconduct. In"
        " February 2030, a disciplinary panel found that neither officer had breached the standards."
    )
    told = [(one["proceeding"], one["outcome"], one["outcome_date"]) for one in page(account)["subjects"]]
    assert told == [(["hearing"], ["not_proven"], "2030-02")] * 2


def test_what_a_tribunal_could_find_is_a_case_to_answer_on_every_line():
    account = (
        "Based on the evidence available, we were of the opinion that a tribunal, properly directed, could find that:\n\n"
        "  • two officers had committed gross misconduct in the way they spoke to the woman\n"
        "  • a third officer had committed misconduct in what he wrote\n\nWe completed our investigation in May 2030."
    )
    told = [(one["n"], one["decision"], one["outcome"]) for one in page(account)["subjects"]]
    assert told == [(2, "case_to_answer_gross", []), (1, "case_to_answer_misconduct", [])]


def test_what_the_force_disagreed_with_is_no_finding():
    account = (
        "We were of the opinion that the officer had a case to answer for gross misconduct. The force disagreed that"
        " the officer's actions amounted to gross misconduct."
    )
    assert first(account)["outcome"] == []


def test_the_panel_of_a_meeting_is_no_hearing():
    account = "A misconduct meeting was held in May 2030. The panel decided that misconduct was not proven."
    assert first("The officer had a case to answer for misconduct. " + account)["proceeding"] == ["meeting"]


def test_a_warning_that_would_have_been_given_was_not():
    account = (
        "The constable had a case to answer for misconduct. He resigned. The meeting found misconduct proven and"
        " decided that he would have received a written warning had he still been serving."
    )
    assert first(account)["outcome"] == ["resigned", "misconduct_proven"]


def test_the_day_of_an_appeal_is_not_that_of_the_dismissal():
    account = (
        "The officer was dismissed without notice at a hearing in December 2029. He appealed to the Police Appeals"
        " Tribunal, which upheld the dismissal in July 2030."
    )
    assert first(account)["outcome_date"] == "2029-12"


def test_a_hearing_that_has_been_scheduled_is_to_come():
    account = "The officer had a case to answer for gross misconduct. The hearing has been scheduled for September 2031."
    assert first(account)["outcome"] == ["pending"]


def test_who_left_the_organisation_resigned_and_who_left_the_station_did_not():
    left = "The detention officer had a case to answer for misconduct. She left the organisation before a meeting."
    assert first(left)["serving_or_former"] == "former"
    assert first(left.replace("the organisation", "the police station"))["serving_or_former"] == "serving"


def test_no_officer_who_had_a_case_to_answer_or_committed_an_offence_is_a_decision_on_the_case():
    account = "We concluded that no officer had a case to answer for misconduct or had committed a criminal offence."
    assert first(account)["decision"] == "no_case"
    nobody = (
        "Nobody serving with the police had behaved in a way that would justify disciplinary proceedings."
    )
    assert first(nobody)["decision"] == "no_indication"


def test_a_recommendation_to_hold_a_hearing_is_no_learning():
    account = "The officer had a case to answer and a recommendation was made to the force that a misconduct hearing be held."
    assert page(account)["learning_made"] is None


def test_a_standard_that_was_not_found_to_be_breached_is_left_out():
    account = (
        "The panel found that he had breached the standards of confidentiality and discreditable conduct.\n"
        "He was not found to have breached the standard of equality and diversity."
    )
    assert page(account)["standards_breached"] == ["confidentiality", "discreditable_conduct"]


def test_an_indication_that_somebody_committed_it_is_no_finding():
    account = (
        "The investigation found an indication that one officer had committed assault and gross misconduct, and that two other"
        " officers had committed gross misconduct against the man."
    )
    told = page(account)["subjects"]
    assert told
    assert not [one for one in told if one["outcome"]]


def test_any_officers_found_to_have_committed_it_are_nobody_yet():
    account = "It is right that any officers found to have committed misconduct breaches are dealt with soon."
    assert not [one for one in page(account)["subjects"] if one["outcome"]]


def test_a_weapon_that_was_fired_is_nobody_dismissed():
    account = "An officer aimed and the Taser was fired. The man fell from the wall."
    assert not [one for one in page(account)["subjects"] if one["outcome"]]


def test_one_allegation_that_was_not_proven_does_not_undo_a_warning():
    account = (
        "At a misconduct hearing in May 2030 a constable was given a written warning for looking at records. That he had failed to"
        " declare a friendship was not proven."
    )
    assert first(account)["outcome"] == ["written_warning"]


def test_management_action_that_the_force_disagreed_with_is_not_given():
    account = "After reviewing our report, the force disagreed that management action was appropriate for the officer."
    assert not [one for one in page(account)["subjects"] if one["outcome"]]


def test_a_finding_is_made_where_a_case_is_heard():
    heard = "At a misconduct hearing in May 2030 it was found that the constable had committed gross misconduct."
    unheard = "We found that the constable had committed gross misconduct in how he wrote to the woman."
    assert first(heard)["outcome"] == ["gross_misconduct_proven"]
    assert not [one for one in page(unheard)["subjects"] if one["outcome"]]
