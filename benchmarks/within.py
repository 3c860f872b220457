"""Measures on one database, in a process of its own: `python -m benchmarks.within CHOSEN OUT`, the database by environment."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import django

from benchmarks.chosen import Chosen
from benchmarks.measuring import Measured

NEED_A_CASELOAD = {"pages", "steps", "verification"}


def main(chosen: Chosen, out: Path) -> int:
    django.setup()
    rows: list[Measured] = []
    for row in _measured(chosen):
        print(f"  {row.what}: {' '.join(cell for cell in row.cells()[1:] if cell)}", flush=True)
        rows.append(row)
        out.write_text(json.dumps([asdict(each) for each in rows]))
    return 0


def _measured(chosen: Chosen) -> Iterator[Measured]:
    from benchmarks import (
        chats,
        deadlines,
        exposure,
        history,
        matching,
        pages,
        reading,
        replies,
        steps,
        verification,
    )

    loaded = _loaded(chosen) if NEED_A_CASELOAD & set(chosen.only) else {}
    if loaded:
        yield Measured(
            "loading the caseload", "matters/s", loaded["matters"] / loaded["seconds"],
            note=f"{loaded['matters']:,} matters, {loaded['entries']:,} entries, {loaded['rows']:,} rows",
        )
    if "verification" in chosen.only:
        yield from verification.measure(last_from=loaded["last_from"])
    for subject in (deadlines, pages, steps, history, replies):
        if subject.__name__.rpartition(".")[2] in chosen.only:
            yield from subject.measure(seconds=chosen.seconds)
    if "exposure" in chosen.only:
        yield from exposure.measure(matters=chosen.matters)
    if "chats" in chosen.only:
        yield from chats.measure(matters=chosen.matters)
    if "matching" in chosen.only:
        yield from matching.measure()
    if "reading" in chosen.only:
        yield from reading.measure()


def _loaded(chosen: Chosen) -> dict[str, float]:
    """What stands loaded in a kept folder is used again; whatever is missing of the tables is made."""
    from django.conf import settings

    from benchmarks.loading import load
    from candour.web.installing import install

    install(say=lambda line: print(f"  {line}", flush=True))
    kept = settings.STORE / "loaded.json"
    if not kept.exists():
        kept.write_text(json.dumps(asdict(load(chosen.matters))))
    read: dict[str, float] = json.loads(kept.read_text())
    return read


if __name__ == "__main__":
    raise SystemExit(main(Chosen.from_json(sys.argv[1]), Path(sys.argv[2])))
