"""Writes the whole record to a folder that a third party can check without this program or its database."""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.db import connection

from candour.ledger.appending import read_head
from candour.ledger.checkpoints import Checkpoint, stored_checkpoints
from candour.ledger.keys import public_keys
from candour.ledger.raw_database import as_bytes

STREAM = 4_000
BODIES = 'SELECT "index", body FROM ledger_entry WHERE "index" < %s ORDER BY "index"'
VERIFIER = Path(__file__).with_name("verifier.py")
README = """# An export of a Candour record

| file | what it holds |
|---|---|
| `entries.jsonl` | one line for each entry, in order from 0; the line without its line feed is the bytes that were hashed |
| `checkpoints/` | every signed statement of the record's size and root, as a signed note |
| `keys.txt` | the public keys, one a line: `NAME+ID+KEY` (Ed25519) |
| `verifier.py` | a program that checks all of this; it needs Python 3.11 and nothing else |

    python verifier.py .

An entry's leaf is SHA-256(00 || line). Leaves form the tree of RFC 9162: a node is SHA-256(01 || left || right).
A checkpoint's root is over the first SIZE entries. The keys come from the same hands as the entries: compare
`keys.txt` and a checkpoint with copies that you had from elsewhere, such as a letter or the public site:

    python verifier.py . --keys keys-i-trust.txt --checkpoint kept-last-year.txt
    python verifier.py . --short '1204 3f2a-9c01-77be-d210'

Entries hold codes, dates, amounts and random ids. Text appears as SHA-256(salt || text); whoever holds a text
and its salt can show that it was the one recorded. Each line has `verb`, `at`, `on`, `by`, `as`, `subject`, `rows`
([table, id, columns set]) and, where there are any, `notes`, `relied_on`, `also` and `gone` (disposed of or removed).
"""


class CannotExport(RuntimeError):
    """The folder is in the way, or the record cannot be written line by line."""


def export(folder: Path, *, progress: Callable[[int, int], None] | None = None) -> int:
    """Writes the record as it stands into a new folder and gives the number of entries.

    The folder appears under its name only when it is complete.
    """
    if folder.exists():
        raise CannotExport(f"{folder} exists. Name a folder that does not exist yet.")
    unfinished = folder.with_name(folder.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    (unfinished / "checkpoints").mkdir(parents=True)
    size = read_head().size
    _write_entries(unfinished / "entries.jsonl", size, progress or _silently)
    for checkpoint in stored_checkpoints():
        if checkpoint.size <= size:
            (unfinished / "checkpoints" / file_name(checkpoint)).write_text(checkpoint.text, encoding="utf-8")
    keys = "".join(key.line + "\n" for key in public_keys().values())
    (unfinished / "keys.txt").write_text(keys, encoding="ascii")
    (unfinished / "README.md").write_text(README, encoding="utf-8")
    shutil.copyfile(VERIFIER, unfinished / "verifier.py")
    unfinished.rename(folder)
    return size


def file_name(checkpoint: Checkpoint) -> str:
    return f"{checkpoint.size:012d}-{checkpoint.at:%Y%m%dT%H%M%S%fZ}.txt"


def _write_entries(path: Path, size: int, progress: Callable[[int, int], None]) -> None:
    expected = 0
    with path.open("wb") as lines, connection.chunked_cursor() as cursor:
        cursor.execute(BODIES, [size])
        while rows := cursor.fetchmany(STREAM):
            for index, body in rows:
                written = as_bytes(body)
                if index != expected or not written or b"\n" in written:
                    raise CannotExport(f"Entry {expected} is missing or broken. Run `candour ledger verify`.")
                lines.write(written + b"\n")
                expected += 1
            progress(expected, size)


def _silently(_done: int, _total: int) -> None:
    return None
