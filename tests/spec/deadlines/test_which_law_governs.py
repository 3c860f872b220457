"""Which version of a rule governs on either side of a day on which the law changed, and where no version does."""

import pytest

from candour.procedure import Due, Law, Needs, NotInForce, load_law
from candour.procedure.facts import FactError, state

PROGRESS = ("keeping-informed.progress", "handling-started=2026-03-02")
RESPONSE = ("hearing.response", "documents-supplied=2026-03-02")
REVIEW = ("officer-suspension.review", "officer-suspended=2026-08-03")
ASSUMED = {"force-kind": "territorial", "linked-matter-under-2012-on-arrival": "no"}


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


def answer(law: Law, rule: str, *stated: str) -> Due | Needs | NotInForce:
    given = dict(one.split("=", 1) for one in stated)
    return law.due(
        rule, state(law.facts, [f"{name}={value}" for name, value in {**ASSUMED, **given}.items()])
    )


def governs(law: Law, rule: str, *stated: str) -> str:
    """The version that governs, or the kind of answer where none does."""
    found = answer(law, rule, *stated)
    return found.version.id if isinstance(found, Due) else type(found).__name__


@pytest.mark.parametrize(
    ("made", "version"),
    [("2012-11-21", "NotInForce"), ("2012-11-22", "2012"), ("2020-01-31", "2012"), ("2020-02-01", "2020")],
)
def test_a_complaint_is_handled_under_the_law_of_the_day_it_was_made(
    law: Law, made: str, version: str
) -> None:
    assert governs(law, *PROGRESS, f"complaint-made={made}") == version


@pytest.mark.parametrize(
    ("known", "version"),
    [("2012-11-21", "NotInForce"), ("2012-11-22", "2012"), ("2020-01-31", "2012"), ("2020-02-01", "2020")],
)
def test_a_matter_is_handled_under_the_law_of_the_day_it_came_to_notice(
    law: Law, known: str, version: str
) -> None:
    """Whatever the day of the behaviour."""
    assert governs(law, *PROGRESS, f"matter-known={known}", "behaviour-occurred=2019-06-01") == version


@pytest.mark.parametrize(
    ("made", "version"), [("2020-02-01", "2012"), ("2021-01-03", "2012"), ("2021-01-04", "2020")]
)
def test_a_complaint_about_british_transport_police_changed_over_in_2021(
    law: Law, made: str, version: str
) -> None:
    assert governs(law, *PROGRESS, f"complaint-made={made}", "force-kind=btp") == version


def test_a_complaint_tied_to_a_live_older_matter_stays_with_it_until_it_is_investigated_again(
    law: Law,
) -> None:
    tied = ("complaint-made=2026-01-05", "linked-matter-under-2012-on-arrival=yes")

    assert governs(law, *PROGRESS, *tied) == "2012"
    assert governs(law, *PROGRESS, *tied, "old-case-direction=2026-02-02") == "2020"


@pytest.mark.parametrize("reopened", ["re-investigation-ordered", "old-case-direction"])
def test_an_order_of_the_director_general_brings_an_old_complaint_under_the_law_since_2020(
    law: Law, reopened: str
) -> None:
    assert governs(law, *PROGRESS, "complaint-made=2013-05-01", f"{reopened}=2020-02-01") == "2020"
    assert governs(law, *PROGRESS, "complaint-made=2013-05-01", f"{reopened}=none") == "2012"


@pytest.mark.parametrize("reopened", ["re-investigation-ordered", "old-case-direction"])
def test_no_order_of_before_february_2020_moves_a_complaint(law: Law, reopened: str) -> None:
    with pytest.raises(FactError, match="cannot have come before 1 February 2020"):
        answer(law, *PROGRESS, "complaint-made=2013-05-01", f"{reopened}=2020-01-31")


@pytest.mark.parametrize(("known", "last"), [("2020-01-31", "2026-03-20"), ("2020-02-01", "2026-03-23")])
def test_the_conduct_regulations_of_2012_gave_the_officer_a_day_less(law: Law, known: str, last: str) -> None:
    found = answer(law, *RESPONSE, f"matter-known={known}")

    assert isinstance(found, Due)
    assert str(found.due) == last


@pytest.mark.parametrize(
    "rule",
    [
        "accelerated-hearing.date",
        "hearing.pre-hearing",
        "case-to-answer.decision",
        "reflective-practice.account",
        "timeliness.conduct-report",
    ],
)
def test_what_the_conduct_regulations_of_2020_brought_is_not_owed_in_older_cases(law: Law, rule: str) -> None:
    assert governs(law, rule, "matter-known=2020-01-31") == "NotInForce"


