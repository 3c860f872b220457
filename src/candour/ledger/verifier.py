"""Checks an export of a Candour record, or a single proof, with nothing but Python: no database, no other program.

It shares no code with the program that it checks. Run `python verifier.py --help`.
"""

import argparse
import base64
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256, sha512
from pathlib import Path
from typing import Any

Point = tuple[int, int, int, int]

# Ed25519 (RFC 8032, 5.1): the field, the group's order, the curve's constant and a square root of -1.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


class Unreadable(ValueError):
    """A file is not what its name says; the message says which and where."""


@dataclass(frozen=True)
class Note:
    """A checkpoint as read: what was signed, and the signatures below it."""

    name: str
    signed: bytes
    origin: str
    size: int
    root: bytes
    at: str
    marks: tuple[tuple[str, bytes], ...]


def leaf_hash(body: bytes) -> bytes:
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


class Accumulator:
    """The hash tree of RFC 9162 while leaves arrive: the roots of its complete subtrees."""

    def __init__(self) -> None:
        self.size = 0
        self._subtrees: list[tuple[int, bytes]] = []

    def add(self, body: bytes) -> None:
        width, node = 1, leaf_hash(body)
        while self._subtrees and self._subtrees[-1][0] == width:
            node = node_hash(self._subtrees.pop()[1], node)
            width *= 2
        self._subtrees.append((width, node))
        self.size += 1

    def root(self) -> bytes:
        if not self._subtrees:
            return sha256(b"").digest()
        node = self._subtrees[-1][1]
        for _, left in reversed(self._subtrees[:-1]):
            node = node_hash(left, node)
        return node


