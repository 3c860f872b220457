"""Runs one unit of an import in a process of its own, which kills itself before a chosen step is committed.

As a program it takes the import's id, how many steps to let through, and the folder of evidence.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote


def read_and_be_killed(import_id: str, *, steps: int) -> int:
    """How the process ended: -9 where it was killed."""
    from django.conf import settings
    from django.db import connection

    facts = connection.settings_dict
    address = f"sqlite://{facts['NAME']}"
    if connection.vendor == "postgresql":
        host = quote(str(facts["HOST"]), safe="")
        user, word = quote(facts["USER"]), quote(facts["PASSWORD"])
        address = f"postgresql://{user}:{word}@localhost:{facts['PORT']}/{facts['NAME']}?host={host}"
    told = {
        "DATABASE_URL": address,
        "CANDOUR_DEMONSTRATION": "1",
        "CANDOUR_STORE": str(settings.STORE),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    program = [
        sys.executable,
        "-m",
        "tests.make.killed_import",
        import_id,
        str(steps),
        str(settings.EVIDENCE_ROOT),
    ]
    return subprocess.run(program, env={**os.environ, **told}, check=False, timeout=180).returncode


def main() -> None:
    import django
    from django.conf import settings

    settings.EVIDENCE_ROOT = sys.argv[3]
    django.setup()
    from candour.evidence.imports import units

    left = int(sys.argv[2])

    def count() -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    one_step, write_manifest = units.one_step, units.write_manifest

    @contextmanager
    def killed_within(*given: Any) -> Iterator[None]:
        with one_step(*given):
            yield
            count()

    def killed_before(*given: Any) -> None:
        count()
        write_manifest(*given)

    units.one_step, units.write_manifest = killed_within, killed_before
    from candour.evidence.jobs import read_exhibit

    read_exhibit(sys.argv[1])


if __name__ == "__main__":
    main()
