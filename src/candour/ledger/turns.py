"""Writers of one SQLite file come in turn: SQLite itself lets each sleep up to a tenth of a second and look again."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from django.db import connection

try:
    import fcntl
except ImportError:  # where the system has no such lock, SQLite's own waiting is all there is
    fcntl = None  # type: ignore[assignment]

LOOK_AGAIN, LONGEST = 0.001, 20.0


@contextmanager
def turn_to_write() -> Iterator[None]:
    """Asked for before a transaction begins, never within one. Whoever dies gives it back; it guards nothing by itself:
    a writer that waited too long goes on to SQLite's own lock, which decides."""
    folder = _folder()
    if folder is None or fcntl is None:
        yield
        return
    held = os.open(folder, os.O_RDONLY)
    try:
        _wait(held)
        yield
    finally:
        os.close(held)


def _folder() -> Path | None:
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return None
    file = Path(str(connection.settings_dict["NAME"]))
    return file.parent if file.is_absolute() else None


def _wait(held: int) -> None:
    until = monotonic() + LONGEST
    while monotonic() < until:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sleep(LOOK_AGAIN)
        else:
            return
