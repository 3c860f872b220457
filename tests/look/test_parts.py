"""The parts of a page, and the pattern page that shows each of them."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from candour.look.parts import page_steps, stages_of
from candour.look.views import patterns

TODAY = date(2026, 3, 18)


def rendered(source: str, **values: object) -> str:
    return " ".join(Template("{% load parts dates charts %}" + source).render(Context(values)).split())


def test_a_deadline_reads_as_a_sentence() -> None:
    html = rendered('{% deadline "Send an update" due today %}', due=date(2026, 3, 30), today=TODAY)

    assert 'Send an update by <time datetime="2026-03-30"' in html
    assert "30 March 2026</time>" in html
    assert "(in 12 days)" in html


@pytest.mark.parametrize(
    ("due", "done", "state"),
    [
        (date(2026, 3, 17), False, "late"),
        (date(2026, 3, 18), False, "soon"),
        (date(2026, 3, 25), False, "soon"),
        (date(2026, 3, 26), False, "later"),
        (date(2026, 3, 17), True, "done"),
    ],
)
def test_a_deadline_that_was_met_is_never_called_late(due: date, done: bool, state: str) -> None:
    html = rendered('{% deadline "Reply" due today done=done %}', due=due, today=TODAY, done=done)

    assert f"candour-deadline--{state}" in html


def test_stages_before_the_present_one_are_done_and_those_after_are_to_come() -> None:
    stages = stages_of(["Logged", "Recorded", "Closed"], "Recorded")

    assert [stage.state for stage in stages] == ["done", "current", "to-come"]
    assert [stage.state for stage in stages_of(["Logged", "Closed"], None)] == ["to-come", "to-come"]


def test_a_stage_that_is_not_listed_is_an_error() -> None:
    with pytest.raises(ValueError, match="'Lost' is not one of: Logged"):
        stages_of(["Logged"], "Lost")


def test_the_present_stage_is_said_and_not_only_drawn() -> None:
    html = rendered('{% stage_bar names "Recorded" %}', names=["Logged", "Recorded"])

    assert html.count('aria-current="step"') == 1
    assert "Done" in html
    assert "Now" in html


def test_pages_keep_the_filters_of_the_list() -> None:
    page = Paginator(range(100), 10).get_page(5)

    steps = page_steps(page, QueryDict("stage=open&page=5"))

    assert [step.number for step in steps if not step.gap] == [1, 4, 5, 6, 10]
    assert steps[0].href == "?stage=open&page=1"
    assert sum(step.gap for step in steps) == 2


def test_a_limb_that_nobody_has_answered_is_neither_met_nor_unmet() -> None:
    html = rendered("{% checklist items %}", items=[{"title": "Told", "met": None}])

    assert "Not known:" in html
    assert "Not met:" not in html


def test_what_is_not_read_says_so_in_words() -> None:
    html = rendered('{% confidence "unconfirmed" "the number of days" %}')

    assert "Not yet checked against the text of the law. The number of days" in html


def test_text_handed_to_a_part_is_escaped() -> None:
    nasty = "<img src=x>"
    html = rendered(
        "{% tag t %}{% notification t %}{% summary_list rows %}{% empty_state t %}{{ t }}{% endempty_state %}"
        "{% table t columns cells %}{% timeline events %}{% inset %}{{ t }}{% endinset %}{% back_link t t %}",
        t=nasty,
        rows=[{"key": nasty, "value": nasty}],
        columns=[nasty],
        cells=[[nasty]],
        events=[{"title": nasty, "at": nasty, "by": nasty, "text": nasty}],
    )

    assert "<img" not in html


@pytest.mark.parametrize("code", [400, 403, 404, 410, 429, 500])
def test_an_error_page_says_what_to_do_and_needs_nothing_of_its_request(code: int) -> None:
    html = render_to_string(f"look/errors/{code}.html")

    assert html.count("<h1") == 1
    assert 'href="/"' in html


def test_the_pattern_page_holds_nothing_inline_that_the_policy_would_refuse() -> None:
    response = patterns(RequestFactory().post("/look/patterns", {"made_day": "31", "made_month": "2"}))
    html = response.content.decode()

    assert response.status_code == 200
    assert " style=" not in html
    assert " onclick" not in html
    assert "<script>" not in html
    assert "There is a problem" in html


def test_every_id_on_the_pattern_page_is_used_once() -> None:
    html = patterns(RequestFactory().get("/look/patterns")).content.decode()
    ids = [part.split('"', 1)[0] for part in html.split(' id="')[1:]]

    assert sorted(ids) == sorted(set(ids))
