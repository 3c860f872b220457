"""Checks the stored tree against the stored bodies, chunk by chunk, on every processor where it is worth it."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from os import cpu_count

from candour.ledger.raw_database import Address, Reader, as_bytes

CHUNK_LEVEL = 14
CHUNK = 1 << CHUNK_LEVEL
WORTH_PROCESSES = 200_000
ENTRIES = 'SELECT "index", body, leaf FROM ledger_entry WHERE "index" >= %s AND "index" < %s ORDER BY "index"'
LEAVES = 'SELECT leaf FROM ledger_entry WHERE "index" >= %s AND "index" < %s ORDER BY "index"'
NODES = 'SELECT "index", hash FROM ledger_node WHERE level = %s AND "index" >= %s AND "index" < %s ORDER BY "index"'
BEYOND = 'SELECT "index" FROM ledger_entry WHERE "index" >= %s OR "index" < 0 ORDER BY "index" LIMIT 1'
HOW_MANY_NODES = "SELECT count(*) FROM ledger_node"


@dataclass(frozen=True)
class TreeFinding:
    """The first position that a broken part of the tree covers, and what is wrong there."""

    position: int
    what: str


Tick = Callable[[int], None]


def check_tree(
    read: Reader,
    size: int,
    frontier: Sequence[bytes],
    *,
    tick: Tick,
    address: Address | None = None,
    parallel_from: int = WORTH_PROCESSES,
) -> list[TreeFinding]:
    """Bodies against leaves, leaves against nodes, nodes against the frontier. With an address, in parallel."""
    findings: list[TreeFinding] = []
    for checked, found in _chunks(read, size, address if size >= parallel_from else None):
        findings += found
        tick(checked)
    findings += _check_above(read, size)
    findings += _check_frontier(read, size, frontier)
    findings += _check_nothing_beyond(read, size)
    return sorted(findings, key=lambda finding: finding.position)


def check_chunk(read: Reader, start: int, end: int) -> list[TreeFinding]:
    """One run of entries and the subtrees that lie within it."""
    rows = read(ENTRIES, start, end)
    indices = [row[0] for row in rows]
    if indices != list(range(start, end)):
        return [_gap(indices, start)]
    leaves = [as_bytes(row[2]) for row in rows]
    computed = [sha256(b"\x00" + as_bytes(row[1])).digest() for row in rows]
    findings = [
        TreeFinding(start + place, f"Entry {start + place}: its body does not match its leaf.")
        for place in _differences(computed, leaves)
    ]
    level_hashes = leaves
    for level in range(1, CHUNK_LEVEL + 1):
        level_hashes, found = _check_level(read, level, start >> level, level_hashes)
        findings += found
    return findings


def _chunks(read: Reader, size: int, address: Address | None) -> Iterator[tuple[int, list[TreeFinding]]]:
    ranges = [(start, min(start + CHUNK, size)) for start in range(0, size, CHUNK)]
    if address is None:
        for start, end in ranges:
            yield end - start, check_chunk(read, start, end)
        return
    # A fresh process, because a copied one would share the database's socket.
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("spawn")) as pool:
        runs = [ranges[first : first + 4] for first in range(0, len(ranges), 4)]
        for run, found in zip(runs, pool.map(_check_run, [address] * len(runs), runs), strict=True):
            yield run[-1][1] - run[0][0], found


def _check_run(address: Address, ranges: Sequence[tuple[int, int]]) -> list[TreeFinding]:
    with address.reader() as read:
        return [finding for start, end in ranges for finding in check_chunk(read, start, end)]


def _check_level(
    read: Reader, level: int, first: int, below: Sequence[bytes]
) -> tuple[list[bytes], list[TreeFinding]]:
    """The nodes of one level over the hashes below them; `first` is where this level's nodes begin."""
    computed = [
        sha256(b"\x01" + left + right).digest() for left, right in zip(below[::2], below[1::2], strict=False)
    ]
    if not computed:
        return [], []
    rows = read(NODES, level, first, first + len(computed))
    stored = [as_bytes(node) for _, node in rows]
    if stored == computed and rows[0][0] == first:
        return computed, []
    held = dict(rows)
    stored = [as_bytes(held.get(first + place)) for place in range(len(computed))]
    findings = [_broken_node(level, first + place, stored[place]) for place in _differences(computed, stored)]
    return [node or computed[place] for place, node in enumerate(stored)], findings


def _check_above(read: Reader, size: int) -> list[TreeFinding]:
    """The subtrees larger than a chunk."""
    findings: list[TreeFinding] = []
    level_hashes = [as_bytes(node) for _, node in read(NODES, CHUNK_LEVEL, 0, size >> CHUNK_LEVEL)]
    for level in range(CHUNK_LEVEL + 1, size.bit_length()):
        level_hashes, found = _check_level(read, level, 0, level_hashes)
        findings += found
    return findings


def _check_frontier(read: Reader, size: int, frontier: Sequence[bytes]) -> list[TreeFinding]:
    peaks, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            peaks.append((start, _stored(read, level, start >> level)))
            start += 1 << level
    if len(peaks) != len(frontier):
        return [
            TreeFinding(
                size, f"The head counts {size} entries and holds {len(frontier)} hashes, not {len(peaks)}."
            )
        ]
    return [
        TreeFinding(begin, f"The head does not match the tree over the entries from {begin} on.")
        for (begin, stored), held in zip(peaks, frontier, strict=True)
        if stored != held
    ]


def _check_nothing_beyond(read: Reader, size: int) -> list[TreeFinding]:
    findings = [
        TreeFinding(index, f"Entry {index} lies outside the record: the head counts {size} entries.")
        for (index,) in read(BEYOND, size)
    ]
    [[count]] = read(HOW_MANY_NODES)
    if count > size - size.bit_count():
        findings.append(
            TreeFinding(
                size, f"The tree holds {count} nodes, and {size} entries have {size - size.bit_count()}."
            )
        )
    return findings


def _stored(read: Reader, level: int, index: int) -> bytes:
    rows = read(NODES, level, index, index + 1) if level else read(LEAVES, index, index + 1)
    return as_bytes(rows[0][-1]) if rows else b""


def _differences(computed: Sequence[bytes], stored: Sequence[bytes]) -> list[int]:
    if computed == stored:
        return []
    return [
        place for place, (ours, theirs) in enumerate(zip(computed, stored, strict=True)) if ours != theirs
    ]


def _gap(indices: Sequence[int], start: int) -> TreeFinding:
    """The first position of a run that has no entry."""
    place = next((place for place, index in enumerate(indices) if index != start + place), len(indices))
    return TreeFinding(start + place, f"Entry {start + place} is missing.")


def _broken_node(level: int, index: int, stored: bytes) -> TreeFinding:
    first, last = index << level, ((index + 1) << level) - 1
    what = "does not match" if stored else "is missing"
    return TreeFinding(first, f"Entries {first} to {last}: the hash over them {what}.")
