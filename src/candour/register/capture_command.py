"""`candour sources capture`: files, folders and addresses of published documents, each reported by name."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILES_AT_MOST = 10_000
ADDRESSES = ("https://", "http://")
LICENCES = ("ogl-3.0", "reserved", "not-stated")


def add_capture(source_verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    capture = source_verbs.add_parser("capture", help="keep published files and read them")
    capture.add_argument(
        "paths", nargs="+", metavar="PATH", help="files, folders with everything below them, or addresses"
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
    asked = [path for path in chosen.paths if path.startswith(ADDRESSES)]
    files = list(_files([path for path in chosen.paths if path not in asked]))
    wrong = _wrong(chosen, publisher, [*files, *map(Path, asked)])
    if wrong:
        print(f"candour: {wrong}", file=sys.stderr)
        return 2
    kept = [_capture(path, chosen, publisher) for path in files]
    kept += _capture_addresses(asked, chosen, publisher)
    return 0 if all(kept) else 1


def _capture_addresses(asked: list[str], chosen: argparse.Namespace, publisher: Any) -> list[bool]:
    """One after the other, with the pauses that each site asks for."""
    from django.utils import timezone

    from candour.register.actions import NewAddress, capture_address, fetcher
    from candour.register.codes import Licence
    from candour.register.refusal import AlteredSource, SourceRefused

    kept: list[bool] = []
    using = None
    for address in asked:
        given = NewAddress(address, publisher, chosen.publisher_name, Licence(chosen.licence))
        try:
            using = using or fetcher()
            done = capture_address(
                given=given, by=None, at=timezone.now(), on=timezone.localdate(), using=using
            )
        except (SourceRefused, AlteredSource) as refused:
            print(f"candour: {address}: {refused}", file=sys.stderr)
            kept.append(False)
            continue
        print(f"{address}: {_told(done)}")
        kept.append(True)
    return kept


def _wrong(chosen: argparse.Namespace, publisher: Any, files: list[Path]) -> str:
    if chosen.publisher and publisher is None:
        return f"there is no body with the key '{chosen.publisher}'"
    if bool(publisher) == bool(chosen.publisher_name.strip()):
        return "say who published the files, with --publisher BODY or --publisher-name NAME"
    if len(files) > FILES_AT_MOST:
        return f"more than {FILES_AT_MOST} files; capture them in parts"
    if chosen.address and (len(files) != 1 or chosen.paths[0].startswith(ADDRESSES)):
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
    print(f"{path}: {_told(done)}")
    return True


def _told(done: Any) -> str:
    what = f"version {done.version.number}" if done.new else "unchanged"
    return f"{done.source.reference}, {what}"
