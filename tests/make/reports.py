"""Reports and allegations of the trial tables, written through the record."""

from datetime import UTC, datetime
from typing import Any

from candour.ledger.writing import entry
from tests.make.trial_tables import Allegation, Report

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
WRITER = 7


def a_report(**columns: Any) -> Report:
    report = Report(**columns)
    with entry("trial.write", subject=report, by=WRITER, at=NOON, on=NOON.date()) as record:
        record.save(report)
    return report


def an_allegation(report: Report, number: int = 1, category: str = "B3") -> Allegation:
    allegation = Allegation(report=report, number=number, category=category)
    with entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
        record.save(allegation)
    return allegation


def change(report: Report, **columns: Any) -> Report:
    """Loads the report anew and sets these columns under an entry."""
    report = Report.objects.get(pk=report.pk)
    for name, value in columns.items():
        setattr(report, name, value)
    with entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
        record.save(report)
    return report


def save_and_fail(report: Report) -> None:
    """An act that saves the report and then goes wrong."""
    with entry("trial.write", subject=report, by=WRITER, at=NOON) as record:
        record.save(report)
        raise ZeroDivisionError
