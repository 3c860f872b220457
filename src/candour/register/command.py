"""`candour sources`: what published files say, one line for each, with the place of every value.

The readers are imported when they are asked for: every other verb of `candour` starts without them.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from candour.register.capture_command import add_capture
from candour.register.statements import DOCUMENT
from candour.register.visit_command import add_visit

if TYPE_CHECKING:
    from candour.register.readers.reading import Reading


def add_parsers(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    sources = verbs.add_parser("sources", help="public sources: what they say, and where")
    source_verbs = sources.add_subparsers(dest="source_verb", required=True, metavar="VERB")
    read = source_verbs.add_parser("read", help="read files and give what each says")
    read.add_argument("files", nargs="+", metavar="FILE", help="HTML, plain text, PDF, ODS, XLSX or CSV")
    read.add_argument(
        "--json", action="store_true", help="one JSON object a line, with every statement and its span"
    )
    read.add_argument(
        "--address", default="", metavar="URL", help="where the file was published, for a single file"
    )
    read.set_defaults(run=run_read)
    add_capture(source_verbs)
    add_visit(source_verbs)


def run_read(chosen: argparse.Namespace) -> int:
    """Reads on past a file that cannot be read; the exit code is 1 where one could not, or was damaged."""
    from candour.register.readers.record import record_line

    sound = True
    names = Counter(Path(name).name for name in chosen.files)
    for name in chosen.files:
        reading = _read(name, chosen.address if len(chosen.files) == 1 else "")
        if reading is None:
            sound = False
            continue
        sound = sound and not reading.document.problems
        for problem in reading.problems:
            print(f"candour: {name}: {problem.sentence}", file=sys.stderr)
        named = name if names[Path(name).name] > 1 else Path(name).name
        line = record_line(reading) | {"id": named}
        print(json.dumps(line, ensure_ascii=False) if chosen.json else summary(reading))
    return 0 if sound else 1


def _read(name: str, address: str) -> "Reading | None":
    from candour.register.readers.opening import UnreadableSource
    from candour.register.readers.reading import read_source

    try:
        return read_source(Path(name).read_bytes(), name, address=address)
    except OSError as missing:
        print(f"candour: {name}: {missing.strerror}", file=sys.stderr)
    except UnreadableSource as unreadable:
        print(f"candour: {name}: {unreadable}", file=sys.stderr)
    return None


def summary(reading: "Reading") -> str:
    """A short account for the terminal: the file, its kind, and how much of it was read."""
    from candour.register.readers.record import UNSURE

    sure = sum(one.sure for one in reading.statements)
    doubtful = len(reading.statements) - sure
    kind = next(one for one in reading.statements if one.field == "doc_type" and one.subject == DOCUMENT)
    lines = [f"{reading.document.name}: {kind.value if kind.sure else UNSURE}"]
    lines.append(
        f"  {sure} statements sure, {doubtful} unsure; {len(reading.remains)} of {len(reading.document.sentences)} sentences unused"
    )
    return "\n".join(lines)
