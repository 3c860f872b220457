"""Limits at the edges, worked out by hand: month ends, leap days, holidays that came once, and days that end no count."""

import pytest

from candour.procedure import Due, Law, load_law
from candour.procedure.facts import state

MADE = "complaint-made=2020-02-01"
KNOWN = "matter-known=2020-02-03"
ASSUMED = ("force-kind=territorial", "linked-matter-under-2012-on-arrival=no")


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


def last_day(law: Law, rule: str, *stated: str) -> str:
    found = law.due(rule, state(law.facts, [*ASSUMED, *stated]))
    assert isinstance(found, Due), found.sentence
    assert found.due is not None
    return found.due.isoformat()


HOLIDAYS_THAT_CAME_ONCE = [
    ("2020-05-01", "2020-05-11", "the early May holiday of 2020 was on Friday the 8th"),
    ("2020-04-30", "2020-05-07", "and Monday the 4th was a working day"),
    ("2022-05-27", "2022-06-07", "two days of the jubilee, and the Monday before them worked"),
    ("2022-06-01", "2022-06-10", "both days of the jubilee at the start"),
    ("2022-09-14", "2022-09-22", "the funeral of the Queen"),
    ("2022-09-18", "2022-09-26", "decided on the Sunday before it"),
    ("2023-04-28", "2023-05-09", "the coronation a week after the early May holiday"),
    ("2023-05-05", "2023-05-15", "the coronation on the first day"),
]


@pytest.mark.parametrize(("decided", "last", "why"), HOLIDAYS_THAT_CAME_ONCE)
def test_an_outcome_is_told_in_five_working_days_over_holidays_that_came_once(
    law: Law, decided: str, last: str, why: str
) -> None:
    assert last_day(law, "keeping-informed.outcome", MADE, f"outcome-decided={decided}") == last, why


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        ("2020-04-09", "2020-04-20"),
        ("2021-12-24", "2022-01-05"),
        ("2024-12-31", "2025-01-08"),
        ("2026-12-23", "2027-01-04"),
        ("2020-02-28", "2020-03-06"),
        ("2024-02-23", "2024-03-01"),
    ],
)
def test_easter_christmas_and_the_end_of_february_are_counted_over(law: Law, decided: str, last: str) -> None:
    assert last_day(law, "keeping-informed.outcome", MADE, f"outcome-decided={decided}") == last


@pytest.mark.parametrize(
    ("rule", "stated", "last"),
    [
        ("keeping-informed.progress", "handling-started=2024-02-01", "2024-02-29"),
        ("keeping-informed.progress", "handling-started=2023-01-31", "2023-02-28"),
        ("keeping-informed.progress", "handling-started=2020-11-30", "2020-12-28"),
        ("keeping-informed.proceedings-progress", "proceedings-started=2024-02-01", "2024-02-29"),
        ("review.application", "review-right-provided=2024-02-01", "2024-02-29"),
        ("review.application", "review-right-provided=2026-02-01", "2026-03-01"),
        ("review.application", "review-right-provided=2026-11-27", "2026-12-25"),
        ("review.application", "review-right-provided=2026-12-31", "2027-01-28"),
        ("withdrawal.reply", "letter-sent=2026-12-04", "2027-01-01"),
        ("resumption.reply", "resumption-letter-sent=2024-02-02", "2024-03-01"),
        ("learning.response", "recommendation-made=2024-01-05", "2024-02-29"),
        ("learning.response", "recommendation-made=2023-01-05", "2023-03-01"),
        ("learning.response", "recommendation-made=2022-01-20", "2022-03-16"),
        ("learning.publication", "response-received=2024-02-09", "2024-02-29"),
        ("referral.mandatory", "became-clear=2026-12-24T23:59", "2026-12-25"),
        ("referral.mandatory", "became-clear=2024-02-28T10:00", "2024-02-29"),
        ("referral.call-in", "call-in-notified=2022-09-18T09:00", "2022-09-19"),
    ],
)
def test_days_and_weeks_run_through_holidays_and_leap_days(
    law: Law, rule: str, stated: str, last: str
) -> None:
    assert last_day(law, rule, MADE, stated) == last


