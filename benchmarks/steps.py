"""Steps a second with four writers, each a process working matters of its own force on the loaded database."""

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from django.db import connection

from benchmarks.measuring import Measured, percentile

GOALS = {"postgresql": 500.0, "sqlite": 300.0}
GOAL_MS = 30.0
WRITERS = 4


def measure(*, seconds: float) -> Iterator[Measured]:
    yield from _with(WRITERS, seconds, goal=GOALS[connection.vendor])
    yield from _with(1, seconds, goal=None)


def _with(writers: int, seconds: float, *, goal: float | None) -> Iterator[Measured]:
    told = [_start(number, seconds) for number in range(writers)]
    for one in told:  # all are set up before the first begins
        assert one.stdout is not None
        assert one.stdout.readline().strip() == "ready"
    for one in told:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    runs = [json.loads(one.communicate()[0]) for one in told]
    took = [each for run in runs for each in run["milliseconds"]]
    rate = sum(len(run["milliseconds"]) / run["seconds"] for run in runs)
    many = f"{writers} writers" if writers > 1 else "one writer"
    yield Measured(f"steps, {many}", "steps/s", rate, goal=goal, note=f"{len(took):,} steps, each with its entry")
    yield Measured(f"one step, {many}", "ms", median(took), percentile(took, 95), goal=goal and GOAL_MS, judged="p95")


def _start(number: int, seconds: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "benchmarks.writer", str(number), str(seconds)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
