"""How a matter began, what was learnt, what a force was recommended, and by which services and standards."""

import pytest

from tests.register.reading import line

HEAD = "Contact before a death – Dunmere Police, May 2029\n\nPublished 12 May 2031\nInvestigation\n\n"
TAIL = "\n\nIOPC reference\n\n2029/134343\n"


def page(account: str, head: str = HEAD) -> dict[str, object]:
    return line(head + account + TAIL)


@pytest.mark.parametrize(
    "account",
    [
        "The force put measures in place as a result of learning identified from the incident.",
        "Our investigation also highlighted areas for improvement for the force.",
        "The force told us that lessons have been learnt.",
        "We identified a number of opportunities to improve how calls are recorded.",
    ],
)
def test_learning_that_was_found_is_told_in_many_ways(account: str):
    read = page(account)
    assert (read["learning_considered"], read["learning_made"]) == (True, True)


def test_what_a_force_was_recommended_in_a_sentence_is_a_recommendation_for_each_thing():
    account = "We recommended that the force review its log; that supervisors look at the log each day."
    read = page(account)
    assert [one["summary"] for one in read["recommendations"]] == [
        "We recommended that the force review its log",
        "That supervisors look at the log each day.",
    ]
    assert read["learning_made"] is True


def test_what_becomes_of_an_officer_is_no_recommendation():
    assert page("We recommended that the force hold a misconduct meeting.")["recommendations"] == []


def test_a_death_comes_before_a_complaint_heard_while_it_was_investigated():
    account = (
        "A man was found dead at his home. During the investigation, we took a statement from his family. They made a"
        " complaint about the search."
    )
    assert page(account)["matter_type"] == "dsi"


def test_a_victim_who_would_not_complain_of_her_partner_made_no_complaint():
    account = "She did not wish to make a complaint against him. She was later found dead."
    assert page(account)["matter_type"] == "dsi"


def test_injuries_that_threaten_life_are_harm():
    account = "A pedestrian sustained life-threatening and life-changing injuries when a police car hit her."
    head = HEAD.replace("Contact before a death", "Collision")
    assert page(account, head)["matter_type"] == "dsi"


def test_learning_from_a_review_began_with_a_complaint():
    account = "We identified organisational learning from a review following a local police investigation."
    assert (
        page(account, HEAD.replace("Contact before a death", "Stop of a man"))["matter_type"] == "complaint"
    )


def test_messages_of_others_are_no_platform():
    account = "The woman called the force and sent emails about her former partner. Officers did not reply for a month."
    assert page(account)["platforms"] == []


@pytest.mark.parametrize(
    ("account", "platforms"),
    [
        ("The two officers, told of the complaint, communicated via text about their accounts.", ["SMS"]),
        ("The incident was referred back to the force via e-mail and nobody attended.", []),
        ("We obtained and examined the officer's phones, his radio and his work email account.", []),
    ],
)
def test_a_service_counts_where_those_looked_into_used_it(account: str, platforms: list[str]):
    assert page(account)["platforms"] == platforms


def test_social_media_is_another_word_for_the_service_that_is_named():
    account = "The officer sent offensive WhatsApp messages. He deleted the social media conversations later."
    assert page(account)["platforms"] == ["WhatsApp"]


def test_excessive_use_of_force_names_no_standard_and_the_standard_of_force_does():
    said = "The officer had a case to answer for gross misconduct in respect of excessive use of force."
    named = "He breached the standards of professional behaviour relating to use of force."
    assert page(said)["standards_breached"] == []
    assert page(named)["standards_breached"] == ["use_of_force"]


def test_standards_in_a_list_may_be_parted_by_semicolons():
    account = (
        "The officer breached standards of professional behaviour: honesty and integrity; orders and instruction; work"
        " and responsibilities."
    )
    assert set(page(account)["standards_breached"]) == {
        "honesty_integrity",
        "orders_instructions",
        "duties_responsibilities",
    }
