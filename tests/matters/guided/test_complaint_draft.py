"""The answers so far: kept in the session, bounded, and dropped when they no longer count."""

from datetime import date
from typing import Any

import pytest

from candour.matters.guided.draft import MOST_BYTES, Draft, TooLong
from candour.matters.guided.routes import PUBLIC
from candour.matters.guided.situation import Situation

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def a_draft(session: dict[str, Any] | None = None) -> Draft:
    return Draft({} if session is None else session, "complaint-draft")


def test_a_draft_lives_under_one_key_of_the_session() -> None:
    session: dict[str, Any] = {}

    a_draft(session).put("name", {"name": "Robin Vale"})

    assert list(session) == ["complaint-draft"]
    assert a_draft(session).get("name", "name") == "Robin Vale"


def test_reading_a_draft_that_was_never_begun_leaves_the_session_alone() -> None:
    session: dict[str, Any] = {}

    assert not a_draft(session).is_begun
    assert session == {}


def test_a_draft_keeps_its_token_until_it_is_cleared() -> None:
    draft = a_draft()
    first = draft.token
    draft.put("name", {"name": "Robin Vale"})
    kept = draft.token

    draft.clear()

    assert kept == first
    assert draft.token != first


def test_answers_beyond_the_bound_are_refused_and_the_old_ones_stay() -> None:
    draft = a_draft()
    draft.put("what-happened", {"account": "Short."})

    with pytest.raises(TooLong):
        draft.put("what-happened", {"account": "x" * MOST_BYTES})

    assert draft.get("what-happened", "account") == "Short."


def test_the_bound_counts_bytes_so_that_no_script_gets_past_it() -> None:
    with pytest.raises(TooLong):
        a_draft().put("what-happened", {"account": "ŵ" * (MOST_BYTES // 2)})


def test_something_else_under_the_key_is_not_mistaken_for_a_draft() -> None:
    assert not a_draft({"complaint-draft": "tampered"}).is_begun


def test_an_answer_given_again_unchanged_does_not_count_as_a_change() -> None:
    draft = a_draft()

    assert draft.put("about", {"about": "service"})
    assert not draft.put("about", {"about": "service"})


def test_changing_what_it_is_about_asks_for_the_link_to_it_again() -> None:
    draft = a_draft()
    draft.put("force", {"force": "wexmoor"})
    draft.put("about", {"about": "officer-or-staff"})
    draft.put("standing", {"basis": "witness"})
    draft.put("about", {"about": "service"})

    about = PUBLIC.page("about", Situation(draft, TODAY))
    assert about is not None
    PUBLIC.settle_change(about, Situation(draft, TODAY))

    assert not draft.answered("standing")
    assert draft.answered("force")


def test_what_is_no_longer_asked_is_dropped_and_not_sent_by_accident() -> None:
    draft = a_draft()
    draft.put("force", {"force": "wexmoor"})
    draft.put("about", {"about": "officer-or-staff"})
    draft.put("who", {"known": True})
    draft.put("people", {"people": [{"name": "PC Marsh", "number": "", "description": ""}]})
    draft.put("who", {"known": False})

    who = PUBLIC.page("who", Situation(draft, TODAY))
    assert who is not None
    PUBLIC.settle_change(who, Situation(draft, TODAY))

    assert not draft.answered("people")
