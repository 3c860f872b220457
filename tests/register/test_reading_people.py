"""Who is who in a page: one sentence with several findings, names in a row, people whom the police met."""

from typing import Any

from candour.register.readers.role_words import role_of
from tests.register.reading import line

HEAD = "Restraint outside a shop – Dunmere Police, May 2029\n\nPublished 12 May 2031\nInvestigation\n\n"
TAIL = "\n\nIOPC reference\n\n2029/134343\n"


def subjects(account: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = line(HEAD + account + TAIL)["subjects"]
    return found


def decisions(account: str) -> list[str | None]:
    return [one["decision"] for one in subjects(account)]


def test_two_findings_in_one_sentence_are_of_two_officers():
    account = (
        "We found a case to answer for misconduct for the first officer and no case to answer for the second."
        " The first officer was given a written warning."
    )
    told = account.replace("the second.", "the second officer.")
    assert decisions(told) == ["case_to_answer_misconduct", "no_case"]
    assert [one["outcome"] for one in subjects(told)] == [["written_warning"], []]


def test_one_of_several_who_also_had_a_case_to_answer_is_no_further_officer():
    account = (
        "We found that three officers had a case to answer for gross misconduct. One of the officers also had a"
        " case to answer for breaching the standard of courtesy."
    )
    assert [one["n"] for one in subjects(account)] == [3]


def test_constables_named_in_a_row_are_each_of_them():
    account = (
        "Constables Robin Sample and Kit Example were found guilty of assault. Constable Sample was jailed for"
        " two years. Constable Example was fined £500."
    )
    assert [one["outcome"] for one in subjects(account)] == [
        ["convicted", "imprisonment(two years)"],
        ["convicted", "fine(£500)"],
    ]


def test_somebody_whom_the_police_arrested_is_no_officer():
    account = (
        "Mr Example was arrested on suspicion of theft and fell ill in his cell. We found no indication that any of"
        " the officers or staff who dealt with Mr Example committed a criminal offence or had a case to answer for"
        " misconduct."
    )
    (only,) = subjects(account)
    assert (only["n"], only["decision"], only["allegation_level"]) == (None, "no_indication", None)


def test_no_officer_behaved_so_is_a_finding_about_all_of_them():
    account = "We concluded that no police officer had behaved in a manner that would justify disciplinary proceedings."
    assert decisions(account) == ["no_indication"]


def test_their_colleagues_are_other_people():
    account = (
        "Four officers were dismissed without notice. Four of their colleagues were found guilty of misconduct."
        " They will receive final written warnings."
    )
    assert [(one["n"], one["outcome"]) for one in subjects(account)] == [
        (4, ["dismissed_without_notice"]),
        (4, ["final_written_warning"]),
    ]


def test_the_letters_of_a_word_such_as_unit_are_no_denial():
    account = "Six members of the force's crime unit were found guilty of gross misconduct in June 2030."
    (only,) = subjects(account)
    assert (only["n"], only["outcome"]) == (6, ["gross_misconduct_proven"])


def test_the_chief_constable_before_whom_a_hearing_is_held_is_not_its_subject():
    account = (
        "A special constable was dismissed without notice. The accelerated hearing was held in front of Chief"
        " Constable Sam Nobody, of Severnside Police, in which allegations of gross misconduct were proven."
    )
    assert [one["role"] for one in subjects(account)] == ["special_constable"]


def test_an_answer_of_a_meeting_to_several_is_theirs_and_the_rest_keep_their_own():
    account = (
        "We found that two police officers had a case to answer for misconduct. We found no case to answer for the"
        " remaining police officer. At a misconduct meeting it was found not proven for the two officers. The"
        " remaining police officer received words of advice."
    )
    two, rest = subjects(account)
    assert (two["n"], two["decision"], two["outcome"]) == (2, "case_to_answer_misconduct", ["not_proven"])
    assert (rest["n"], rest["decision"], rest["outcome"]) == (1, "no_case", ["words_of_advice"])


def test_a_member_of_staff_is_no_officer_of_the_page():
    account = (
        "One member of police staff was asked for an account. We found that the officer had a case to answer for"
        " misconduct."
    )
    assert [one["role"] for one in subjects(account)] == ["officer"]


def test_a_role_that_is_told_by_the_word_after_it_is_known_without_that_word():
    assert [role_of(one) for one in ("specials", "ps", "healthcare professional")] == [
        "special_constable",
        "sergeant",
        "police_staff",
    ]


def test_a_sentence_that_somebody_else_served_is_no_officers():
    account = (
        "A man was watched by armed officers. He had been let out early from a prison sentence for robbery. We"
        " found no indication that a person serving with the police behaved in a manner justifying proceedings."
    )
    assert [(one["decision"], one["outcome"]) for one in subjects(account)] == [("no_indication", [])]
