"""`candour law reconsider`: which open deadlines a correction of the law's text would move, and moving them by name."""

import sys
from argparse import Namespace
from typing import Any


def add_reconsider(law_verbs: Any) -> None:
    """Adds `reconsider` to the verbs of `candour law`; Django is set up only when it runs."""
    parser = law_verbs.add_parser("reconsider", help="list open deadlines that the corrected text would move")
    parser.add_argument("--move", action="store_true", help="move them, each under an entry of its own")
    parser.add_argument("--by", metavar="EMAIL", help="who moves them: the address of an account in use")
    parser.set_defaults(run=run_reconsider)


def run_reconsider(asked: Namespace) -> int:
    if asked.move and not asked.by:
        _warn("A deadline is moved by a named person only: give --by EMAIL with --move.")
        return 2
    import django

    django.setup()
    from django.utils import timezone

    from candour.deadlines.reconsidering import report

    return report(by=asked.by if asked.move else None, at=timezone.now(), say=_say, warn=_warn)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _warn(line: str) -> None:
    sys.stderr.write(f"{line}\n")