@pytest.mark.parametrize(
    "rule", ["hearing.response", "warnings.written", "officer-suspension.review", "tribunal.notice"]
)
def test_officers_of_british_transport_police_have_discipline_law_of_their_own(law: Law, rule: str) -> None:
    assert governs(law, rule, "matter-known=2026-01-05", "force-kind=btp") == "NotInForce"


@pytest.mark.parametrize(("upheld", "version"), [("2024-05-06", "NotInForce"), ("2024-05-07", "2024")])
def test_since_may_2024_an_accelerated_hearing_gets_a_new_date_within_a_window(
    law: Law, upheld: str, version: str
) -> None:
    stated = ("matter-known=2023-01-05", f"objection-upheld={upheld}")

    assert governs(law, "accelerated-hearing.replacement-date", *stated) == version


@pytest.mark.parametrize(
    ("known", "linked", "version"),
    [("2025-05-27", "no", "2020"), ("2025-05-28", "no", "NotInForce"), ("2025-05-28", "yes", "2020")],
)
def test_performance_known_since_may_2025_is_under_two_stages_unless_an_older_case_goes_on(
    law: Law, known: str, linked: str, version: str
) -> None:
    stated = (f"performance-known={known}", f"linked-performance-matter-before-2025={linked}")
    given = "final-improvement-notice-given=2025-06-02"

    assert governs(law, "performance.final-improvement-notice", *stated, given) == version


@pytest.mark.parametrize(
    ("known", "behaviour", "version"),
    [
        ("2026-07-12", "2026-07-12", "2020"),
        ("2026-07-13", "2026-07-12", "2020"),
        ("2026-07-13", "2026-07-13", "2026"),
    ],
)
def test_suspension_is_under_the_rules_of_july_2026_only_for_behaviour_and_allegations_since(
    law: Law, known: str, behaviour: str, version: str
) -> None:
    assert governs(law, *REVIEW, f"matter-known={known}", f"behaviour-occurred={behaviour}") == version


def test_without_the_day_of_the_behaviour_it_is_not_guessed_which_suspension_rules_apply(law: Law) -> None:
    found = answer(law, *REVIEW, "matter-known=2026-07-13")

    assert isinstance(found, Needs)
    assert found.names == ("behaviour-occurred",)


@pytest.mark.parametrize(
    ("rule", "before", "since"),
    [
        ("learning.response", "recommendation-made=2014-09-30", "recommendation-made=2014-10-01"),
        ("barred-list.report", "dismissed=2017-12-14", "dismissed=2017-12-15"),
        (
            "super-complaint.acknowledgement",
            "super-complaint-received=2018-10-31",
            "super-complaint-received=2018-11-01",
        ),
    ],
)
def test_a_duty_is_owed_only_from_the_day_its_law_began(law: Law, rule: str, before: str, since: str) -> None:
    assert governs(law, rule, before) == "NotInForce"
    assert isinstance(answer(law, rule, since), Due)


@pytest.mark.parametrize(("sits", "version"), [("2015-04-30", "NotInForce"), ("2015-05-01", "2012")])
def test_tribunals_of_the_older_law_sit_in_public_since_may_2015(law: Law, sits: str, version: str) -> None:
    assert (
        governs(law, "tribunal.public-notice", "matter-known=2014-01-06", f"tribunal-hearing-date={sits}")
        == version
    )


def test_a_response_with_representations_is_not_published_in_21_days_but_decided_on(law: Law) -> None:
    came = ("response-received=2026-06-01", "publication-representations-received=2026-06-01")

    assert governs(law, "learning.publication", *came) == "NotInForce"
    assert isinstance(answer(law, "learning.publication-decision", *came), Due)


@pytest.mark.parametrize(("asked", "last"), [("2022-03-16", "2022-04-30"), ("2022-03-17", "2022-03-16")])
def test_more_time_to_respond_is_given_only_where_it_was_asked_for_in_time(
    law: Law, asked: str, last: str
) -> None:
    stated = (
        "recommendation-made=2022-01-20",
        f"learning-extension-asked={asked}",
        "learning-extension-granted-to=2022-04-30",
    )
    found = answer(law, "learning.response", *stated)

    assert isinstance(found, Due)
    assert str(found.due) == last


def test_the_act_of_2026_is_shown_as_what_may_exist_and_moves_nothing(law: Law) -> None:
    found = answer(law, "tribunal.notice", "matter-known=2026-08-03", "written-decision-supplied=2026-12-11")

    assert isinstance(found, Due)
    assert (found.version.id, str(found.due)) == ("2020", "2026-12-29")
    assert "Crime and Policing Act 2026" in found.may_exist[0].gist
