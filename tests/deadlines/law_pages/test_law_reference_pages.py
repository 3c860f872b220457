"""The public pages on statutory tests, code lists, lifecycles, bank holidays and what is still to be confirmed."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from candour.deadlines.law import the_law
from candour.deadlines.law_pages.lifecycle_page import drawn_lines, lifecycle_page, pairs_of
from candour.deadlines.law_pages.not_confirmed import every_doubt
from candour.look.dates import day_in_words
from candour.procedure.law_file import Confidence


def _text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.content.decode()
    assert "style=" not in page
    return page


@pytest.mark.parametrize(
    "name", ["law", "law-tests", "law-lists", "law-lifecycles", "law-calendars", "law-unconfirmed"]
)
def test_every_section_leads_to_all_the_others_and_marks_itself(client: Client, name: str) -> None:
    page = _text(client, reverse(name))
    for other in ("law-tests", "law-lists", "law-lifecycles", "law-calendars", "law-unconfirmed"):
        assert f'href="{reverse(other)}"' in page
    assert f'href="{reverse(name)}" aria-current="page"' in page


@pytest.mark.parametrize("key", the_law().tests)
def test_every_statutory_test_shows_its_question_and_each_part_with_its_citation(
    client: Client, key: str
) -> None:
    test = the_law().tests[key]
    page = _text(client, f"/law/tests/{key}/")
    assert escape(test.question) in page
    for limb in test.limbs:
        assert f'id="{limb.key}"' in page
        assert escape(limb.words) in page
        assert escape(limb.definition) in page
    assert page.count("legislation.gov.uk") >= len(test.limbs)


@pytest.mark.parametrize("name", the_law().lists)
def test_every_code_list_shows_all_its_codes_by_edition(client: Client, name: str) -> None:
    found = the_law().lists[name]
    page = _text(client, f"/law/lists/{name}/")
    for edition in found.editions.values():
        part = page[page.index(f'id="edition-{edition.id}"') :]
        for code in edition.codes.values():
            assert f"<code>{escape(code.code)}</code>" in part
            assert escape(code.title) in part


@pytest.mark.parametrize("track", the_law().lifecycles)
def test_every_lifecycle_is_drawn_and_each_step_tells_who_may_or_must_take_it(
    client: Client, track: str
) -> None:
    lifecycle = the_law().lifecycles[track]
    page = _text(client, f"/law/lifecycles/{track}/")
    assert "<svg" in page
    for state in lifecycle.states.values():
        assert escape(state.title) in page
    for step in lifecycle.steps:
        card = page[page.index(f'id="{step.key}"') :].partition('class="govuk-summary-card"')[0]
        assert escape(step.gist) in card
        assert (">Duty<" in card) == (step.power_or_duty == "duty")
        assert "Where it stands" in card


@pytest.mark.parametrize("track", the_law().lifecycles)
def test_every_move_of_a_lifecycle_is_drawn_or_named_as_not_drawn(track: str) -> None:
    lifecycle = the_law().lifecycles[track]
    titles = {key: state.title for key, state in lifecycle.states.items()}
    drawn = {(line.source, line.target) for line in drawn_lines(lifecycle)}
    left_out = lifecycle_page(lifecycle).not_drawn
    for step in lifecycle.steps:
        moves = {(titles[start], titles[end]) for start, end in pairs_of(step)}
        assert step in left_out or moves <= drawn


@pytest.mark.parametrize("key", the_law().calendars)
def test_every_calendar_names_each_holiday_with_its_day(client: Client, key: str) -> None:
    page = _text(client, f"/law/calendars/{key}/")
    for day, holiday in the_law().calendars[key].holidays.items():
        year = page[page.index(f'id="y{day.year}"') :]
        assert day_in_words(day) in year
        assert escape(holiday.name) in year


def test_a_one_off_holiday_shows_when_it_was_announced(client: Client) -> None:
    page = _text(client, "/law/calendars/england-and-wales/")
    funeral = page[page.index("19 September 2022") :].partition("</div>")[0]
    assert "Once only" in funeral
    assert "Announced on 10 September 2022." in funeral


@pytest.mark.parametrize(
    "address", ["/law/tests/none/", "/law/lists/none/", "/law/lifecycles/none/", "/law/calendars/none/"]
)
def test_what_the_law_does_not_hold_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_everything_not_read_is_listed_with_what_exactly_is_open(client: Client) -> None:
    page = _text(client, "/law/unconfirmed/")
    law = the_law()
    for rule in law.rules.values():
        for version in rule.versions:
            if version.confidence is not Confidence.READ:
                assert escape(version.confidence_note[1:]) in page
    limbs = [
        limb
        for test in law.tests.values()
        for limb in test.limbs
        if limb.confidence is Confidence.UNCONFIRMED
    ]
    assert limbs
    assert all(escape(limb.confidence_note[1:]) in page for limb in limbs)
    steps = [step for step in law.steps.values() if step.confidence is not Confidence.READ]
    assert all(f"#{step.key}" in page for step in steps)


def test_nothing_that_was_read_is_listed_as_open() -> None:
    read = {
        rule.title
        for rule in the_law().rules.values()
        if all(v.confidence == "read" and not v.until_unconfirmed for v in rule.versions)
    }
    assert read
    assert not read & {doubt.title for doubt in every_doubt() if doubt.kind == "rule"}


def test_the_download_of_what_is_open_is_filtered_as_the_page_is(client: Client) -> None:
    written = client.get("/law/unconfirmed/?kind=rule&confidence=secondary&format=csv").content.decode()
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    assert rows
    assert {(row["kind"], row["confidence"]) for row in rows} == {("rule", "secondary")}
    assert all(row["what is to be confirmed"] for row in rows)


def test_where_nothing_is_open_the_page_says_so(client: Client) -> None:
    page = _text(client, "/law/unconfirmed/?kind=calendar&confidence=secondary")
    assert "Nothing is left to be confirmed here" in page
    assert "Show everything to be confirmed" in page


def test_only_a_test_of_what_is_alleged_says_that_nothing_need_be_proved(client: Client) -> None:
    alleged = {key for key, test in the_law().tests.items() if test.as_alleged}
    assert alleged
    for key in the_law().tests:
        assert ("nothing need be proved yet" in _text(client, f"/law/tests/{key}/")) == (key in alleged)
