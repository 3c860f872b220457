"""The database itself refuses every change to the record but growth."""

import pytest
from django.db import DatabaseError, connection, transaction

from candour.ledger.models import LedgerEntry
from tests.make.reports import NOON, a_report

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases, pytest.mark.usefixtures("trial")]

ENTRY = 'INTO ledger_entry ("index", body, leaf) VALUES'
REFUSED = [
    "UPDATE ledger_entry SET body = body",
    'UPDATE ledger_entry SET "index" = "index" + 100',
    "DELETE FROM ledger_entry",
    f"INSERT {ENTRY} (0, 'x', 'y')",
    f"INSERT {ENTRY} (-1, 'x', 'y')",
    "UPDATE ledger_node SET level = level + 1",
    "DELETE FROM ledger_node",
    "UPDATE ledger_subject SET kind = 'other'",
    "DELETE FROM ledger_subject",
    "UPDATE ledger_checkpoint SET size = 0",
    "DELETE FROM ledger_checkpoint",
    "DELETE FROM ledger_head",
    "UPDATE ledger_head SET size = size",
    "UPDATE ledger_head SET size = size - 1",
    "UPDATE ledger_head SET size = size + 5",
    "UPDATE ledger_head SET id = 2, size = size + 1",
    "INSERT INTO ledger_head (id, size, frontier) VALUES (1, 0, '')",
    "INSERT INTO ledger_head (id, size, frontier) VALUES (2, 0, '')",
]
REFUSED_ON = {
    "sqlite": [
        f"INSERT OR REPLACE {ENTRY} (0, 'x', 'y')",
        f"REPLACE {ENTRY} (1, 'x', 'y')",
        'UPDATE OR REPLACE ledger_entry SET "index" = 1 WHERE "index" = 0',
        "INSERT OR REPLACE INTO ledger_node (level, \"index\", hash) VALUES (1, 0, 'x')",
        "INSERT OR REPLACE INTO ledger_node (rowid, level, \"index\", hash) VALUES (1, 9, 9, 'x')",
        "INSERT OR REPLACE INTO ledger_subject (rowid, kind, subject_id, entry_index, verb) VALUES (1, 'a', 'b', 9, 'c')",
        "INSERT OR REPLACE INTO ledger_subject SELECT * FROM ledger_subject",
        "INSERT OR REPLACE INTO ledger_checkpoint SELECT * FROM ledger_checkpoint",
        "INSERT OR REPLACE INTO ledger_head (id, size, frontier) VALUES (1, 0, '')",
    ],
    "postgresql": [
        "TRUNCATE ledger_entry",
        "TRUNCATE ledger_node",
        "TRUNCATE ledger_subject",
        "TRUNCATE ledger_checkpoint",
        "TRUNCATE ledger_head",
        f"INSERT {ENTRY} (0, 'x', 'y') ON CONFLICT (\"index\") DO UPDATE SET body = 'z'",
    ],
}


@pytest.fixture
def a_record_of_two() -> None:
    """Two entries, one node over them and one checkpoint."""
    a_report()
    a_report()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_checkpoint (size, root, at, origin, key_id, signature) VALUES (2, %s, %s, 'o', 'k', %s)",
            [b"", NOON, b""],
        )


def is_refused(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, None)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses(a_record_of_two: None, statement: str) -> None:
    assert is_refused(statement)


def test_the_database_refuses_its_own_ways_round_a_trigger(a_record_of_two: None) -> None:
    with connection.cursor() as cursor:
        if (
            connection.vendor == "sqlite"
        ):  # the setting that would make SQLite fire delete triggers on a replacement
            cursor.execute("PRAGMA recursive_triggers = OFF")
    accepted = [statement for statement in REFUSED_ON[connection.vendor] if not is_refused(statement)]

    assert accepted == []
    assert LedgerEntry.objects.count() == 2


def test_on_postgresql_a_temporary_table_does_not_deceive_the_guards(a_record_of_two: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE ledger_decoy (size bigint)")
        if connection.vendor == "postgresql":
            cursor.execute('CREATE TEMPORARY TABLE ledger_entry ("index" bigint)')
            cursor.execute("INSERT INTO pg_temp.ledger_entry VALUES (6), (7)")
            assert is_refused("UPDATE ledger_head SET size = 7")
            cursor.execute("DROP TABLE pg_temp.ledger_entry")
        cursor.execute("DROP TABLE ledger_decoy")
    assert is_refused("UPDATE ledger_head SET size = 8")
