"""Threads, processes and sudden death: the record keeps its order and holds nothing half done."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from candour.ledger.models import LedgerEntry
from candour.ledger.verification import verify
from candour.ledger.writing import Overtaken, entry
from tests.make.reports import NOON, a_report
from tests.make.trial_tables import Report

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both_databases,
    pytest.mark.kill,
    pytest.mark.usefixtures("trial"),
]
CHILD = Path(__file__).with_name("writing_child.py")
SOURCE = Path(__file__).resolve().parents[2] / "src"


def address_of_the_test_database() -> str:
    options = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{quote(str(options['NAME']))}"
    return f"postgresql://{options['USER']}@/{options['NAME']}?host={quote(options['HOST'], safe='/')}"


def child(*how: str) -> subprocess.Popen[str]:
    """Another process on the same database, once it is ready to write."""
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_the_test_database(),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": str(SOURCE),
    }
    started = subprocess.Popen(
        [sys.executable, str(CHILD), *how], env=environment, stdout=subprocess.PIPE, text=True, cwd="/"
    )
    assert next_line(started) == "ready"
    return started


def next_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=30)


def in_threads(*works: Callable[[], None]) -> list[BaseException]:
    failures: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return failures


def test_threads_that_write_at_once_get_positions_without_gap_or_double() -> None:
    def ten_reports() -> None:
        for _ in range(10):
            a_report()

    assert in_threads(*[ten_reports] * 4) == []

    assert sorted(LedgerEntry.objects.values_list("index", flat=True)) == list(range(40))
    assert verify().ok


def test_processes_that_write_at_once_get_positions_without_gap_or_double() -> None:
    children = [child("many", "15"), child("many", "15")]
    for process in children:
        assert process.communicate(timeout=120)[0].split()[-1] == "15"

    assert sorted(LedgerEntry.objects.values_list("index", flat=True)) == list(range(30))
    assert verify().ok


def test_of_two_people_who_take_the_same_step_at_once_one_is_told() -> None:
    report = a_report()
    both_have_looked = threading.Barrier(2)

    def take(stage: str) -> Callable[[], None]:
        def work() -> None:
            seen = Report.objects.get(pk=report.pk)
            both_have_looked.wait(30)
            seen.stage = stage
            with entry("trial.write", subject=seen, by=1, at=NOON) as record:
                record.save(seen, expect={"stage": "logged"})

        return work

    failures = in_threads(take("recorded"), take("withdrawn"))

    assert [type(failure) for failure in failures] == [Overtaken]
    assert LedgerEntry.objects.count() == 2
    assert verify().ok


def test_a_process_killed_between_row_and_commit_leaves_nothing() -> None:
    a_report()
    stuck = child("stuck")
    assert next_line(stuck) == "saved"

    kill(stuck)

    assert Report.objects.count() == LedgerEntry.objects.count() == 1
    a_report()
    result = verify()
    assert (result.ok, result.size) == (True, 2)


@pytest.mark.parametrize("acts_before_death", [1, 7, 20])
def test_a_process_killed_while_writing_leaves_only_whole_acts(acts_before_death: int) -> None:
    writer = child("endless")
    for _ in range(acts_before_death):
        next_line(writer)

    kill(writer)

    result = verify()
    assert result.ok
    assert result.size == result.rows >= acts_before_death
