"""Who of several is meant: groups that are told of in parts, those who were cleared, and people who are no officers."""

from typing import Any

from tests.register.reading import line

HEAD = "Restraint outside a shop – Dunmere Police, May 2029\n\nPublished 12 May 2031\nInvestigation\n\n"
TAIL = "\n\nIOPC reference\n\n2029/134343\n"


def subjects(account: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = line(HEAD + account + TAIL)["subjects"]
    return found


def told(account: str) -> list[tuple[int | None, list[str], list[str]]]:
    return [(one["n"], one["proceeding"], one["outcome"]) for one in subjects(account)]


def test_a_hearing_of_which_nobody_is_told_by_name_is_not_that_of_the_officer_who_was_cleared():
    account = (
        "We found that a constable had a case to answer for gross misconduct. We found that a second officer, who came"
        " later, had no case to answer. The force held a gross misconduct hearing on 3 and 4 February 2030. The panel"
        " found that the allegations were not proven."
    )
    assert told(account) == [(1, ["hearing"], ["not_proven"]), (1, [], [])]
    assert subjects(account)[0]["outcome_date"] == "2030-02-04"


def test_three_told_apart_by_what_they_had_to_answer_are_the_three_who_were_warned():
    account = (
        "Three officers were served with notices. We were of the opinion that two of them had a case to answer for"
        " gross misconduct and the third had a case to answer for misconduct. In May 2030 a panel found misconduct"
        " proven against all three officers. Two received final written warnings and the third received a written warning."
    )
    assert told(account) == [
        (2, ["hearing"], ["final_written_warning"]),
        (1, ["hearing"], ["written_warning"]),
    ]


def test_who_was_sent_to_meetings_is_whom_the_meetings_cleared():
    account = (
        "We found that four officers, including a sergeant, had a case to answer for misconduct. The force agreed that"
        " the sergeant and one of the constables should attend misconduct meetings and that the other two constables"
        " should receive management action. Misconduct was not proven at the meetings."
    )
    assert told(account) == [
        (1, ["meeting"], ["not_proven"]),
        (1, ["meeting"], ["not_proven"]),
        (2, ["management_action"], ["management_action"]),
    ]


def test_three_of_five_and_a_former_officer_are_of_the_five():
    account = (
        "We found that five officers had a case to answer for gross misconduct and two had a case to answer for"
        " misconduct. Following a hearing in March 2030, three of the officers were dismissed without notice. A former"
        " officer, who had resigned, would have been dismissed had he still been serving. The remaining two officers"
        " received written warnings at misconduct meetings."
    )
    dismissed = next(one for one in subjects(account) if "dismissed_without_notice" in one["outcome"])
    assert (dismissed["n"], dismissed["proceeding"]) == (3, ["hearing"])
    former = next(one for one in subjects(account) if one["serving_or_former"] == "former")
    assert former["outcome"] == ["resigned", "would_have_been_dismissed"]


def test_none_of_the_officers_are_the_one_who_retired_and_the_others():
    account = (
        "Our investigators identified four officers whose conduct was looked at. One of the officers retired before"
        " he was interviewed. We were of the opinion that none of the officers had a case to answer."
    )
    assert [(one["n"], one["decision"]) for one in subjects(account)] == [(1, "no_case"), (3, "no_case")]


def test_both_call_handlers_are_those_of_whom_the_sentence_before_told():
    account = (
        "We found a constable had a case to answer for misconduct. We found that performance of two call handlers fell"
        " below the standard expected. The force agreed and both were given a development plan."
    )
    assert (2, ["upp"], ["upp"]) in told(account)
    assert len(told(account)) == 2


def test_officers_who_held_her_are_two_and_not_she():
    account = (
        "In our view, the two officers who restrained her did not have a case to answer. We were of the opinion that a"
        " third officer had a case to answer for misconduct."
    )
    assert [(one["n"], one["decision"]) for one in subjects(account)] == [
        (2, "no_case"),
        (1, "case_to_answer_misconduct"),
    ]


def test_who_killed_somebody_is_no_officer_however_many_sentences_tell_of_him():
    account = (
        "Her former partner was arrested and charged with her murder. At court he pleaded guilty, and he was sentenced"
        " to life imprisonment. If he is ever released, he would serve a minimum of 12 years in prison first. We found no"
        " indication that any officer had behaved in a manner that would justify disciplinary proceedings."
    )
    assert [one["decision"] for one in subjects(account)] == ["no_indication"]
    assert not any(one["outcome"] for one in subjects(account))


def test_a_name_that_ends_in_s_is_one_person_with_and_without_its_apostrophe():
    account = (
        "PC Robin Samples was found to have misused a record. The panel ruled that PC Samples' actions amounted to"
        " gross misconduct. PC Samples was dismissed without notice."
    )
    assert [one["outcome"] for one in subjects(account)] == [["dismissed_without_notice"]]


def test_officers_who_arrested_her_are_not_under_arrest():
    account = "Two officers attended and they arrested her. We found that the officers had no case to answer."
    assert [one["allegation_level"] for one in subjects(account)] == [None]


def test_one_of_two_who_were_convicted_was_dismissed_and_the_other_would_have_been():
    account = (
        "We found that two officers had a case to answer for gross misconduct. Both officers pleaded guilty and were"
        " sentenced to two years in prison. At an accelerated hearing in May 2030, one officer was dismissed without"
        " notice and the other officer would also have been dismissed had he not already resigned."
    )
    dismissed, resigned = subjects(account)
    assert {"convicted", "dismissed_without_notice"} <= set(dismissed["outcome"])
    assert {"convicted", "would_have_been_dismissed", "resigned"} <= set(resigned["outcome"])
