"""What published pages say that is easily taken for something else."""

from tests.register.reading import line

HEAD = """Officers' messages about detainees – Wexmoor Constabulary, March 2021

Published 14 Sep 2022
Investigation

"""
TAIL = """

IOPC reference

2021/150331
"""
FIELDS = """
Date of recommendation

20 January 2022

Date response due

17 March 2022

Recommendation

The IOPC recommends that Wexmoor Constabulary reviews how supervisors deal with chat groups.

Do you accept the recommendation?

{answer}
"""


def page(account: str, tail: str = TAIL) -> str:
    return HEAD + account + tail


def test_the_day_a_response_is_due_is_the_one_printed_and_not_one_counted():
    (one,) = line(page("A sergeant told us of the group.", TAIL + FIELDS.format(answer="Yes")))[
        "recommendations"
    ]
    assert (one["date"], one["due_date"], one["accepted"]) == ("2022-01-20", "2022-03-17", True)


def test_an_answer_that_is_awaited_or_in_part_is_neither_yes_nor_no():
    for answer in ("Awaiting response", "Partially accepted", ""):
        read = line(page("A sergeant told us of the group.", TAIL + FIELDS.format(answer=answer)))
        assert [one["accepted"] for one in read["recommendations"]] == [None]


def test_three_recommendations_with_the_same_question_are_three():
    three = (
        FIELDS.format(answer="Yes") + FIELDS.format(answer="No") + FIELDS.format(answer="Awaiting response")
    )
    read = line(page("A sergeant told us of the group.", TAIL + three))
    assert [one["accepted"] for one in read["recommendations"]] == [True, False, None]


def test_would_have_been_dismissed_is_no_dismissal_and_the_barred_list_is_its_own_statement():
    (one,) = line(
        page(
            "A constable resigned before a misconduct hearing in May 2022. The panel found that the former constable "
            "would have been dismissed if still serving, and added him to the barred list."
        )
    )["subjects"]
    assert "would_have_been_dismissed" in one["outcome"]
    assert "dismissed_without_notice" not in one["outcome"]
    assert (one["serving_or_former"], one["barred_list"]) == ("former", True)


def test_officers_under_notice_without_an_outcome_are_given_none():
    people = line(
        page(
            "Thirteen officers were served with notices of gross misconduct. After a hearing in May 2022 one constable "
            "was dismissed without notice. Two sergeants received written warnings at misconduct meetings."
        )
    )["subjects"]
    assert sum(one["n"] for one in people) == 3
    assert all(one["outcome"] for one in people)


def test_what_could_happen_is_not_what_happened():
    people = line(
        page(
            "A constable had a case to answer for misconduct. If misconduct is proven the officer could be given a "
            "final written warning. The meeting has not been held."
        )
    )["subjects"]
    assert [one["outcome"] for one in people] == [[]]


def test_the_convictions_of_other_people_are_not_those_of_officers():
    people = line(
        page(
            "A man threatened his former partner. He was convicted of harassment and jailed for two years. We found "
            "that a constable had a case to answer for misconduct for not recording the call."
        )
    )["subjects"]
    assert [(one["decision"], one["outcome"]) for one in people] == [("case_to_answer_misconduct", [])]


def test_the_themes_under_a_page_are_not_its_account():
    tags = TAIL + "\nTags\nWexmoor Constabulary\nCorruption and abuse of power\nDeath and serious injury\n"
    read = line(page("The force referred a constable's conduct to us in April 2021.", tags))
    assert read["matter_type"] == "conduct_matter"
    assert read["behaviours"] == []


def test_where_a_page_is_shared_is_not_where_messages_went():
    shared = TAIL + "\nShare this page on Facebook\nShare on WhatsApp\nFollow us on Instagram\n"
    read = line(page("A constable sent racist messages on Telegram.", shared))
    assert read["platforms"] == ["other"]


def test_a_video_that_a_bystander_posted_is_no_conduct_of_the_officers():
    read = line(
        page(
            "The man posted a video of his arrest on Facebook and complained that the officers swore at him."
        )
    )
    assert read["platforms"] == []
    assert "inappropriate_social_media_posts" not in read["behaviours"]


