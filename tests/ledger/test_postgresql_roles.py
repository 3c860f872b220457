"""The how-to on PostgreSQL's roles is run as it is written: the program works under it, and cannot alter the record."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from markdown_it import MarkdownIt

from tests.postgres import throw_away_server

ROOT = Path(__file__).resolve().parents[2]
HOW_TO = ROOT / "docs" / "how-to" / "postgresql-roles.md"
WORK = """
import django
django.setup()
from datetime import UTC, datetime
from candour.ledger.checkpoints import checkpoint
from candour.ledger.verification import verify
from candour.ledger.writing import Subject, entry
noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
for number in range(3):
    with entry("text.dispose", subject=Subject("matter", number), by=None, at=noon):
        pass
checkpoint(at=noon)
result = verify()
print(result.size, result.checkpoints, result.findings)
"""
FORBIDDEN = [
    "UPDATE ledger_entry SET body = ''",
    "DELETE FROM ledger_entry",
    "TRUNCATE ledger_entry",
    "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER ledger_entry_no_change ON ledger_entry",
    "DROP TABLE ledger_entry CASCADE",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "CREATE TABLE ledger_other (size bigint)",
    "CREATE TEMPORARY TABLE ledger_head (size bigint)",
    "DELETE FROM ledger_node",
    "UPDATE ledger_subject SET kind = 'x'",
    "DELETE FROM ledger_checkpoint",
    "DELETE FROM ledger_head",
    "UPDATE ledger_head SET size = 1",
    "DELETE FROM django_migrations",
]


def sql_of_the_how_to() -> list[str]:
    blocks = [part.content for part in MarkdownIt().parse(HOW_TO.read_text()) if part.type == "fence"]
    return [block for block in blocks if block.startswith(("CREATE", "REVOKE"))]


@pytest.fixture(scope="module")
def folder() -> Iterator[str]:
    """A server set up as the how-to says, by the folder of its socket."""
    as_superuser, as_owner = sql_of_the_how_to()
    with throw_away_server() as address:
        socket = parse_qs(urlsplit(address).query)["host"][0]
        run_each(as_superuser, f"host={socket} user=postgres dbname=postgres")
        python(
            "-m",
            "django",
            "migrate",
            "--skip-checks",
            "--verbosity",
            "0",
            database=f"postgresql://candour_owner@/candour?host={socket}",
        )
        run_each(as_owner, f"host={socket} user=candour_owner dbname=candour")
        yield socket


def run_each(statements: str, where: str) -> None:
    with psycopg.connect(where, autocommit=True) as connection:
        for statement in filter(None, map(str.strip, statements.split(";"))):
            connection.execute(statement.encode())


def python(*words: str, database: str) -> str:
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "PYTHONPATH": f"{ROOT / 'src'}",
        "DJANGO_SETTINGS_MODULE": "candour.web.settings",
    }
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_program_works_under_the_granted_rights_and_cannot_alter_the_record(folder: str) -> None:
    said = python("-c", WORK, database=f"postgresql://candour_app@/candour?host={folder}")
    assert said == "3 1 []"

    with psycopg.connect(f"host={folder} user=candour_app dbname=candour", autocommit=True) as connection:
        allowed = [statement for statement in FORBIDDEN if is_allowed(connection, statement)]
    assert allowed == []


def is_allowed(connection: psycopg.Connection[object], statement: str) -> bool:
    try:
        connection.execute(statement.encode())
    except psycopg.Error:
        return False
    return True
