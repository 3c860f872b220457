"""How fast published pages are read: the written documents of the tests, over and over, on one core."""

from collections.abc import Iterator
from pathlib import Path
from time import process_time

from benchmarks.measuring import Measured
from candour.register.readers.reading import read_source
from candour.register.readers.record import record_line

PAGES = 1_000
GOAL = 5_000
DOCUMENTS = Path(__file__).parents[1] / "tests" / "register" / "documents"


def measure() -> Iterator[Measured]:
    """Processor time of this process alone, so that a busy machine does not make the readers look slow."""
    pages = [
        (one.read_bytes(), one.name)
        for one in sorted(DOCUMENTS.glob("*.*"))
        if one.suffix in {".txt", ".html"}
    ]
    for content, name in pages:
        record_line(read_source(content, name))
    began = process_time()
    for number in range(PAGES):
        record_line(read_source(*pages[number % len(pages)]))
    spent = (process_time() - began) * 1000
    size = sum(len(content) for content, _ in pages) // len(pages)
    yield Measured(
        f"reading {PAGES:,} pages",
        "ms",
        spent,
        goal=GOAL,
        note=f"{len(pages)} documents, {size:,} bytes each",
    )
