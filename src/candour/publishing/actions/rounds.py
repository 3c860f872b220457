"""Publishing a round of requests as a frozen page, and withdrawing it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.ledger.writing import entry
from candour.publishing.actions.freezing import snapshot_of, take_down
from candour.publishing.actions.publishing import PublishingRefused
from candour.publishing.codes import PageKind
from candour.publishing.content import Content, canonical, fingerprint
from candour.publishing.gate import NotYet
from candour.publishing.models import Snapshot
from candour.publishing.pages import keep_snapshot_page
from candour.publishing.rendering import render_snapshot
from candour.publishing.rounds import checks_of_round, content_of_round, frame_of_round, warnings_of_round
from candour.register.models import Round
from candour.register.permissions import may_edit_register


@dataclass(frozen=True)
class RoundWritten:
    """What a person says to what would otherwise hold the publication up."""

    change: str = ""
    warnings_answered: str = ""


def publish_round(
    *, round_: Round, written: RoundWritten, by: User | None, at: datetime, on: date
) -> Snapshot:
    """Raises NotYet while a reply is held: no reason overrides it."""
    if by is not None:
        require(may_edit_register(by, on=on))
    blocking = tuple(one for one in checks_of_round(round_) if not one.met)
    if blocking:
        raise NotYet(blocking)
    _check(round_, written)
    content = _frozen(round_, written, on)
    page = render_snapshot(content, fingerprint(canonical(content)))
    snapshot = snapshot_of(
        content,
        page,
        case_file=round_.case_file,
        kind=PageKind.ROUND,
        published_on=on,
        change=written.change.strip(),
        warnings_answered=written.warnings_answered.strip(),
        by=by,
    )
    with entry("round.publish", subject=round_, by=by.pk if by else None, at=at, on=on) as record:
        record.save(snapshot)
        record.note(slug=snapshot.slug, version=snapshot.version, page=snapshot.page_sha256)
        keep_snapshot_page(snapshot, page)
    return snapshot


def withdraw_round(
    *, round_: Round, snapshot: Snapshot, reason: str, by: User | None, at: datetime, on: date
) -> Snapshot:
    """The page's address answers from now on that it is gone, and why."""
    if by is not None:
        require(may_edit_register(by, on=on))
    if not reason.strip():
        raise PublishingRefused(_("Say why the page is withdrawn. The public is shown the reason."))
    if snapshot.case_file_id != round_.case_file_id or not snapshot.is_public():
        raise PublishingRefused(_("This version is not the one that is public. Withdraw the newest one."))
    with entry("round.withdraw", subject=round_, by=by.pk if by else None, at=at, on=on) as record:
        take_down(record, snapshot, reason=reason.strip(), on=on)
    return snapshot


def preview_round(round_: Round, *, on: date) -> bytes:
    """The page as the public would see it, were it published on that day."""
    content = _frozen(round_, RoundWritten(), on)
    return render_snapshot(content, fingerprint(canonical(content)))


def _frozen(round_: Round, written: RoundWritten, on: date) -> Content:
    return content_of_round(round_, frame_of_round(round_, on=on, change=written.change.strip()))


def _check(round_: Round, written: RoundWritten) -> None:
    if Snapshot.objects.filter(case_file=round_.case_file).exists() and not written.change.strip():
        raise PublishingRefused(_("Say what changed since the version before. The public is shown it."))
    if warnings_of_round(round_, written.change) and not written.warnings_answered.strip():
        raise PublishingRefused(_("Say why the wording stands although it was warned about."))
