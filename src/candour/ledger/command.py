"""`candour ledger`: sign, verify, prove and export the record, and make its signing key."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Step = Callable[..., int]


def add_parsers(subparsers: Any) -> None:
    """Adds `ledger` with its verbs; each sets `run`, which takes the arguments and gives the exit status."""
    verbs = subparsers.add_parser("ledger", help="the append-only record").add_subparsers(
        title="verbs", required=True, metavar="VERB"
    )
    signing = verbs.add_parser("checkpoint", help="sign the record's present size and root")
    signing.add_argument("--out", type=Path, help="also write the checkpoint to this file")
    signing.set_defaults(run=_step("sign"))
    verifying = verbs.add_parser(
        "verify", help="check the tree, the signatures, the texts and the rebuilt tables"
    )
    verifying.add_argument(
        "--checkpoint", type=Path, action="append", default=[], help="a checkpoint that was kept"
    )
    verifying.set_defaults(run=_step("check"))
    exporting = verbs.add_parser("export", help="write the record for a third party to check")
    exporting.add_argument("folder", type=Path, metavar="DIR")
    exporting.set_defaults(run=_step("write_export"))
    proving = verbs.add_parser("proof", help="write one entry with its proof")
    proving.add_argument("index", type=int, metavar="POSITION")
    proving.add_argument("--out", type=Path, help="the file to write; otherwise it is printed")
    proving.set_defaults(run=_step("write_proof"))
    making = verbs.add_parser("key", help="make the key that signs checkpoints")
    making.add_argument(
        "--replace", action="store_true", help="begin signing with a new key; old ones stay listed"
    )
    making.set_defaults(run=_step("new_key"))


def _step(name: str) -> Callable[[argparse.Namespace], int]:
    """Sets Django up only when the verb is run, so that `candour law` needs neither settings nor database."""

    def run(chosen: argparse.Namespace) -> int:
        import django

        django.setup()
        from candour.ledger import operating

        step: Step = getattr(operating, name)
        status = step(chosen, say=print, warn=_warn, progress=_progress)
        _clear_progress()
        return status

    return run


def _warn(line: str) -> None:
    print(line, file=sys.stderr)


def _progress(stage: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{stage}: {done} of {total} ", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
