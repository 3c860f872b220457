"""A process that ends when the one that started it does, and so do all that it forks."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable

EVERY_SECONDS = 0.5
GRACE_SECONDS = 5.0


def end_with_parent() -> None:
    """Watch the parent from now on, here and in every process forked from here."""
    _watch()
    os.register_at_fork(after_in_child=_watch)


def _watch() -> None:
    threading.Thread(target=_wait_for_the_end_of, args=(os.getppid(),), daemon=True).start()


def _wait_for_the_end_of(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def run_web(bind: str, threads: str) -> None:
    from gunicorn.app.wsgiapp import run

    sys.argv = ["gunicorn", "candour.web.wsgi:application", "--bind", bind, "--worker-class", "gthread"]
    sys.argv += ["--workers", "1", "--threads", threads, "--log-level", "warning", "--forwarded-allow-ips", "127.0.0.1"]
    run()


def run_jobs() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("qcluster")


RUNS: dict[str, Callable[..., None]] = {"web": run_web, "jobs": run_jobs}

if __name__ == "__main__":
    end_with_parent()
    RUNS[sys.argv[1]](*sys.argv[2:])
