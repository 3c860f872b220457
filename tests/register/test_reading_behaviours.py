"""What an investigation looked at is behaviour; the crime that was policed, and what a caller said, is not."""

import pytest

from tests.register.reading import line

TAIL = "\n\nIOPC reference\n\n2029/134343\n"


def behaviours(account: str, title: str = "Conduct of an officer") -> set[str]:
    head = f"{title} – Dunmere Police, May 2029\n\nPublished 12 May 2031\nInvestigation\n\n"
    return set(line(head + account + TAIL)["behaviours"])


@pytest.mark.parametrize(
    ("policed", "not_told"),
    [
        ("Officers arrested a man on suspicion of assaulting his partner.", "excessive_force"),
        ("A man was arrested for drink driving and possession of cocaine.", "drink_or_drug_offence"),
        ("Her former partner had harassed and stalked her for months.", "bullying_harassment"),
        ("A teenager told officers that her uncle had sexually abused her.", "sexual_misconduct"),
        (
            "The woman's partner was charged with her murder. He was later convicted.",
            "other_criminal_offence",
        ),
        ("A man who had sent threatening messages to his ex-wife was bailed.", "offensive_messages"),
        ("The suspect was convicted of fraud.", "theft_or_fraud"),
        ("The man had lied to officers about his name.", "dishonesty"),
        ("The detainee was abusive towards staff and swore at officers.", "abusive_language"),
        ("A motorist who had been driving dangerously was stopped.", "dangerous_or_unauthorised_driving"),
        (
            "They went to arrest a man for a racially aggravated public order offence.",
            "discriminatory_racist",
        ),
        (
            "The man was taken to a station for a strip search and then to hospital.",
            "improper_stop_search_or_arrest",
        ),
    ],
)
def test_what_people_outside_the_police_did_is_no_behaviour_of_the_police(policed: str, not_told: str):
    looked_at = " We looked at how officers handled the reports that had been made."
    assert behaviours(policed + looked_at) == {"neglect_of_duty"}, not_told


def test_a_man_who_is_an_officer_is_not_left_out():
    account = (
        "We investigated allegations that the officer had sexually assaulted a woman when he was off duty."
    )
    assert behaviours(account) == {"sexual_misconduct"}


@pytest.mark.parametrize(
    "account",
    [
        "The woman complained that an officer had pushed her to the ground and knelt on her back.",
        "He alleged that officers had been heavy-handed when they detained him.",
        "We received complaints about the use of force.",
        "The force that the officer used may not have been necessary.",
        "We found a case to answer for gross misconduct for his use of force.",
        "We were of the opinion that the constable had a case to answer for misconduct in respect of the punches.",
    ],
)
def test_force_complained_of_or_answered_for_was_alleged_to_be_excessive(account: str):
    assert behaviours(account) == {"excessive_force"}


def test_force_that_was_only_examined_is_reviewed():
    account = "We examined whether the officer's use of the baton was justified, necessary and proportionate."
    assert behaviours(account) == {"use_of_force_reviewed"}


@pytest.mark.parametrize(
    "account",
    [
        "No officer was sent to the address for nine hours.",
        "The custody sergeant did not put the man on constant observations.",
        "Officers left the scene without checking on the child.",
        "We looked at whether safeguarding measures were put in place for the woman.",
        "We looked at the care he was given in his cell.",
        "We examined the checks that were made on him.",
        "We investigated whether her allegations were properly recorded.",
    ],
)
def test_care_and_inquiry_that_was_looked_into_is_told_in_many_ways(account: str):
    assert behaviours(account) == {"neglect_of_duty"}


@pytest.mark.parametrize(
    ("account", "told"),
    [
        ("He believed that he was stopped because of the colour of his skin.", "discriminatory_racist"),
        ("Colleagues did not report what they had seen in the chat group.", "failure_to_challenge_or_report"),
        ("His account was contradicted by the footage and may not have been accurate.", "dishonesty"),
        ("It was alleged that he was not truthful about why he had left.", "dishonesty"),
        (
            "He had been told not to confer, and despite being told not to, he did.",
            "breach_of_orders_or_policy",
        ),
        ("The officer told a friend about the search warrant.", "disclosure_of_confidential_information"),
        (
            "The complaint was that officers entered the house without a warrant.",
            "improper_stop_search_or_arrest",
        ),
        ("He texted a victim of crime from his own telephone.", "abuse_of_position_relationship"),
        ("She complained that the officer had been rude and aggressive towards her.", "abusive_language"),
        ("The officer contravened a red light and struck a cyclist.", "dangerous_or_unauthorised_driving"),
    ],
)
def test_other_wordings_of_what_was_alleged(account: str, told: str):
    assert told in behaviours(account)


def test_an_assault_in_private_is_an_offence_and_one_on_a_detainee_is_force():
    assert behaviours("The officer was convicted of assault on his wife at home.") == {
        "other_criminal_offence"
    }
    assert behaviours("The officer was charged with assault on a man in custody.") == {"excessive_force"}


def test_a_sexual_assault_is_no_force():
    account = "The detention officer was suspected of sexual assault. Four people said to have been assaulted by him told us."
    assert behaviours(account) == {"sexual_misconduct"}


def test_policy_not_followed_is_a_breach_only_where_nothing_else_is_told():
    account = "The officer did not comply with force policy."
    assert behaviours(account) == {"breach_of_orders_or_policy"}
    assert "breach_of_orders_or_policy" not in behaviours(account + " He failed to record the call.")


@pytest.mark.parametrize(
    ("title", "account", "implied"),
    [
        (
            "Collision following pursuit",
            "A police car left the road. The driver had a case to answer.",
            "driving",
        ),
        (
            "Man becomes unwell in custody",
            "A man was found in his cell. A nurse had a case to answer.",
            "neglect",
        ),
        ("Restraint of a man", "Officers restrained a man. One had a case to answer.", "excessive"),
    ],
)
def test_a_title_says_what_somebody_had_to_answer_for(title: str, account: str, implied: str):
    assert [one for one in behaviours(account, title) if implied in one]


def test_a_title_implies_nothing_where_nobody_had_to_answer():
    account = "A car left the road. We found no indication that any officer had behaved in a manner that needs answering."
    assert behaviours(account, "Collision following pursuit") == set()


def test_reflection_asked_of_an_officer_stands_beside_words_that_clear_everybody():
    account = (
        "A man was found in his cell. There was no indication that any officer had behaved in a manner that would"
        " justify disciplinary proceedings. Reflective practice was asked of one."
    )
    assert behaviours(account, "Man becomes unwell in custody") == {"neglect_of_duty"}


def test_an_offence_of_the_one_whom_the_sentence_before_told_of_is_still_his():
    account = "Her husband was charged with threats to kill. He was later sentenced for harassment."
    assert behaviours(account) == set()


def test_money_that_went_missing_in_a_search_may_have_been_taken():
    assert "theft_or_fraud" in behaviours(
        "A man said that 300 pounds went missing while officers searched his flat."
    )


def test_words_that_fit_any_page_give_way_to_what_was_told():
    account = "We examined the actions and decisions of the officers."
    assert behaviours(account) == {"neglect_of_duty"}
    assert behaviours(account + " An officer fired his weapon.") == {"use_of_force_reviewed"}
