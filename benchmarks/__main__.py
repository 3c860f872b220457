"""`python -m benchmarks`: how fast Candour is, beside what people use instead, on both databases in one run."""

import argparse
import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.chosen import SIZES, SUBJECTS, Chosen
from benchmarks.databases import environment
from benchmarks.measuring import Measured, table

DATABASES = ("sqlite", "postgresql")
WITHOUT_DATABASE = {"deadlines", "exposure", "chats", "matching", "replies", "reading"}
RESULTS = Path("var")


def main(arguments: list[str] | None = None) -> int:
    said = _parser().parse_args(arguments)
    chosen = Chosen(said.matters or SIZES[said.size], tuple(said.only or SUBJECTS), said.seconds, said.keep)
    databases = DATABASES if said.database == "both" else (said.database,)
    found: dict[str, list[Measured]] = {}
    for place, database in enumerate(databases):
        only = chosen.only if place == 0 else tuple(one for one in chosen.only if one not in WITHOUT_DATABASE)
        print(f"{database}, {chosen.matters:,} matters", flush=True)
        found[database] = _measure(Chosen(chosen.matters, only, chosen.seconds, chosen.keep), database)
    for database, rows in found.items():
        print(f"\n{database}, {chosen.matters:,} matters\n{table(rows)}")
    print(f"\nWritten to {_keep(chosen, found)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="tenth", help="tenth: 50,000 matters; full: 500,000 (default tenth)")
    parser.add_argument("--matters", type=int, help="this many matters instead, to try something out")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="this subject; may be given several times")
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="both")
    parser.add_argument("--seconds", type=float, default=10.0, help="how long a rate is measured (default 10)")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="leave the databases there, and use those that are")
    return parser


def _measure(chosen: Chosen, database: str) -> list[Measured]:
    """Django reads its settings once, so that each database has a process of its own."""
    RESULTS.mkdir(exist_ok=True)
    out = RESULTS / f"bench-{database}-rows.json"
    out.write_text("[]")
    with environment(chosen, database) as variables:
        command = [sys.executable, "-m", "benchmarks.within", chosen.as_json(), str(out)]
        subprocess.run(command, env={**os.environ, **variables}, check=True)
    rows = [Measured(**row) for row in json.loads(out.read_text())]
    out.unlink()
    return rows


def _keep(chosen: Chosen, found: dict[str, list[Measured]]) -> Path:
    now = datetime.now(UTC)
    kept = RESULTS / f"bench-{now:%Y-%m-%d-%H%M}.json"
    measured = {database: [row.as_json() for row in rows] for database, rows in found.items()}
    written = {"at": now.isoformat(timespec="seconds"), "processors": os.cpu_count(), "matters": chosen.matters, "measured": measured}
    kept.write_text(json.dumps(written, indent=1))
    return kept


if __name__ == "__main__":
    raise SystemExit(main())
