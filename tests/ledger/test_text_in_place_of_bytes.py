"""SQLite keeps text and numbers in a column of bytes: what somebody put there is found, and named. PostgreSQL takes none."""

import pytest

from candour.ledger.verification import verify
from tests.make.emptying import attack
from tests.make.reports import a_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial")]


@pytest.mark.parametrize(
    ("strike", "finding"),
    [
        ("UPDATE ledger_entry SET body = CAST(body AS TEXT) WHERE \"index\" = 2", "Entry 2: its body does not match its leaf."),
        ("UPDATE ledger_entry SET leaf = 'x' WHERE \"index\" = 2", "Entry 2: its body does not match its leaf."),
        ("UPDATE ledger_entry SET body = 7 WHERE \"index\" = 4", "Entry 4: its body does not match its leaf."),
        ("UPDATE ledger_node SET hash = 'x' WHERE level = 1 AND \"index\" = 1", "Entries 2 to 3: the hash over them"),
    ],
)
def test_something_else_than_bytes_is_found_where_the_database_takes_it(
    strike: str, finding: str
) -> None:
    for number in range(5):
        a_report(pages=number)

    attack(strike)

    assert str(verify().first).startswith(finding)
