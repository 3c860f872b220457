"""What every kind of public page shares: the row of a frozen page, and taking one down."""

from datetime import date
from typing import Any

from candour.ledger.writing import Record
from candour.publishing.content import Content, canonical, fingerprint
from candour.publishing.models import Snapshot
from candour.publishing.pages import keep_tombstone
from candour.publishing.rendering import sha256_of


def snapshot_of(content: Content, page: bytes, **given: Any) -> Snapshot:
    """The frozen content with its hash and that of its page; `given` says whose it is, when and by whom."""
    text = canonical(content)
    return Snapshot(
        slug=content["slug"],
        version=content["version"],
        content=text,
        content_sha256=fingerprint(text),
        page_sha256=sha256_of(page),
        **given,
    )


def take_down(record: Record, snapshot: Snapshot, *, reason: str, on: date) -> None:
    """Within the caller's entry: the address answers from now on that the page is gone, and why."""
    snapshot.withdrawn_on, snapshot.withdrawal_reason = on, reason
    record.save(snapshot, expect={"withdrawn_on": None})
    record.note(slug=snapshot.slug, version=snapshot.version)
    keep_tombstone(snapshot)
