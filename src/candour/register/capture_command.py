"""`candour sources capture`: files and folders of published documents, each reported by name."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILES_AT_MOST = 10_000
LICENCES = ("ogl-3.0", "reserved", "not-stated")


def add_capture(source_verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    capture = source_verbs.add_parser("capture", help="keep published files and read them")
    capture.add_argument(
        "paths", nargs="+", metavar="PATH", help="files, or folders with everything below them"
    )
    capture.add_argument(
        "--publisher", default="", metavar="BODY", help="the key of the body that published them"
    )
    capture.add_argument(
        "--publisher-name", default="", metavar="NAME", help="a publisher that is no body of the tables"
    )
    capture.add_argument(
        "--address", default="", metavar="URL", help="where it was published, for a single file"
    )
    capture.add_argument(
        "--licence", choices=LICENCES, default="not-stated", help="what the publisher allows"
    )
    capture.set_defaults(run=run_capture)


def run_capture(chosen: argparse.Namespace) -> int:
    """Goes on past a file that cannot be taken; the exit code is 1 where there was one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.web.settings")
    import django

    django.setup()
    from candour.bodies.models import Body

    publisher = Body.objects.filter(pk=chosen.publisher).first() if chosen.publisher else None
    files = list(_files(chosen.paths))
    wrong = _wrong(chosen, publisher, files)
    if wrong:
        print(f"candour: {wrong}", file=sys.stderr)
        return 2
    kept = [_capture(path, chosen, publisher) for path in files]
    return 0 if all(kept) else 1


def _wrong(chosen: argparse.Namespace, publisher: Any, files: list[Path]) -> str:
    if chosen.publisher and publisher is None:
        return f"there is no body with the key '{chosen.publisher}'"
    if bool(publisher) == bool(chosen.publisher_name.strip()):
        return "say who published the files, with --publisher BODY or --publisher-name NAME"
    if len(files) > FILES_AT_MOST:
        return f"more than {FILES_AT_MOST} files; capture them in parts"
    if chosen.address and len(files) != 1:
        return "--address is for a single file"
    return "" if files else "there are no files there"


def _files(paths: list[str]) -> Iterator[Path]:
    """Those named, and below a folder all but hidden files and links."""
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        found = (one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
        yield from sorted(
            one for one in found if not any(part.startswith(".") for part in one.relative_to(path).parts)
        )


def _capture(path: Path, chosen: argparse.Namespace, publisher: Any) -> bool:
    from django.conf import settings
    from django.utils import timezone

    from candour.register.actions import NewCapture, capture
    from candour.register.codes import Licence, Way
    from candour.register.refusal import AlteredSource, SourceRefused

    try:
        if path.stat().st_size > settings.DOCUMENT_MAX_BYTES:
            raise SourceRefused(f"larger than {settings.DOCUMENT_MAX_BYTES // 1024 // 1024} MB")
        given = NewCapture(
            content=path.read_bytes(),
            file_name=path.name,
            way=Way.FOLDER,
            publisher=publisher,
            publisher_name=chosen.publisher_name,
            address=chosen.address,
            licence=Licence(chosen.licence),
        )
        done = capture(given=given, by=None, at=timezone.now(), on=timezone.localdate())
    except OSError as missing:
        print(f"candour: {path}: {missing.strerror}", file=sys.stderr)
        return False
    except (SourceRefused, AlteredSource) as refused:
        print(f"candour: {path}: {refused}", file=sys.stderr)
        return False
    what = f"version {done.version.number}" if done.new else "unchanged"
    print(f"{path}: {done.source.reference}, {what}")
    return True
