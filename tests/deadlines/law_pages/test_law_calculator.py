"""The calculator on a rule's page: dates as the command gives them, and a sentence for everything that is wrong."""

import io
import json
from contextlib import redirect_stdout

import pytest
from django.test import Client

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.questions import facts_asked_by
from candour.procedure.command import main

REVIEW = "/law/rules/review.application/"
BOXES = (
    "complaint-made_day=5&complaint-made_month=1&complaint-made_year=2026"
    "&review-right-provided_day=2&review-right-provided_month=March&review-right-provided_year=2026"
)

VECTORS = [
    (
        "review.application",
        "complaint-made=2026-01-05&review-right-provided=2026-03-02",
        "Apply for a review by 30 March 2026",
    ),
    ("barred-list.report", "dismissed=2026-03-02", "Report the dismissal to the barred list by 6 March 2026"),
    (
        "accelerated-hearing.date",
        "accelerated-notice-given=2026-03-02&complaint-made=2026-01-05",
        "Hold the accelerated misconduct hearing: from 16 March 2026 to 23 March 2026",
    ),
    (
        "timeliness.overrun",
        "complaint-made=2026-03-02",
        "the first period ends on 1 March 2027, then the duty arises",
    ),
    (
        "foi.reply",
        "request-received=2026-03-02&authority-law=foia",
        "Reply to a request for information by 31 March 2026",
    ),
    ("barred-list.publication", "barred-listed=2026-03-02", "may be shown to the public: until 1 March 2031"),
    ("recording.wish", "complaint-made=2026-01-05", "Ask for the complaint to be recorded: at any time"),
]


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize(("rule", "query", "sentence"), VECTORS)
def test_the_answer_is_a_sentence_that_holds_the_date(
    client: Client, rule: str, query: str, sentence: str
) -> None:
    assert sentence in _text(client, f"/law/rules/{rule}/?{query}")


def test_the_boxes_of_the_form_give_the_same_answer_as_the_short_address(client: Client) -> None:
    page = _text(client, f"{REVIEW}?{BOXES}")
    assert "Apply for a review by 30 March 2026" in page
    assert "?review-right-provided=2026-03-02&amp;complaint-made=2026-01-05#answer" in page
    assert 'value="2026"' in page


@pytest.mark.parametrize(("rule", "query", "_sentence"), VECTORS)
def test_the_json_is_what_the_command_prints_on_the_same_facts(
    client: Client, rule: str, query: str, _sentence: str
) -> None:
    stated = [part for pair in query.split("&") for part in ("--fact", pair)]
    printed = io.StringIO()
    with redirect_stdout(printed):
        main(["due", rule, *stated, "--json"])
    assert client.get(f"/law/rules/{rule}/?{query}&format=json").json() == json.loads(printed.getvalue())


def test_as_many_periods_are_given_as_asked(client: Client) -> None:
    answer = client.get(
        "/law/rules/timeliness.overrun/?complaint-made=2026-03-02&format=json&periods=3"
    ).json()
    assert [period["last"] for period in answer["periods"]] == ["2027-03-01", "2027-09-01", "2028-03-01"]


def test_the_answer_says_what_was_assumed(client: Client) -> None:
    page = _text(client, f"{REVIEW}?complaint-made=2026-01-05&review-right-provided=2026-03-02")
    assert "One of the 43 territorial forces" in page
    assert "assumed, since you did not say" in page
    stated = _text(
        client,
        f"{REVIEW}?complaint-made=2026-01-05&review-right-provided=2026-03-02&force-kind=btp&linked-matter-under-2012-on-arrival=no",
    )
    assert "assumed, since you did not say" not in stated


def test_the_answer_draws_each_day_and_tells_the_account(client: Client) -> None:
    page = _text(client, f"{REVIEW}?complaint-made=2026-01-05&review-right-provided=2026-03-02")
    assert page.count("candour-trail__day--counted") >= 27
    assert "rule review.application, version 2020, edition" in page.replace("Rule review", "rule review")


def test_the_answer_says_why_a_version_governs_and_why_the_others_do_not(client: Client) -> None:
    page = _text(
        client,
        "/law/rules/officer-suspension.review/"
        "?officer-suspended=2026-09-01&complaint-made=2026-08-03&behaviour-occurred=2026-07-20",
    )
    assert "Why version 2026 governs" in page
    assert "The complaint was made on 3 August 2026, on or after 13 July 2026" in page
    others = page[page.index("Why the other version does not govern") :]
    assert "Version 2020:" in others


def test_days_left_out_and_days_granted_are_stated_one_a_line(client: Client) -> None:
    page = _text(
        client,
        f"{REVIEW}?{BOXES}&misdirected-application=2+March+2026+to+5+March+2026"
        "&late-review-allowed-to_day=&late-review-allowed-to_month=&late-review-allowed-to_year=",
    )
    assert "Apply for a review by 2 April 2026" in page
    assert "2 March 2026 to 5 March 2026" in page


