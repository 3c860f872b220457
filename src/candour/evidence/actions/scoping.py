"""Stating what of an exhibit may be examined, and going outside it with reasons."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import User
from candour.accounts.permissions import require
from candour.evidence.actions.laying import lay_anew
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.codes import Beyond
from candour.evidence.models import Exhibit, OutsideLook, Scope
from candour.evidence.permissions import may_read, may_state_scope
from candour.ledger.writing import entry


@dataclass(frozen=True)
class NewScope:
    """`basis` says what was agreed and under what; no chats named are all chats of the exhibit."""

    basis: str
    beyond: str
    first_day: date | None = None
    last_day: date | None = None
    chats: tuple[str, ...] = ()


def state_scope(*, exhibit: Exhibit, scope: NewScope, by: User | None, at: datetime, on: date) -> Scope:
    """A later scope governs instead of the earlier, which stays on the record."""
    if by is not None:
        require(may_state_scope(by, exhibit.case_file, on=on))
    _check_days(scope.first_day, scope.last_day)
    if not scope.basis.strip():
        raise EvidenceRefused(_("Say what was agreed, with whom, and under which power."))
    number = exhibit.scopes.count() + 1
    row = Scope(
        exhibit=exhibit,
        number=number,
        stated_by=by,
        stated_on=on,
        **{**vars(scope), "chats": sorted(scope.chats)},
    )
    header = {"also": (exhibit.case_file,), "by": by.pk if by else None, "at": at, "on": on}
    with entry("exhibit.scope", subject=exhibit, **header) as record:  # type: ignore[arg-type]
        record.save(row)
        record.note(first_day=scope.first_day, last_day=scope.last_day)
        record.note(chats=len(scope.chats), beyond=str(scope.beyond))
        lay_anew(exhibit)
    return row


def look_outside(
    *,
    exhibit: Exhibit,
    first_day: date | None,
    last_day: date | None,
    reasons: str,
    by: User,
    at: datetime,
    on: date,
) -> OutsideLook:
    """Opens those days of the exhibit's chats to this person until the day ends, where the scope allows it."""
    require(may_read(by, exhibit.case_file, on=on))
    scope = exhibit.scope
    if scope is None:
        raise EvidenceRefused(_("State the scope of the examination first."))
    if scope.beyond != Beyond.WITH_REASONS:
        raise EvidenceRefused(_("The scope refuses what lies outside it. Have the scope stated anew."))
    if not reasons.strip():
        raise EvidenceRefused(_("Say why it is necessary and proportionate."))
    _check_days(first_day, last_day)
    look = OutsideLook(
        exhibit=exhibit,
        scope=scope,
        user=by,
        first_day=first_day,
        last_day=last_day,
        reasons=reasons,
        on=on,
        at=at,
    )
    with entry(
        "exhibit.look-outside", subject=exhibit, also=(exhibit.case_file,), by=by.pk, at=at, on=on
    ) as record:
        record.save(look)
        record.note(first_day=first_day, last_day=last_day)
    return look


def _check_days(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise EvidenceRefused(_("The last day must not come before the first."))
