"""Lets the test runner empty the database between tests, which the rooms' own triggers rightly refuse.

Only the owner of the tables can do what is done here; `lifted_guards` is also how tests play the attacker.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

FIND_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"


@contextmanager
def lifted_guards() -> Iterator[None]:
    """Every trigger is out of force within."""
    lift, restore = (_sqlite if connection.vendor == "sqlite" else _postgresql)()
    _run(lift)
    try:
        yield
    finally:
        _run(restore)


@contextmanager
def record_can_be_emptied() -> Iterator[None]:
    """Within, Django's flush empties the record too and leaves an empty head."""
    operations = type(connection.ops)
    inherited = operations.execute_sql_flush
    if inherited.__name__ == "flush_with_the_record":
        yield
        return

    def flush_with_the_record(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
        with lifted_guards():
            inherited(self, sql_list)
            _run(["DELETE FROM ledger_head"])
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO ledger_head (id, size, frontier) VALUES (1, 0, %s)", [b""])

    operations.execute_sql_flush = flush_with_the_record  # type: ignore[method-assign]
    try:
        yield
    finally:
        operations.execute_sql_flush = inherited  # type: ignore[method-assign]


def _sqlite() -> tuple[list[str], list[str]]:
    with connection.cursor() as cursor:
        cursor.execute(FIND_TRIGGERS, None)
        found: list[tuple[str, str]] = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _ in found], [written for _, written in found]


def _postgresql() -> tuple[list[str], list[str]]:
    return ["SET session_replication_role = replica"], ["SET session_replication_role = origin"]


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, None)


def attack(statement: str, values: list[Any] | None = None) -> int:
    """What somebody with the database in his hands could do: one statement, with the triggers out of the way."""
    with lifted_guards(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
