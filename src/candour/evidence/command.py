"""`candour chats read|check|show|export|exposure|together`: messages of phones on the command line. Needs no settings and no database."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from traceback import extract_tb
from typing import Any

from candour.evidence.exposure.command import add_arguments, run_exposure
from candour.evidence.formats.errors import UnreadableExport
from candour.evidence.merging import command as merging

DONE, UNREADABLE = 0, 2
_ORDERS = ("dmy", "mdy", "ymd", "ydm", "dym", "myd")


def add_parsers(subparsers: Any) -> None:
    """Adds `chats` with its verbs to the command's parsers."""
    chats = subparsers.add_parser("chats", help="read the messages of phones, and account for every byte")
    add_verbs(chats.add_subparsers(dest="chats_verb", required=True, metavar="VERB"))


def add_verbs(verbs: Any) -> None:
    reading = verbs.add_parser("read", help="read exports into Parquet with a manifest")
    _add_files(reading, several=True)
    reading.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to write to")
    reading.set_defaults(run=_kindly(run_read))
    checking = verbs.add_parser(
        "check", help="what an export holds, and how it adds up, as JSON; writes nothing"
    )
    _add_files(checking, several=True)
    checking.set_defaults(run=_kindly(run_check))
    showing = verbs.add_parser("show", help="print the records of an export, one a line")
    _add_files(showing, several=True)
    showing.add_argument("--json", action="store_true", help="print each record as JSON")
    showing.add_argument("--limit", type=int, metavar="N", help="stop after N records")
    showing.set_defaults(run=_kindly(run_show))
    exporting = verbs.add_parser(
        "export", help="write the records as a Relativity short message file (RSMF 2.0)"
    )
    _add_files(exporting, several=False)
    exporting.add_argument(
        "--rsmf", action="store_true", required=True, help="as RSMF, the one form there is"
    )
    exporting.add_argument("--out", type=Path, metavar="FILE", help="the file to write; otherwise FILE.rsmf")
    exporting.set_defaults(run=_kindly(run_export))
    exposing = verbs.add_parser(
        "exposure", help="for one message: who was there, who saw it, who answered it"
    )
    add_arguments(exposing)
    exposing.set_defaults(run=_kindly(run_exposure))
    joining = verbs.add_parser(
        "together", help="which conversations of several phones are one, and where they differ"
    )
    merging.add_arguments(joining)
    joining.set_defaults(run=_kindly(merging.run_together))


def _add_files(parser: ArgumentParser, *, several: bool) -> None:
    parser.add_argument(
        "files", nargs="+" if several else 1, type=Path, metavar="FILE", help="an export, or a folder"
    )
    parser.add_argument("--date-order", choices=_ORDERS, help="which comes first, where the file cannot tell")
    parser.add_argument(
        "--split-lookalikes", action="store_true", help="take every line that looks like a header for one"
    )


def _kindly(run: Callable[[Namespace], int]) -> Callable[[Namespace], int]:
    """One line for a file that cannot be read, never a word of what it holds; exit code 2."""

    def kindly(asked: Namespace) -> int:
        try:
            return run(asked)
        except UnreadableExport as problem:
            print(f"candour chats: {problem.line}", file=sys.stderr)
        except BrokenPipeError:
            raise
        except OSError as problem:
            print(f"candour chats: {problem.filename}: {problem.strerror}", file=sys.stderr)
        except Exception as problem:  # an error of ours: its own words may repeat what the file holds
            print(f"candour chats: {_fault(problem)}", file=sys.stderr)
        return UNREADABLE

    return kindly


def _fault(problem: Exception) -> str:
    at = extract_tb(problem.__traceback__)[-1]
    place = f"{Path(at.filename).name}, line {at.lineno}"
    return f"the reader failed ({type(problem).__name__} in {place}); nothing was written. Please report this line"


def _readings(asked: Namespace, *, quietly: bool = False) -> Iterator[Any]:
    from candour.evidence.formats.reading import Settled
    from candour.evidence.formats.registry import readings

    settled = Settled(asked.date_order, asked.split_lookalikes)
    for path in asked.files:
        not_read: list[str] = []
        yield from readings(path, settled, not_read)
        for name in not_read if not quietly else ():
            print(f"candour chats: {name}: not read; in no format that is known", file=sys.stderr)


