"""Telegram's service messages: who made the group, came, went, called, renamed."""

from typing import Any

from candour.evidence.formats.json_elements import Element, body_of, list_of, name_of, number_of
from candour.evidence.records import (
    Call,
    CallOutcome,
    Membership,
    MembershipChange,
    Record,
    Rename,
    Settings,
    Unclassified,
)

_SETTINGS = {
    "edit_group_photo": "icon", "delete_group_photo": "icon", "pin_message": "pinned", "migrate_to_supergroup": "moved-group",
    "migrate_from_group": "moved-group", "set_messages_ttl": "disappearing", "edit_chat_theme": "theme", "score_in_game": "game",
    "topic_created": "topic", "topic_edit": "topic", "group_call": "call", "invite_to_group_call": "call",
}  # fmt: skip
_OUTCOMES = {
    "missed": CallOutcome.MISSED,
    "busy": CallOutcome.DECLINED,
    "hangup": CallOutcome.ANSWERED,
    "disconnect": CallOutcome.ANSWERED,
}


def service_records(element: Element, shared: dict[str, Any]) -> list[Record]:
    """The record, then what else the line says, as records within it."""
    shared = shared | {
        "body": body_of(str(element["text"])) if isinstance(element.get("text"), str) else None
    }
    members = tuple(name_of(one) or "(deleted account)" for one in list_of(element.get("members")))
    match name_of(element.get("action")):
        case "create_group" | "create_channel":
            return _created(element, shared, members)
        case "invite_members":
            alone = members == (shared["sender"],)
            change = MembershipChange.JOINED if alone else MembershipChange.ADDED
            return [Membership(**shared, change=change, subjects=members)]
        case "remove_members":
            alone = members == (shared["sender"],)
            return [
                Membership(
                    **shared,
                    change=MembershipChange.LEFT if alone else MembershipChange.REMOVED,
                    subjects=members,
                )
            ]
        case "join_group_by_link" | "join_group_by_request":
            return [
                Membership(
                    **shared, change=MembershipChange.JOINED_BY_LINK, subjects=(shared["sender"] or "",)
                )
            ]
        case "edit_group_title":
            return [Rename(**shared, after=name_of(element.get("title")))]
        case "phone_call":
            return [_call(element, shared)]
        case action if action in _SETTINGS:
            return [Settings(**shared, setting=_SETTINGS[action])]
        case _:
            return [Unclassified(**shared, reason="a service message of a kind that is not known")]


def _created(element: Element, shared: dict[str, Any], members: tuple[str, ...]) -> list[Record]:
    inner = {name: shared[name] for name in ("source", "locator", "when", "conversation", "sender")} | {
        "raw": b"",
        "inner": True,
    }
    made: list[Record] = [Membership(**shared, change=MembershipChange.CREATED)]
    if members:
        made.append(Membership(**inner, change=MembershipChange.ADDED, subjects=members))
    if element.get("title"):
        made.append(Rename(**inner, after=name_of(element["title"])))
    return made


def _call(element: Element, shared: dict[str, Any]) -> Record:
    outcome = _OUTCOMES.get(str(element.get("discard_reason")), CallOutcome.UNKNOWN)
    return Call(**shared, seconds=number_of(element.get("duration_seconds")), outcome=outcome)
