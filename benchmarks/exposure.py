"""Exposure of a thousand items by fifty people, and one conversation from two phones; nobody else offers either."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

import numpy
import polars as pl

from benchmarks.measuring import Measured, summary, timings
from candour.evidence.exposure.matrix import matrix
from candour.evidence.exposure.timeline import timeline
from candour.evidence.formats.columns import whole_frame
from candour.evidence.merging.conversation import merged
from candour.evidence.records import Kind

GOAL = 5_000
ITEMS, PEOPLE = 1_000, 50
FULL = 500_000  # matters; as many as a whole run has
_WORDS = ("late", "shift", "van", "court", "kit", "brew", "rota", "swap", "custody", "statement", "ok", "lol", "done", "on my way")


def measure(*, matters: int = FULL) -> Iterator[Measured]:
    """A million messages in a whole run, a tenth of them otherwise; always the same ones."""
    messages = 1_000_000 if matters >= FULL else 100_000
    with TemporaryDirectory() as folder:
        path = Path(folder) / "records.parquet"
        _records(messages, "a").write_parquet(path)
        items = [f"{'a' * 64}:message/{number}" for number in range(1, messages, messages // ITEMS)]
        began = process_time()
        spent = timings(lambda: matrix(timeline(pl.scan_parquet(path)), items), times=3, warm=1)
        said = f"{(process_time() - began) / 4 * 1000:,.0f} ms of processor time"
        what = f"exposure, {ITEMS:,} items by {PEOPLE} people over {messages:,} messages"
        yield summary(what, spent, goal=GOAL, note=said)
        parts = [pl.read_parquet(path), _records(messages, "b").filter(pl.col("row") % 50 != 0)]
        spent = timings(lambda: merged(parts), times=1, warm=0)
        yield Measured(f"two phones of {messages:,} messages laid beside one another", "ms", spent[0])


def _records(messages: int, letter: str) -> pl.DataFrame:
    """Messages, receipts for four tenths as many, and a line for each person's joining."""
    chance = numpy.random.default_rng(42)
    names = numpy.array([f"4477009{number:05d}@s.whatsapp.net" for number in range(PEOPLE)])
    times = 1_673_247_332_000_000 + numpy.cumsum(chance.integers(5, 120, messages)) * 1_000_000
    rows = pl.Series(range(1, messages + 1))
    words = [" ".join(each) for each in chance.choice(_WORDS, (messages, 4))]
    sent = {"row": rows, "sender": names[chance.integers(0, PEOPLE, messages)], "utc": _utc(times), "body": [each.encode() for each in words]}
    receipts = int(messages * 0.4)
    about = [f"{letter * 64}:message/{number}" for number in chance.integers(1, messages, receipts)]
    got = {"row": rows[:receipts], "about": about, "recipient": names[chance.integers(0, PEOPLE, receipts)], "state": chance.choice(["delivered", "read"], receipts)}
    joins = {"row": rows[:PEOPLE], "sender": names, "subjects": [[name] for name in names], "utc": _utc(times[:PEOPLE] - 60_000_000_000)}
    return pl.concat([
        whole_frame(joins, Kind.MEMBERSHIP, _same(letter, "system", change="joined-by-link")),
        whole_frame(sent, Kind.MESSAGE, _same(letter, "message")),
        whole_frame(got, Kind.RECEIPT, _same(letter, "receipt")),
    ])


def _utc(times: Any) -> pl.Series:
    return pl.Series(times).cast(pl.Datetime("us", "UTC"))


def _same(letter: str, table: str, **more: str) -> dict[str, Any]:
    return {"source": letter * 64, "table": table, "conversation": "group", "inner": False, **more}