def root_from_path(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes | None:
    """The root that a leaf's siblings lead to, from the top down as RFC 9162 defines the path; None if it misfits."""
    if size == 1:
        return leaf if index == 0 and not path else None
    if not path or not 0 <= index < size:
        return None
    half = 1
    while half * 2 < size:
        half *= 2
    *nearer, sibling = path
    if index < half:
        left = root_from_path(index, half, leaf, nearer)
        return None if left is None else node_hash(left, sibling)
    right = root_from_path(index - half, size - half, leaf, nearer)
    return None if right is None else node_hash(sibling, right)


def read_note(name: str, text: str) -> Note:
    statement, parted, below = text.partition("\n\n")
    lines = statement.split("\n")
    try:
        if not parted or not lines[3].startswith("at "):
            raise ValueError
        marks = tuple(_mark(line) for line in below.splitlines() if line.startswith("— "))
        signed = (statement + "\n").encode()
        return Note(name, signed, lines[0], int(lines[1]), base64.b64decode(lines[2]), lines[3][3:], marks)
    except (ValueError, IndexError) as error:
        raise Unreadable(f"{name} is not a checkpoint.") from error


def _mark(line: str) -> tuple[str, bytes]:
    _, origin, encoded = line.split(" ")
    return origin, base64.b64decode(encoded)


def read_keys(lines: Sequence[str]) -> dict[tuple[str, bytes], bytes]:
    """Public keys by name and id."""
    keys = {}
    for line in filter(None, map(str.strip, lines)):
        try:
            origin, identity, encoded = line.split("+", 2)
            tagged = base64.b64decode(encoded)
        except ValueError as error:
            raise Unreadable("A line of the public keys is not of the form NAME+ID+KEY.") from error
        expected = sha256(origin.encode() + b"\n" + tagged).digest()[:4]
        if expected.hex() != identity or tagged[:1] != b"\x01":
            raise Unreadable(f"The public key of {origin} does not have the id {identity}.")
        keys[origin, expected] = tagged[1:]
    return keys


def signature_problem(note: Note, keys: dict[tuple[str, bytes], bytes]) -> str:
    """An empty string where one of the known keys signed the note under its own name."""
    for origin, mark in note.marks:
        key = keys.get((origin, mark[:4]))
        if origin == note.origin and key is not None:
            good = ed25519_holds(key, note.signed, mark[4:])
            return "" if good else f"{note.name}: the signature is false."
    return f"{note.name}: none of the known public keys signed it."


def check_export(
    folder: Path, keys: dict[tuple[str, bytes], bytes], witnessed: Sequence[Note], short: str
) -> list[str]:
    """What is wrong with an export; an empty list where nothing is."""
    kept = [
        read_note(path.name, path.read_text("utf-8"))
        for path in sorted((folder / "checkpoints").glob("*.txt"))
    ]
    notes = [*kept, *witnessed]
    problems = [problem for note in notes if (problem := signature_problem(note, keys))]
    wanted = {note.size for note in notes} | ({int(short.split()[0])} if short else set())
    roots, tree = {}, Accumulator()
    roots[0] = tree.root()
    for body in read_bodies(folder / "entries.jsonl"):
        if not is_canonical(body):
            problems.append(f"Entry {tree.size} is not written in the record's one spelling.")
        tree.add(body)
        if tree.size in wanted:
            roots[tree.size] = tree.root()
    print(f"{tree.size} entries. Root {tree.root().hex()}. {len(notes)} checkpoints.")
    problems += [problem for note in notes if (problem := _root_problem(note, roots, tree.size))]
    if short:
        problems += _short_problem(short, roots, tree.size)
    return problems


def _root_problem(note: Note, roots: dict[int, bytes], size: int) -> str:
    if note.size > size:
        return f"{note.name} was signed over {note.size} entries and the export holds {size}: entries were cut off."
    if roots[note.size] != note.root:
        return f"{note.name}: the first {note.size} entries are not those that were signed."
    return ""


def _short_problem(short: str, roots: dict[int, bytes], size: int) -> list[str]:
    written, digits = short.split(" ", 1)
    if int(written) > size:
        return [f"The letter speaks of {written} entries and the export holds {size}: entries were cut off."]
    if not roots[int(written)].hex().startswith(digits.replace("-", "").replace(" ", "")):
        return [f"The first {written} entries are not those that the letter speaks of."]
    return []


def read_bodies(path: Path) -> Iterator[bytes]:
    """Each line without its line feed is the body of one entry: the bytes that were hashed."""
    with path.open("rb") as lines:
        for line in lines:
            if not line.endswith(b"\n"):
                raise Unreadable(f"{path.name} ends within a line.")
            yield line[:-1]


def is_canonical(body: bytes) -> bool:
    try:
        return json.dumps(json.loads(body), sort_keys=True, separators=(",", ":")).encode() == body
    except ValueError:
        return False


def check_proof(proof: dict[str, Any], keys: dict[tuple[str, bytes], bytes]) -> list[str]:
    """What is wrong with a single entry's proof; an empty list where nothing is."""
    try:
        path = [bytes.fromhex(sibling) for sibling in proof["path"]]
        leaf = leaf_hash(proof["body"].encode())
        reached = root_from_path(proof["index"], proof["size"], leaf, path)
        note = read_note("The proof's checkpoint", proof["checkpoint"]) if proof["checkpoint"] else None
        stated = bytes.fromhex(proof["root"])
    except (KeyError, TypeError, AttributeError) as error:
        raise Unreadable("The file is not a proof from a Candour record.") from error
    problems = []
    if reached != stated:
        problems.append(f"Entry {proof['index']} does not lead to the stated root.")
    if note is None:
        print("No checkpoint covers this entry yet: compare the root with a later one.")
    elif (note.size, note.root) != (proof["size"], stated):
        problems.append("The proof's checkpoint is over another root.")
    elif problem := signature_problem(note, keys):
        problems.append(problem)
    return problems


def ed25519_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """RFC 8032, 5.1.7: whether [S]B equals R + [k]A."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = _point(public), _point(signature[:32])
    factor = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or factor >= ORDER:
        return False
    challenge = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return _same(_times(factor, BASE), _plus(commitment, _times(challenge, key)))


def _point(encoded: bytes) -> Point | None:
    """RFC 8032, 5.1.3: x is recovered from y and one bit of sign."""
    number = int.from_bytes(encoded, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def _plus(first: Point, second: Point) -> Point:
    """RFC 8032, 5.1.4, in extended coordinates; the same formula doubles."""
    (x1, y1, z1, t1), (x2, y2, z2, t2) = first, second
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(factor: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = _plus(total, point)
        point, factor = _plus(point, point), factor >> 1
    return total


def _same(first: Point, second: Point) -> bool:
    return (
        (first[0] * second[2] - second[0] * first[2]) % P
        == 0
        == (first[1] * second[2] - second[1] * first[2]) % P
    )


def _base_point() -> Point:
    """y is 4/5 and x is even."""
    base = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    assert base is not None
    return base


BASE = _base_point()


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _arguments(arguments)
    try:
        problems = _check(asked)
    except (Unreadable, OSError, ValueError) as error:
        print(f"Cannot check {asked.what}: {error}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    print("Something differs." if problems else "Everything agrees.")
    return 1 if problems else 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Checks an export of a Candour record, or one entry's proof."
    )
    parser.add_argument("what", type=Path, help="the folder of an export, or a proof's file")
    parser.add_argument(
        "--checkpoint", type=Path, action="append", default=[], help="a checkpoint kept by a witness"
    )
    parser.add_argument(
        "--short", default="", help="the short form from a letter: '1204 3f2a-9c01-77be-d210'"
    )
    parser.add_argument(
        "--keys", type=Path, help="public keys from a source you trust, instead of the export's own"
    )
    return parser.parse_args(arguments)


def _check(asked: argparse.Namespace) -> list[str]:
    beside = asked.what / "keys.txt" if asked.what.is_dir() else asked.what.with_name("keys.txt")
    keys = read_keys((asked.keys or beside).read_text("utf-8").splitlines())
    if asked.what.is_dir():
        witnessed = [read_note(str(path), path.read_text("utf-8")) for path in asked.checkpoint]
        return check_export(asked.what, keys, witnessed, asked.short)
    return check_proof(json.loads(asked.what.read_text("utf-8")), keys)


if __name__ == "__main__":
    raise SystemExit(main())
