"""A corrected text moves no deadline by itself: a named person moves those it would change, each under an entry."""

from argparse import ArgumentParser
from datetime import date

import pytest

from candour.bodies.models import Body
from candour.deadlines.actions import Owing, meet, owe
from candour.deadlines.law import the_law
from candour.deadlines.models import Deadline, DeadlineMove, State
from candour.deadlines.reconsider import add_reconsider
from candour.deadlines.reconsidering import reconsider, report, would_change
from candour.ledger.models import LedgerEntry
from candour.ledger.reading import entries_for
from candour.ledger.verbs import Verb, register
from candour.ledger.writing import entry
from candour.procedure.facts import Facts
from tests.make.accounts import a_case_file, a_user
from tests.make.moments import at_nine

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
TODAY = date(2026, 3, 9)
EARLIER_TEXT = "0" * 64
register(Verb("trial.owe", "Owed for a test", frozenset({"deadlines_deadline", "deadlines_deadlinemove"})))
REVIEW: Facts = {
    "complaint-made": date(2026, 1, 5),
    "review-right-provided": date(2026, 3, 2),
    "force-kind": "territorial",
    "linked-matter-under-2012-on-arrival": False,
}


def _owed(rule: str = "review.application", facts: Facts = REVIEW, on: date = TODAY) -> Deadline:
    case_file = a_case_file(Body.objects.get(pk="wexmoor"))
    owing = Owing(case_file, "case-file", case_file.pk)
    with entry("trial.owe", subject=case_file, by=None, at=at_nine(TODAY), on=TODAY) as record:
        deadline = owe(record, rule=rule, facts=facts, owing=owing, on=on)
    assert deadline is not None
    return deadline


def _computed_by_an_earlier_text(deadline: Deadline, due: date | None, **columns: object) -> Deadline:
    for name, value in {"version_hash": EARLIER_TEXT, "due": due, **columns}.items():
        setattr(deadline, name, value)
    with entry("trial.owe", subject=deadline, by=None, at=at_nine(TODAY), on=TODAY) as record:
        return record.save(deadline)


def _report(by: str | None = None) -> tuple[int, list[str], list[str]]:
    said: list[str] = []
    warned: list[str] = []
    return report(by=by, at=at_nine(TODAY), say=said.append, warn=warned.append), said, warned


def test_while_the_text_is_the_same_nothing_is_listed() -> None:
    _owed()
    assert _report() == (0, ["The text of the law as it stands moves no open deadline."], [])


def test_a_deadline_of_an_earlier_text_with_another_date_is_listed_and_not_moved() -> None:
    deadline = _computed_by_an_earlier_text(_owed(), date(2026, 3, 29))
    status, said, _warned = _report()
    assert status == 0
    assert said[0].startswith(
        f"{deadline.case_file.reference}  review.application: 29 March 2026 would become 30 March 2026"
    )
    assert said[1] == "1 open deadline would move. Nothing was moved: give --move --by EMAIL."
    deadline.refresh_from_db()
    assert deadline.due == date(2026, 3, 29)


def test_a_deadline_of_an_earlier_text_with_the_same_date_is_left_alone() -> None:
    _computed_by_an_earlier_text(_owed(), date(2026, 3, 30))
    assert list(would_change()) == []


def test_a_named_person_moves_it_under_an_entry_and_the_old_date_stays() -> None:
    deadline = _computed_by_an_earlier_text(_owed(), date(2026, 3, 29))
    user = a_user("Sam Marlow", email="sam@example.org")
    status, said, _warned = _report(by=" Sam@Example.org")
    assert (status, said[-1]) == (0, "1 of 1 open deadline moved.")
    deadline.refresh_from_db()
    assert deadline.due == date(2026, 3, 30)
    assert deadline.version_hash == the_law().rule("review.application").versions[0].hash
    moved = DeadlineMove.objects.get(deadline=deadline)
    assert (moved.old_due, moved.new_due, moved.by) == (date(2026, 3, 29), date(2026, 3, 30), user)
    written = entries_for(deadline)[-1]
    assert (written.verb, written.by, written.notes) == (
        "deadline.reconsider",
        str(user.pk),
        {"rule": "review.application"},
    )
    assert (written.relied_on[0].hash, written.relied_on[0].due) == (deadline.version_hash, date(2026, 3, 30))
    assert _report()[1] == ["The text of the law as it stands moves no open deadline."]


def test_an_address_without_an_account_moves_nothing() -> None:
    deadline = _computed_by_an_earlier_text(_owed(), date(2026, 3, 29))
    status, said, warned = _report(by="nobody@example.org")
    assert (status, said) == (1, [])
    assert warned == ["No account in use has the address nobody@example.org. Nothing was moved."]
    deadline.refresh_from_db()
    assert deadline.due == date(2026, 3, 29)


def test_a_deadline_met_in_the_meantime_is_not_moved_and_leaves_no_entry() -> None:
    deadline = _computed_by_an_earlier_text(_owed(), date(2026, 3, 29))
    owing = Owing(deadline.case_file, deadline.subject_kind, deadline.subject_id)
    with entry("trial.owe", subject=deadline, by=None, at=at_nine(TODAY), on=TODAY) as record:
        meet(record, rule="review.application", owing=owing, on=TODAY)
    entries = LedgerEntry.objects.count()
    assert not reconsider(deadline, by=a_user(), at=at_nine(TODAY))
    assert LedgerEntry.objects.count() == entries


def test_a_later_period_is_compared_with_the_period_it_stands_in() -> None:
    facts: Facts = {**REVIEW, "complaint-made": date(2026, 3, 2)}
    facts = {name: value for name, value in facts.items() if name != "review-right-provided"}
    deadline = _owed("timeliness.overrun", facts, on=date(2027, 6, 1))
    assert deadline.due == date(2027, 9, 1)
    _computed_by_an_earlier_text(deadline, date(2027, 9, 1))
    assert list(would_change()) == []


def test_one_that_waits_for_a_fact_is_listed_once_the_text_no_longer_needs_it() -> None:
    deadline = _computed_by_an_earlier_text(
        _owed(), None, version_hash="", version="", edition=0, state=State.NEEDS, needs="behaviour-occurred"
    )
    [found] = would_change()
    assert "no date would become 30 March 2026 (version 2020, edition" in found.sentence
    assert reconsider(deadline, by=a_user(), at=at_nine(TODAY))
    deadline.refresh_from_db()
    assert (deadline.state, deadline.due) == (State.OPEN, date(2026, 3, 30))


def test_a_rule_that_no_longer_reaches_the_case_needs_a_person() -> None:
    deadline = _computed_by_an_earlier_text(_owed(), date(2026, 3, 30), rule="review.abolished")
    [found] = would_change()
    assert not found.can_move
    assert _report()[1][-1] == "0 open deadlines would move. 1 cannot be moved: a person must look at each."
    deadline.refresh_from_db()
    assert deadline.due == date(2026, 3, 30)


def test_moving_without_saying_who_moves_is_refused_before_anything_is_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    parser = ArgumentParser()
    add_reconsider(parser.add_subparsers())
    asked = parser.parse_args(["reconsider", "--move"])
    assert asked.run(asked) == 2
    assert "give --by EMAIL with --move" in capsys.readouterr().err


def test_the_verb_lists_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    _computed_by_an_earlier_text(_owed(), date(2026, 3, 29))
    parser = ArgumentParser()
    add_reconsider(parser.add_subparsers())
    asked = parser.parse_args(["reconsider"])
    assert asked.run(asked) == 0
    assert "29 March 2026 would become 30 March 2026" in capsys.readouterr().out
