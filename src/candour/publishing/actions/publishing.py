"""Publishing a case file as a frozen page, and withdrawing one; several go out together so that they can link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile, User
from candour.accounts.permissions import require
from candour.learning.clocks import published_clocks
from candour.ledger.writing import Record, entry
from candour.publishing.actions.freezing import snapshot_of, take_down
from candour.publishing.codes import PageKind
from candour.publishing.content import (
    Content,
    Frame,
    canonical,
    content_of,
    fingerprint,
    kind_of,
    public_path,
    recommendation_of,
    slug_of,
)
from candour.publishing.gate import Check, NotYet, may_publish
from candour.publishing.models import Snapshot
from candour.publishing.pages import keep_snapshot_page
from candour.publishing.permissions import may_decide
from candour.publishing.proofreading import proofread
from candour.publishing.rendering import render_snapshot


class PublishingRefused(ValueError):
    """The publication lacks something that a person must give; the message says what."""


@dataclass(frozen=True)
class Publication:
    """A case file to publish, and what a named person says to what would otherwise hold it up."""

    case_file: CaseFile
    change: str = ""
    override_reasons: str = ""
    warnings_answered: str = ""


@dataclass(frozen=True)
class Ready:
    """Checked, frozen and rendered, before anything is written."""

    publication: Publication
    content: Content
    page: bytes
    checks: tuple[Check, ...]


def publish(
    *, publications: Sequence[Publication], by: User | None, at: datetime, on: date
) -> list[Snapshot]:
    """Raises NotYet with everything that stands in the way, unless a named person overrides it with reasons."""
    together = frozenset(public_path(one.case_file) for one in publications)
    if len(together) < len(publications):
        raise PublishingRefused(_("Two of these pages would have one address. Publish one after the other."))
    ready = [_made_ready(one, together, by=by, on=on) for one in publications]
    with transaction.atomic():
        return [_publish(one, by=by, at=at, on=on) for one in ready]


def withdraw(*, snapshot: Snapshot, reason: str, by: User | None, at: datetime, on: date) -> Snapshot:
    """The page's address answers from now on that it is gone, and why; the record of it stays."""
    case_file = snapshot.case_file
    if case_file is None:
        raise PublishingRefused(_("An entry of the register is withdrawn from its own page."))
    if by is not None:
        require(may_decide(by, case_file, on=on))
    if not reason.strip():
        raise PublishingRefused(_("Say why the page is withdrawn. The public is shown the reason."))
    if not snapshot.is_public():
        raise PublishingRefused(_("This version is not the one that is public. Withdraw the newest one."))
    with entry("public-record.withdraw", subject=case_file, by=by.pk if by else None, at=at, on=on) as record:
        take_down(record, snapshot, reason=reason, on=on)
    return snapshot


def preview(case_file: CaseFile, *, on: date) -> bytes:
    """The page as the public would see it, were it published on that day."""
    content = content_of(case_file, _frame(case_file, on, frozenset(), ""))
    return render_snapshot(content, fingerprint(canonical(content)))


def _made_ready(one: Publication, together: frozenset[str], *, by: User | None, on: date) -> Ready:
    if by is not None:
        require(may_decide(by, one.case_file, on=on))
    checks = may_publish(one.case_file, on=on)
    if checks and (by is None or not one.override_reasons.strip()):
        raise NotYet(checks)
    content = content_of(one.case_file, _frame(one.case_file, on, together, one.change))
    if proofread(one.case_file) and not one.warnings_answered.strip():
        raise PublishingRefused(_("Say why the wording stands although it was warned about."))
    if content["version"] > 1 and not one.change.strip():
        raise PublishingRefused(_("Say what changed since the version before. The public is shown it."))
    page = render_snapshot(content, fingerprint(canonical(content)))
    return Ready(one, content, page, checks)


def _publish(ready: Ready, *, by: User | None, at: datetime, on: date) -> Snapshot:
    case_file = ready.publication.case_file
    kinds = [check.kind for check in ready.checks]
    snapshot = snapshot_of(
        ready.content,
        ready.page,
        case_file=case_file,
        kind=kind_of(case_file),
        published_on=on,
        change=ready.publication.change,
        overridden=kinds,
        override_reasons=ready.publication.override_reasons,
        warnings_answered=ready.publication.warnings_answered,
        by=by,
    )
    with entry("public-record.publish", subject=case_file, by=by.pk if by else None, at=at, on=on) as record:
        record.save(snapshot)
        _meet_clocks(record, case_file, on)
        record.note(kind=snapshot.kind, slug=snapshot.slug, version=snapshot.version)
        record.note(page=snapshot.page_sha256, overridden=kinds or None)
        keep_snapshot_page(snapshot, ready.page)
    return snapshot


def _meet_clocks(record: Record, case_file: CaseFile, on: date) -> None:
    if kind_of(case_file) is PageKind.RECOMMENDATION:
        published_clocks(record, recommendation_of(case_file), on=on)


def _frame(case_file: CaseFile, on: date, together: frozenset[str], change: str) -> Frame:
    earlier = Snapshot.objects.filter(kind=kind_of(case_file), slug=slug_of(case_file)).order_by("version")
    history = [_version(one.version, one.published_on, one.change) for one in earlier]
    version = len(history) + 1
    return Frame(on, version, (*history, _version(version, on, change)), together)


def _version(number: int, on: date, change: str) -> dict[str, Any]:
    return {"version": number, "published_on": on.isoformat(), "change": change}
