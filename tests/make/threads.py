"""Several people at once: each piece of work in a thread with a database connection of its own."""

import threading
from collections.abc import Callable

from django.db import connection

PATIENCE = 120


def all_at_once(*works: Callable[[], object]) -> list[BaseException]:
    """All begin together. Returns what went wrong, in no order."""
    failures: list[BaseException] = []
    ready = threading.Barrier(len(works))

    def guarded(work: Callable[[], object]) -> None:
        try:
            ready.wait(PATIENCE)
            alone(work)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=guarded, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return failures


def alone(work: Callable[[], object]) -> object:
    """In a thread: the connection that it opened is closed with it."""
    try:
        return work()
    finally:
        connection.close()