@pytest.mark.parametrize(
    ("clear", "last"), [("2026-06-30T22:59Z", "2026-07-01"), ("2026-06-30T23:30Z", "2026-07-02")]
)
def test_the_day_on_which_it_became_clear_is_the_day_in_london(law: Law, clear: str, last: str) -> None:
    assert last_day(law, "referral.mandatory", MADE, f"became-clear={clear}") == last


@pytest.mark.parametrize(
    ("given", "last"),
    [
        ("2026-03-28", "2026-04-25"),
        ("2026-04-15", "2026-05-13"),
        ("2026-03-02", "2026-03-30"),
        ("2026-02-20", "2026-03-30"),
    ],
)
def test_the_four_weeks_run_from_the_update_that_was_given_and_never_from_one_before_the_start(
    law: Law, given: str, last: str
) -> None:
    stated = ("handling-started=2026-03-02", f"update-given={given}")

    assert last_day(law, "keeping-informed.progress", MADE, *stated) == last


@pytest.mark.parametrize(
    ("made", "lasts"),
    [
        ("2024-02-29", ["2025-02-28", "2025-08-31", "2026-02-28"]),
        ("2023-02-28", ["2024-02-27", "2024-08-27", "2025-02-27"]),
        ("2023-03-01", ["2024-02-29", "2024-08-31", "2025-02-28"]),
        ("2025-08-31", ["2026-08-30", "2027-02-28", "2027-08-31"]),
    ],
)
def test_the_periods_of_a_long_investigation_end_with_the_month_where_it_is_too_short(
    law: Law, made: str, lasts: list[str]
) -> None:
    found = law.due("timeliness.overrun", state(law.facts, [*ASSUMED, f"complaint-made={made}"]))

    assert isinstance(found, Due)
    assert [period.last.isoformat() for period in found.periods(3)] == lasts


@pytest.mark.parametrize(
    ("rule", "stated", "last"),
    [
        ("hearing.response", "documents-supplied=2022-05-20", "2022-06-14"),
        ("hearing.report", "hearing-completed=2023-05-04", "2023-05-12"),
        ("hearing.held", "documents-supplied=2026-01-05", "2026-05-29"),
        ("hearing.public-notice", "hearing-date=2022-09-26", "2022-09-15"),
        ("hearing.objection", "panel-named=2023-05-04", "2023-05-10"),
        ("hearing.bundle-to-chair", "officer-response-given=2022-09-08", "2022-09-23"),
        ("hearing.witness-lists", "officer-response-given=2022-09-08", "2022-09-13"),
        ("hearing.pre-hearing", "bundle-received=2023-04-24", "2023-05-17"),
        ("hearing.publication", "report-published=2024-02-01", "2024-02-29"),
        ("meeting.held", "documents-supplied=2026-03-16", "2026-04-15"),
        ("meeting-appeal.notice", "outcome-report-given=2022-05-31", "2022-06-13"),
        ("meeting-appeal.outcome-notice", "appeal-determined=2026-05-22", "2026-05-28"),
        ("interview.alternative-date", "interview-date-fixed=2020-05-06", "2020-05-14"),
        ("notices.response", "notice-served=2025-12-19", "2026-01-07"),
        ("reflective-practice.account", "reflective-review-referred=2020-05-06", "2020-05-14"),
        ("officer-suspension.written-confirmation", "orally-suspended=2022-09-15", "2022-09-21"),
        ("officer-suspension.representations", "officer-suspended=2022-05-31", "2022-06-13"),
        ("tribunal.notice", "written-decision-supplied=2026-12-11", "2026-12-29"),
        ("tribunal.response", "tribunal-appeal-received=2026-06-09", "2026-06-30"),
        ("case-to-answer.delay-reasons", "investigator-report-received=2022-05-20", "2022-06-14"),
        ("warnings.written", "warning-notified=2024-08-31", "2026-02-28"),
        ("warnings.written", "warning-notified=2024-02-29", "2025-08-28"),
        ("warnings.final-written", "warning-notified=2024-02-29", "2026-02-28"),
        ("former-officer.condition-b", "left-service=2024-02-29", "2025-02-28"),
    ],
)
def test_limits_of_proceedings_at_holidays_and_month_ends(
    law: Law, rule: str, stated: str, last: str
) -> None:
    assert last_day(law, rule, KNOWN, stated) == last