def run_read(asked: Namespace) -> int:
    """Every file is read before the manifest names any: what fails leaves the folder as it was."""
    from candour.evidence.formats.parquet import add, read_manifest, write, write_manifest

    asked.out.mkdir(parents=True, exist_ok=True)
    manifest = read_manifest(asked.out)
    known = {part["file"] for one in [*manifest["sources"], *manifest["superseded"]] for part in one["parts"]}
    written: list[dict[str, Any]] = []
    try:
        for reading in _readings(asked):
            written.append(write(reading, asked.out))
            manifest = add(manifest, written[-1], asked.out)
    except BaseException:
        _unwrite(asked.out, written, known)
        raise
    write_manifest(asked.out, manifest)
    for entry in written:
        _report(entry)
    return DONE


def _unwrite(folder: Path, written: list[dict[str, Any]], known: set[str]) -> None:
    for entry in written:
        for part in entry["parts"]:
            if part["file"] not in known:
                (folder / part["file"]).unlink(missing_ok=True)


def _report(entry: dict[str, Any]) -> None:
    counts = ", ".join(f"{count} {kind}" for kind, count in entry["kinds"].items())
    print(
        f"{entry['name']}: {counts or 'no records'}; {'balances' if entry['reconciliation']['balances'] else 'DOES NOT BALANCE'}"
    )
    if entry["missing_bytes"]:
        print(f"candour chats: {entry['name']}: {entry['missing_bytes']} bytes are damaged", file=sys.stderr)
    _ask_for_order(entry["name"], entry["facts"])


def _ask_for_order(name: str, facts: dict[str, Any]) -> None:
    if facts.get("date_order") == "ambiguous":
        from candour.evidence.formats.whatsapp.dates import left_open

        ways = " or ".join(f"--date-order {one}" for one in left_open(facts.get("header_form") or ""))
        told = "day and month cannot be told apart; times are kept as written"
        print(f"candour chats: {name}: {told}. Give {ways}", file=sys.stderr)


def run_check(asked: Namespace) -> int:
    """One JSON object for one source, a list of them for several."""
    from candour.evidence.formats.summary import summary

    found = []
    for reading in _readings(asked):
        found.append(summary(reading))
        _ask_for_order(reading.source.name, reading.facts)
    print(json.dumps(found[0] if len(found) == 1 else found, indent=2, ensure_ascii=False))
    return DONE


def run_show(asked: Namespace) -> int:
    from candour.evidence.formats.showing import as_json, as_line

    left = asked.limit
    for reading in _readings(asked):
        _ask_for_order(reading.source.name, reading.facts)
        for frame in reading.frames:
            rows = frame if left is None else frame.head(left)
            left = None if left is None else left - rows.height
            for row in rows.iter_rows(named=True):
                print(as_json(row) if asked.json else as_line(row))
            if left == 0:
                return DONE
    return DONE


def run_export(asked: Namespace) -> int:
    from candour.evidence.formats.rsmf import RECOMMENDED, export

    path: Path = asked.files[0]
    out = asked.out or path.with_suffix(".rsmf")
    found: list[Any] = []

    def again() -> list[Any]:
        found[:] = _readings(asked, quietly=bool(found))
        return found

    events = export(again, out)
    for reading in found:
        _ask_for_order(reading.source.name, reading.facts)
    print(f"{out}: written, {events:,} events")
    if events > RECOMMENDED:
        told = f"review systems take {RECOMMENDED:,} events a file best; this one has {events:,}"
        print(f"candour chats: {out}: {told}", file=sys.stderr)
    return DONE


def main(arguments: list[str] | None = None) -> int:
    parser = ArgumentParser(
        prog="python -m candour.evidence.command", description="Read the messages of phones."
    )
    add_verbs(parser.add_subparsers(dest="verb", required=True, metavar="VERB"))
    asked = parser.parse_args(arguments)
    return int(asked.run(asked))


if __name__ == "__main__":
    sys.exit(main())
