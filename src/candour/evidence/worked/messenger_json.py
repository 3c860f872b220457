"""The story as Messenger would give it: newest first, every string in broken encoding, reactions without a time."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from candour.evidence.formats.messenger import broken
from candour.evidence.worked.group import LATER_TITLE, Act, Happening, officers

_LONDON = ZoneInfo("Europe/London")
# What the format has no form for.
UNWRITTEN = {Act.EDITED, Act.READ, Act.NUMBER_CHANGED, Act.POLL, Act.REACTED, Act.DELETED}
_WORDS = {
    Act.CREATED: "{who} created the group.", Act.RENAMED: "{who} named the group {text}.", Act.LEFT: "{who} left the group.",
    Act.ADDED: "{who} added {others} to the group.", Act.REMOVED: "{who} removed {others} from the group.",
    Act.JOINED_BY_LINK: "{who} joined the group.",
}  # fmt: skip


def messenger_json(story: Iterable[Happening]) -> str:
    told = list(story)
    messages = [_message(one, told) for one in reversed(told) if one.act not in UNWRITTEN]
    thread = {
        "participants": [{"name": broken(one.name)} for one in reversed(officers())],
        "messages": messages,
        "title": broken(LATER_TITLE),
        "is_still_participant": True,
        "thread_path": "inbox/harrowdalebrelief_1",
        "magic_words": [],
    }
    return json.dumps(thread, indent=2)


def moment_of(at: datetime) -> datetime:
    """The story is told on British clocks."""
    return at.replace(tzinfo=_LONDON).astimezone(UTC)


def _message(one: Happening, told: list[Happening]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "sender_name": broken(one.who.name),
        "timestamp_ms": int(moment_of(one.at).timestamp() * 1000),
    }
    reactions = [later for later in told if later.act is Act.REACTED and later.about == one.number]
    if reactions:
        made["reactions"] = [
            {"reaction": broken(later.text), "actor": broken(later.who.name)} for later in reactions
        ]
    if any(later.act is Act.DELETED and later.about == one.number for later in told):
        return made | {"is_unsent": True}
    if one.file:
        made["photos"] = [
            {"uri": f"messages/inbox/harrowdalebrelief_1/photos/{one.file}", "creation_timestamp": 0}
        ]
    if one.act in _WORDS:
        others = ", ".join(other.name for other in one.others)
        made |= {
            "content": broken(_WORDS[one.act].format(who=one.who.name, others=others, text=one.text)),
            "type": _type(one),
        }
        affected = one.others or (one.who,)
        return made | (
            {"users": [{"name": broken(other.name)} for other in affected]} if _type(one) != "Generic" else {}
        )
    return made | ({"content": broken(one.text)} if one.text else {}) | {"type": "Generic"}


def _type(one: Happening) -> str:
    match one.act:
        case Act.ADDED | Act.JOINED_BY_LINK:
            return "Subscribe"
        case Act.LEFT | Act.REMOVED:
            return "Unsubscribe"
        case _:
            return "Generic"
