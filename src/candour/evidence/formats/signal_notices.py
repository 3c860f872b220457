"""Signal's lines that nobody wrote: changes of a group, calls, keys, timers, numbers."""

from collections.abc import Callable
from typing import Any

from candour.evidence.formats.json_elements import name_of
from candour.evidence.records import (
    Call,
    CallOutcome,
    Membership,
    MembershipChange,
    NumberChange,
    Record,
    Rename,
    Settings,
    Unclassified,
)

_MOVES = {
    "create": MembershipChange.CREATED, "member-add": MembershipChange.ADDED, "member-add-from-invite": MembershipChange.JOINED,
    "member-add-from-link": MembershipChange.JOINED_BY_LINK, "member-add-from-admin-approval": MembershipChange.ADDED,
    "member-remove": MembershipChange.REMOVED,
}  # fmt: skip
_SETTINGS = {
    "timer-notification": "disappearing", "keychange": "security-code", "verified-change": "security-code", "profile-change": "profile",
    "universal-timer-notification": "disappearing", "pinned-message-notification": "pinned",
}  # fmt: skip


def notice(
    kind: str, more: dict[str, Any], shared: dict[str, Any], named: Callable[..., str | None]
) -> Record:
    match kind:
        case "group-v2-change":
            return _group(more, shared, named)
        case "call-history":
            return Call(**shared, outcome=CallOutcome.UNKNOWN)
        case "change-number-notification":
            return NumberChange(**shared)
        case _ if kind in _SETTINGS:
            return Settings(**shared, setting=_SETTINGS[kind])
        case _:
            return Unclassified(**shared, reason="a row of a type that is not known")


def _group(more: dict[str, Any], shared: dict[str, Any], named: Callable[..., str | None]) -> Record:
    """The first detail of the change; the whole of it stays in the remainder."""
    change = more.get("groupV2Change")
    details = change.get("details") if isinstance(change, dict) else None
    first = details[0] if isinstance(details, list) and details and isinstance(details[0], dict) else {}
    by = named(change.get("from")) if isinstance(change, dict) else None
    shared = shared | {"sender": by}
    kind, subject = name_of(first.get("type")) or "", named(first.get("aci") or first.get("uuid"))
    if kind == "title":
        return Rename(**shared, after=name_of(first.get("newTitle")))
    if kind not in _MOVES:
        return (
            Settings(**shared, setting=kind)
            if first
            else Unclassified(**shared, reason="a change of the group without details")
        )
    moved = _MOVES[kind]
    if moved is MembershipChange.REMOVED and subject is not None and subject == by:
        moved = MembershipChange.LEFT
    return Membership(**shared, change=moved, subjects=(subject,) if subject else ())
