"""`candour chats exposure`: for one item, the cell of everybody, as text or JSON."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from candour.evidence.formats.errors import UnreadableExport


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that `candour chats read` wrote")
    parser.add_argument("--item", required=True, metavar="ID", help="SOURCE:OFFSET or SOURCE:TABLE/ROW")
    parser.add_argument("--codings", type=Path, metavar="FILE", help="how readers code replies, as JSON")
    parser.add_argument(
        "--statements", type=Path, metavar="FILE", help="what statements and interviews say, as JSON"
    )
    parser.add_argument(
        "--people", type=Path, metavar="FILE", help="who is behind which name, whose phone is whose, as JSON"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, with every citation whole")


def run_exposure(asked: Namespace) -> int:
    from candour.evidence.exposure.items import NoSuchItem

    try:
        _print(asked)
    except NoSuchItem as problem:
        raise UnreadableExport(str(asked.folder), str(problem)) from None
    return 0


def _print(asked: Namespace) -> None:
    from candour.evidence.exposure.cells import Reckoner
    from candour.evidence.exposure.membership import memberships
    from candour.evidence.exposure.opening import conversation, full_identity
    from candour.evidence.exposure.showing import row_as_json, row_as_lines
    from candour.evidence.merging.folder import entries
    from candour.evidence.merging.ties import Ties, ties_from
    from candour.evidence.merging.written import given

    sources = [one["source"] for one in entries(asked.folder)]
    item = full_identity(asked.item, sources)
    ties = given(asked.people, ties_from) or Ties()
    timeline = conversation(asked.folder, item, ties)
    testimony = _testimony(asked, lambda written: full_identity(written, sources))
    reckoner = Reckoner(timeline, memberships(timeline), [item], testimony)
    if asked.json:
        print(json.dumps(row_as_json(timeline, reckoner), indent=2, ensure_ascii=False))
        return
    for line in row_as_lines(timeline, reckoner):
        print(line)


def _testimony(asked: Namespace, full: Callable[[str], str]) -> Any:
    """Codings and statements may cut sources short, as the command itself may."""
    from candour.evidence.exposure.testimony import Testimony, codings_from, statements_from
    from candour.evidence.merging.written import given

    codings, reviewed = given(asked.codings, codings_from) or ((), ())
    statements = given(asked.statements, statements_from) or ()
    return Testimony(
        tuple(replace(one, item=full(one.item), message=full(one.message)) for one in codings),
        tuple(replace(one, item=full(one.item)) for one in reviewed),
        tuple(replace(one, item=full(one.item)) for one in statements),
    )
