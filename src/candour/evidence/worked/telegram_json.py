"""The story as Telegram Desktop would export it: one group, with ids, edits, answers, forwards and named reactions."""

import json
from collections.abc import Iterable
from typing import Any

from candour.evidence.worked.group import LATER_TITLE, Act, Happening, Person
from candour.evidence.worked.messenger_json import moment_of

# What the format has no form for: deleted messages are gone without a trace.
UNWRITTEN = {Act.EDITED, Act.READ, Act.REACTED, Act.DELETED, Act.NUMBER_CHANGED}
_ACTIONS = {
    Act.CREATED: "create_group", Act.ADDED: "invite_members", Act.REMOVED: "remove_members", Act.LEFT: "remove_members",
    Act.JOINED_BY_LINK: "join_group_by_link", Act.RENAMED: "edit_group_title",
}  # fmt: skip


def telegram_json(story: Iterable[Happening]) -> str:
    told = list(story)
    gone = {one.about for one in told if one.act is Act.DELETED}
    messages = [_message(one, told) for one in told if one.act not in UNWRITTEN and one.number not in gone]
    return json.dumps(
        {"name": LATER_TITLE, "type": "private_group", "id": 77009, "messages": messages},
        indent=1,
        ensure_ascii=False,
    )


def _message(one: Happening, told: list[Happening]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": one.number,
        "date": one.at.isoformat(),
        "date_unixtime": str(int(moment_of(one.at).timestamp())),
    }
    if one.act in _ACTIONS:
        members = one.others or ((one.who,) if one.act is Act.LEFT else ())
        made |= {
            "type": "service",
            "actor": one.who.name,
            "actor_id": _id(one.who),
            "action": _ACTIONS[one.act],
        }
        made |= {"members": [other.name for other in members]} if members else {}
        return made | ({"title": one.text} if one.text else {}) | {"text": ""}
    made |= {"type": "message", "from": one.who.name, "from_id": _id(one.who), "text": one.text}
    return made | _about(one, told) | _contents(one)


def _about(one: Happening, told: list[Happening]) -> dict[str, Any]:
    made: dict[str, Any] = {"reply_to_message_id": one.about} if one.about else {}
    for later in (later for later in told if later.about == one.number):
        if later.act is Act.EDITED:
            made |= {
                "text": later.text,
                "edited": later.at.isoformat(),
                "edited_unixtime": str(int(moment_of(later.at).timestamp())),
            }
        if later.act is Act.REACTED:
            named = {"from": later.who.name, "from_id": _id(later.who), "date": later.at.isoformat()}
            made["reactions"] = [{"type": "emoji", "count": 1, "emoji": later.text, "recent": [named]}]
    return made


def _contents(one: Happening) -> dict[str, Any]:
    made: dict[str, Any] = {"forwarded_from": "PC Alder"} if one.forwarded else {}
    if one.file:
        made["photo"] = f"photos/{one.file}"
    if one.options:
        answers = [{"text": text, "voters": votes, "chosen": False} for text, votes in one.options]
        made["poll"] = {"question": one.text, "closed": False, "total_voters": 22, "answers": answers}
    return made


def _id(person: Person) -> str:
    return f"user{person.number[-5:]}"
