"""Changes one row again and again under each kind of history: `python -m benchmarks.changing SECONDS`."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from time import perf_counter
from typing import Any

import django


def main(seconds: float) -> int:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("migrate", run_syncdb=True, verbosity=0)  # the trial tables, which point at those of the people
    acts = _acts()
    took: dict[str, list[float]] = {name: [] for name in acts}
    end, number = perf_counter() + seconds, 0
    while perf_counter() < end:  # in turn, so that a busy moment of the machine falls on all alike
        number += 1
        for name, act in acts.items():
            began = perf_counter()
            act(number)
            took[name].append((perf_counter() - began) * 1000)
    print(json.dumps(took))
    return 0


def _acts() -> dict[str, Callable[[int], object]]:
    from benchmarks.historied.models import Audited, Bare, Historied

    said = {"reference": "WEX-2026-000001", "state": "received", "received_on": date(2026, 3, 2), "summary": "Rudeness."}
    peers = {"no history": Bare, "django-simple-history": Historied, "django-auditlog": Audited}
    return {"candour": _ours(said), **{name: _saved(model(**said)) for name, model in peers.items()}}


def _ours(said: dict[str, Any]) -> Callable[[int], object]:
    from benchmarks.historied.models import InTheRecord
    from candour.ledger.writing import entry

    row, at = InTheRecord(**said), datetime(2026, 3, 2, 9, tzinfo=UTC)

    def change(number: int) -> None:
        row.state = f"state-{number}"
        with entry("trial.move", subject=row, by=None, at=at) as record:
            record.save(row)

    change(0)
    return change


def _saved(row: Any) -> Callable[[int], object]:
    """In a transaction, as the row and its history must stand or fall together."""
    from django.db import transaction

    def change(number: int) -> None:
        row.state = f"state-{number}"
        with transaction.atomic():
            row.save()

    change(0)
    return change


if __name__ == "__main__":
    raise SystemExit(main(float(sys.argv[1])))
