"""The hash tree against its definition in RFC 9162 and against published values."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.ledger import tree, verifier

LEAVES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)
PUBLISHED_BODIES = [
    bytes.fromhex(written)
    for written in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
PUBLISHED_ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def defined_root(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word: split at the largest power of two below the number of leaves."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return sha256(b"\x01" + defined_root(leaves[:split]) + defined_root(leaves[split:])).digest()


def reader(leaves: list[bytes]) -> tree.NodeReader:
    return lambda level, index: defined_root(leaves[index << level : (index + 1) << level])


@pytest.mark.parametrize(("size", "expected"), PUBLISHED_ROOTS.items())
def test_the_root_has_the_value_published_for_certificate_transparency(size: int, expected: str) -> None:
    leaves = [tree.leaf_hash(body) for body in PUBLISHED_BODIES[:size]]

    assert tree.root_of(leaves).hex() == expected


@given(LEAVES)
def test_the_root_kept_while_appending_is_the_root_by_definition(leaves: list[bytes]) -> None:
    assert tree.root_of(leaves) == defined_root(leaves)


@given(LEAVES)
def test_appending_completes_each_subtree_exactly_once(leaves: list[bytes]) -> None:
    frontier: tree.Frontier = ()
    nodes = []
    for size, leaf in enumerate(leaves):
        frontier, completed = tree.append(size, frontier, leaf)
        nodes += completed

    read = reader(leaves)
    assert all(read(level, index) == node for level, index, node in nodes)
    assert len({node[:2] for node in nodes}) == len(nodes) == len(leaves) - len(leaves).bit_count()
    assert tree.frontier_at(len(leaves), read) == frontier


@given(LEAVES, st.data())
def test_every_leaf_can_be_shown_to_lie_under_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    root = defined_root(leaves)

    path = tree.inclusion_proof(index, len(leaves), reader(leaves))

    assert tree.inclusion_holds(index, len(leaves), leaves[index], path, root)
    assert verifier.root_from_path(index, len(leaves), leaves[index], path) == root


@given(LEAVES, st.data())
def test_a_proof_does_not_hold_for_another_leaf_place_or_path(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    size, root = len(leaves), defined_root(leaves)
    path = tree.inclusion_proof(index, size, reader(leaves))

    assert not tree.inclusion_holds(index, size, tree.leaf_hash(leaves[index]), path, root)
    assert not tree.inclusion_holds(size, size, leaves[index], path, root)
    assert not tree.inclusion_holds(index, size, leaves[index], [*path, bytes(32)], root)
    assert not tree.inclusion_holds(index, size, leaves[index], path[:-1], root) or not path
    assert verifier.root_from_path(index, size, leaves[index], [*path, bytes(32)]) != root


@given(LEAVES, st.data())
def test_a_longer_record_can_be_shown_to_begin_with_the_earlier_one(
    leaves: list[bytes], data: st.DataObject
) -> None:
    earlier = data.draw(st.integers(1, len(leaves)))
    before, after = defined_root(leaves[:earlier]), defined_root(leaves)

    path = tree.consistency_proof(earlier, len(leaves), reader(leaves))

    assert tree.consistency_holds(earlier, len(leaves), before, after, path)
    other = tree.node_hash(before, after)
    assert not tree.consistency_holds(earlier, len(leaves), other, after, path)
    assert not tree.consistency_holds(earlier, len(leaves), before, other, path)
    assert not tree.consistency_holds(earlier, len(leaves), before, after, [*path, other])


def test_a_frontier_that_does_not_fit_the_size_is_refused() -> None:
    with pytest.raises(ValueError, match="3 leaves has 2 complete subtrees, not 1"):
        tree.append(3, (bytes(32),), bytes(32))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_is_made_for_a_place_outside_the_tree(index: int, size: int) -> None:
    with pytest.raises(ValueError, match=f"Position {index} is not in a tree of {size}"):
        tree.inclusion_proof(index, size, reader([bytes(32)] * 3))
