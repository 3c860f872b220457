"""Whatever is altered behind the record's back is found, and named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.ledger.appending import read_head
from candour.ledger.checkpoints import checkpoint
from candour.ledger.raw_database import cursor_reader
from candour.ledger.tree_check import check_tree
from candour.ledger.verification import address_of_this_database, verify
from candour.ledger.writing import entry
from tests.make.emptying import attack
from tests.make.forging import alter_body, bodies, rewrite_the_record
from tests.make.reports import NOON, WRITER, a_report, an_allegation, change
from tests.make.trial_tables import Allegation, Report

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("trial")]

ACTS = st.lists(
    st.tuples(
        st.sampled_from(["new", "change", "dispose", "add", "remove"]),
        st.integers(0, 3),
        st.sampled_from(["logged", "recorded", "closed"]),
        st.none()
        | st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20),
    ),
    max_size=12,
)


@pytest.fixture
def five_entries() -> list[Report]:
    """Reports 0 to 4, each written by the entry of its number."""
    return [a_report(account=f"The words of report {number}.", pages=number) for number in range(5)]


def rows(model: type) -> Any:
    return model._base_manager  # type: ignore[attr-defined]


def act(kind: str, which: int, stage: str, text: str | None) -> None:
    """One lawful act on whatever the record holds by now."""
    reports = list(Report.objects.order_by("pk"))
    report = reports[which % len(reports)] if reports else None
    if report is None or kind == "new":
        a_report(stage=stage, account=text or "", remarks=text, codes=[stage])
    elif kind == "change":
        change(report, stage=stage, remarks=text, pages=which)
    elif kind == "dispose":
        with entry("text.dispose", subject=report, by=WRITER, at=NOON) as record:
            record.dispose(report, "account", "remarks")
    elif kind == "add":
        an_allegation(report, number=read_head().size)
    elif allegation := Allegation.objects.first():
        with entry("trial.remove", subject=report, by=WRITER, at=NOON) as record:
            record.delete(allegation)


@settings(max_examples=25)
@given(ACTS)
def test_after_any_acts_the_rebuilt_tables_are_the_stored_ones(
    acts: list[tuple[str, int, str, str | None]],
) -> None:
    for each in acts:
        act(*each)

    result = verify()

    assert result.findings == []
    assert result.rows == Report.objects.count() + Allegation.objects.count()


def test_an_empty_record_verifies() -> None:
    assert verify().ok


def test_what_was_counted_is_reported(five_entries: list[Report]) -> None:
    result = verify()

    assert (result.size, result.rows, result.texts, result.disposed, result.ok) == (5, 5, 5, 0, True)
    assert result.root == read_head().root


def altered_body() -> bytes:
    return bodies()[2].replace(b'"stage":"logged"', b'"stage":"closed"')


ATTACKS_ON_THE_TREE: list[tuple[Callable[[], object], str]] = [
    (lambda: alter_body(2, altered_body()), "Entry 2: its body does not match its leaf."),
    (
        lambda: attack('UPDATE ledger_entry SET leaf = %s WHERE "index" = 2', [bytes(32)]),
        "Entry 2: its body does not match its leaf.",
    ),
    (
        lambda: alter_body(2, altered_body(), with_leaf=True),
        "Entries 2 to 3: the hash over them does not match.",
    ),
    (
        lambda: attack("UPDATE ledger_node SET hash = %s WHERE level = 2", [bytes(32)]),
        "Entries 0 to 3: the hash over them does not match.",
    ),
    (
        lambda: attack('DELETE FROM ledger_node WHERE level = 1 AND "index" = 0'),
        "Entries 0 to 1: the hash over them is missing.",
    ),
    (
        lambda: attack('INSERT INTO ledger_node (level, "index", hash) VALUES (9, 9, %s)', [bytes(32)]),
        "The tree holds 4 nodes, and 5 entries have 3.",
    ),
    (lambda: attack('DELETE FROM ledger_entry WHERE "index" = 1'), "Entry 1 is missing."),
    (lambda: attack('DELETE FROM ledger_entry WHERE "index" = 4'), "Entry 4 is missing."),
    (lambda: attack('UPDATE ledger_entry SET "index" = 99 WHERE "index" = 3'), "Entry 3 is missing."),
    (lambda: attack("UPDATE ledger_head SET frontier = %s", [bytes(64)]), "The head does not match the tree"),
    (
        lambda: attack("UPDATE ledger_head SET size = 4"),
        "The head counts 4 entries and holds 2 hashes, not 1.",
    ),
    (
        lambda: attack("UPDATE ledger_head SET size = 6"),
        "The head does not match the tree over the entries from 4 on.",
    ),
    (lambda: attack("DELETE FROM ledger_head"), "The record has no head."),
    (
        lambda: attack("DELETE FROM ledger_subject WHERE entry_index = 3"),
        "Subject index: it does not match entry 3.",
    ),
    (
        lambda: attack("UPDATE ledger_subject SET subject_id = 'x' WHERE entry_index = 3"),
        "Subject index: it does not match entry 3.",
    ),
    (
        lambda: attack("INSERT INTO ledger_subject VALUES ('report', 'x', 77, 'trial.write')"),
        "Subject index: it names entry 77, which is not there.",
    ),
    (lambda: alter_body(2, b"[]"), "Entry 2: its body does not match its leaf."),
]


@pytest.mark.parametrize(("strike", "finding"), ATTACKS_ON_THE_TREE)
def test_an_attack_on_the_record_is_found_and_named(
    five_entries: list[Report], strike: Callable[[], object], finding: str
) -> None:
    strike()

    result = verify()

    assert not result.ok
    assert str(result.first).startswith(finding)


def test_two_entries_that_change_places_are_found(five_entries: list[Report]) -> None:
    second, third = bodies()[1], bodies()[2]

    alter_body(1, third, with_leaf=True)
    alter_body(2, second, with_leaf=True)

    assert verify().findings[:2] == [
        "Entries 0 to 1: the hash over them does not match.",
        "Entries 2 to 3: the hash over them does not match.",
    ]


ATTACKS_ON_ROWS: list[tuple[Callable[[Report], object], str]] = [
    (lambda row: row.update(stage="closed"), "column stage: entry 3 holds 'logged', the table 'closed'"),
    (
        lambda row: row.update(stage="Siân Price"),
        "column stage: entry 3 holds 'logged', the table what is no code",
    ),
    (lambda row: row.update(pages=8), "column pages: entry 3 holds 3, the table 8"),
    (lambda row: row.update(urgent=True), "column urgent: entry 3 holds False, the table True"),
    (
        lambda row: row.update(received=NOON.date()),
        "column received: the record holds nothing, the table '2026-11-20'",
    ),
    (lambda row: row.update(codes=["a"]), "column codes: entry 3 holds another list, the table another list"),
    (lambda row: row.delete(), "entry 3 wrote it, and it is not in the table"),
    (
        lambda row: row.update(account="Other."),
        "column account: the text or its salt is not what entry 3 committed to",
    ),
    (
        lambda row: row.update(account_salt=bytes(32)),
        "column account: the text or its salt is not what entry 3 committed to",
    ),
    (
        lambda row: row.update(account="", account_salt=None),
        "column account: the text or its salt is gone, and no entry disposed of it after entry 3",
    ),
    (lambda row: row.update(remarks="Planted."), "column remarks: no entry wrote this text"),
]


@pytest.mark.parametrize(("strike", "finding"), ATTACKS_ON_ROWS)
def test_an_attack_on_a_row_is_found_and_named(
    five_entries: list[Report], strike: Callable[[Any], object], finding: str
) -> None:
    struck = five_entries[3]

    strike(rows(Report).filter(pk=struck.pk))

    assert verify().findings == [f"Table trial_report, row {struck.pk}: {finding}."]


def test_a_row_that_no_entry_wrote_is_found(five_entries: list[Report]) -> None:
    planted = Report()
    rows(Report).bulk_create([planted])

    assert verify().findings == [
        f"Table trial_report, row {planted.pk}: it is in the table and no entry wrote it."
    ]


def test_a_column_that_is_derived_may_change_without_an_entry(five_entries: list[Report]) -> None:
    rows(Report).update(shown_stage="Anything at all")

    assert verify().ok


def test_a_removed_row_that_comes_back_is_found(five_entries: list[Report]) -> None:
    allegation = an_allegation(five_entries[0])
    with entry("trial.remove", subject=five_entries[0], by=WRITER, at=NOON) as record:
        record.delete(Allegation.objects.get())
    assert verify().ok

    rows(Allegation).bulk_create([allegation])

    assert verify().findings == [
        f"Table trial_allegation, row {allegation.pk}: entry 6 removed it, and it is in the table."
    ]


def test_disposed_text_is_counted_as_disposed_of_and_found_if_it_comes_back(
    five_entries: list[Report],
) -> None:
    report = Report.objects.get(pk=five_entries[0].pk)
    with entry("text.dispose", subject=report, by=WRITER, at=NOON) as record:
        record.note(schedule="complaints-6-years")
        record.dispose(report, "account")
    report.refresh_from_db()
    assert (report.account, report.account_salt) == ("", None)
    assert (verify().ok, verify().disposed) == (True, 1)

    rows(Report).filter(pk=report.pk).update(account="The words of report 0.")

    assert verify().findings == [
        f"Table trial_report, row {report.pk}: column account: entry 5 disposed of it, and it is in the table."
    ]


def test_a_new_text_may_stand_where_an_old_one_was_disposed_of(five_entries: list[Report]) -> None:
    report = Report.objects.get(pk=five_entries[0].pk)
    with entry("text.dispose", subject=report, by=WRITER, at=NOON) as record:
        record.dispose(report, "account")
    change(report, account="New words.")

    assert (verify().ok, verify().disposed) == (True, 0)


def test_a_table_that_the_program_does_not_know_is_named(five_entries: list[Report]) -> None:
    rewrite_the_record([body.replace(b'"trial_report"', b'"lost_table"') for body in bodies()])

    assert (
        "Table lost_table: the record holds rows of it, and the program knows no such table."
        in verify().findings
    )


def test_a_column_may_be_renamed_or_dropped_where_the_model_says_so(
    five_entries: list[Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite_the_record([body.replace(b'"stage":', b'"colour":1,"step":') for body in bodies()])
    assert verify().ok
    rows(Report).filter(pk=five_entries[0].pk).update(stage="closed")

    monkeypatch.setattr(Report, "formerly", {"step": "stage", "colour": ""})

    assert verify().findings == [
        f"Table trial_report, row {five_entries[0].pk}: column stage: entry 0 holds 'logged', the table 'closed'."
    ]


def test_a_row_older_than_a_column_must_hold_the_default_in_it(five_entries: list[Report]) -> None:
    rewrite_the_record([body.replace(b',"urgent":false', b"") for body in bodies()])
    assert verify().ok

    rows(Report).filter(pk=five_entries[0].pk).update(urgent=True)

    assert str(verify().first).endswith("column urgent: the record holds False, the table True.")


def test_a_table_that_cannot_be_read_is_named(five_entries: list[Report]) -> None:
    impossible = "2026-99-99" if connection.vendor == "sqlite" else "infinity"
    attack("UPDATE trial_report SET received = %s", [impossible])

    [finding] = verify().findings

    assert finding.startswith("Table trial_report: it cannot be read after its beginning (")


@pytest.fixture
def own_key(settings: Any, tmp_path: Path) -> None:
    settings.SIGNING_KEY = tmp_path / "key.pem"


def test_a_record_rewritten_from_end_to_end_is_found_by_an_earlier_checkpoint(
    five_entries: list[Report], own_key: None
) -> None:
    kept = checkpoint(at=NOON)
    forged = bodies()
    forged[2] = altered_body()
    rows(Report).filter(pk=five_entries[2].pk).update(stage="closed")
    rewrite_the_record(forged)
    attack("DELETE FROM ledger_checkpoint")
    assert verify().ok

    assert verify(checkpoint=kept).findings == [
        "Checkpoint at 5 entries (given): the record no longer begins with the entries that were signed."
    ]


def test_a_record_put_back_to_an_older_copy_is_found_by_a_later_checkpoint(
    five_entries: list[Report], own_key: None
) -> None:
    kept = checkpoint(at=NOON)
    rows(Report).filter(pk__in=[five_entries[3].pk, five_entries[4].pk]).delete()
    rewrite_the_record(bodies()[:3])

    assert verify().findings == [
        "Checkpoint at 5 entries (kept here): the record holds 3 entries; "
        "it was shortened or an older copy was put back."
    ]
    attack("DELETE FROM ledger_checkpoint")
    assert verify().ok
    assert not verify(checkpoint=[kept]).ok


def test_a_checkpoint_with_a_false_signature_or_an_unknown_key_is_found(
    five_entries: list[Report], own_key: None
) -> None:
    checkpoint(at=NOON)
    attack("UPDATE ledger_checkpoint SET signature = %s", [bytes(64)])
    assert "its signature is not by key" in str(verify().first)

    attack("UPDATE ledger_checkpoint SET key_id = 'ffffffff'")
    assert "it is signed by key ffffffff, which" in str(verify().first)


def test_checking_only_the_tree_leaves_the_tables_alone(five_entries: list[Report]) -> None:
    rows(Report).update(stage="closed", account="Other.")

    assert verify(tables=False, texts=False).ok
    assert len(verify(texts=False).findings) == 5
    assert len(verify(tables=False).findings) == 5


@pytest.mark.django_db(transaction=True)
def test_several_processes_find_what_one_finds() -> None:
    for _ in range(3):
        a_report()
    alter_body(1, b"{}")
    head, ticks = read_head(), []
    with connection.cursor() as cursor:
        found = check_tree(
            cursor_reader(cursor),
            head.size,
            head.frontier,
            tick=ticks.append,
            address=address_of_this_database(),
            parallel_from=1,
        )

    assert [finding.what for finding in found] == ["Entry 1: its body does not match its leaf."]
    assert ticks == [3]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_everything_is_read_as_of_one_moment() -> None:
    a_report()
    stages = []

    def writing_meanwhile(stage: str, _done: int, _total: int) -> None:
        stages.append(stage)

    assert verify(progress=writing_meanwhile).ok
    assert stages[0] == "entries"
    assert not connection.in_atomic_block
    a_report()
    assert verify().size == 2