def test_standing_words_about_learning_are_not_learning_that_was_made():
    read = line(
        page(
            "We carefully considered whether there were any learning opportunities. We make learning recommendations "
            "to improve policing. In this case no learning was identified."
        )
    )
    assert (read["learning_considered"], read["learning_made"]) == (True, False)


def test_officers_cases_and_allegations_are_counted_apart():
    read = line(
        "Figures on police misconduct\n\nUnder the Freedom of Information Act Dunmere Police said that 40 officers were "
        "investigated. There were 52 cases with 61 allegations. A third of them, 33 per cent, concerned WhatsApp.\n"
    )
    assert [(one["value"], one["what"].split()[0]) for one in read["counts"]] == [
        (40, "officers"),
        (52, "cases"),
        (61, "allegations"),
    ]


def test_a_refusal_on_cost_counts_nothing():
    read = line(
        "Misconduct records (1406A/31)\n\nRequest\nHow many officers were dismissed?\n\nResponse\nDunmere Police cannot "
        "answer within the appropriate limit under section 12: it would take 60 hours to read the files.\n"
    )
    assert (read["doc_type"], read["counts"]) == ("foi_or_statistics", [])
    assert read["references"] == ["1406A/31"]


def test_dates_printed_below_the_answers_belong_to_the_answers_above_them():
    block = """
Recommendation

The IOPC recommends that Wexmoor Constabulary looks again at how cells are checked at night.

Do you accept the recommendation?

{answer}

Date of recommendation

{made}

Date response due

{due}
"""
    read = line(
        "Recommendations - Wexmoor Constabulary, May 2021\n"
        + block.format(answer="No", made="28 May 2021", due="23 July 2021")
        + block.format(answer="Yes", made="31 May 2021", due="26 July 2021")
        + TAIL
    )
    found = [(one["date"], one["due_date"], one["accepted"]) for one in read["recommendations"]]
    assert found == [("2021-05-28", "2021-07-23", False), ("2021-05-31", "2021-07-26", True)]


def test_what_a_panel_did_is_told_of_the_officer_who_had_a_case_to_answer():
    account = (
        "We found that one officer had a case to answer for gross misconduct. We found no case to answer for the "
        "second officer.\n\nAt a misconduct hearing in February 2022 the officer received a written warning."
    )
    people = line(page(account))["subjects"]
    assert [(one["decision"], one["outcome"]) for one in people] == [
        ("case_to_answer_gross", ["written_warning"]),
        ("no_case", []),
    ]


def test_a_word_of_publishing_in_the_middle_of_a_sentence_dates_no_page():
    account = "In May 2021 a man who had been released from prison in December 2018 was shot by an officer."
    told = line(
        "Shooting – Wexmoor Constabulary, May 2021\n" + account + " The policy was updated in June 2022."
    )
    assert told["published_date"] is None


def test_an_answer_on_a_line_of_its_own_is_one_answer_though_the_question_stands_above():
    asked = TAIL + FIELDS.format(answer="Yes\n\nAddressed to: Wexmoor Constabulary\nAccepted\nForce response")
    assert [one["accepted"] for one in line(page("A sergeant told us.", asked))["recommendations"]] == [True]


def test_recommendations_without_a_date_or_an_answer_are_told_all_the_same():
    tail = TAIL + "\nRecommendations\n\nThe IOPC recommends that Wexmoor Constabulary trains its sergeants.\n"
    (one,) = line(page("A sergeant told us of the group.", tail))["recommendations"]
    assert (one["date"], one["accepted"]) == (None, None)
    assert "trains its sergeants" in one["summary"].lower()


def test_an_officer_in_the_text_of_a_recommendation_is_nobodys_case():
    tail = TAIL + "\nThe IOPC recommends that an officer charged with an offence is told of it in writing.\n"
    assert line(page("A sergeant told us of the group.", tail))["subjects"] == []


def test_the_second_of_two_forces_whose_officers_acted_together_counts_as_well():
    text = "Officers from Wexmoor Constabulary and Dunmere Police shot a man in May 2021. " * 2
    told = line("Our investigation found no indication of misconduct.\n\n" + text)
    assert set(told["force"]) == {"Wexmoor Constabulary", "Dunmere Police"}


def test_conduct_that_was_only_measured_against_policies_breaks_none():
    account = "A sergeant told us of the group. We compared what the officers did against national and local policies."
    assert "breach_of_orders_or_policy" not in line(page(account))["behaviours"]
