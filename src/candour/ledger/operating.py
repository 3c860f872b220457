"""The steps behind `candour ledger`: each takes the parsed arguments and gives the exit status."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone

from candour.ledger.checkpoints import Checkpoint, UnreadableCheckpoint, checkpoint, read_checkpoint
from candour.ledger.exporting import CannotExport, export
from candour.ledger.keys import NoSigningKey, key_path, make_key, public_keys_path
from candour.ledger.reading import NoSuchEntry, proof
from candour.ledger.verification import SHOWN, Progress, Verification, verify

Say = Callable[[str], None]


def sign(arguments: argparse.Namespace, *, say: Say, warn: Say, progress: Progress) -> int:
    try:
        signed = checkpoint(at=timezone.now())
    except NoSigningKey as error:
        return _refused(error, warn)
    say(signed.text.rstrip("\n"))
    warn(f"In short form: {signed.short}")
    return _written(signed.text, arguments.out, warn) if arguments.out else 0


def check(arguments: argparse.Namespace, *, say: Say, warn: Say, progress: Progress) -> int:
    try:
        kept = [_read(path) for path in arguments.checkpoint]
    except (OSError, UnreadableCheckpoint) as error:
        return _refused(error, warn)
    result = verify(checkpoint=kept, progress=progress)
    _say_result(result, say)
    return 0 if result.ok else 1


def write_export(arguments: argparse.Namespace, *, say: Say, warn: Say, progress: Progress) -> int:
    try:
        size = export(arguments.folder, progress=lambda done, total: progress("entries", done, total))
    except (CannotExport, OSError) as error:
        return _refused(error, warn)
    say(
        f"{size} entries in {arguments.folder}. Check them with: python {arguments.folder}/verifier.py {arguments.folder}"
    )
    return 0


def write_proof(arguments: argparse.Namespace, *, say: Say, warn: Say, progress: Progress) -> int:
    try:
        text = json.dumps(proof(arguments.index), indent=1) + "\n"
    except NoSuchEntry as error:
        return _refused(error, warn)
    if arguments.out:
        return _written(text, arguments.out, warn)
    say(text.rstrip("\n"))
    return 0


def new_key(arguments: argparse.Namespace, *, say: Say, warn: Say, progress: Progress) -> int:
    try:
        public = make_key(replace=arguments.replace)
    except (NoSigningKey, OSError) as error:
        return _refused(error, warn)
    say(f"Private key: {key_path()} (keep a copy off this machine)")
    say(f"Public keys: {public_keys_path()}")
    say(public.line)
    return 0


def _written(text: str, path: Path, warn: Say) -> int:
    """Into a folder that is made if it is missing; where that cannot be, one line says why."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        return _refused(error, warn)
    return 0


def _say_result(result: Verification, say: Say) -> None:
    for finding in result.findings[:SHOWN]:
        say(finding)
    if len(result.findings) > SHOWN:
        say(f"... and {len(result.findings) - SHOWN} more.")
    say(
        f"{result.size} entries, {result.rows} rows, {result.texts} texts ({result.disposed} disposed of), "
        f"{result.checkpoints} checkpoints in {result.seconds:.1f} s "
        f"({result.entries_a_second} entries a second through the tree)."
    )
    say(f"Root {result.root.hex()}. " + ("Nothing differs." if result.ok else "The record does not verify."))


def _read(path: Path) -> Checkpoint:
    return read_checkpoint(path.read_text(encoding="utf-8"))


def _refused(error: Exception, warn: Say) -> int:
    warn(str(error))
    return 1
