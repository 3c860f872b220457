"""Publishing an entry of the national register as a frozen page, and withdrawing it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.ledger.writing import entry as recorded
from candour.publishing.actions.freezing import snapshot_of, take_down
from candour.publishing.actions.publishing import PublishingRefused
from candour.publishing.codes import PageKind
from candour.publishing.content import Content, Frame, canonical, fingerprint
from candour.publishing.entry_content import content_of_entry, slug_of_entry
from candour.publishing.entry_gate import in_the_way, taken_down
from candour.publishing.gate import NotYet
from candour.publishing.models import Snapshot
from candour.publishing.naming import wording_warnings
from candour.publishing.pages import keep_snapshot_page
from candour.publishing.rendering import render_snapshot
from candour.register.models import RegisterEntry
from candour.register.permissions import may_edit_register
from candour.register.telling import account_of


@dataclass(frozen=True)
class Written:
    """What a person writes for the public: what it is about, and the answers that this publication needs."""

    what: str
    why_gone: str = ""
    change: str = ""
    warnings_answered: str = ""


def publish_entry(
    *, entry: RegisterEntry, written: Written, by: User | None, at: datetime, on: date
) -> Snapshot:
    """Raises NotYet with everything that stands in the way: no decision overrides it."""
    if by is not None:
        require(may_edit_register(by, on=on))
    account = account_of(entry)
    checks = in_the_way(account)
    if checks:
        raise NotYet(checks)
    _check_written(entry, written, gone=bool(taken_down(account)))
    content = frozen_content(entry, written, on=on)
    page = render_snapshot(content, fingerprint(canonical(content)))
    snapshot = snapshot_of(
        content,
        page,
        entry=entry,
        kind=PageKind.ENTRY,
        published_on=on,
        change=written.change.strip(),
        warnings_answered=written.warnings_answered.strip(),
        by=by,
    )
    with recorded("entry.publish", subject=entry, by=by.pk if by else None, at=at, on=on) as record:
        record.save(snapshot)
        record.note(slug=snapshot.slug, version=snapshot.version, page=snapshot.page_sha256)
        keep_snapshot_page(snapshot, page)
    return snapshot


def withdraw_entry(*, snapshot: Snapshot, reason: str, by: User | None, at: datetime, on: date) -> Snapshot:
    """The page's address answers from now on that it is gone, and why."""
    if by is not None:
        require(may_edit_register(by, on=on))
    if not reason.strip():
        raise PublishingRefused(_("Say why the page is withdrawn. The public is shown the reason."))
    if snapshot.entry is None or not snapshot.is_public():
        raise PublishingRefused(_("This version is not the one that is public. Withdraw the newest one."))
    subject = snapshot.entry
    with recorded("entry.withdraw", subject=subject, by=by.pk if by else None, at=at, on=on) as record:
        take_down(record, snapshot, reason=reason.strip(), on=on)
    return snapshot


def preview_entry(entry: RegisterEntry, written: Written, *, on: date) -> bytes:
    """The page as the public would see it, were it published on that day."""
    content = frozen_content(entry, written, on=on)
    return render_snapshot(content, fingerprint(canonical(content)))


def frozen_content(entry: RegisterEntry, written: Written, *, on: date) -> Content:
    earlier = Snapshot.objects.filter(kind=PageKind.ENTRY, slug=slug_of_entry(entry)).order_by("version")
    history = [_version(one.version, one.published_on, one.change) for one in earlier]
    version = len(history) + 1
    frame = Frame(on, version, (*history, _version(version, on, written.change.strip())))
    return content_of_entry(entry, frame, what=written.what, why_gone=written.why_gone)


def warnings_about(entry: RegisterEntry, written: Written) -> list[Any]:
    """Against what a person wrote: the line at the top, the reasons of what was settled, and the other answers."""
    reasons = " ".join(one.reasons for one in entry.resolutions.all())
    texts = {"what": written.what, "reasons": reasons, "gone": written.why_gone, "change": written.change}
    return wording_warnings(texts)


def _check_written(entry: RegisterEntry, written: Written, *, gone: bool) -> None:
    if not written.what.strip():
        raise PublishingRefused(_("Say in your own words what the case is about."))
    if gone and not written.why_gone.strip():
        raise PublishingRefused(_("A source was taken down. Say why the entry is published all the same."))
    if Snapshot.objects.filter(entry=entry).exists() and not written.change.strip():
        raise PublishingRefused(_("Say what changed since the version before. The public is shown it."))
    if warnings_about(entry, written) and not written.warnings_answered.strip():
        raise PublishingRefused(_("Say why the wording stands although it was warned about."))


def _version(number: int, on: date, change: str) -> dict[str, Any]:
    return {"version": number, "published_on": on.isoformat(), "change": change}
