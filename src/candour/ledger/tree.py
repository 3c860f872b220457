"""The hash tree of RFC 9162: leaves, roots and proofs. Pure: bytes in, bytes out."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

Frontier = tuple[bytes, ...]
StoredNode = tuple[int, int, bytes]
NodeReader = Callable[[int, int], bytes]


def leaf_hash(body: bytes) -> bytes:
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def append(size: int, frontier: Frontier, leaf: bytes) -> tuple[Frontier, list[StoredNode]]:
    """The frontier after one more leaf, and the subtrees it completed as (level, index, hash).

    The frontier holds the roots of the complete subtrees, the largest first: one for each 1 bit of the size.
    """
    if len(frontier) != size.bit_count():
        raise ValueError(
            f"A tree of {size} leaves has {size.bit_count()} complete subtrees, not {len(frontier)}."
        )
    peaks, completed = list(frontier), []
    node, level = leaf, 0
    while size >> level & 1:
        node = node_hash(peaks.pop(), node)
        level += 1
        completed.append((level, size >> level, node))
    return (*peaks, node), completed


def root(frontier: Frontier) -> bytes:
    """The root over the subtrees of a frontier, joined from the smallest up."""
    if not frontier:
        return EMPTY_ROOT
    joined = frontier[-1]
    for peak in reversed(frontier[:-1]):
        joined = node_hash(peak, joined)
    return joined


def peak_positions(size: int) -> list[tuple[int, int]]:
    """Where the complete subtrees of a tree of this size lie, as (level, index), the largest first."""
    positions, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            positions.append((level, start >> level))
            start += 1 << level
    return positions


def frontier_at(size: int, read: NodeReader) -> Frontier:
    return tuple(read(level, index) for level, index in peak_positions(size))


def root_of(leaves: Iterable[bytes]) -> bytes:
    frontier: Frontier = ()
    for size, leaf in enumerate(leaves):
        frontier, _ = append(size, frontier, leaf)
    return root(frontier)


def subtree_root(start: int, end: int, read: NodeReader) -> bytes:
    """The root over leaves start to end, where start is a multiple of the power of two that spans them."""
    width = end - start
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return read(level, start >> level)
    middle = start + _split(width)
    return node_hash(subtree_root(start, middle, read), subtree_root(middle, end, read))


def inclusion_proof(index: int, size: int, read: NodeReader) -> list[bytes]:
    """The siblings of a leaf on its way to the root, the nearest first."""
    if not 0 <= index < size:
        raise ValueError(f"Position {index} is not in a tree of {size}.")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(subtree_root(middle, end, read))
            end = middle
        else:
            path.append(subtree_root(start, middle, read))
            start = middle
    return path[::-1]


def inclusion_holds(index: int, size: int, leaf: bytes, path: Sequence[bytes], expected_root: bytes) -> bool:
    """RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    node, place, last = leaf, index, size - 1
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            place, last = _up_past_lone_nodes(place, last)
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and node == expected_root


def consistency_proof(earlier: int, size: int, read: NodeReader) -> list[bytes]:
    """What shows that the tree of `size` begins with the tree of `earlier` leaves (RFC 9162, 2.1.4.1)."""
    if not 0 < earlier <= size:
        raise ValueError(f"A tree of {size} cannot be shown to begin with {earlier} leaves.")
    path: list[bytes] = []
    start, end, whole = 0, size, True
    while earlier != end:
        middle = start + _split(end - start)
        if earlier <= middle:
            path.append(subtree_root(middle, end, read))
            end = middle
        else:
            path.append(subtree_root(start, middle, read))
            start, whole = middle, False
    if not whole:
        path.append(subtree_root(start, end, read))
    return path[::-1]


def consistency_holds(
    earlier: int, size: int, earlier_root: bytes, later_root: bytes, path: Sequence[bytes]
) -> bool:
    """RFC 9162, 2.1.4.2."""
    if earlier == size:
        return not path and earlier_root == later_root
    if not 0 < earlier < size or not path:
        return False
    hashes = [earlier_root, *path] if earlier & (earlier - 1) == 0 else list(path)
    place, last = earlier - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    return _folds_to(hashes, place, last) == (earlier_root, later_root)


def _folds_to(hashes: Sequence[bytes], place: int, last: int) -> tuple[bytes, bytes] | None:
    """The earlier and the later root that a consistency path leads to, or None where it is too long or short."""
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            place, last = _up_past_lone_nodes(place, last)
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    return (old, new) if last == 0 else None


def _up_past_lone_nodes(place: int, last: int) -> tuple[int, int]:
    """A last node without a sibling stands for itself on the level above."""
    while not place & 1 and place != 0:
        place, last = place >> 1, last >> 1
    return place, last


def _split(width: int) -> int:
    """The largest power of two below the width: where RFC 9162 parts a tree."""
    return 1 << (width - 1).bit_length() - 1
