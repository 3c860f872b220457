"""Who of several people a summary means: by their work, by what is said of all, by a surname alone, by a short second half."""

from typing import Any

from tests.register.reading import line

SUMMARY = "Police contact with a man – Dunmere Police, March 2031\n\nPublished 12 Feb 2033\nInvestigation\n\n"


def people(account: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = line(SUMMARY + account + "\n")["subjects"]
    return found


def told(account: str, field: str) -> list[tuple[int | None, str, Any]]:
    return [(one["n"], one["role"], one[field]) for one in people(account)]


def test_one_judgement_of_performance_is_of_all_whom_its_words_hold():
    account = (
        "We were of the opinion that the performance of two constables and one member of staff was unsatisfactory."
        " Dunmere Police agreed. They were given management action."
    )
    assert told(account, "decision") == [
        (2, "pc", "performance_issue"),
        (1, "police_staff", "performance_issue"),
    ]
    assert told(account, "outcome") == [
        (2, "pc", ["management_action"]),
        (1, "police_staff", ["management_action"]),
    ]


def test_what_a_panel_finds_no_case_for_is_not_proven():
    account = (
        "Three officers had a case to answer for misconduct. At the misconduct meetings the panels found that one"
        " officer had a case to answer; they received a written warning. The panels found no case to answer for the"
        " other two officers."
    )
    assert told(account, "outcome") == [(1, "officer", ["written_warning"]), (2, "officer", ["not_proven"])]


def test_the_second_half_of_a_sentence_says_a_decision_short():
    account = "The sergeant had a case to answer for gross misconduct and the two constables for misconduct."
    assert told(account, "decision") == [
        (1, "sergeant", "case_to_answer_gross"),
        (2, "pc", "case_to_answer_misconduct"),
    ]


def test_all_four_are_those_told_of_one_by_one():
    account = (
        "The detective and the sergeant had a case to answer for misconduct. We recommended that the inspectors had"
        " none. The force did not agree about the inspectors and suggested that both had a case to answer for"
        " misconduct. All four officers received management action."
    )
    found = people(account)
    assert sum(one["n"] for one in found) == 4
    assert all(one["outcome"] == ["management_action"] for one in found)


def test_none_of_them_are_all_who_were_told_together():
    account = (
        "Three officers and two members of police staff were interviewed. In our opinion none of them had a case to"
        " answer."
    )
    assert told(account, "decision") == [(3, "officer", "no_case"), (2, "police_staff", "no_case")]


def test_none_of_five_officers_are_five():
    account = "We were of the opinion that none of the five officers had a case to answer for misconduct."
    assert told(account, "decision") == [(5, "officer", "no_case")]


def test_those_under_caution_are_those_of_whom_there_was_no_indication():
    account = (
        "The five officers were interviewed under criminal caution. There was no indication that any police officer"
        " may have behaved in a manner that would justify disciplinary proceedings."
    )
    assert told(account, "decision") == [(5, "officer", "no_indication")]


def test_staff_of_different_work_are_different_people():
    account = (
        "We found that a healthcare professional had a case to answer for misconduct. As the individual no longer works"
        " for Dunmere Police, no disciplinary action could be taken. We found a detention officer had a case to answer"
        " for misconduct. Following a misconduct meeting misconduct was found proven."
    )
    assert told(account, "outcome") == [
        (1, "police_staff", ["no_action"]),
        (1, "police_staff", ["misconduct_proven"]),
    ]
    assert [one["serving_or_former"] for one in people(account)] == ["former", "serving"]


def test_what_no_longer_serves_is_former_and_faces_no_action_in_one_breath():
    account = (
        "One officer may have a case to answer for misconduct. Another officer may have a case to answer for misconduct"
        " but, as they were no longer serving, no further action could be taken."
    )
    assert [(one["serving_or_former"], one["outcome"]) for one in people(account)] == [
        ("serving", []),
        ("former", ["no_action"]),
    ]


def test_this_points_back_to_whoever_the_sentence_before_spoke_of():
    account = (
        "We found that the inspector and the dispatcher had no case to answer for misconduct. However, the dispatcher"
        " needed help with risk assessments. This was given as management action."
    )
    assert told(account, "outcome") == [(1, "inspector", []), (1, "police_staff", ["management_action"])]


def test_a_clause_between_commas_does_not_take_the_decision_of_its_head():
    account = (
        "PC Sample had a case to answer for misconduct. A supervising officer, whose work with PC Sample was looked at,"
        " had no case to answer."
    )
    assert told(account, "decision") == [(1, "pc", "case_to_answer_misconduct"), (1, "officer", "no_case")]


def test_the_driver_to_whom_the_text_turns_is_another():
    account = (
        "We interviewed two police officers under criminal caution. We were of the opinion that the officer who kicked"
        " the man had a case to answer for gross misconduct. We also investigated the driver of the police car. The"
        " police driver had a case to answer for gross misconduct."
    )
    assert len(people(account)) == 2


def test_one_had_a_case_and_the_performance_of_another_was_poor():
    account = (
        "The performance of the officer responsible for teaching him was not satisfactory. The officer who was on the"
        " telephone had a case to answer for misconduct, and the performance of their colleague, who looked on, was"
        " also unsatisfactory. Dunmere Police would hold a misconduct meeting for the officer."
    )
    found = [(one["decision"], one["proceeding"]) for one in people(account)]
    assert sorted(found) == [
        ("case_to_answer_misconduct", ["meeting"]),
        ("performance_issue", []),
        ("performance_issue", []),
    ]


def test_two_who_are_named_are_the_two_who_were_charged():
    account = (
        "Two officers were charged with assault. PC Robin Sample was charged with assault. PC Kit Other was charged"
        " with assault. Both officers will attend Dunmere Magistrates' Court."
    )
    assert told(account, "outcome") == [(1, "pc", ["pending"]), (1, "pc", ["pending"])]


def test_surnames_alone_are_those_who_were_named_with_a_rank():
    account = (
        "PC Robin Sample was convicted of assault. Former PC Kit Other was convicted of assault and was fined £600."
        " In July 2032 Sample and Other were charged."
    )
    assert told(account, "decision") == [(1, "pc", "charged"), (1, "pc", "charged")]


def test_one_of_those_officers_may_be_named_and_was_told_of_before():
    account = (
        "A file about PC Robin Sample was submitted to the Crown Prosecution Service. Four officers will be subject to"
        " a misconduct hearing. One of those officers, PC Robin Sample, has been charged with misconduct in public"
        " office."
    )
    assert sum(one["n"] for one in people(account)) == 4
    assert all("pending" in one["outcome"] for one in people(account))


def test_whose_conviction_the_text_does_not_say_is_nobodys():
    account = (
        "The inquiry led to a criminal conviction. The officer had a case to answer for misconduct and was given a"
        " written warning at a misconduct meeting."
    )
    (officer,) = people(account)
    assert officer["allegation_level"] == "misconduct"


def test_a_log_closed_without_police_action_is_no_outcome():
    account = (
        "An inspector authorised the incident be closed with no further police action. The inspector had no case to"
        " answer."
    )
    assert told(account, "outcome") == [(1, "inspector", [])]


def test_nobody_whose_actions_amounted_to_misconduct_has_misconduct_proven():
    account = "It is our opinion that none of the police officers' actions amounted to misconduct."
    assert [one["outcome"] for one in people(account)] in ([], [[]])


def test_officers_who_are_reminded_are_people_of_the_case_without_a_decision():
    account = (
        "The sergeant had no case to answer. We considered that the constable should be reminded of the need to record"
        " decisions."
    )
    assert told(account, "decision") == [(1, "sergeant", "no_case"), (1, "pc", None)]


def test_a_third_is_the_third_of_a_later_sentence():
    account = (
        "Two constables had a case to answer for gross misconduct, and a third for misconduct. Both constables were"
        " dismissed without notice. The third constable received management advice following a misconduct meeting."
    )
    assert told(account, "outcome") == [
        (2, "pc", ["dismissed_without_notice"]),
        (1, "pc", ["management_action"]),
    ]


def test_a_third_against_whom_nothing_was_proven_is_of_those_who_remained():
    account = (
        "Five officers had a case to answer for misconduct. Two of them have since left the force. The remaining three"
        " attended misconduct meetings: two received written warnings and misconduct was not proven against the third."
    )
    assert told(account, "outcome") == [
        (2, "officer", ["resigned"]),
        (2, "officer", ["written_warning"]),
        (1, "officer", ["not_proven"]),
    ]
