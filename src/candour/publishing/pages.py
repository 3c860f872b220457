"""Keeping the bytes of public pages, and sending them as they are under one constant, strict set of headers."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

from candour.publishing.assets import missing_assets
from candour.publishing.models import PublicPage, Snapshot
from candour.publishing.rendering import HTML, render_tombstone, sha256_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "public, max-age=300",
    "Content-Language": "en-GB",
}
GONE = 410


@dataclass(frozen=True)
class Made:
    """A page that is made from what is published, and can be made again."""

    path: str
    content_type: str
    body: bytes


def keep_snapshot_page(snapshot: Snapshot, body: bytes) -> PublicPage:
    """With the styles and scripts that it names, so that it looks the same after any later release."""
    for asset in missing_assets(body):
        _keep(asset.path, 200, asset.content_type, bytes(asset.body), None)
    return _keep(snapshot.path, 200, HTML, body, snapshot)


def keep_tombstone(snapshot: Snapshot) -> PublicPage:
    """The published bytes go; their hash stays in the record."""
    return _keep(snapshot.path, GONE, HTML, render_tombstone(snapshot), snapshot)


def keep_made(pages: Iterable[Made]) -> int:
    """Stores lists, feeds and files anew, drops those no longer made, and leaves snapshots' pages alone."""
    made = {page.path: page for page in pages}
    with transaction.atomic():
        lists = PublicPage.objects.filter(snapshot=None).exclude(path__startswith=settings.STATIC_URL)
        lists.exclude(path__in=made).delete()
        stands = dict(lists.values_list("path", "sha256"))
        changed = [page for page in made.values() if stands.get(page.path) != sha256_of(page.body)]
        for page in changed:
            _keep(page.path, 200, page.content_type, page.body, None)
    return len(changed)


def page_at(path: str) -> PublicPage | None:
    return PublicPage.objects.filter(path=path).first()


def sent(request: HttpRequest, page: PublicPage) -> HttpResponse:
    """The stored bytes; no cookie is read or set, and nothing of the reader or the moment is in them."""
    tag = f'"{page.sha256}"'
    unchanged = request.headers.get("If-None-Match") == tag and page.status == 200
    response = HttpResponseNotModified() if unchanged else HttpResponse(bytes(page.body), page.content_type)
    if not unchanged:
        response.status_code = page.status
    response["ETag"] = tag
    return with_headers(response)


def with_headers(response: HttpResponse) -> HttpResponse:
    for name, value in HEADERS.items():
        response[name] = value
    return response


def _keep(path: str, status: int, content_type: str, body: bytes, snapshot: Snapshot | None) -> PublicPage:
    values = {
        "status": status,
        "content_type": content_type,
        "body": body,
        "sha256": sha256_of(body),
        "snapshot": snapshot,
    }
    page, _ = PublicPage.objects.update_or_create(path=path, defaults=values)
    return page
