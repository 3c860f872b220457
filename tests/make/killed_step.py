"""Takes a step in a process of its own, which is killed once it has written to a chosen table.

As a program it takes the matter's id and the name of the table.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import quote


def take_and_be_killed(matter_id: str, table: str) -> int:
    """How the process ended: -9 where it was killed."""
    told = {
        "DATABASE_URL": address_of_the_test_database(),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    program = [sys.executable, "-m", "tests.make.killed_step", matter_id, table]
    return subprocess.run(program, env={**os.environ, **told}, check=False, timeout=120).returncode


def address_of_the_test_database() -> str:
    from django.db import connection

    options = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{quote(str(options['NAME']))}"
    return f"postgresql://{options['USER']}@/{options['NAME']}?host={quote(str(options['HOST']), safe='/')}"


def killed_after_writing(table: str) -> Callable[..., Any]:
    """Lets the statement run, then ends this process as a power cut would."""

    def wrapper(
        execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        result = execute(sql, params, many, context)
        if sql.startswith(("INSERT", "UPDATE")) and table in sql:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return wrapper


def main(matter_id: str, table: str) -> None:
    import django

    django.setup()
    from django.db import connection

    from candour.matters.models import Matter
    from tests.make.matters import MONDAY
    from tests.make.matters import logged as log
    from tests.make.people import a_handler

    matter, handler = Matter.objects.get(pk=matter_id), a_handler()
    with connection.execute_wrapper(killed_after_writing(table)):
        log(matter, handler, MONDAY)


if __name__ == "__main__":
    main(*sys.argv[1:])
