"""`candour accounts`: the first administrator of a body, and the daily seal of the log of reads."""

import argparse
import sys
from collections.abc import Callable
from typing import Any

Step = Callable[[argparse.Namespace], int]


def add_parsers(subparsers: Any) -> None:
    """Adds `accounts` with its verbs; each sets `run`, which takes the arguments and gives the exit status."""
    verbs = subparsers.add_parser("accounts", help="people who sign in, and the log of what they read")
    verbs = verbs.add_subparsers(title="verbs", required=True, metavar="VERB")
    first = verbs.add_parser("administrator", help="invite an administrator of a body and print the link")
    first.add_argument("body", help="the body's key, such as south-yorkshire")
    first.add_argument("email")
    first.add_argument("name")
    first.set_defaults(run=_step("invite_administrator"))
    sealing = verbs.add_parser("seal-reads", help="put the hash of each finished day's reads into the record")
    sealing.set_defaults(run=_step("seal"))
    checking = verbs.add_parser("verify-reads", help="compare the log of reads with its seals")
    checking.set_defaults(run=_step("verify"))


def _step(name: str) -> Step:
    def run(chosen: argparse.Namespace) -> int:
        import django

        django.setup()
        from candour.accounts import operating

        return int(getattr(operating, name)(chosen, say=print, warn=_warn))

    return run


def _warn(line: str) -> None:
    print(line, file=sys.stderr)
