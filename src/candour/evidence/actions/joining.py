"""Saying that chats of several exhibits are one conversation, and taking them apart again."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from candour.accounts.models import CaseFile, User
from candour.accounts.permissions import require
from candour.evidence.actions.laying import lay_in_background
from candour.evidence.actions.refusing import EvidenceRefused
from candour.evidence.models import Chat, JoinedChat, Joining
from candour.evidence.permissions import may_mark
from candour.ledger.writing import entry


def join_chats(
    *, case_file: CaseFile, chats: Sequence[Chat], by: User | None, at: datetime, on: date
) -> Joining:
    """One chat of each exhibit, two at least, none of them joined already."""
    if by is not None:
        require(may_mark(by, case_file, on=on))
    _check(case_file, chats)
    row = Joining(case_file=case_file, number=case_file.joinings.count() + 1, made_by=by, made_at=at)
    also = (case_file, *(one.exhibit for one in chats))
    header = {"also": also, "by": by.pk if by else None, "at": at, "on": on}
    with entry("chats.join", subject=row, **header) as record:  # type: ignore[arg-type]
        record.save(row)
        for one in chats:
            record.save(JoinedChat(joining=row, exhibit=one.exhibit, key=one.key, source=one.source))
        record.note(chats=len(chats))
        lay_in_background(row)
    return row


def part_chats(*, joining: Joining, because: str, by: User, at: datetime, on: date) -> Joining:
    require(may_mark(by, joining.case_file, on=on))
    if not joining.stands:
        raise EvidenceRefused(_("They were taken apart already."))
    if not because.strip():
        raise EvidenceRefused(_("Say why they are not one conversation."))
    joining.undone_by, joining.undone_at, joining.undone_because = by, at, because.strip()
    header = {"also": (joining.case_file,), "by": by.pk, "at": at, "on": on}
    with entry("chats.part", subject=joining, **header) as record:  # type: ignore[arg-type]
        record.save(joining, expect={"undone_at": None})
    return joining


def _check(case_file: CaseFile, chats: Sequence[Chat]) -> None:
    if len(chats) < 2 or len({one.exhibit_id for one in chats}) < len(chats):
        raise EvidenceRefused(_("Choose one chat of each exhibit, and two at least."))
    if len({one.source for one in chats}) < len(chats):
        raise EvidenceRefused(_("Two of these exhibits are the same file, which bears nothing out twice."))
    if any(one.exhibit.case_file_id != case_file.pk for one in chats):
        raise EvidenceRefused(_("Choose chats of this case file."))
    joined = JoinedChat.objects.filter(
        joining__case_file=case_file, joining__undone_at=None, exhibit__in=[one.exhibit_id for one in chats]
    )
    taken = {(one.exhibit_id, one.key) for one in joined}
    if any((one.exhibit_id, one.key) in taken for one in chats):
        raise EvidenceRefused(
            _(
                "One of these chats is joined with others already. Take those apart first, and then join all of them."
            )
        )
