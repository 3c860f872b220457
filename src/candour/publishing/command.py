"""`candour publish`: write the public pages to a folder, and make the lists anew."""

import argparse
import sys
from pathlib import Path
from typing import Any


def add_parsers(subparsers: Any) -> None:
    """Adds `publish` with its verbs; each sets `run`, which takes the arguments and gives the exit status."""
    verbs = subparsers.add_parser("publish", help="the public pages").add_subparsers(
        title="verbs", required=True, metavar="VERB"
    )
    exporting = verbs.add_parser("export", help="copy the public pages to a folder for any web server")
    exporting.add_argument("folder", type=Path, metavar="DIR")
    exporting.set_defaults(run=run_export)
    rebuilding = verbs.add_parser(
        "rebuild", help="make the lists, the feed, the open data and the glossary anew"
    )
    rebuilding.set_defaults(run=run_rebuild)


def run_export(chosen: argparse.Namespace) -> int:
    import django

    django.setup()
    from candour.publishing.assets import MissingFile
    from candour.publishing.exporting import CannotExport, export

    try:
        done = export(chosen.folder, say=print)
    except (CannotExport, MissingFile, OSError) as problem:
        print(f"candour publish: {problem}", file=sys.stderr)
        return 1
    print(
        f"{done.pages} pages ({done.withdrawn} withdrawn) and {done.files} static files in {chosen.folder}."
    )
    return 0


def run_rebuild(chosen: argparse.Namespace) -> int:
    import django

    django.setup()
    from candour.publishing.registers import rebuild

    print(f"Pages that changed: {rebuild()}.")
    return 0