def test_a_longer_life_of_a_final_warning_is_cut_at_five_years(law: Law) -> None:
    stated = ("warning-notified=2024-02-29", "final-warning-fixed-to=2030-01-01")

    assert last_day(law, "warnings.final-written", KNOWN, *stated) == "2029-02-28"


@pytest.mark.parametrize(
    ("rule", "stated", "opens", "last"),
    [
        ("accelerated-hearing.date", "accelerated-notice-given=2023-04-24", "2023-05-10", "2023-05-17"),
        ("accelerated-hearing.replacement-date", "objection-upheld=2024-05-07", "2024-05-21", "2024-05-29"),
    ],
)
def test_the_window_of_an_accelerated_hearing_opens_and_closes_on_working_days(
    law: Law, rule: str, stated: str, opens: str, last: str
) -> None:
    found = law.due(rule, state(law.facts, [*ASSUMED, KNOWN, stated]))

    assert isinstance(found, Due)
    assert [str(found.opens), str(found.due)] == [opens, last]


@pytest.mark.parametrize(
    ("dismissed", "last"),
    [
        ("2022-09-19", "2022-09-26"),
        ("2024-12-24", "2025-01-02"),
        ("2017-12-15", "2017-12-21"),
        ("2023-05-08", "2023-05-15"),
    ],
)
def test_five_working_days_that_begin_with_a_day_off_begin_with_the_next_working_day(
    law: Law, dismissed: str, last: str
) -> None:
    assert last_day(law, "barred-list.report", f"dismissed={dismissed}") == last


@pytest.mark.parametrize(
    ("ground", "listed", "opens"),
    [("conduct", "2020-02-29", "2025-03-01"), ("performance", "2021-03-10", "2024-03-10")],
)
def test_removal_from_the_barred_list_is_asked_for_after_five_years_or_three(
    law: Law, ground: str, listed: str, opens: str
) -> None:
    stated = state(law.facts, [f"barred-ground={ground}", f"barred-listed={listed}"])
    found = law.due("barred-list.review-application", stated)

    assert isinstance(found, Due)
    assert str(found.opens) == opens


@pytest.mark.parametrize(
    ("rule", "stated", "last"),
    [
        ("review.application", ["2026-03-02", "2026-03-30/2026-04-03"], "2026-04-04"),
        (
            "review.application",
            ["2026-03-02", "2026-03-09/2026-03-13", "2026-03-12/2026-03-16"],
            "2026-04-07",
        ),
        ("review.application", ["2026-03-02", "2026-04-01/2026-04-03"], "2026-03-30"),
        ("learning.response", ["2022-01-20", "2022-02-01/2022-02-10"], "2022-03-26"),
        ("learning.response", ["2022-01-20", "2022-01-01/2022-01-25"], "2022-03-22"),
        ("warnings.written", ["2024-02-29", "2024-01-01/2024-03-31"], "2025-09-29"),
    ],
)
def test_days_left_out_are_added_once_and_only_where_they_fall_within(
    law: Law, rule: str, stated: list[str], last: str
) -> None:
    named = {
        "review.application": ("review-right-provided", "misdirected-application"),
        "learning.response": ("recommendation-made", "judicial-review-in-progress"),
        "warnings.written": ("warning-notified", "warning-paused-for-career-break"),
    }
    (trigger, left_out), matter = named[rule], KNOWN if rule == "warnings.written" else MADE
    spans = [f"{left_out}={span}" for span in stated[1:]]

    assert last_day(law, rule, matter, f"{trigger}={stated[0]}", *spans) == last


def test_a_super_complaint_is_reported_on_every_56_days_from_the_last_report(law: Law) -> None:
    received = "super-complaint-received=2026-01-05"

    assert last_day(law, "super-complaint.progress", received) == "2026-03-01"
    given = "super-complaint-progress-given=2026-02-20"
    assert last_day(law, "super-complaint.progress", received, given) == "2026-04-16"
