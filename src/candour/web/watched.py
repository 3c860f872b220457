"""A process that ends when the one that started it does, and so do all that it forks.

With `when-told` before its own words it imports what it needs and waits for a line on standard input.
"""

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


def wait_to_be_told() -> None:
    """A closed pipe or Ctrl-C means that nothing is wanted any more."""
    try:
        told = sys.stdin.readline()
    except KeyboardInterrupt:
        told = ""
    if not told:
        raise SystemExit(0)


def ready_web() -> None:
    """Without the application itself: it lists the static files as it is built, and they may still be coming."""
    import django
    from django.conf import settings
    from django.urls import get_resolver
    from django.utils.module_loading import import_string

    django.setup()
    get_resolver().reverse_dict  # noqa: B018 - imports every page
    for layer in settings.MIDDLEWARE:
        import_string(layer)


def run_web(bind: str, threads: str) -> None:
    from gunicorn.app.wsgiapp import run

    sys.argv = ["gunicorn", "candour.web.wsgi:application", "--bind", bind, "--worker-class", "gthread"]
    sys.argv += ["--workers", "1", "--threads", threads, "--log-level", "warning"]
    sys.argv += ["--forwarded-allow-ips", "127.0.0.1"]
    run()


def ready_jobs() -> None:
    import django

    django.setup()
    import django_q.cluster  # noqa: F401

    import candour.web.daily  # noqa: F401 - with all that the jobs call


def run_jobs() -> None:
    from django.core.management import call_command

    call_command("qcluster")


READIES: dict[str, Callable[[], None]] = {"web": ready_web, "jobs": ready_jobs}
RUNS: dict[str, Callable[..., None]] = {"web": run_web, "jobs": run_jobs}


def main(words: list[str]) -> None:
    end_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.web.settings")
    waits = words[0] == "when-told"
    name, *rest = words[1:] if waits else words
    READIES[name]()
    if waits:
        wait_to_be_told()
    RUNS[name](*rest)


if __name__ == "__main__":
    main(sys.argv[1:])
