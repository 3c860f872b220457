"""The record: what it promises to whoever relies on it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from candour.ledger.canonical import NotForTheRecord
from candour.ledger.checkpoints import checkpoint
from candour.ledger.reading import body_at, entries_for, entry_verifies
from candour.ledger.recorded import OutsideTheRecord
from candour.ledger.verification import verify
from candour.ledger.writing import Overtaken, entry
from tests.make.emptying import attack
from tests.make.forging import bodies, rewrite_the_record
from tests.make.reports import NOON, WRITER, a_report, change, save_and_fail
from tests.make.trial_tables import Report

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("trial")]


def test_every_step_leaves_an_entry_that_says_what_when_and_by_whom() -> None:
    report = a_report(stage="logged")
    change(report, stage="recorded")

    history = entries_for(report)

    assert [(each.title, each.by, each.at) for each in history] == [("Report written", WRITER, NOON)] * 2
    assert [each.rows[0][2]["stage"] for each in history] == ["logged", "recorded"]


def test_nothing_is_decided_without_an_entry() -> None:
    report = a_report()
    report.stage = "closed"

    with pytest.raises(OutsideTheRecord):
        report.save()


def test_a_step_that_fails_half_way_never_happened() -> None:
    report = a_report()

    with pytest.raises(ZeroDivisionError):
        save_and_fail(Report())

    assert (Report.objects.count(), len(entries_for(report))) == (1, 1)


def test_when_two_people_take_the_same_step_the_second_is_told_and_nothing_is_overwritten() -> None:
    report = a_report(stage="logged")
    seen_by_two = [Report.objects.get(pk=report.pk), Report.objects.get(pk=report.pk)]

    def take(seen: Report, stage: str) -> None:
        seen.stage = stage
        with entry("trial.write", subject=seen, by=WRITER, at=NOON) as record:
            record.save(seen, expect={"stage": "logged"})

    take(seen_by_two[0], "recorded")
    with pytest.raises(Overtaken, match="Nothing was saved"):
        take(seen_by_two[1], "withdrawn")


def test_an_entry_keeps_the_date_that_was_worked_out_on_the_day() -> None:
    report, due = a_report(), date(2026, 12, 18)
    with entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
        record.relied_on(rule="review.application", version="2020", edition=1, hash="5f2c", due=due)

    [relied_on] = entries_for(report)[-1].relied_on
    assert (relied_on.rule, relied_on.version, relied_on.edition, relied_on.due) == (
        "review.application",
        "2020",
        1,
        due,
    )


def test_what_people_said_is_never_in_the_record_itself() -> None:
    a_report(account="Siân Price was pushed to the ground.")

    assert b"Price" not in body_at(0)
    assert b"pushed" not in body_at(0)


def test_a_name_cannot_slip_into_the_record_through_another_column() -> None:
    with pytest.raises(NotForTheRecord) as refused:
        a_report(stage="Siân Price")

    assert "Price" not in str(refused.value)


def test_what_people_said_cannot_be_altered_unnoticed() -> None:
    report = a_report(account="He pushed me.")
    Report._base_manager.update(account="He did not push me.")

    assert verify().findings == [
        f"Table trial_report, row {report.pk}: column account: "
        "the text or its salt is not what entry 0 committed to."
    ]


def test_text_whose_time_is_over_is_disposed_of_and_the_record_still_verifies() -> None:
    report = Report.objects.get(pk=a_report(account="He pushed me.").pk)
    with entry("text.dispose", subject=report, by=WRITER, at=NOON) as record:
        record.note(schedule="complaints-6-years", retention_ended=NOON.date())
        record.dispose(report, "account")

    report.refresh_from_db()
    result = verify()
    assert (report.account, report.account_salt, result.ok, result.disposed) == ("", None, True, 1)


@pytest.mark.parametrize("statement", ["UPDATE ledger_entry SET body = body", "DELETE FROM ledger_entry"])
def test_an_entry_is_never_changed_or_deleted(statement: str) -> None:
    a_report()

    with (
        pytest.raises(DatabaseError, match="The record only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_row_changed_behind_the_record_is_found_and_named() -> None:
    report = a_report(stage="logged")
    Report._base_manager.update(stage="closed")

    assert verify().first == (
        f"Table trial_report, row {report.pk}: column stage: entry 0 holds 'logged', the table 'closed'."
    )


def test_an_entry_changed_by_somebody_with_the_database_in_his_hands_is_found_and_named() -> None:
    for _ in range(3):
        a_report()
    attack('UPDATE ledger_entry SET body = %s WHERE "index" = 1', [body_at(2)])

    assert verify().first == "Entry 1: its body does not match its leaf."
    assert [entry_verifies(index) for index in range(3)] == [True, False, True]


def test_a_record_that_was_shortened_is_found_by_whoever_kept_a_checkpoint(
    settings: Any, tmp_path: Path
) -> None:
    settings.SIGNING_KEY = tmp_path / "key.pem"
    first, second = a_report(), a_report()
    kept = checkpoint(at=NOON)
    Report._base_manager.filter(pk=second.pk).delete()
    attack("DELETE FROM ledger_checkpoint")
    rewrite_the_record(bodies()[:1])
    assert (verify().ok, entries_for(first)[0].index) == (True, 0)

    assert verify(checkpoint=kept).first == (
        "Checkpoint at 2 entries (given): the record holds 1 entries; it was shortened or an older copy was put back."
    )
