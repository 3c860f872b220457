"""`candour chats together`: which conversations of several phones are one, and where the phones differ."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that `candour chats read` wrote")
    parser.add_argument(
        "--people", type=Path, metavar="FILE", help="which names and conversations a person has tied, as JSON"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, with every citation whole")


def run_together(asked: Namespace) -> int:
    from candour.evidence.merging.folder import entries
    from candour.evidence.merging.showing import as_lines

    found = list(_found(asked))
    if asked.json:
        print(json.dumps([one.as_json() for one in found], indent=2, ensure_ascii=False, default=str))
        return 0
    names = {one["source"]: one["name"] for one in entries(asked.folder)}
    for one in found:
        for line in as_lines(one, names):
            print(line)
    if not found:
        print("No two sources of this folder seem to hold the same conversation.")
    return 0


def _found(asked: Namespace) -> Iterator[Any]:
    """What a person has joined, then what seems to be one and nobody has joined yet."""
    from candour.evidence.merging.conversation import merged
    from candour.evidence.merging.finding import likely_the_same
    from candour.evidence.merging.folder import contact_books, entries, records_of
    from candour.evidence.merging.showing import beside
    from candour.evidence.merging.ties import Ties, ties_from
    from candour.evidence.merging.written import given

    sources = entries(asked.folder)
    ties, books = given(asked.people, ties_from) or Ties(), contact_books(sources)
    decided = [one.parts for one in ties.joined if one.stands]
    settled = {part for parts in decided for part in parts}
    likely = [one for one in likely_the_same(asked.folder, sources) if not settled & set(one.parts)]
    for parts, shared in [*((parts, 0) for parts in decided), *((one.parts, one.shared) for one in likely)]:
        whole = merged([records_of(asked.folder, sources, part) for part in parts], ties)
        yield beside(parts, whole, books, decided=parts in decided, shared=shared)
