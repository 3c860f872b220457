"""Rows and entries are written together, or not at all."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from django.core import checks
from django.db import connection, models

from candour.ledger.batches import batch
from candour.ledger.canonical import NotForTheRecord
from candour.ledger.committed import CommittedText, commitment
from candour.ledger.models import LedgerEntry
from candour.ledger.reading import entries_for, entry_at
from candour.ledger.recorded import OutsideTheRecord, Recorded
from candour.ledger.verbs import NotInTheVerb, UnknownVerb, Verb, register
from candour.ledger.writing import Overtaken, SavedAtOnce, Subject, entry
from tests.make.reports import NOON, WRITER, a_report, an_allegation, change, save_and_fail
from tests.make.trial_tables import Allegation, Report

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("trial")]


def written_by(index: int) -> dict[str, Any]:
    """The columns that an entry set in its first row."""
    return dict(entry_at(index).rows[0][2])


def last_index() -> int:
    return LedgerEntry.objects.count() - 1


def test_a_new_row_is_recorded_whole_and_an_old_one_by_what_changed() -> None:
    report = a_report(received=date(2026, 3, 2), cost=Decimal("1.5"), codes=["a"], pages=3)
    assert written_by(last_index()) == {
        "stage": "logged",
        "received": "2026-03-02",
        "pages": 3,
        "cost": "1.50",
        "urgent": False,
        "codes": ["a"],
        "account": commitment("", bytes(report.account_salt)),
    }

    change(report, stage="recorded", pages=3)
    assert written_by(last_index()) == {"stage": "recorded"}


def test_a_change_inside_a_list_is_noticed() -> None:
    report = Report.objects.get(pk=a_report(codes=["a"]).pk)
    report.codes.append("b")
    with entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
        record.save(report)

    assert written_by(last_index()) == {"codes": ["a", "b"]}
    assert Report.objects.get(pk=report.pk).codes == ["a", "b"]


def test_a_row_that_did_not_change_is_not_written_again() -> None:
    report = change(a_report(), pages=0)

    assert entries_for(report)[-1].rows == ()


def test_a_row_loaded_in_part_records_only_what_was_loaded_and_changed() -> None:
    report = Report.objects.only("stage").get(pk=a_report(account="kept").pk)
    report.stage = "recorded"
    with entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
        record.save(report)

    assert written_by(last_index()) == {"stage": "recorded"}
    assert Report.objects.get(pk=report.pk).account == "kept"


def test_moments_are_recorded_in_universal_time() -> None:
    summer = datetime(2026, 7, 1, 13, 0, tzinfo=timezone(timedelta(hours=1)))

    a_report(heard_at=summer)

    assert written_by(last_index())["heard_at"] == "2026-07-01T12:00:00.000000Z"


def test_equal_texts_have_different_commitments_and_a_changed_text_a_fresh_salt() -> None:
    first, second = a_report(account="The same words."), a_report(account="The same words.")
    changed = change(first, account="Other words.")

    hashes = [
        entries_for(first)[0].rows[0][2],
        entries_for(second)[0].rows[0][2],
        entries_for(first)[1].rows[0][2],
    ]
    assert len({written["account"] for written in hashes}) == 3
    assert bytes(changed.account_salt) != bytes(first.account_salt)
    assert hashes[2]["account"] == commitment("Other words.", bytes(changed.account_salt))


def test_an_absent_text_has_no_salt_and_a_blank_one_has() -> None:
    report = Report.objects.get(pk=a_report(account="", remarks=None).pk)

    assert len(bytes(report.account_salt)) == 32
    assert report.remarks_salt is None


def test_prose_in_an_ordinary_column_is_refused_and_nothing_is_written() -> None:
    before = LedgerEntry.objects.count()

    with pytest.raises(NotForTheRecord, match=r"trial\.write: trial_report\.stage") as refused:
        a_report(stage="Siân Price")

    assert "Price" not in str(refused.value)
    assert (LedgerEntry.objects.count(), Report.objects.count()) == (before, 0)


def test_nothing_remains_of_an_act_that_fails_and_the_row_can_be_saved_again() -> None:
    report = Report.objects.get(pk=a_report().pk)
    report.stage = "recorded"
    before = LedgerEntry.objects.count()
    with pytest.raises(ZeroDivisionError):
        save_and_fail(report)

    assert Report.objects.get(pk=report.pk).stage == "logged"
    assert LedgerEntry.objects.count() == before
    with entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
        record.save(report)
    assert Report.objects.get(pk=report.pk).stage == "recorded"


def test_a_new_row_whose_act_failed_is_still_new() -> None:
    report = Report()
    with pytest.raises(ZeroDivisionError):
        save_and_fail(report)

    with entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
        record.save(report)
    assert Report.objects.filter(pk=report.pk).exists()


def test_a_constraint_of_the_database_undoes_the_entry_too() -> None:
    report = a_report()
    an_allegation(report, number=1)
    before = LedgerEntry.objects.count()

    with pytest.raises(SavedAtOnce):
        an_allegation(report, number=1)

    assert LedgerEntry.objects.count() == before


def test_of_two_windows_that_take_the_same_step_the_second_is_told() -> None:
    report = a_report()
    first, second = Report.objects.get(pk=report.pk), Report.objects.get(pk=report.pk)
    first.stage, second.stage = "recorded", "withdrawn"
    with entry("trial.write", subject=first, by=1, at=NOON) as record:
        record.save(first, expect={"stage": "logged"})

    with (
        pytest.raises(Overtaken, match="changed by somebody else"),
        entry("trial.write", subject=second, by=2, at=NOON) as record,
    ):
        record.save(second, expect={"stage": "logged"})
    assert Report.objects.get(pk=report.pk).stage == "recorded"


def test_an_expectation_is_checked_even_where_nothing_changes() -> None:
    report = Report.objects.get(pk=a_report().pk)

    with pytest.raises(Overtaken), entry("trial.write", subject=report, by=1, at=NOON) as record:
        record.save(report, expect={"stage": "closed"})


def test_two_windows_that_change_different_columns_keep_both_changes() -> None:
    report = a_report()
    first, second = Report.objects.get(pk=report.pk), Report.objects.get(pk=report.pk)
    first.stage, second.pages = "recorded", 9
    for window in (first, second):
        with entry("trial.write", subject=window, by=1, at=NOON) as record:
            record.save(window)

    report.refresh_from_db()
    assert (report.stage, report.pages) == ("recorded", 9)


@pytest.mark.parametrize(
    "write",
    [
        lambda report: report.save(),
        lambda report: report.delete(),
        lambda report: Report.objects.create(),
        lambda report: Report.objects.update(stage="closed"),
        lambda report: Report.objects.filter(pk=report.pk).delete(),
        lambda report: Report.objects.bulk_create([Report()]),
        lambda report: Report.objects.bulk_update([report], ["stage"]),
        lambda report: Report.objects.get_or_create(stage="x"),
        lambda report: Report.objects.update_or_create(stage="x"),
    ],
)
def test_a_recorded_row_cannot_be_written_without_an_entry(write: Any) -> None:
    report = a_report()

    with pytest.raises(OutsideTheRecord, match="written through the record only"):
        write(report)


def test_a_verb_writes_only_the_tables_and_notes_that_it_declares() -> None:
    register(Verb("trial.narrow", "Narrow"))
    report = a_report()

    with (
        pytest.raises(UnknownVerb, match=r"trial\.unheard"),
        entry("trial.unheard", subject=report, by=1, at=NOON),
    ):
        pass
    with (
        pytest.raises(NotInTheVerb, match="trial_report"),
        entry("trial.narrow", subject=report, by=1, at=NOON) as r,
    ):
        r.save(Report())
    with (
        pytest.raises(NotInTheVerb, match="colour"),
        entry("trial.write", subject=report, by=1, at=NOON) as r,
    ):
        r.note(colour="red")
    with (
        pytest.raises(NotInTheVerb, match="does not remove"),
        entry("trial.write", subject=report, by=1, at=NOON) as r,
    ):
        r.delete(report)
    with (
        pytest.raises(NotInTheVerb, match="does not dispose"),
        entry("trial.write", subject=report, by=1, at=NOON) as r,
    ):
        r.dispose(report, "account")


def test_two_different_verbs_cannot_share_a_key() -> None:
    register(Verb("trial.same", "One"), Verb("trial.same", "One"))

    with pytest.raises(ValueError, match=r"Two different verbs are registered as trial\.same"):
        register(Verb("trial.same", "Another"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("due", "2026-03-02"),
        ("due", NOON),
        ("count", True),
        ("cost", 1.5),
        ("criterion", 7),
        ("grounds", "a"),
    ],
)
def test_a_note_of_the_wrong_kind_is_refused(name: str, value: object) -> None:
    report = a_report()

    with (
        pytest.raises(NotForTheRecord, match=f"note {name}"),
        entry("trial.write", subject=report, by=1, at=NOON) as record,
    ):
        record.note(**{name: value})


def test_an_entry_reads_back_with_its_notes_and_the_rule_it_relied_on() -> None:
    report, due = a_report(), date(2026, 4, 1)
    force = Subject("body", "avon-and-somerset")
    with entry(
        "trial.write", subject=report, by="u-1", at=NOON, on=NOON.date(), acting_as="a-9", also=[force]
    ) as record:
        record.note(criterion="M-2", due=due, cost=Decimal("12.50"), count=3, grounds=["a", "b"])
        record.relied_on(rule="review.application", version="2020", edition=1, hash="ab12", due=due)

    read = entries_for(force)[-1]
    assert record.entry is not None
    assert (read.index, read.title, read.at, read.on) == (
        record.entry.index,
        "Report written",
        NOON,
        NOON.date(),
    )
    assert (read.by, read.acting_as, read.subject) == ("u-1", "a-9", ("report", str(report.pk)))
    assert dict(read.notes) == {
        "criterion": "M-2",
        "due": due,
        "cost": Decimal("12.50"),
        "count": 3,
        "grounds": ["a", "b"],
    }
    assert (read.relied_on[0].rule, read.relied_on[0].due) == ("review.application", due)
    assert entries_for(report, newest_first=True, limit=1)[0].index == read.index


@pytest.mark.parametrize(("acting_as", "expected"), [(None, "system"), ("public", "public")])
def test_an_act_without_a_person_says_whether_program_or_public(acting_as: str | None, expected: str) -> None:
    report = Report()
    with entry("trial.write", subject=report, by=None, at=NOON, acting_as=acting_as) as record:
        record.save(report)

    read = entries_for(report)[0]
    assert (read.by, read.acting_as) == ("none", expected)


def test_what_an_entry_takes_away_it_cannot_write_as_well() -> None:
    report = Report.objects.get(pk=a_report(account="Words.").pk)

    with entry("text.dispose", subject=report, by=1, at=NOON) as record:
        record.dispose(report, "account")
        report.account = "Other words."
        with pytest.raises(ValueError, match="save it in another entry"):
            record.save(report)


def test_only_committed_text_can_be_disposed_of() -> None:
    report = a_report()

    with (
        pytest.raises(ValueError, match="no committed text among"),
        entry("text.dispose", subject=report, by=1, at=NOON) as record,
    ):
        record.dispose(report, "stage")


def test_many_acts_in_one_batch_are_entries_like_any_other() -> None:
    with batch() as many:
        for number in range(3):
            report = Report()
            with many.entry("trial.write", subject=report, by=1, at=NOON) as record:
                record.save(report)
                record.save(Allegation(report=report, number=number))
            report.stage = "recorded"
            with many.entry("trial.write", subject=report, by=1, at=NOON) as record:
                record.save(report, expect={"stage": "logged"})

    assert [each.index for each in many.entries] == list(range(6))
    assert set(Report.objects.values_list("stage", flat=True)) == {"recorded"}
    assert dict(entries_for(report)[1].rows[0][2]) == {"stage": "recorded"}


@pytest.mark.django_db(transaction=True)
def test_a_failure_in_one_act_of_a_batch_undoes_the_batch_even_when_caught() -> None:
    with batch() as many:
        report = Report()
        with many.entry("trial.write", subject=report, by=1, at=NOON) as record:
            record.save(report)
        with pytest.raises(ZeroDivisionError), many.entry("trial.write", subject=report, by=1, at=NOON):
            raise ZeroDivisionError

    assert (Report.objects.count(), LedgerEntry.objects.count()) == (0, 0)


def test_columns_that_the_record_cannot_carry_stop_the_program_at_start() -> None:
    class Unrecordable(Recorded):
        name = models.TextField()
        address = models.EmailField()
        weight = models.FloatField()
        seen = models.DateTimeField(auto_now=True)
        report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "unrecordable"

    found = {
        error.msg.split(" ")[0].rsplit(".", 1)[1]
        for error in Unrecordable.check()
        if error.id == "ledger.E001"
    }

    assert found == {"name", "address", "weight", "seen", "report"}
    assert [error for error in Report.check() if error.level >= checks.ERROR] == []


def test_the_salt_is_a_column_of_its_own_in_migrations() -> None:
    text = Report._meta.get_field("account")

    assert isinstance(text, CommittedText)
    assert text.deconstruct()[3]["salt_beside"] is False
    assert "account_salt" in {column.name for column in Report._meta.concrete_fields}
    with connection.cursor() as cursor:
        columns = {
            column.name for column in connection.introspection.get_table_description(cursor, "trial_report")
        }
    assert {"account", "account_salt", "remarks_salt"} <= columns


def test_a_row_that_points_to_one_not_yet_stored_is_refused() -> None:
    unsaved = Report()
    unsaved.pk = None

    with pytest.raises(ValueError, match="unsaved related object"):
        an_allegation(unsaved)
