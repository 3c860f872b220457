"""Keeping a history of changes: our record beside the packages that people use, on an empty database of the same kind."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from statistics import median

from django.db import connection

from benchmarks.measuring import Measured

SETTINGS = "benchmarks.historied.settings"


def measure(*, seconds: float) -> Iterator[Measured]:
    took = _changes(seconds)
    ours = median(took["candour"])
    for name, times in sorted(took.items(), key=lambda pair: pair[0] != "candour"):
        peer = "" if name == "candour" else name
        yield Measured(
            f"a change kept by {name}", "changes/s", 1000 / median(times), peer=peer, ratio=median(times) / ours if peer else None
        )


def _changes(seconds: float) -> dict[str, list[float]]:
    """In a process with settings of its own; on PostgreSQL in a database of its own."""
    with tempfile.TemporaryDirectory(prefix="candour-history-") as store:
        variables = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS, "CANDOUR_STORE": store, "DATABASE_URL": _address()}
        command = [sys.executable, "-m", "benchmarks.changing", str(seconds)]
        done = subprocess.run(command, env=variables, check=True, stdout=subprocess.PIPE, text=True)
    read: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    return read


def _address() -> str:
    if connection.vendor == "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS history_of_changes")
        cursor.execute("CREATE DATABASE history_of_changes")
    address, _, rest = os.environ["DATABASE_URL"].partition("?")
    return f"{address.rpartition('/')[0]}/history_of_changes?{rest}"


