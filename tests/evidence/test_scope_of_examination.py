"""Nothing in an exhibit opens before its scope is stated; what lies outside is refused, or opened with reasons."""

from datetime import date, timedelta

import pytest

from candour.evidence.actions import EvidenceRefused, look_outside
from candour.evidence.codes import Beyond
from candour.evidence.models import Exhibit
from candour.evidence.scope import Days, Reach, reach_of
from tests.make.exhibits import ADDED, a_file, a_scope, an_exhibit, an_investigator
from tests.make.moments import at_nine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
THIRTEENTH, TWENTIETH = date(2023, 1, 13), date(2023, 1, 20)
ONE, OTHER = "a" * 64, "b" * 64


@pytest.fixture(autouse=True)
def folder(tmp_path, settings) -> None:
    settings.EVIDENCE_ROOT = tmp_path


@pytest.fixture
def exhibit() -> Exhibit:
    return an_exhibit(a_file())


def test_without_a_scope_nothing_opens(exhibit: Exhibit) -> None:
    reach = reach_of(exhibit, an_investigator(exhibit.case_file), on=ADDED)
    assert not reach.any
    assert not reach.holds(ONE, THIRTEENTH)
    assert not reach.everything


@pytest.mark.parametrize(
    ("first", "last", "day", "held"),
    [
        (None, None, THIRTEENTH, True),
        (None, None, None, True),
        (THIRTEENTH, THIRTEENTH, THIRTEENTH, True),
        (THIRTEENTH, THIRTEENTH, TWENTIETH, False),
        (None, THIRTEENTH, TWENTIETH, False),
        (TWENTIETH, None, THIRTEENTH, False),
        (THIRTEENTH, TWENTIETH, None, False),
    ],
)
def test_the_days_agreed_are_open_and_a_message_without_a_day_lies_within_no_limit(
    exhibit: Exhibit, first: date | None, last: date | None, day: date | None, held: bool
) -> None:
    a_scope(exhibit, first_day=first, last_day=last)
    reach = reach_of(exhibit, an_investigator(exhibit.case_file), on=ADDED)
    assert reach.holds(ONE, day) is held
    assert reach.everything is (first is None and last is None)


def test_only_the_chats_agreed_are_open(exhibit: Exhibit) -> None:
    a_scope(exhibit, chats=(ONE,))
    reach = reach_of(exhibit, an_investigator(exhibit.case_file), on=ADDED)
    assert reach.holds(ONE, THIRTEENTH)
    assert not reach.holds(OTHER, THIRTEENTH)
    assert not reach.everything


def test_reasons_open_days_outside_to_one_person_until_the_day_ends(exhibit: Exhibit) -> None:
    a_scope(exhibit, last_day=THIRTEENTH)
    by = an_investigator(exhibit.case_file)
    look_outside(
        exhibit=exhibit,
        first_day=TWENTIETH,
        last_day=TWENTIETH,
        reasons="A reply to the message of the 13th is said to be here.",
        by=by,
        at=at_nine(ADDED),
        on=ADDED,
    )
    other = an_investigator(exhibit.case_file, "Nia Notley")
    assert reach_of(exhibit, by, on=ADDED).holds(ONE, TWENTIETH)
    assert not reach_of(exhibit, by, on=ADDED + timedelta(days=1)).holds(ONE, TWENTIETH)
    assert not reach_of(exhibit, other, on=ADDED).holds(ONE, TWENTIETH)


def test_a_new_scope_ends_looks_that_the_earlier_one_allowed(exhibit: Exhibit) -> None:
    a_scope(exhibit, last_day=THIRTEENTH)
    by = an_investigator(exhibit.case_file)
    given = {"first_day": TWENTIETH, "last_day": TWENTIETH, "reasons": "A reply.", "by": by}
    look_outside(exhibit=exhibit, **given, at=at_nine(ADDED), on=ADDED)
    a_scope(exhibit, last_day=THIRTEENTH, beyond=Beyond.REFUSED)
    assert not reach_of(exhibit, by, on=ADDED).holds(ONE, TWENTIETH)
    with pytest.raises(EvidenceRefused, match="refuses what lies outside"):
        look_outside(exhibit=exhibit, **given, at=at_nine(ADDED), on=ADDED)


def test_the_last_scope_stated_governs_and_the_earlier_stays(exhibit: Exhibit) -> None:
    a_scope(exhibit, last_day=THIRTEENTH)
    a_scope(exhibit)
    assert [scope.last_day for scope in exhibit.scopes.all()] == [THIRTEENTH, None]
    assert reach_of(exhibit, an_investigator(exhibit.case_file), on=ADDED).everything


def test_a_scope_says_what_was_agreed_and_ends_after_it_begins(exhibit: Exhibit) -> None:
    with pytest.raises(EvidenceRefused, match="what was agreed"):
        a_scope(exhibit, basis=" ")
    with pytest.raises(EvidenceRefused, match="before the first"):
        a_scope(exhibit, first_day=TWENTIETH, last_day=THIRTEENTH)
    assert not exhibit.scopes.exists()


FIRST, MIDDLE, LAST = date(2023, 1, 1), date(2023, 6, 1), date(2023, 12, 31)


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (Reach((Days(),)), Reach((Days(FIRST, LAST),), frozenset({"one"}))),
        (Reach((Days(FIRST, LAST),)), Reach((Days(FIRST, MIDDLE),))),
        (Reach((Days(last=LAST),)), Reach((Days(FIRST, MIDDLE),))),
        (Reach((Days(),), frozenset({"one", "two"})), Reach((Days(),), frozenset({"one"}))),
    ],
)
def test_a_scope_holds_what_a_narrower_one_opened_and_not_the_other_way(wide: Reach, narrow: Reach) -> None:
    assert wide.covers(narrow)
    assert wide.covers(wide)
    assert not narrow.covers(wide)
