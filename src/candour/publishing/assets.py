"""The styles and scripts that a frozen page names, kept with it: a later release brings others under other names."""

import mimetypes
from html.parser import HTMLParser
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import HashedFilesMixin, staticfiles_storage
from django.utils.translation import gettext as _

from candour.publishing.models import PublicPage


class MissingFile(RuntimeError):
    """A page names a static file that is neither kept nor collected."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("A page needs the static file %(name)s, which is not collected. Run: candour setup")
            % {"name": name}
        )


class _Names(HTMLParser):
    """Gathers what a page takes from the static files."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value and value.startswith(settings.STATIC_URL):
                self.found.add(value.removeprefix(settings.STATIC_URL))


def static_names(html: bytes) -> set[str]:
    reader = _Names()
    reader.feed(html.decode("utf-8"))
    return reader.found


def missing_assets(html: bytes) -> list[PublicPage]:
    """Those of a page's files not kept yet. Only where a name changes with the content can a file be kept by it."""
    if not isinstance(staticfiles_storage._wrapped, HashedFilesMixin):  # type: ignore[attr-defined]
        return []
    named = {f"{settings.STATIC_URL}{name}" for name in static_names(html)}
    kept = PublicPage.objects.filter(path__in=named).values_list("path", flat=True)
    return [_asset(path) for path in sorted(named - set(kept))]


def static_bytes(name: str) -> bytes:
    """As it was kept; else from the collected files, or where none are collected from the rooms themselves."""
    kept = PublicPage.objects.filter(path=f"{settings.STATIC_URL}{name}").first()
    if kept is not None:
        return bytes(kept.body)
    if staticfiles_storage.exists(name):
        with staticfiles_storage.open(name) as opened:
            return bytes(opened.read())
    found = finders.find(name)
    if not isinstance(found, str):
        raise MissingFile(name)
    return Path(found).read_bytes()


def _asset(path: str) -> PublicPage:
    body = static_bytes(path.removeprefix(settings.STATIC_URL))
    content_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return PublicPage(path=path, content_type=content_type, body=body)
