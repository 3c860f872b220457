"""Telegram's result.json: one chat or all; ids, edits, answers and reactions kept; every byte accounted for."""

import json
from pathlib import Path

from candour.evidence.records import Edit, Forward, Membership, Message, Poll, Reaction, Rename, Reply
from candour.evidence.worked.group import Act, story
from candour.evidence.worked.messenger_json import moment_of
from candour.evidence.worked.telegram_json import UNWRITTEN, telegram_json
from tests.evidence.reading import check, records

STORY = story()
EXPORT = telegram_json(STORY).encode()
DELETED = {one.about for one in STORY if one.act is Act.DELETED}


def test_every_happening_that_the_format_can_carry_is_one_record_with_both_clocks(tmp_path: Path) -> None:
    told = [one for one in STORY if one.act not in UNWRITTEN and one.number not in DELETED]

    found = [one for one in records(tmp_path, EXPORT, "result.json") if not one.inner and one.kind != "gap"]

    assert [(one.sender, one.when.utc, one.when.local) for one in found] == [
        (one.who.name, moment_of(one.at), one.at) for one in told
    ]


def test_answers_lead_to_the_identity_of_what_they_answer(tmp_path: Path) -> None:
    found = records(tmp_path, EXPORT, "result.json")
    numbers = {one.identity: one.message_id for one in found if isinstance(one, Message)}

    answers = [
        (numbers[one.about or ""], numbers[one.answers or ""]) for one in found if isinstance(one, Reply)
    ]

    assert answers == [(str(one.number), str(one.about)) for one in STORY if one.stance]


def test_edits_forwards_reactions_and_polls_are_recovered(tmp_path: Path) -> None:
    found = records(tmp_path, EXPORT, "result.json")

    (edit,) = [one for one in found if isinstance(one, Edit)]
    assert edit.when.utc == next(moment_of(one.at) for one in STORY if one.act is Act.EDITED)
    (forward,) = [one for one in found if isinstance(one, Forward)]
    assert forward.original_sender == "PC Alder"
    told = [(one.who.name, one.text) for one in STORY if one.act is Act.REACTED]
    assert [(one.sender, one.emoji) for one in found if isinstance(one, Reaction)] == told
    (poll,) = [one for one in found if isinstance(one, Poll)]
    assert [option.votes for option in poll.options] == [12, 9, 1]
    assert [one.after for one in found if isinstance(one, Rename)][-1] == "Harrowdale B Relief: banter"
    assert [one.change.value for one in found if isinstance(one, Membership)].count("left") == 3


def test_a_whole_account_holds_many_chats_and_still_adds_up(tmp_path: Path) -> None:
    one = json.loads(EXPORT)
    account = {
        "about": "x",
        "personal_information": {},
        "chats": {"about": "y", "list": [one, one | {"id": 2, "name": "two"}]},
    }

    found = check(tmp_path, json.dumps(account).encode(), "result.json")

    assert found["messages"] == 2 * check(tmp_path, EXPORT, "result.json")["messages"]
    assert list(found["facts"]["conversations"]) == ["77009", "2"]
    assert found["reconciliation"]["balances"]


def test_text_in_pieces_an_unknown_service_message_and_a_file_left_out_are_kept(tmp_path: Path) -> None:
    base = {"date": "2024-03-13T21:05:07", "from": None, "from_id": "user1"}
    messages = [
        base
        | {
            "id": 1,
            "type": "message",
            "text": ["see ", {"type": "link", "text": "https://example.org"}, " now"],
        },
        base | {"id": 2, "type": "service", "action": "boost_apply", "text": ""},
        base
        | {
            "id": 3,
            "type": "message",
            "text": "",
            "photo": "(File not included. Change data exporting settings to download.)",
        },
        "not an object",
    ]
    content = json.dumps({"name": "n", "type": "private_group", "id": 1, "messages": messages}).encode()

    first, second, third, fourth = [
        one for one in records(tmp_path, content, "result.json") if one.kind != "gap"
    ]

    assert first.body == b"see https://example.org now"  # type: ignore[attr-defined]
    assert first.sender == "user1"
    assert second.kind == "unclassified"
    assert "media-omitted" in third.marks
    assert fourth.remainder == '{"value": "not an object"}'