def test_a_missing_fact_is_named_with_who_states_it_and_leads_to_its_question(client: Client) -> None:
    page = _text(client, f"{REVIEW}?complaint-made=2026-01-05")
    assert "The answer turns on a fact that is not stated yet" in page
    assert 'href="#id_review-right-provided_day"' in page
    assert 'id="id_review-right-provided_day"' in page
    assert (
        client.get(f"{REVIEW}?complaint-made=2026-01-05&format=json").json()["needs"][0]["fact"]
        == "review-right-provided"
    )


def test_an_empty_form_is_answered_with_what_it_needs(client: Client) -> None:
    page = _text(client, f"{REVIEW}?complaint-made_day=&complaint-made_month=&complaint-made_year=")
    assert "The answer turns on a fact that is not stated yet" in page


def test_a_case_under_the_older_law_is_told_that_no_version_governs(client: Client) -> None:
    page = _text(client, f"{REVIEW}?complaint-made=2019-06-03&review-right-provided=2026-03-02")
    assert "no version of this rule governs on these facts" in page
    assert "The matter is under the law before the 2020 reform" in page


WRONG = [
    ("complaint-made=2026-02-31", "The day the complaint was made must be a real date"),
    ("complaint-made=yesterday", "The day the complaint was made must include a month and a year"),
    ("complaint-made=1066-10-14", "must be a real date"),
    ("complaint-made=9999-12-31", "must have a year from 1950 to 2150"),
    ("force-kind=navy", "Select the kind of force from the list"),
    ("misdirected-application=2+March+2026", "must be two days joined by “to”"),
    ("misdirected-application=5+March+2026+to+2+March+2026", "ends before it starts"),
    ("misdirected-application=" + "2+March+2026+to+3+March+2026%0A" * 41, "give no more than 40 lines"),
]


@pytest.mark.parametrize(("query", "sentence"), WRONG)
def test_bad_input_is_told_in_a_sentence_and_kept_as_typed(client: Client, query: str, sentence: str) -> None:
    page = _text(client, f"{REVIEW}?{query}")
    assert "There is a problem" in page
    assert sentence in page
    assert 'id="answer"' not in page
    refused = client.get(f"{REVIEW}?{query}&format=json")
    assert refused.status_code == 400
    assert any(sentence in error for error in refused.json()["errors"])


def test_a_day_beyond_the_calendar_is_refused_rather_than_guessed(client: Client) -> None:
    address = "/law/rules/barred-list.report/?dismissed=2049-03-02"
    page = _text(client, address)
    assert "There is a problem" in page
    assert "there is no calendar for 2049 yet" in page
    assert client.get(f"{address}&format=json").status_code == 400


def test_a_misspelt_fact_is_refused_in_json_and_the_facts_are_named(client: Client) -> None:
    refused = client.get(f"{REVIEW}?complaint-mad=2026-01-05&format=json")
    assert refused.status_code == 400
    assert "complaint-mad is not a fact of this rule" in refused.json()["errors"][0]
    assert "review-right-provided" in refused.json()["errors"][0]


@pytest.mark.parametrize("periods", ["0", "61", "-1", "many", "٣"])
def test_a_number_of_periods_out_of_reach_is_refused(client: Client, periods: str) -> None:
    assert (
        client.get("/law/rules/timeliness.overrun/", {"format": "json", "periods": periods}).status_code
        == 400
    )


def test_a_moment_may_be_given_with_or_without_its_hour(client: Client) -> None:
    address = "/law/rules/referral.mandatory/?complaint-made=2026-01-05&became-clear"
    assert "by 7 March 2026" in _text(client, f"{address}=2026-03-06T16:00")
    assert "by 7 March 2026" in _text(client, f"{address}=2026-03-06")


def test_a_count_of_many_years_is_told_in_sentences_and_not_drawn(client: Client) -> None:
    address = f"{REVIEW}?complaint-made=2026-01-05&review-right-provided=2026-03-02&misdirected-application=2026-03-03/2056-03-02"
    page = _text(client, address)
    assert "candour-trail__month" not in page
    assert "within a time that is left out" in page


@pytest.mark.parametrize("key", the_law().rules)
def test_the_calculator_of_every_rule_asks_for_its_clock_and_answers_an_empty_form(
    client: Client, key: str
) -> None:
    rule = the_law().rules[key]
    asked = {fact.name for fact in facts_asked_by(rule).all}
    assert {version.trigger for version in rule.governing if version.trigger} <= asked
    first = facts_asked_by(rule).all[0]
    empty = f"{first.name}_day=" if first.dated else f"{first.name}="
    assert 'id="answer"' in _text(client, f"/law/rules/{key}/?{empty}")


def test_where_the_text_bears_two_readings_the_answer_tells_both(client: Client) -> None:
    page = _text(
        client, "/law/rules/hearing.public-notice/?hearing-date=2026-04-20&complaint-made=2026-01-05"
    )
    assert "Publish the notice of the hearing by 10 April 2026" in page
    assert "The text bears two readings: 13 April 2026, or 10 April 2026" in page
