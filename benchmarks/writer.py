"""One writer: works complaints of one force, step after step, until its time is over, and says how long each took."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from time import perf_counter

import django


def main(number: int, seconds: float) -> int:
    django.setup()
    from django.utils import timezone

    acts = _acts(number, timezone.now())
    for _ in range(20):
        next(acts)()
    print("ready", flush=True)
    sys.stdin.readline()
    began, took = perf_counter(), []
    while perf_counter() - began < seconds:
        act = next(acts)
        before = perf_counter()
        act()
        took.append((perf_counter() - before) * 1000)
    print(json.dumps({"seconds": perf_counter() - began, "milliseconds": took}))
    return 0


def _acts(number: int, now: datetime) -> Iterator[Callable[[], object]]:
    """Complaint after complaint: received, logged, looked into with two updates, and kept outside Schedule 3 to its end."""
    from benchmarks.caseload import places
    from benchmarks.complaint import Complaint

    place = places()[2 + number]
    minutes = 0
    while True:
        minutes += 30
        yield from Complaint(place, now - timedelta(days=2) + timedelta(seconds=minutes)).acts()


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), float(sys.argv[2])))
