"""`candour chats exposure`: for one item, the cell of everybody, as text or JSON."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from candour.evidence.formats.errors import UnreadableExport

Made = TypeVar("Made")


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
    from candour.evidence.exposure.opening import conversation, entries, full_identity
    from candour.evidence.exposure.showing import row_as_json, row_as_lines
    from candour.evidence.merging.ties import Ties, ties_from

    sources = [one["source"] for one in entries(asked.folder)]
    item = full_identity(asked.item, sources)
    ties = _given(asked.people, ties_from) or Ties()
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

    codings, reviewed = _given(asked.codings, codings_from) or ((), ())
    statements = _given(asked.statements, statements_from) or ()
    return Testimony(
        tuple(replace(one, item=full(one.item), message=full(one.message)) for one in codings),
        tuple(replace(one, item=full(one.item)) for one in reviewed),
        tuple(replace(one, item=full(one.item)) for one in statements),
    )


def _given(path: Path | None, made_of: Callable[[Any], Made]) -> Made | None:
    """What a JSON file holds. What is wrong with it is told without a word of what stands in it."""
    if path is None:
        return None
    try:
        return made_of(json.loads(path.read_bytes()))
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise UnreadableExport(str(path), "not JSON") from None
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise UnreadableExport(str(path), _reason(problem)) from None


def _reason(problem: Exception) -> str:
    """Our own refusals name fields; Python's own might quote what was written."""
    from candour.evidence.merging.ties import BadlyWritten

    return (
        str(problem)
        if type(problem) is BadlyWritten
        else "a field is missing or holds something else than is needed"
    )
