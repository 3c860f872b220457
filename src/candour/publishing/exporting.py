"""Copies the public pages to a folder that any web server can serve, with the styles and scripts they name."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from candour.publishing.assets import static_bytes, static_names
from candour.publishing.models import PublicPage
from candour.publishing.record_page import record_pages
from candour.publishing.registers import rebuild
from candour.publishing.rendering import sha256_of

MANIFEST = "export.json"
START = b'<!DOCTYPE html>\n<meta charset="utf-8"><title>Publications</title><meta http-equiv="refresh" content="0; url=/publications/">\n<a href="/publications/">Publications</a>\n'
Progress = Callable[[str], object]


class CannotExport(RuntimeError):
    """The folder cannot be written to as an export; the message says why and what to do."""


@dataclass(frozen=True)
class Exported:
    pages: int
    withdrawn: int
    files: int


def export(folder: Path, *, say: Progress) -> Exported:
    """Writes beside the folder first and then takes its place, so that an interrupted export leaves the old one."""
    _require_ours(folder)
    say(f"Lists that changed: {rebuild()}.")
    fresh = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    listed, named = _write_pages(fresh)
    files = _write_static(fresh, named)
    (fresh / "index.html").write_bytes(START)
    (fresh / MANIFEST).write_text(json.dumps({"pages": listed}, indent=1), encoding="utf-8")
    _replace(folder, fresh)
    gone = sum(page["status"] != 200 for page in listed)
    return Exported(pages=len(listed), withdrawn=gone, files=files)


def _require_ours(folder: Path) -> None:
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).exists()):
        raise CannotExport(
            _("%(folder)s holds something that is not an earlier export. Name an empty folder, or a new one.")
            % {"folder": folder}
        )


def _write_pages(folder: Path) -> tuple[list[dict[str, object]], set[str]]:
    listed: list[dict[str, object]] = []
    named: set[str] = set()
    for path, status, content_type, body in _pages():
        target = file_for(folder, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
        listed.append({"path": path, "status": status, "sha256": sha256_of(body)})
        if content_type.startswith("text/html"):
            named |= static_names(body)
    return listed, named


def _pages() -> Iterator[tuple[str, int, str, bytes]]:
    for page in PublicPage.objects.order_by("path").iterator(chunk_size=100):
        yield page.path, page.status, page.content_type, bytes(page.body)
    for made in record_pages():
        yield made.path, 200, made.content_type, made.body


def file_for(folder: Path, path: str) -> Path:
    """`/glossary/` is `glossary/index.html`; `/publications/feed.atom` keeps its name."""
    inside = path.lstrip("/")
    return folder / (f"{inside}index.html" if path.endswith("/") else inside)


def _write_static(folder: Path, names: Iterable[str]) -> int:
    root = folder / settings.STATIC_URL.strip("/")
    count = 0
    for name in sorted(names):
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(static_bytes(name))
        count += 1
    return count


def _replace(folder: Path, fresh: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
    fresh.rename(folder)
