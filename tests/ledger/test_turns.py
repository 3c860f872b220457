"""Who writes to one SQLite file asks for a turn, and gives it back however the act ends."""

import fcntl
import os
from pathlib import Path

import pytest
from django.db import connection, transaction

from candour.ledger.models import LedgerEntry
from candour.ledger.writing import entry
from tests.make.reports import NOON, WRITER, a_report
from tests.make.trial_tables import Report

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("trial")]


def somebody_has_the_turn() -> bool:
    """Looked at from outside, as another process would."""
    folder = os.open(Path(str(connection.settings_dict["NAME"])).parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(folder)
    return False


def test_a_writer_has_the_turn_until_its_entry_is_written() -> None:
    report = a_report()
    assert not somebody_has_the_turn()

    with entry("trial.write", subject=report, by=WRITER, at=NOON):
        assert somebody_has_the_turn() is (connection.vendor == "sqlite")

    assert not somebody_has_the_turn()


def test_an_act_that_fails_gives_its_turn_back() -> None:
    report = a_report()

    with pytest.raises(ZeroDivisionError), entry("trial.write", subject=report, by=WRITER, at=NOON):
        raise ZeroDivisionError

    assert not somebody_has_the_turn()


def test_within_a_transaction_nobody_waits_for_a_turn() -> None:
    """It has the database's own lock already: two that waited for each other's would wait for good."""
    report, entries = a_report(), LedgerEntry.objects.count()

    with transaction.atomic(), entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
        assert not somebody_has_the_turn()
        record.save(Report())

    assert LedgerEntry.objects.count() == entries + 1
